"""What holds where: shadowing, forward references, conflicts."""

from __future__ import annotations

from tests.meaning.understood import describe, facts, read


def test_later_declarations_shadow_earlier_ones() -> None:
    note = "Let $X \\in \\mathbb{R}^{m\\times n}$.\n\n$$Y = X$$\n\nNow let $X$ be a $p\\times q$ matrix.\n\n$$Z = X$$"
    analysis = read(note)

    assert describe(analysis.scope_at(note.index("$$Y")).symbols["X"]) == "m×n"
    assert describe(analysis.scope_at(note.index("$$Z")).symbols["X"]) == "p×q"


def test_definitions_below_a_formula_count_for_it() -> None:
    note = "$$\\nabla_w J = X^\\top s$$\n\nwhere $s = \\sigma(Xw)$."

    assert describe(read(note).scope_at(3).symbols["s"]) == "defined"


def test_what_is_known_is_not_changed_from_below() -> None:
    note = "Let $x \\in \\mathbb{R}^n$.\n\n$$\\nabla_x x^\\top x = 2x$$\n\nLet $x \\in \\mathbb{R}^m$."

    assert describe(read(note).scope_at(note.index("nabla")).symbols["x"]) == "vector n"


def test_headings_end_what_is_read_from_below() -> None:
    note = "$$\\nabla_x f = s$$\n\n# Next\n\nLet $s \\in \\mathbb{R}^k$."

    assert "s" not in read(note).scope_at(3).symbols


def test_the_same_shape_again_keeps_the_properties() -> None:
    note = "Let $A$ be symmetric, $A \\in \\mathbb{R}^{n\\times n}$.\n\nFor $A \\in \\mathbb{R}^{n\\times n}$ again."

    assert facts(note, "A") == "n×n, symmetric"


def test_another_shape_forgets_the_properties() -> None:
    note = "Let $A \\in \\mathbb{R}^{n\\times n}$ be symmetric.\n\nLet $A \\in \\mathbb{R}^{m\\times n}$."

    assert facts(note, "A") == "m×n"


def test_explicit_declarations_hold_against_others() -> None:
    note = "<!-- matderiv: A: m x n -->\n\nLet $A \\in \\mathbb{R}^{n\\times n}$."

    assert facts(note, "A") == "m×n"


def test_a_conflict_names_both_places() -> None:
    note = "Let $y \\in \\mathbb{R}^n$ and $y \\in \\mathbb{R}^m$."
    (problem,) = read(note).problems

    assert problem.rule == "conflicting-declarations"
    assert note[problem.start : problem.end] == r"y \in \mathbb{R}^m"
    assert [note[start:end] for start, end, _ in problem.related] == [r"y \in \mathbb{R}^n"]


def test_another_sentence_is_no_conflict() -> None:
    assert not read("(a) Take $y \\in \\mathbb{R}^n$. (b) Take $y \\in \\mathbb{R}^m$.").problems


def test_entries_of_a_bold_vector_define_it() -> None:
    note = r"Collect $\hat y_i = \sigma(z_i)$ in $\hat{\mathbf{y}} \in \mathbb{R}^m$."

    assert facts(note, r"\hat{\mathbf{y}}") == "vector m, defined"


def test_conditions_on_indices_hold_in_their_paragraph() -> None:
    note = "For $i \\neq j$ we have $$A = B.$$\n\nElsewhere\n\n$$A = C$$"
    analysis = read(note)

    assert len(analysis.scope_at(note.index("= B")).conditions) == 1
    assert len(analysis.scope_at(note.index("= C")).conditions) == 0


def test_latex_documents_are_read_alike() -> None:
    note = "\\section{A}\nLet $W$ be an $n\\times m$ matrix.\n% matderiv: layout: numerator\n"
    scope = read(note, "latex").scope_at(len(note))

    assert describe(scope.symbols["W"]) == "n×m"
    assert scope.conventions.layout == "numerator"


def test_macros_of_the_document_are_known() -> None:
    note = "$\\def\\R{\\mathbb{R}}f:\\R^n\\to\\R$ and $x\\in\\R^n$"

    assert facts(note, "x") == "vector n"
