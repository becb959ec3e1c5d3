"""Names with scripts: labels, members of families, entries of arrays."""

from __future__ import annotations

from matderiv.algebra import Expression, SingleEntryMatrix
from matderiv.meaning.elaboration.nodes.arrays.constant_arrays import CONSTANT_ARRAYS, constant_array
from matderiv.meaning.elaboration.nodes.atoms import sized_constant
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import of_subscript
from matderiv.meaning.elaboration.nodes.functions.indicators import indicator, is_indicator_sign
from matderiv.meaning.elaboration.nodes.functions.maxima import positive_part
from matderiv.meaning.elaboration.nodes.functions.norms import norm_with_script
from matderiv.meaning.elaboration.nodes.indices.entries import entries
from matderiv.meaning.elaboration.nodes.indices.indices import entry, entry_forms
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of, is_known
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.nodes.scripts.members import of_defined_family, of_family
from matderiv.meaning.elaboration.nodes.scripts.script_guesses import (
    guess,
    is_labelled_array,
    kronecker_delta,
    usual_constant,
)
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import Script, SymbolParts, braced, index_nodes, symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t


def subscript(e: Elaboration, node: t.Subscript | t.Superscript) -> Expression:
    """A subscript or an upper label on anything."""
    if isinstance(node, t.Subscript) and isinstance(node.base, t.Norm):
        return norm_with_script(e, node, node.base, node.script)
    if isinstance(node, t.Subscript) and is_indicator_sign(node.base):
        found = indicator(e, node.script)
        if found is not None:
            return found
    by_letter = of_subscript(e, node, node, ())
    if by_letter is not None:
        return by_letter
    parts = symbol_parts(node)
    if parts is None:
        return _on_expression(e, node)
    name = symbol_name(node)
    if name is not None and is_known(e, name):
        return _constant_of_sizes(e, node, name) or symbol(e, name, node)
    return _known_base(e, node, parts) or usual_constant(e, node, parts) or guess(e, node, parts, name or "")


def _constant_of_sizes(e: Elaboration, node: t.Node, name: str) -> Expression | None:
    r"""`K_{nq}` where the note says that this very name is the commutation matrix."""
    facts, parts = facts_of(e, name), symbol_parts(node)
    if facts is None or parts is None or facts.meaning not in CONSTANT_ARRAYS:
        return None
    return constant_array(e, node, facts.meaning, parts.scripts)


def _on_expression(e: Elaboration, node: t.Subscript | t.Superscript) -> Expression:
    if isinstance(node, t.Superscript):
        raise ElaborationError.at(node, "an upper label on something that is no symbol")
    constant = sized_constant(e, node, node.base, node.script)
    if constant is not None:
        return constant
    positive = positive_part(e, node)
    if positive is not None:
        return positive
    single_entry = _single_entry(e, node)
    if single_entry is not None:
        return single_entry
    if isinstance(node.base, t.Power):
        return _power_with_subscript(e, node, node.base)
    return entry(e, node, e.expression(node.base), node.script)


def _single_entry(e: Elaboration, node: t.Subscript) -> Expression | None:
    r"""`\Delta(X)_{ij}` where the note says that it is a single-entry matrix."""
    if not isinstance(node.base, t.Call):
        return None
    name = symbol_name(node.base.function)
    facts = facts_of(e, name) if name else None
    if facts is None or facts.meaning != "single-entry matrix" or len(node.base.arguments) != 1:
        return None
    shape = e.shape(e.expression(node.base.arguments[0]))
    forms = entry_forms(e, node, shape, index_nodes(node.script))
    return SingleEntryMatrix(tuple(form for form in forms if form is not None), shape)


def _power_with_subscript(e: Elaboration, node: t.Subscript, power: t.Power) -> Expression:
    """`x^2_i` may be parsed either way; it is the square of the entry."""
    inner = t.Subscript(power.base.start, node.end, power.base, node.script)
    return e.expression(t.Power(node.start, node.end, inner, power.exponent))


def _known_base(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression | None:
    """The longest prefix of the scripts that is a known name; the other scripts are indices of it."""
    names = [parts.base]
    for script in parts.scripts:
        text = ",".join(script.texts) if len(script.texts) > 1 else script.texts[0]
        shown = f"({text})" if script.upper else text
        names.append(f"{names[-1]}{'^' if script.upper else '_'}{braced(shown)}")
    for length in range(len(parts.scripts) - 1, -1, -1):
        if is_known(e, names[length]):
            return _indexed(e, node, names[length], parts.scripts[length:])
    return None


def _indexed(e: Elaboration, node: t.Node, name: str, scripts: tuple[Script, ...]) -> Expression | None:
    facts = facts_of(e, name)
    if facts is None or name in e.bound:
        return entries(e, node, symbol(e, name, node), scripts)
    if facts.meaning in ("identity", "ones", "zeros"):
        return sized_constant(e, node, _base_of(node), scripts[0].node)
    if facts.meaning in CONSTANT_ARRAYS:
        return constant_array(e, node, facts.meaning, scripts, name)
    if facts.meaning == "Kronecker delta" or _is_overloaded_delta(facts, scripts):
        return kronecker_delta(e, node, scripts)
    if facts.entries_of is not None:
        return entries(e, node, symbol(e, facts.entries_of, node), scripts)
    if facts.families:
        return of_family(e, node, facts, scripts)
    if facts.definition is not None and facts.definition.indices and facts.shape is None:
        return of_defined_family(e, node, facts, scripts)
    if facts.shape == () or facts.role in ("scalar", "set", "function"):
        return None
    if facts.shape is not None and len(facts.shape) == 1 and is_labelled_array(name, scripts):
        return None
    return entries(e, node, symbol(e, name, node), scripts)


def _base_of(node: t.Node) -> t.Node:
    while isinstance(node, (t.Subscript, t.Superscript, t.Styled)):
        node = node.body if isinstance(node, t.Styled) else node.base
    return node


def _is_overloaded_delta(facts: SymbolFacts, scripts: tuple[Script, ...]) -> bool:
    """`\\delta_{ij}` beside a vector `\\delta`."""
    two = len(scripts) == 1 and len(scripts[0].texts) == 2
    return facts.name == r"\delta" and two and (facts.shape is None or len(facts.shape) < 2)
