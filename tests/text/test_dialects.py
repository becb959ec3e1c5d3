"""Notes as the tools for them write them: where the formulas are, character by character."""

from __future__ import annotations

import pytest

from matderiv.text import read_document

GITHUB = r"""
> [!NOTE]
> Let $`A`$ be a matrix and
> ```math
> f(x) = x^\top A x
>      + b^\top x
> ```

1. In a list:
   ```math
   \nabla f = 2 A x
   ```
   and $b$.
2. [x] It costs $5, or `$no$`.
"""

OBSIDIAN = r"""
> [!info]- On $t$
> Text with $$a = b$$ inside.
>
> $$
> \begin{aligned}
> c &= d \\
>   &= e
> \end{aligned}
> $$
>> - nested $f$

==marked $g$== ^reference [[note#$h$|$i$]]
"""

QUARTO = r"""---
title: "On $no$"
---

$$
L = \|y - Xw\|^2
$$ {#eq-loss}

By @eq-loss, `r 1 + 1` and $\nabla L$:

```{python}
#| label: fig-a
x = "$no$"
```

::: {.callout-tip}
## A title
Here $g$ and $$ h $$ {#eq-h .unnumbered}
:::

```{=latex}
\begin{equation}
k
\end{equation}
```
"""

R_MARKDOWN = r"""
\begin{equation}
f = g (\#eq:f)
\end{equation}

```{r setup, include=FALSE}
y <- x$a + x$b
```

See \@ref(eq:f); `r x$a` and $h$.
"""

MYST = r"""
```{math}
:label: loss
:nowrap:

f
```

:::{math}
g
:::

The role {math}`h`, a reference {eq}`loss`, and

$$
i
$$ (labelled)

````{prf:theorem} Name
:label: theorem
```{math}
j
```
and $k$.
````
% a comment
"""

JEKYLL = r"""---
layout: post
---
{% include figure.html caption="no $" cost="$" %}
{% raw %}
$$a_{b}$$
{% endraw %}
Inline $$c$$ and \\(d\\) and \\[e\\]
{: .note}

{% highlight python %}
f"$no$"

g = "$no$"
{% endhighlight %}

$$
\begin{align*}
  & f \\
  = & g
\end{align*}
$$
"""

LATEX = r"""
\section{On $a$} % no $b
See \url{http://x.org/%7E$no} and \footnote{$c$ or \(d\)}.
\begin{itemize}
  \item[$e$] \begin{align*}
    f &= g \\
    \intertext{and}
      &= h
  \end{align*}
\end{itemize}
\begin{lstlisting}
$no$
\end{lstlisting}
\begin{tabular}{c|c} $i$ & $j$ \\ \end{tabular}
$$k$$ \[l\]
"""

NOTES: dict[str, tuple[str, str, list[str]]] = {
    "GitHub": (
        "markdown",
        GITHUB,
        ["A", "f(x) = x^\\top A x\n     + b^\\top x", "\\nabla f = 2 A x", "b"],
    ),
    "Obsidian": (
        "markdown",
        OBSIDIAN,
        ["t", "a = b", "\\begin{aligned}\nc &= d \\\\\n  &= e\n\\end{aligned}", "f", "g", "h", "i"],
    ),
    "Quarto": ("markdown", QUARTO, [r"L = \|y - Xw\|^2", r"\nabla L", "g", "h", "k"]),
    "R Markdown": ("markdown", R_MARKDOWN, ["f = g (\\#eq:f)", "h"]),
    "MyST": ("markdown", MYST, ["f", "g", "h", "i", "j", "k"]),
    "Jekyll": (
        "markdown",
        JEKYLL,
        ["a_{b}", "c", "d", "e", "\\begin{align*}\n  & f \\\\\n  = & g\n\\end{align*}"],
    ),
    "LaTeX": (
        "latex",
        LATEX,
        ["a", "c", "d", "e", "f &= g \\\\\n  \\intertext{and}\n    &= h", "i", "j", "k", "l"],
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("letters", ["", "𝔸😀"])
@pytest.mark.parametrize("name", NOTES)
def test_the_formulas_of_a_note(name: str, letters: str, line_end: str) -> None:
    """`letters` beyond the basic plane in front, and any line ends, move the formulas and leave them as they are."""
    language, note, expected = NOTES[name]
    front = "" if note.startswith("---") or not letters else f"{letters}\n"
    text = (front + note.removeprefix("\n")).replace("\n", line_end)
    document = read_document(text, language)
    found = [span.text.replace(" \n", "\n").strip() for span in document.spans]
    assert found == expected
    assert document.problems == ()


@pytest.mark.parametrize("name", NOTES)
def test_every_character_of_a_formula_has_its_place(name: str) -> None:
    language, note, _ = NOTES[name]
    for span in read_document(note, language).spans:
        places = [span.source.to_document(offset) for offset in range(len(span.text))]
        assert "".join(note[place] for place in places) == span.text
        assert all(span.content_start <= place < span.content_end for place in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<script>\nwindow.MathJax = {tex: {macros: {R: "\\\\mathbb{R}",'
            ' bm: ["\\\\boldsymbol{#1}", 1]}}};\n</script>\n',
            (r"\newcommand{\R}{\mathbb{R}}", r"\newcommand{\bm}[1]{\boldsymbol{#1}}"),
        ),
        (
            "<script type='text/x-mathjax-config'>\nMathJax.Hub.Config({ TeX: { Macros: {\n"
            "'tr': '\\\\mathrm{tr}' } } });\n</script>\n",
            (r"\newcommand{\tr}{\mathrm{tr}}",),
        ),
        (
            "---\ntitle: a\nmath:\n  '\\dd': '\\mathrm{d}'\n  \"\\\\abs\": \"\\\\left|#1\\\\right|\"\n---\n",
            (r"\newcommand{\dd}{\mathrm{d}}", r"\newcommand{\abs}[1]{\left|#1\right|}"),
        ),
        (
            "---\nheader-includes:\n  - \\newcommand{\\R}{\\mathbb{R}}\n---\n",
            (r"\newcommand{\R}{\mathbb{R}}",),
        ),
        ("<script>\nvar macros = 1;\n</script>\n", ()),
    ],
)
def test_macros_in_the_settings_of_a_page(text: str, expected: tuple[str, ...]) -> None:
    assert read_document(text, "markdown").macro_sources == expected
