r"""Names with scripts of which the note says nothing: `\delta_{ij}`, `e_i`, entries of a known matrix, members."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import SCALAR, Expression, IndexIndicator, SingleEntryMatrix, Symbol
from matderiv.meaning.elaboration.nodes.arrays.constant_arrays import constant_array
from matderiv.meaning.elaboration.nodes.atoms import sized_constant
from matderiv.meaning.elaboration.nodes.indices.entries import entries, index_parts
from matderiv.meaning.elaboration.nodes.indices.families import member_shape
from matderiv.meaning.elaboration.nodes.indices.indices import index_form, member
from matderiv.meaning.elaboration.nodes.names.known_names import is_known
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.nodes.scripts.members import of_family
from matderiv.meaning.elaboration.nodes.summation import is_label_of_quantities
from matderiv.meaning.elaboration.roles.role_shapes import role_shape
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import Script, SymbolParts
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t
from matderiv.syntax.symbols import GREEK

INDEX_LETTERS = frozenset("ijklabmnpqrst")


def usual_constant(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression | None:
    r"""Undeclared names with a usual meaning: `I_n`, `\delta_{ij}`, `e_i`."""
    first = parts.scripts[0]
    if len(parts.scripts) > 1 or first.upper:
        return None
    constant = sized_constant(e, node, parts.identifier, first.node)
    if constant is not None:
        return constant
    if parts.base == r"\delta" and len(first.texts) == 2:
        return kronecker_delta(e, node, parts.scripts)
    if parts.base == "K" and len(first.texts) == 2 and e.size_names.issuperset(first.texts):
        return constant_array(e, node, "commutation matrix", parts.scripts)
    if parts.base in ("e", r"\mathbf{e}", r"\boldsymbol{e}", r"\hat e") and len(first.texts) == 1:
        size = e.sizes.fresh()
        form = index_form(e, index_parts(first)[0], size)
        return None if form is None else SingleEntryMatrix((form,), (size,))
    return None


def kronecker_delta(e: Elaboration, node: t.Node, scripts: tuple[Script, ...]) -> Expression:
    r"""`\delta_{ij}`: 1 if both indices are equal, else 0."""
    parts = [part for script in scripts for part in index_parts(script)]
    forms = [index_form(e, part) for part in parts]
    if len(forms) != 2 or forms[0] is None or forms[1] is None:
        raise ElaborationError.at(node, "a Kronecker delta without two indices")
    left, right = forms[0].single, forms[1].single
    if left is not None and right is not None:
        e.equal(left.size, right.size)
    return IndexIndicator(forms[0], "=", forms[1])


def guess(e: Elaboration, node: t.Node, parts: SymbolParts, name: str) -> Expression:
    """A base of which nothing is known: entries of its matrix, a member of a family, or a name with a label."""
    of_member = _entry_of_member(e, node, parts)
    if of_member is not None:
        return of_member
    if len(parts.scripts) == 1 and is_label_of_quantities(parts.scripts[0].node, e.scope):
        return symbol(e, name, node)
    array = _array_with_entries(e, parts)
    if array is not None:
        found = entries(e, node, symbol(e, array, node), parts.scripts)
        if found is not None:
            return found
    if parts.base in e.surroundings.bare and not is_labelled_array(parts.base, parts.scripts):
        found = entries(e, node, symbol(e, parts.base, node), parts.scripts)
        if found is not None:
            return found
    if _is_entry(e, parts):
        found = entries(e, node, _guessed_array(e, parts), parts.scripts)
        if found is not None:
            return found
    if _is_member(e, parts):
        return _entry_of_labelled(e, node, parts) or _guessed_member(e, node, parts)
    return symbol(e, name, node)


def _entry_of_member(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression | None:
    r"""`t_{nk}`, an entry of the vector `\mathbf{t}_n`; None where the bold letter is no family of vectors."""
    count = sum(len(script.texts) for script in parts.scripts)
    for style in ("mathbf", "boldsymbol", "bm"):
        facts = e.scope.get(f"\\{style}{{{parts.base}}}")
        if facts is None or not facts.families or facts.shape is None:
            continue
        if len(facts.shape) == 1 and count == len(facts.families) + 1:
            return of_family(e, node, facts, parts.scripts)
    return None


def is_labelled_array(base: str, scripts: tuple[Script, ...]) -> bool:
    r"""Whether a bold letter has labels above it: `\mathbf{x}^{(t)}` is an array beside `\mathbf{x}`, no entry."""
    return base.startswith((r"\mathbf", r"\boldsymbol")) and all(script.upper for script in scripts)


def _array_with_entries(e: Elaboration, parts: SymbolParts) -> str | None:
    r"""The known array of which a plain or lower-case letter writes the entries: `x_{ij}` of `X` or `\mathbf{X}`,
    `z_i` of `\mathbf{z}`, `\hat y_i` of `\hat{\mathbf{y}}`, `\mu_i` of `\boldsymbol{\mu}`."""
    count = sum(len(script.texts) for script in parts.scripts)
    accent, _, letter = parts.base.rpartition(" ")
    if len(letter) != 1 and not (letter in GREEK and not accent and count == 1):
        return None
    cased = letter.upper() if count == 2 else letter
    candidates = [cased] if count == 2 and not accent else []
    bold = [f"\\{style}{{{cased}}}" for style in ("mathbf", "boldsymbol", "vec", "bm")]
    candidates += [f"{accent}{{{each}}}" if accent else each for each in bold]
    here = [c for c in candidates if c in e.surroundings.bare]
    found = here or [c for c in candidates if is_known(e, c)] or [c for c in candidates if _is_argument(e, c)]
    return found[0] if found else None


def _is_argument(e: Elaboration, name: str) -> bool:
    """Whether some quantity of the note depends on a name."""
    return any(name in facts.arguments for facts in e.scope.symbols.values())


def _is_entry(e: Elaboration, parts: SymbolParts) -> bool:
    """Whether an unknown base with letters below it is an array: with two letters a matrix, where repeated indices
    are summed also a vector."""
    if len(parts.scripts) != 1 or parts.scripts[0].upper:
        return False
    texts = parts.scripts[0].texts
    if not all(text in INDEX_LETTERS or text in e.indices for text in texts):
        return False
    return len(texts) == 2 or (len(texts) == 1 and e.surroundings.summation)


def _guessed_array(e: Elaboration, parts: SymbolParts) -> Symbol:
    """The undeclared vector or matrix of which entries are written."""
    name = parts.base
    known = e.undeclared.get(name)
    if known is None:
        role = "matrix" if len(parts.scripts[0].texts) == 2 else "vector"
        e.assume(f"${name}$ is a {role}")
        known = e.undeclared[name] = Symbol(name, role_shape(e, role))
    return known


def _is_member(e: Elaboration, parts: SymbolParts) -> bool:
    """Whether a script of an undeclared symbol is an index that a sum binds."""
    if any(text in e.indices for script in parts.scripts for text in script.texts):
        return True
    return parts.base in e.surroundings.indexed and all(
        text in INDEX_LETTERS for script in parts.scripts for text in script.texts
    )


def _entry_of_labelled(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression | None:
    r"""`x^{(i)}_j`, an entry of the member `x^{(i)}`; None where all scripts stand on one side."""
    upper = tuple(script for script in parts.scripts if script.upper)
    lower = tuple(script for script in parts.scripts if not script.upper)
    known = e.undeclared.get(parts.base)
    if not upper or not lower or (known is not None and known.family_axes != len(upper)):
        return None
    if known is None and member_shape(e, SymbolFacts(parts.base, families=())) == SCALAR:
        return None
    return entries(e, node, _guessed_member(e, node, replace(parts, scripts=upper)), lower)


def _guessed_member(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression:
    family = tuple(part for script in parts.scripts for part in index_parts(script))
    facts = SymbolFacts(parts.base, families=())
    known = e.undeclared.get(parts.base)
    if known is None:
        shape = member_shape(e, facts)
        sizes = tuple(e.sizes.fresh() for _ in family)
        known = e.undeclared[parts.base] = Symbol(parts.base, sizes + shape, frozenset(), len(sizes))
    if known.family_axes != len(family):
        raise ElaborationError.at(node, f"{parts.base} has different numbers of indices")
    return member(e, node, known, list(family))
