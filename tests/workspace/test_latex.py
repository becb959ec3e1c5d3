r"""Chapters and macro files of a LaTeX document: what one file says counts in the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.conftest import Check, Write

CLAIM = r"\[ \frac{\partial\, \x^\T \A \x}{\partial \x} = (\A + \A^\T) \x \]"
MACROS = "\\newcommand{\\x}{\\mathbf{x}}\n\\newcommand{\\A}{\\mathbf{A}}\n\\def\\T{\\top}\n"
SHAPES = r"Let $\x \in \mathbb{R}^n$ and $\A \in \mathbb{R}^{n \times n}$."


def verdicts(report: object) -> list[str]:
    return [claim.verdict for claim in report.claims]  # type: ignore[attr-defined]


def test_macros_and_declarations_of_an_included_file_count(write: Write, check: Check) -> None:
    write("macros.tex", MACROS)
    write("notation.tex", SHAPES)
    main = write("main.tex", f"\\input{{macros}}\n\\input{{notation.tex}}\n\n{CLAIM}\n")
    assert verdicts(check(main)) == ["verified"]


def test_a_local_package_brings_its_macros_and_those_of_the_packages_it_loads(
    write: Write, check: Check
) -> None:
    write("notes.sty", "\\ProvidesPackage{notes}\n\\RequirePackage{amsmath}\n\\RequirePackage{shorthand}\n")
    write("shorthand.sty", MACROS)
    text = f"\\documentclass{{article}}\n\\usepackage{{amsmath,notes}}\n\\begin{{document}}\n{SHAPES}\n\n{CLAIM}\n"
    assert verdicts(check(write("main.tex", text))) == ["verified"]


def test_delimiters_of_formulas_may_be_macros_of_another_file(write: Write, check: Check) -> None:
    write(
        "macros.tex", MACROS + "\\newcommand{\\be}{\\begin{equation}}\n\\newcommand{\\ee}{\\end{equation}}\n"
    )
    main = write("main.tex", f"\\input{{macros}}\n\n{SHAPES}\n\n\\be {CLAIM[2:-2]} \\ee\n")
    assert verdicts(check(main)) == ["verified"]


ROOT = (
    f"\\documentclass{{book}}\n{MACROS}\\begin{{document}}\n{SHAPES}\n"
    "\\include{chapters/one}\n\\end{document}\n"
)


def test_a_chapter_is_read_behind_the_preamble_of_the_root_that_includes_it(
    write: Write, check: Check
) -> None:
    write("book.tex", ROOT)
    assert verdicts(check(write("chapters/one.tex", CLAIM))) == ["verified"]


def test_a_chapter_may_name_its_root(write: Write, check: Check) -> None:
    write("main.tex", ROOT.replace("\\include{chapters/one}", ""))
    named = write("chapters/one.tex", f"% !TeX root = ../main.tex\n\n{SHAPES}\n\n{CLAIM}")
    assert verdicts(check(named)) == ["verified"]
    subfile = write(
        "chapters/two.tex", f"\\documentclass[../main.tex]{{subfiles}}\n\\begin{{document}}\n{SHAPES} {CLAIM}"
    )
    assert verdicts(check(subfile)) == ["verified"]


def test_a_section_is_found_by_way_of_its_chapter(write: Write, check: Check) -> None:
    write("book.tex", ROOT)
    write("chapters/one.tex", "% section\n\\input{chapters/section}\n")
    assert verdicts(check(write("chapters/section.tex", CLAIM))) == ["verified"]


def test_of_other_chapters_only_the_macros_count(write: Write, check: Check) -> None:
    write(
        "book.tex",
        ROOT.replace("\\include{chapters/one}", "\\include{chapters/zero}\n\\include{chapters/one}"),
    )
    write("chapters/zero.tex", "\\newcommand{\\two}{2}\nLet $\\A = \\A^\\T$. % matderiv: layout: numerator\n")
    write("chapters/one.tex", "\\input{chapters/section}\n")
    symmetric = CLAIM.replace(r"(\A + \A^\T)", r"\two \A")
    (claim,) = check(write("chapters/section.tex", symmetric)).claims
    assert claim.verdict == "conditional"
    assert "symmetric" in claim.holds_if[0]


def test_what_the_root_says_behind_a_chapter_does_not_count_in_it(write: Write, check: Check) -> None:
    write("book.tex", ROOT.replace("\\end{document}", "% matderiv: layout: numerator\n"))
    assert check(write("chapters/one.tex", CLAIM)).claims[0].layout != "numerator"


def test_definitions_of_an_included_file_are_used(write: Write, check: Check) -> None:
    write("loss.tex", r"We minimize $J(w) = \|Xw - y\|^2$ with $X \in \mathbb{R}^{m\times n}$.")
    right, wrong = (rf"\[ \nabla J(w) = {factor}X^\top(Xw - y) \]" for factor in ("2", ""))
    main = write("main.tex", f"\\input{{loss}}\n\n{right}\n\n{wrong}\n")
    assert verdicts(check(main)) == ["verified", "refuted"]


def test_files_that_include_each_other_are_read_once(write: Write, check: Check) -> None:
    write("a.tex", f"{MACROS}\\input{{b}}")
    write("b.tex", f"{SHAPES}\\input{{a}}\\input{{b}}")
    assert verdicts(check(write("main.tex", f"\\input{{main}}\\input{{a}}\n\n{CLAIM}"))) == ["verified"]


SECRET = r"\newcommand{\value}{\mathbf{x}^\top \mathbf{A} \mathbf{x}}"
NEEDS_SECRET = (
    r"\[ \frac{\partial\, \value}{\partial \mathbf{x}} = (\mathbf{A} + \mathbf{A}^\top) \mathbf{x} \]"
)


def test_the_secret_would_help(write: Write, check: Check) -> None:
    write("secret.tex", SECRET)
    assert verdicts(check(write("main.tex", f"\\input{{secret}}\n\n{NEEDS_SECRET}"))) == ["verified"]


@pytest.mark.parametrize("target", ["../secret", "../secret.tex", "{absolute}"])
def test_nothing_outside_the_workspace_is_read(
    write: Write, check: Check, tmp_path: Path, target: str
) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text(SECRET, encoding="utf-8")
    target = target.replace("{absolute}", secret.with_suffix("").as_posix())
    report = check(write("main.tex", f"\\input{{{target}}}\n\n{NEEDS_SECRET}"))
    assert verdicts(report) == ["unchecked"]
    (problem,) = [problem for problem in report.problems if problem.rule == "missing-file"]
    assert problem.severity == "information"


def test_a_link_out_of_the_workspace_is_not_followed(write: Write, check: Check, tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text(SECRET, encoding="utf-8")
    main = write("main.tex", f"\\input{{link}}\n\n{NEEDS_SECRET}")
    (main.parent / "link.tex").symlink_to(tmp_path / "secret.tex")
    assert verdicts(check(main)) == ["unchecked"]


def test_a_missing_file_is_named_where_it_is_included(write: Write, check: Check) -> None:
    (problem,) = check(write("main.tex", "% \\input{old}\nText. \\input{missing}\n")).problems
    assert (problem.rule, problem.range.start.line, problem.range.start.character) == ("missing-file", 1, 6)
    assert problem.message.startswith("missing is not found in the workspace")


def test_a_huge_file_is_named_and_not_read(write: Write, check: Check) -> None:
    write("huge.tex", MACROS + "%" * 1_100_000)
    (problem,) = check(write("main.tex", "\\input{huge}")).problems
    assert "larger than 1 MB" in problem.message


def test_of_a_long_file_the_macros_count(write: Write, check: Check) -> None:
    write("long.tex", MACROS + "Words.\n" * 20_000)
    assert verdicts(check(write("main.tex", f"\\input{{long}}\n\n{SHAPES}\n\n{CLAIM}"))) == ["verified"]


def test_verbatim_and_comments_include_nothing(write: Write, check: Check) -> None:
    text = "\\begin{verbatim}\n\\input{a}\n\\end{verbatim}\n% \\input{b}\n\\iffalse \\input{c} \\fi\n\\% \\input{d}\n"
    problems = check(write("main.tex", text)).problems
    assert [problem.message.partition(" ")[0] for problem in problems] == ["d"]


def test_a_declaration_against_an_explicit_one_of_another_file_names_the_file(
    write: Write, check: Check
) -> None:
    write("notation.tex", "% matderiv: A: m x n\n")
    (problem,) = check(
        write("main.tex", "\\input{notation}\n\nLet $A \\in \\mathbb{R}^{3 \\times 3}$.\n")
    ).problems
    assert "notation.tex" in problem.message
    assert problem.range.start.line == 2
