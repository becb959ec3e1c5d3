"""One run of the linter: finds the notes, checks them, mends them if that is wanted, and says what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO

from ..checking import FileReport
from ..rules import DEFAULT_SETTINGS, RuleSettings
from ..text import TextError, decode, language_of
from ..workspace.lint_section import LintConfiguration, patterns
from .baseline import Baseline, read_baseline
from .cache import ReportCache
from .checking_notes import check_note, check_notes, terminated_like_interrupted
from .configured import Configurations
from .discovery import notes_below
from .findings import LintedFile, LintFinding, LintResult, linted
from .fixing import Fixed, fixed
from .notes import Note
from .progress import Progress


class InputError(Exception):
    """Arguments that do not fit together; the message says what to do."""


@dataclass(frozen=True)
class CheckOptions:
    """What the command line asks for. `settings` go over those of configuration files."""

    paths: Sequence[str]
    language: str | None = None
    stdin_filename: str | None = None
    settings: RuleSettings = DEFAULT_SETTINGS
    exclude: Sequence[str] = ()
    jobs: int | None = None
    cache: ReportCache | None = None
    baseline: Path | None = None
    ignores_baseline: bool = False
    wants_fixes: bool = False


@dataclass(frozen=True)
class Outcome:
    """The result of a run, with the notes that fixes would change, and the note on standard input as it then is."""

    result: LintResult
    fixes: tuple[tuple[Note, Fixed], ...] = ()
    text_of_standard_input: str = ""


@dataclass
class Run:
    """One run, step by step."""

    options: CheckOptions
    standard_input: BinaryIO
    progress_stream: TextIO
    unreadable: list[str] = field(default_factory=list)

    @cached_property
    def configurations(self) -> Configurations:
        return Configurations([Path(path) for path in self.options.paths if Path(path).is_dir()])

    def outcome(self) -> Outcome:
        """Raises InputError, SettingsError or BaselineError for what cannot be used; notes never raise."""
        baseline = self._baseline()
        notes = self._notes()
        reports, is_complete = self._reports(notes)
        fixes: dict[int, Fixed] = {}
        if self.options.wants_fixes and is_complete:
            try:
                with terminated_like_interrupted():
                    fixes = self._fixes(notes, reports, baseline)
            except KeyboardInterrupt:
                is_complete = False
        reports.update((number, after.report) for number, after in fixes.items())
        if self.options.cache:
            self.options.cache.close()
        files = [self._linted(notes[number], report) for number, report in sorted(reports.items())]
        places = [note.path for note in notes]
        files = [*self.configurations.reports(places, self.options.settings), *files]
        shown, expired, known = baseline.apply(files) if baseline else (tuple(files), (), 0)
        result = LintResult(
            shown,
            tuple(self.unreadable),
            expired if is_complete else (),
            known,
            sum(after.count for after in fixes.values()),
            None if is_complete else len(notes),
        )
        texts = [
            note.byte_order_mark + (fixes[number].note.text if number in fixes else note.text)
            for number, note in enumerate(notes)
        ]
        is_piped = "-" in self.options.paths
        return Outcome(
            result,
            tuple((notes[number], after) for number, after in fixes.items()),
            texts[0] if is_piped and texts else "",
        )

    def _baseline(self) -> Baseline | None:
        path = self.baseline_path
        return read_baseline(path) if path is not None and not self.options.ignores_baseline else None

    @property
    def baseline_path(self) -> Path | None:
        """The baseline of the command line, else that of the configuration of the first path."""
        if self.options.baseline is not None:
            return self.options.baseline
        first = Path(self.options.paths[0])
        return self.configurations.lint_for(first / "note.md" if first.is_dir() else first).baseline

    def _notes(self) -> list[Note]:
        if "-" in self.options.paths:
            return list(self._note_on_standard_input())
        excluded = patterns(self.options.exclude)
        found = notes_below(self.options.paths)
        self.unreadable += found.unusable
        notes: list[Note] = []
        for path in found.notes:
            is_named = str(path) in self.options.paths
            if excluded.match_file(path.as_posix()) or (
                not is_named and self._configuration(path).excludes(path)
            ):
                continue
            try:
                data = path.read_bytes()
                text = decode(data)
            except (OSError, TextError) as error:
                self.unreadable.append(f"{path}: {_words(error)}")
                continue
            notes.append(self._note(path.as_posix(), path, text, language_of(str(path)) or "markdown", data))
        return notes

    def _note_on_standard_input(self) -> Iterator[Note]:
        options = self.options
        if len(options.paths) > 1:
            raise InputError("- (standard input) cannot be combined with other paths")
        name = options.stdin_filename
        language = options.language or (language_of(name) if name else None)
        if language is None:
            raise InputError(
                "standard input needs --language markdown, latex or notebook, or a --stdin-filename that tells it"
            )
        try:
            data = self.standard_input.read()
            text = decode(data)
        except TextError as error:
            self.unreadable.append(f"standard input: {error}")
            return
        yield self._note(name or "-", Path.cwd() / (name or "-"), text, language, data)

    def _note(self, name: str, path: Path, text: str, language: str, data: bytes) -> Note:
        inherited = self.configurations.inherited(path, text, language)
        return Note(name, text, language, path, inherited, self.options.settings.strict, data)

    def _configuration(self, path: Path) -> LintConfiguration:
        return self.configurations.lint_for(path)

    def _reports(self, notes: Sequence[Note]) -> tuple[dict[int, FileReport], bool]:
        """The report on each note by its number, and whether there is one for all."""
        reports: dict[int, FileReport] = {}
        waiting: list[int] = []
        for number, note in enumerate(notes):
            known = self.options.cache.get(note) if self.options.cache else None
            if known is None:
                waiting.append(number)
            else:
                reports[number] = known
        progress = Progress(self.progress_stream, len(notes))

        def on_report(place: int, report: FileReport) -> None:
            number = waiting[place]
            reports[number] = report
            if self.options.cache:
                self.options.cache.put(notes[number], report)
            progress.show(len(reports), notes[number].name)

        is_complete = check_notes([notes[number] for number in waiting], self.options.jobs, on_report)
        progress.clear()
        return reports, is_complete

    def _fixes(
        self, notes: Sequence[Note], reports: Mapping[int, FileReport], baseline: Baseline | None
    ) -> dict[int, Fixed]:
        found: dict[int, Fixed] = {}
        for number, report in reports.items():
            after = fixed(notes[number], report, self._wanted(notes[number], baseline), self._check_again)
            if after.count:
                found[number] = after
        return found

    def _wanted(self, note: Note, baseline: Baseline | None) -> Callable[[FileReport], Sequence[LintFinding]]:
        def wanted(report: FileReport) -> Sequence[LintFinding]:
            file = self._linted(note, report)
            return baseline.apply([file])[0][0].findings if baseline else file.findings

        return wanted

    def _check_again(self, note: Note) -> FileReport:
        report = check_note(note)
        if self.options.cache:
            self.options.cache.put(note, report)
        return report

    def _linted(self, note: Note, report: FileReport) -> LintedFile:
        settings = self._configuration(note.path).settings_for(note.path).with_more(self.options.settings)
        return linted(report, settings)


def _words(error: OSError | TextError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
