"""pulldown-cmark (through pyromark), tree-sitter-markdown and pylatexenc, each as a function from text to ranges.

Ranges are code points with delimiters. pyromark 0.10, tree-sitter 0.26, tree-sitter-markdown 0.5 and pylatexenc 2.11,
all under the MIT licence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

Range = tuple[int, int]
Scanner = Callable[[str], list[Range]]


def pulldown(text: str) -> list[Range]:
    """What pulldown-cmark takes for math with its extension for it."""
    import pyromark

    options = (
        pyromark.Options.ENABLE_MATH
        | pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    )
    found = [
        (place["start"], place["end"])
        for event, place in pyromark.events_with_range(text, options=options)
        if isinstance(event, dict) and ("InlineMath" in event or "DisplayMath" in event)
    ]
    return _in_code_points(text, found)


def tree_sitter(text: str) -> list[Range]:
    """What tree-sitter-markdown takes for a LaTeX block in the inline parts of a document."""
    import tree_sitter_markdown
    from tree_sitter import Language, Parser

    blocks = Parser(Language(tree_sitter_markdown.language()))
    inline = Parser(Language(tree_sitter_markdown.inline_language()))
    data = text.encode()
    found: list[Range] = []
    for node in _nodes(blocks.parse(data).root_node):
        if node.type in ("inline", "pipe_table_cell"):
            inline.included_ranges = [node.range]
            found += [
                (each.start_byte, each.end_byte)
                for each in _nodes(inline.parse(data).root_node)
                if each.type == "latex_block"
            ]
    return _in_code_points(text, found)


def pylatexenc(text: str) -> list[Range]:
    """What pylatexenc takes for math, and the environments of which we know that they are."""
    from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMathNode, LatexWalker

    from matderiv.text.formulas.environments import MATH_ENVIRONMENTS

    found: list[Range] = []
    waiting = list(LatexWalker(text, tolerant_parsing=True).get_latex_nodes()[0])
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        is_environment = isinstance(node, LatexEnvironmentNode) and node.environmentname in MATH_ENVIRONMENTS
        if isinstance(node, LatexMathNode) or is_environment:
            found.append((node.pos, node.pos + node.len))
            continue
        arguments = getattr(getattr(node, "nodeargd", None), "argnlist", None) or []
        waiting += [*(getattr(node, "nodelist", None) or []), *arguments]
    return sorted(found)


def _nodes(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _in_code_points(text: str, ranges: list[Range]) -> list[Range]:
    if text.isascii():
        return sorted(ranges)
    ends = [0, *accumulate(len(character.encode()) for character in text)]
    return sorted((bisect_left(ends, start), bisect_left(ends, end)) for start, end in ranges)


MARKDOWN_SCANNERS: dict[str, Scanner] = {"pulldown-cmark": pulldown, "tree-sitter-markdown": tree_sitter}
LATEX_SCANNERS: dict[str, Scanner] = {"pylatexenc": pylatexenc}
