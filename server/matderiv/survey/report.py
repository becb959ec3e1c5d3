"""The report of a survey, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from ..checking.report import VERDICTS
from .counts import Counts, Reasons
from .run import Survey

_COLUMNS = ("notes", "formulas", "derivatives", "claims", *VERDICTS, "understood")
_LONGEST_NAME = 40
_LONGEST_REASON = 110


def as_text(survey: Survey, most: int) -> str:
    """A table by path, the counts of all, and the reasons with an example each; at most `most` of a kind."""
    total = survey.total
    sections = [
        "\n".join(_table(survey)),
        "\n".join(_totals(total)),
        *_reasons("Claims with a derivative that were not checked, by reason", total.unchecked, most),
        *_reasons("Claims called wrong", total.accused, most),
        *_reasons("Formulas that are not well-formed", total.malformed, most),
        *_failures(survey, most),
    ]
    return "\n\n".join(sections)


def as_json(survey: Survey, _most: int) -> str:
    """All counts and all reasons."""
    return json.dumps(survey.to_dict(), ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Survey, int], str]] = {"text": as_text, "json": as_json}


def _table(survey: Survey) -> Iterator[str]:
    rows = {path: _row(counts) for path, counts in survey.paths.items()}
    if len(rows) > 1:
        rows["all"] = _row(survey.total)
    names = {path: path if len(path) <= _LONGEST_NAME else "…" + path[1 - _LONGEST_NAME :] for path in rows}
    width = max(map(len, names.values()), default=0)
    yield " " * width + "".join(f"  {column:>11}" for column in _COLUMNS)
    for path, row in rows.items():
        yield f"{names[path]:{width}}" + "".join(f"  {cell:>11}" for cell in row)


def _row(counts: Counts) -> list[str]:
    numbers = [counts.notes.total(), counts.spans, counts.derivatives, counts.verdicts.total()]
    numbers += [counts.verdicts[verdict] for verdict in VERDICTS]
    share = f"{100 * counts.understood:.0f} %" if counts.verdicts else "-"
    return [*(f"{number:,}" for number in numbers), share]


def _totals(total: Counts) -> Iterator[str]:
    yield f"notes                 {total.notes.total():8,}   {_counted(total.notes)}"
    yield f"lines                 {total.lines:8,}"
    yield f"formulas              {total.spans:8,}   inline {total.inline:,}, display {total.displays:,}"
    yield f"statements            {total.statements.total():8,}   {_counted(total.statements)}"
    yield f"  with a derivative   {total.derivatives:8,}"
    yield f"claims                {total.claims.total():8,}   {_counted(total.claims)}"
    yield f"  other equations     {total.identities.total():8,}   {_counted(total.identities)}"


def _counted(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {count:,}" for name, count in ordered)


def _reasons(title: str, reasons: Reasons, most: int) -> Iterator[str]:
    if not reasons.counts:
        return
    lines = [title]
    for reason, count, example in reasons.most_frequent()[:most]:
        words = reason if len(reason) <= _LONGEST_REASON else reason[: _LONGEST_REASON - 1] + "…"
        lines.append(f"{count:7,}  {words}")
        lines.append(f"         {example.path}:{example.line}  {example.tex}")
    rest = len(reasons.counts) - most
    if rest > 0:
        lines.append(f"         and {rest:,} other reasons (--most, --format json)")
    yield "\n".join(lines)


def _failures(survey: Survey, most: int) -> Iterator[str]:
    if survey.failures:
        lines = [f"{path}: {reason}" for path, reason in survey.failures[:most]]
        if len(survey.failures) > most:
            lines.append(f"and {len(survey.failures) - most:,} others")
        yield "\n".join(["Not surveyed", *(f"         {line}" for line in lines)])
