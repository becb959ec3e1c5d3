"""Where formulas stand in LaTeX."""

from __future__ import annotations

import pytest

from matderiv.text import MathSpan, read_document


def formulas(text: str) -> list[tuple[str, str]]:
    return [(span.delimiter, span.text.strip()) for span in read_document(text, "latex").spans]


def test_formulas_of_all_delimiters_are_found() -> None:
    text = r"""
Let $W$, \(x\) and
\[ f = W x \]
$$ g = x $$ \begin{equation*} h = y \end{equation*}
\begin{eqnarray} a &=& b \\ &=& c \quad \mbox{if $x$} \end{eqnarray}
\begin{alignat}{2} a &= b \end{alignat} \begin{math} z \end{math}
"""
    assert formulas(text) == [
        ("$", "W"),
        ("\\(", "x"),
        ("\\[", "f = W x"),
        ("$$", "g = x"),
        ("equation*", "h = y"),
        ("eqnarray", r"a &=& b \\ &=& c \quad \mbox{if $x$}"),
        ("alignat", "a &= b"),
        ("math", "z"),
    ]
    displays = [span.display for span in read_document(text, "latex").spans]
    assert displays == [False, False, True, True, True, True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Words % with $x$ in a comment",
        r"Costs \$5 and \$6.",
        r"Code \verb|$x$| and \lstinline!$y$!.",
        "\\begin{verbatim}\n$x$\n\n$y$\n\\end{verbatim}",
        "\\begin{lstlisting}[language=C]\n$x$\n\\end{lstlisting}",
        "\\begin{comment}\n$x$\n\\end{comment}",
        "\\iffalse\n$x$\n\n$y$\n\\fi",
        "\\begin{tikzpicture}\n\\node {$x$};\n\\end{tikzpicture}",
        "\\documentclass{article}\n\\title{On $x$}\n\\begin{document}\n",
        r"\newcommand{\half}{$\frac12$}",
    ],
)
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert formulas(text) == []


def test_a_line_break_with_a_length_opens_no_formula() -> None:
    assert formulas(r"\begin{align} a \\[2pt] b \end{align} and \\[1em] words") == [("align", r"a \\[2pt] b")]


def test_a_formula_may_contain_a_drawing_with_dollars() -> None:
    text = (
        "$x = \\begin{tikzpicture}\n\\node (a) at (0, 0) {$A$};\n\n\\draw (a);\n\\end{tikzpicture}$ and $y$"
    )
    assert [text for _, text in formulas(text)][1:] == ["y"]


def test_commands_and_environments_of_the_author_stand_for_delimiters() -> None:
    text = r"""
\newcommand{\be}{\begin{equation}} \newcommand{\ee}{\end{equation}}
\newenvironment{eq}{\begin{align}}{\end{align}}

Then \be a = b \ee and \begin{eq} c &= d \end{eq} hold; \beta is none.
"""
    assert formulas(text) == [("equation", "a = b"), ("eq", "c &= d")]


def test_macros_of_the_preamble_are_exposed() -> None:
    text = r"""
\documentclass{article}
\newcommand{\norm}[1]{\left\lVert#1\right\rVert}
\def\R{\mathbb{R}}

\DeclareMathOperator*{\argmin}{arg\,min}
% \def\no{x}
\begin{document}
Let $x \in \R$.
"""
    document = read_document(text, "latex")
    assert document.macro_sources == (
        r"\newcommand{\norm}[1]{\left\lVert#1\right\rVert}",
        r"\def\R{\mathbb{R}}",
        r"\DeclareMathOperator*{\argmin}{arg\,min}",
    )
    assert [span.text for span in document.spans] == [r"x \in \R"]


def test_a_missing_end_is_named_where_it_is_missing() -> None:
    text = "Let \\begin{align} a = b.\n\nNext $x$ paragraph has $y.\n"
    problems = read_document(text, "latex").problems
    assert [text[problem.start : problem.end] for problem in problems] == [r"\begin{align}", "$"]
    assert r"\end{align}" in problems[0].message


def test_comments_are_directives_and_no_prose() -> None:
    text = "% matderiv: W: n x m\nLet $W$ be % $5, perhaps\na matrix.\n"
    document = read_document(text, "latex")
    assert [directive.body for directive in document.directives] == ["W: n x m"]
    (paragraph,) = document.paragraphs
    assert [piece.text for piece in paragraph.pieces] == ["\nLet ", "W", " be \na matrix.\n"]


def test_items_and_sections_are_paragraphs() -> None:
    text = "\\section{One}\nWords.\n\\begin{itemize}\n\\item let $x$\n\\item[b)] and $y$\n\\end{itemize}\n"
    found = [
        "".join(f"<{p.text}>" if isinstance(p, MathSpan) else p.text for p in paragraph.pieces).strip()
        for paragraph in read_document(text, "latex").paragraphs
    ]
    assert found == [r"\section{One}", "Words.", "let <x>", "and <y>"]


@pytest.mark.parametrize(
    "definition",
    [
        r"\newenvironment{wide}{\begin{align*}}{\end{align*}}",
        r"\newenvironment{wide}{\begin{adjustwidth}{-1em}{0em}\begin{align*}}{\end{align*}\end{adjustwidth}}",
        r"\newenvironment{wide}[1][2]{\align}{\endalign}",
        r"\NewEnviron{wide}{\noindent \begin{align*} \BODY \end{align*}}",
        r"\NewDocumentEnvironment{wide}{m}{\begin{align*}}{\end{align*}}",
    ],
)
def test_environments_of_the_author_hold_formulas(definition: str) -> None:
    text = f"{definition}\n\nWords.\n\n\\begin{{wide}} a &= b \\end{{wide}}\n"
    assert [span.text.strip() for span in read_document(text, "latex").spans] == ["a &= b"]


def test_an_environment_around_words_holds_none() -> None:
    text = "\\newenvironment{note}{\\begin{quote}}{\\end{quote}}\n\n\\begin{note} words \\end{note}\n"
    assert read_document(text, "latex").spans == ()
