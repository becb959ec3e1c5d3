r"""Members of families with the index behind the transposition: `u^T_k` for `u_k^T`, where u never stands by itself."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from matderiv.meaning.names import symbol_name
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import parse
from matderiv.syntax import tree as t

_STYLED = r"\\(?:mathbf|boldsymbol|bm|vec|hat|tilde|bar)\s*\{\s*\\?\w+\s*\}"
_SYMBOL = rf"(?P<a>{_STYLED}|\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z])"
_MARK = r"\^\s*(?:T|\\top|\\intercal|\{\s*(?:T|\\top|\\intercal|\\(?:mathrm|mathsf|rm)\s*\{?\s*T\s*\}?)\s*\})"
_INDEX = r"(?:[a-z0-9]|\{\s*[a-z0-9](?:\s*[-+]\s*1)?\s*\})"
_BEHIND = re.compile(rf"{_SYMBOL}\s*{_MARK}\s*_\s*{_INDEX}")


@lru_cache(64)
def members_transposed(text: str) -> frozenset[str]:
    """The bare names of the families of a note that are indexed behind their transposition."""
    written = {match["a"] for match in _BEHIND.finditer(text)}
    families = (each for each in written if _is_family(each, text))
    return frozenset(name for each in families if (name := symbol_name(parse(each).tree)) is not None)


def _is_family(symbol: str, text: str) -> bool:
    """Whether a symbol stands with an index elsewhere, and nowhere without one."""
    bound = r"(?![A-Za-z])" if symbol[-1].isalpha() else ""
    before = r"(?<![A-Za-z\\{])" if not symbol.startswith("\\") else ""
    here = rf"{before}{re.escape(symbol)}{bound}\s*"
    formulas = "\n".join(
        re.findall(r"\$\$?[^$]+\$\$?|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{.*?\\end\{", text, re.S)
    )
    bare = re.search(rf"{here}(?!\s|_|{_MARK}\s*_)", formulas)
    return bare is None and re.search(rf"{here}_", formulas) is not None


def with_transposed_members(tree: t.Node, families: Container[str]) -> t.Node:
    """The tree in which the members of the families are transposed, and not entries of a transpose taken."""

    def changed(node: t.Node) -> t.Node:
        match node:
            case t.Subscript(start, end, t.Transpose(base=base, mark=mark), script) if (
                symbol_name(base) in families
            ):
                return t.Transpose(start, end, t.Subscript(start, end, base, script), mark)
        return node

    return changed_tree(tree, changed)
