"""Where formulas stand in Markdown, in the union of its dialects."""

from __future__ import annotations

import pytest

from matderiv.text import MathSpan, read_document


def formulas(text: str) -> list[tuple[str, str]]:
    return [(span.delimiter, span.text.strip()) for span in read_document(text, "markdown").spans]


def paragraphs(text: str) -> list[str]:
    """Each paragraph with its formulas in angle brackets."""
    return [
        "".join(
            f"<{p.text.strip()}>" if isinstance(p, MathSpan) else p.text for p in paragraph.pieces
        ).strip()
        for paragraph in read_document(text, "markdown").paragraphs
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Let $W$ be $n\times m$.", [("$", "W"), ("$", r"n\times m")]),
        (r"With spaces $ x^\top A x $ too.", [("$", r"x^\top A x")]),
        (r"Inline $$x = y$$ as Jekyll has it.", [("$$", "x = y")]),
        (r"Brackets \(a_i\) and \[b^2\].", [("\\(", "a_i"), ("\\[", "b^2")]),
        (r"Doubled \\(a_i\\) and \\[b^2\\].", [("\\\\(", "a_i"), ("\\\\[", "b^2")]),
        ("\\begin{align*}\na &= b \\\\[2pt]\n&= c\n\\end{align*}", [("align*", "a &= b \\\\[2pt]\n&= c")]),
        (r"\begin{alignat}{2} a &= b \end{alignat}", [("alignat", "a &= b")]),
        (
            r"$$\begin{align} a &= b \\ &= c \end{align}$$",
            [("$$", r"\begin{align} a &= b \\ &= c \end{align}")],
        ),
        (
            r"Bare \begin{pmatrix}1\\2\end{pmatrix} here.",
            [("pmatrix", r"\begin{pmatrix}1\\2\end{pmatrix}")],
        ),
        ("```math\nx^2\n```", [("math-fence", "x^2")]),
        ("```{math}\n:label: a\n\nx^2\n```", [("math-fence", "x^2")]),
        (":::{math}\nx^2\n:::", [("math-fence", "x^2")]),
        ("The role {math}`x^2` of MyST.", [("math-role", "x^2")]),
        ("GitHub's $`x^2`$.", [("$`", "x^2")]),
        (r"Adjacent $a$$b$ formulas.", [("$", "a"), ("$", "b")]),
        (r"A text $y = \text{if $x$ holds}$ within.", [("$", r"y = \text{if $x$ holds}")]),
        (r"An escaped \$ and $x$.", [("$", "x")]),
        (r"A 3$\times$3 matrix costs $5.", [("$", r"\times")]),
    ],
)
def test_formulas_of_all_delimiters_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert formulas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6 today.",
        "From $100M to $200M, or US$3.",
        "Set $HOME and $PATH first.",
        r"Escaped \$x\$ dollars.",
        "Code `$x$` and ``$`y`$``.",
        "```python\nprint('$x$')\n```",
        "~~~\n$x$\n\n$y$\n~~~",
        "> ```\n> $x$\n> ```",
        "- ```sh\n  echo $A $B\n  ```",
        "Words <!-- $x$ --> and more.",
        "<!--\n$x$\n\n$y$\n-->",
        '<script>\nvar inline = ["$", "$"];\n\nvar x = "$a$";\n</script>',
        '<img alt="$x$" src="a.png">',
        "---\ntitle: On $x$\n---\n",
        r"See \[1\], \[sic\] and \(in brackets\).",
    ],
)
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert formulas(text) == []


def test_lines_of_a_display_may_begin_like_lists_headings_and_quotes() -> None:
    text = "$$\nf = a\n+ b\n- c\n= d\n> e\n# g\n---\n$$"
    assert formulas(text) == [("$$", "f = a\n+ b\n- c\n= d\n> e\n# g\n---")]


def test_prefixes_of_quotes_are_no_part_of_a_formula() -> None:
    text = "> Let\n> $$\n> a\n> > b\n> $$\n> > nested $x\n> > + y$"
    assert formulas(text) == [("$$", "a\n> b"), ("$", "x\n+ y")]


def test_indentation_of_lists_is_no_part_of_a_formula() -> None:
    text = "1. First\n\n   $$\n   a\n     + b\n   $$\n"
    assert [span.text for span in read_document(text, "markdown").spans] == ["\na\n  + b\n"]


def test_a_range_of_a_formula_in_a_quote_maps_to_the_document() -> None:
    text = "> $$\n> a +\n> b\n> $$"
    (span,) = read_document(text, "markdown").spans
    start = span.source.text.index("a +\nb")
    first, last = span.source.range_to_document(start, start + len("a +\nb"))
    assert text[first:last] == "a +\n> b"


def test_a_display_may_contain_blank_lines() -> None:
    assert formulas("$$\na = b\n\nc = d\n$$\n") == [("$$", "a = b\n\nc = d")]
    assert formulas("\\begin{align}\na &= b\n\nc &= d\n\\end{align}") == [("align", "a &= b\n\nc &= d")]


def test_a_stray_double_dollar_does_not_swallow_the_document() -> None:
    text = "A stray $$ here.\n\nThen some words with $x$.\n\n$$\na = b\n$$\n"
    assert formulas(text) == [("$", "x"), ("$$", "a = b")]
    (problem,) = read_document(text, "markdown").problems
    assert (problem.rule, text[problem.start : problem.end]) == ("unbalanced-math", "$$")


def test_a_display_without_its_end_leaves_the_next_one_alone() -> None:
    assert formulas("$$\na = b\n\nSome words.\n\n$$\nc = d\n$$\n") == [("$$", "c = d")]
    assert formulas("$$\na = b\n\n$$\nc = d\n$$\n\n$$e$$") == [("$$", "c = d"), ("$$", "e")]


def test_one_broken_dollar_damages_one_formula() -> None:
    text = "Let $x be a vector, $A$ a matrix, and $b$ what is left of $Ax$."
    assert formulas(text) == [("$", "A"), ("$", "b"), ("$", "Ax")]
    text = "Let x$ be a vector, $A$ a matrix, and $b$ what is left of $Ax$."
    assert formulas(text) == [("$", "A"), ("$", "b"), ("$", "Ax")]


def test_a_formula_does_not_reach_into_the_next_list_item() -> None:
    assert formulas("- a $x\n- b $y$\n- c $z$") == [("$", "y"), ("$", "z")]


def test_a_math_fence_without_its_end_leaves_the_next_one_alone() -> None:
    text = "```math\na\n\nwords $x$\n\n```math\nb\n```\n"
    assert formulas(text) == [("$", "x"), ("math-fence", "b")]
    (problem,) = read_document(text, "markdown").problems
    assert (problem.start, problem.end) == (0, 3)


def test_directives_of_myst_contain_markdown() -> None:
    text = "```{note}\n:class: dropdown\nLet $x$.\n\n~~~\n$no$\n~~~\n\n- item $y$\n```\nand $z$"
    assert formulas(text) == [("$", "x"), ("$", "y"), ("$", "z")]
    assert paragraphs(text) == ["Let <x>.", "item <y>", "and <z>"]


def test_line_ends_and_characters_beyond_the_basic_plane() -> None:
    text = "𝐀 > $x$\r\n> $$\r\n> 𝐁\r\n> + c\r\n> $$\r\n"
    spans = read_document(text, "markdown").spans
    assert [text[span.start : span.end] for span in spans] == ["$x$", "$$\r\n> 𝐁\r\n> + c\r\n> $$"]
    assert spans[1].text == " \n𝐁 \n+ c \n"


def test_separators_that_are_no_line_ends_do_not_end_a_line() -> None:
    text = "a\u2028# b\x85- c\x0c$x$"
    assert paragraphs(text) == ["a\u2028# b\x85- c\x0c<x>"]


def test_a_display_belongs_to_the_sentence_around_it() -> None:
    text = "Let $x$ be a vector and\n\n$$ f = g(s) $$\n\nwhere $s = 1$.\n\nNext one."
    assert paragraphs(text) == ["Let <x> be a vector and\n\n<f = g(s)>where <s = 1>.", "Next one."]


def test_headings_and_list_items_are_paragraphs() -> None:
    text = "# On $x$\nText\n\n$$a$$\n\n## Next\n- one $y$\n- two\n  goes on\n\n| $a$ | b |\n|---|---|\n"
    assert paragraphs(text)[:5] == ["# On <x>", "Text\n\n<a>", "## Next", "one <y>", "two\ngoes on"]


def test_macros_outside_formulas_are_exposed() -> None:
    text = "\\newcommand{\\R}{\\mathbb{R}}\n\\def\\v#1{\\mathbf{#1}} \\DeclareMathOperator{\\tr}{tr}\n\\let\\a=\\b\n"
    assert read_document(text, "markdown").macro_sources == (
        r"\newcommand{\R}{\mathbb{R}}",
        r"\def\v#1{\mathbf{#1}}",
        r"\DeclareMathOperator{\tr}{tr}",
        r"\let\a=\b",
    )


def test_directives_are_found_in_comments_and_front_matter() -> None:
    text = (
        "---\ntitle: a\nmatderiv:\n  layout: numerator\n  X: m x n\nauthor: b\n---\n"
        "<!-- matderiv: X: m x n, symmetric -->\nText <!-- matderiv: off --> more."
    )
    directives = read_document(text, "markdown").directives
    assert [directive.body for directive in directives] == [
        "layout: numerator\nX: m x n",
        "X: m x n, symmetric",
        "off",
    ]
    assert [directive.origin for directive in directives] == ["front-matter", "comment", "comment"]
    assert text[directives[1].source.to_document(0) :].startswith("X: m x n, symmetric -->")


def test_a_quoted_value_in_front_matter_is_unquoted() -> None:
    (directive,) = read_document('---\nmatderiv: "X: m x n; layout: mixed"\n---\n', "markdown").directives
    assert directive.body == "X: m x n; layout: mixed"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert formulas("---\n\n$x$\n\n---\n") == [("$", "x")]


@pytest.mark.parametrize(
    "text", ["", "\n", "$", "$$", "```", "<!--", "\\", "\\begin{align}", "---", "> ", "\ufeff$x$"]
)
def test_the_smallest_documents_can_be_read(text: str) -> None:
    document = read_document(text, "markdown")
    assert len(document.paragraphs) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "$ ",
        "$a ",
        "$$\n\n",
        "$$ a=b\n\n",
        "\\begin{align}x=y\n\n",
        "\\[ a=b\n\n",
        "`",
        "<!-- ",
        "- $a\n",
        "\\def\\x{",
    ],
)
def test_a_text_of_many_strays_is_read_to_its_end(text: str) -> None:
    """What takes quadratic time here does not come back in any test run."""
    document = read_document(text * 20_000, "markdown")
    assert sum(block.length for block in document.blocks) == len(document.text)
