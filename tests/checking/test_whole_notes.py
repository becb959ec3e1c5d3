"""What a note shows only as a whole: layouts that are mixed, and chains that go on behind a wrong step."""

from __future__ import annotations

from matderiv import check
from matderiv.ide import diagnostics
from matderiv.meaning import analyse
from matderiv.text import read_document

_DECLARED = r"Let $A, B\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$ and $b\in\mathbb{R}^m$."


def _note(*formulas: str) -> str:
    return "\n\n".join((_DECLARED, *(f"$${formula}$$" for formula in formulas), ""))


def _layout_hints(note: str) -> list[tuple[int, str]]:
    problems = check(note).files[0].problems
    return [(each.range.start.line, each.message) for each in problems if each.rule == "mixed-layout"]


def test_the_minority_gets_one_hint() -> None:
    note = _note(
        r"\frac{\partial Ax}{\partial x} = A",
        r"\frac{\partial Bx}{\partial x} = B",
        r"\frac{\partial (Ax-b)}{\partial x} = A^\top",
        r"\frac{\partial (Bx-b)}{\partial x} = B^\top",
        r"\frac{\partial (A+B)x}{\partial x} = A + B",
    )
    ((line, message),) = _layout_hints(note)
    assert line == 6
    assert "denominator layout" in message
    assert "3 times" in message


def test_each_kind_of_derivative_has_its_own_layout() -> None:
    note = _note(r"\frac{\partial Ax}{\partial x} = A", r"\frac{\partial b^\top A x}{\partial x} = A^\top b")
    assert not _layout_hints(note)


def test_what_holds_in_both_layouts_shows_none() -> None:
    note = _note(r"\frac{\partial Ax}{\partial x} = A", r"\frac{\partial A^\top A x}{\partial x} = A^\top A")
    assert not _layout_hints(note)


def test_a_comment_switches_the_hint_off() -> None:
    note = _note(r"\frac{\partial Ax}{\partial x} = A", r"\frac{\partial Bx}{\partial x} = B^\top")
    assert _layout_hints(note)
    assert not _layout_hints("<!-- matderiv: disable-file mixed-layout -->\n\n" + note)


def test_the_editor_shows_the_same_hint() -> None:
    note = _note(r"\frac{\partial Ax}{\partial x} = A", r"\frac{\partial Bx}{\partial x} = B^\top")
    analysis = analyse(read_document(note, "markdown"))
    found = diagnostics(analysis, check(note).files[0].claims)
    assert [each.rule for each in found] == ["mixed-layout"]


def test_later_steps_refer_to_the_first_that_is_wrong() -> None:
    chain = (
        r"\begin{aligned}\nabla_x \|Ax-b\|^2 &= \nabla_x (Ax-b)^\top (Ax-b) \\"
        "\n"
        r"&= A^\top (Ax - b) \\"
        "\n"
        r"&= A^\top A x - A^\top b\end{aligned}"
    )
    first, second, third = check(_note(chain)).files[0].claims
    assert (first.verdict, second.verdict, third.verdict) == ("verified", "refuted", "verified")
    assert "chain" not in first.reason
    assert "wrong from line 3 on" in third.reason
