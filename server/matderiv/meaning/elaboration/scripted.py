"""Names with scripts: labels, members of families, entries of arrays."""

from __future__ import annotations

from matderiv.algebra import (
    Dimension,
    Entry,
    Expression,
    IndexIndicator,
    Named,
    SingleEntryMatrix,
    Symbol,
)
from matderiv.meaning.elaboration.atoms import sized_constant
from matderiv.meaning.elaboration.constant_arrays import CONSTANT_ARRAYS, constant_array
from matderiv.meaning.elaboration.context import Elaboration
from matderiv.meaning.elaboration.derivative_letters import of_subscript
from matderiv.meaning.elaboration.errors import ElaborationError
from matderiv.meaning.elaboration.families import member_value
from matderiv.meaning.elaboration.indices import entry, entry_forms, index_form, member
from matderiv.meaning.elaboration.norms import norm_with_script
from matderiv.meaning.elaboration.roles import role_costs
from matderiv.meaning.elaboration.symbols import facts_of, is_known, role_shape, symbol
from matderiv.meaning.names import Script, SymbolParts, braced, index_nodes, symbol_name, symbol_parts
from matderiv.meaning.scope import SymbolFacts
from matderiv.syntax import tree as t


def subscript(e: Elaboration, node: t.Subscript | t.Superscript) -> Expression:
    """A subscript or an upper label on anything."""
    if isinstance(node, t.Subscript) and isinstance(node.base, t.Norm):
        return norm_with_script(e, node, node.base, node.script)
    by_letter = of_subscript(e, node, node, ())
    if by_letter is not None:
        return by_letter
    parts = symbol_parts(node)
    if parts is None:
        return _on_expression(e, node)
    name = symbol_name(node)
    if name is not None and is_known(e, name):
        return symbol(e, name, node)
    return _known_base(e, node, parts) or _constant(e, node, parts) or _guess(e, node, parts, name or "")


def _on_expression(e: Elaboration, node: t.Subscript | t.Superscript) -> Expression:
    if isinstance(node, t.Superscript):
        raise ElaborationError.at(node, "an upper label on something that is no symbol")
    constant = sized_constant(e, node, node.base, node.script)
    if constant is not None:
        return constant
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


def _indexed(
    e: Elaboration, node: t.Node, name: str, scripts: tuple[Script, ...]
) -> Expression | None:
    facts = facts_of(e, name)
    if facts is None or name in e.bound:
        return _entries(e, node, symbol(e, name, node), scripts)
    if facts.meaning in ("identity", "ones", "zeros"):
        return sized_constant(e, node, _base_of(node), scripts[0].node)
    if facts.meaning in CONSTANT_ARRAYS:
        return constant_array(e, node, facts.meaning, scripts)
    if facts.meaning == "Kronecker delta" or _is_overloaded_delta(facts, scripts):
        return kronecker_delta(e, node, scripts)
    if facts.entries_of is not None:
        return _entries(e, node, symbol(e, facts.entries_of, node), scripts)
    if facts.families:
        return _of_family(e, node, facts, scripts)
    if facts.definition is not None and facts.definition.indices and facts.shape is None:
        return _of_defined_family(e, node, facts, scripts)
    if facts.shape == () or facts.role in ("scalar", "set", "function"):
        return None
    return _entries(e, node, symbol(e, name, node), scripts)


def _base_of(node: t.Node) -> t.Node:
    while isinstance(node, (t.Subscript, t.Superscript, t.Styled)):
        node = node.body if isinstance(node, t.Styled) else node.base
    return node


def _is_overloaded_delta(facts: SymbolFacts, scripts: tuple[Script, ...]) -> bool:
    """`\\delta_{ij}` beside a vector `\\delta`."""
    two = len(scripts) == 1 and len(scripts[0].texts) == 2
    return facts.name == r"\delta" and two and (facts.shape is None or len(facts.shape) < 2)


def _entries(
    e: Elaboration, node: t.Node, array: Expression, scripts: tuple[Script, ...]
) -> Expression | None:
    """Entries by all scripts together; None where an upper or lower label is no index of the array."""
    array = e.resolve(array)
    nodes = tuple(part for script in scripts for part in _index_parts(script))
    axes = len(array.shape)
    if len(array.shape) == 2 and array.shape[0] == Dimension.of(1) and len(nodes) == 1:
        axes = 1
    if len(nodes) != axes or not all(_may_index(part, e) for part in nodes):
        return None
    return e.build(node, Entry, array, entry_forms(e, node, array.shape, nodes))


def _index_parts(script: Script) -> tuple[t.Node, ...]:
    return index_nodes(script.node)


def _may_index(node: t.Node, e: Elaboration) -> bool:
    """Whether a script can be an index: a letter, a number from 1, a sum of such, a colon."""
    match node:
        case t.Placeholder(text=text):
            return text == ":"
        case t.Number(text=text):
            return text.isdigit() and int(text) > 0
        case t.Identifier(name=name, style=style):
            return style is None and len(name) == 1 and (name.islower() or name in e.indices)
        case t.Subscript(base=base):
            return _may_index(base, e)
        case t.Sum(terms=terms):
            return all(_may_index(term, e) for term in terms)
        case t.Negate(operand=operand) | t.Group(body=operand):
            return _may_index(operand, e)
        case t.Juxtaposition(factors=factors):
            return all(_may_index(factor, e) for factor in factors)
    return False


def _of_family(
    e: Elaboration, node: t.Node, facts: SymbolFacts, scripts: tuple[Script, ...]
) -> Expression | None:
    """`x_i`, `x^{(i)}_j`: first the indices of the family, then those of the member's entries."""
    parts = [part for script in scripts for part in _index_parts(script)]
    count = len(facts.families)
    if len(parts) < count:
        return None
    rest = tuple(script for script in scripts[count:]) if len(scripts) >= count else ()
    if facts.definition is not None:
        value: Expression | None = _defined_member(e, node, facts, parts[:count])
    else:
        value = member(e, node, family_symbol(e, facts), parts[:count])
    if value is None or len(parts) == count:
        return value
    if rest:
        return _entries(e, node, value, rest)
    return e.build(node, Entry, value, entry_forms(e, node, value.shape, tuple(parts[count:])))


def family_symbol(e: Elaboration, facts: SymbolFacts) -> Symbol:
    """The symbol of a whole family: the axes of its indices, then those of a member."""
    known = e.families.get(facts.name)
    if known is not None:
        return known
    sizes = tuple(Dimension.of(f.size) if f.size else e.sizes.fresh() for f in facts.families)
    shape = facts.shape if facts.shape is not None else _member_shape(e, facts)
    result = Symbol(facts.name, sizes + shape, facts.properties, len(sizes))
    e.families[facts.name] = result
    return result


def _member_shape(e: Elaboration, facts: SymbolFacts) -> tuple[Dimension, ...]:
    role = facts.role or e.given_role(facts.name)
    if role is None:
        costs = role_costs(facts.name)
        role = min(costs, key=lambda r: costs[r])
    if facts.role is None:
        e.chosen_roles[facts.name] = role
    return role_shape(e, role)


def _of_defined_family(
    e: Elaboration, node: t.Node, facts: SymbolFacts, scripts: tuple[Script, ...]
) -> Expression | None:
    parts = [part for script in scripts for part in _index_parts(script)]
    count = len([name for name in facts.definition.indices if name != ":"]) if facts.definition else 0
    if len(parts) < count:
        return None
    value = _defined_member(e, node, facts, parts[:count])
    return value if len(parts) == count else e.build(
        node, Entry, value, entry_forms(e, node, value.shape, tuple(parts[count:]))
    )  # fmt: skip


def _defined_member(
    e: Elaboration, node: t.Node, facts: SymbolFacts, parts: list[t.Node]
) -> Expression:
    """A member of a family that a definition gives: an entry of the whole where that is an array."""
    definition = facts.definition
    assert definition is not None
    if len(parts) != len(definition.indices):
        raise ElaborationError.at(node, f"{facts.name} is defined with other indices")
    try:
        return entry_of_defined(e, node, facts, parts)
    except ElaborationError:
        pass
    forms = tuple(index_form(e, part) for part in parts)
    whole = [form for form in forms if form is not None]
    key = f"{facts.name}[{symbol_name(node)}]"
    if facts.name in e.resolving[:-1] or len(e.resolving) > 6:
        raise ElaborationError.at(node, f"{facts.name} is a recurrence without an end")
    e.resolving.append(key)
    try:
        value = e.resolve(member_value(e, facts, definition, tuple(whole)))
    finally:
        e.resolving.pop()
    return Named(Symbol(symbol_name(node) or facts.name, value.shape), value)


def entry_of_defined(
    e: Elaboration, node: t.Node, facts: SymbolFacts, parts: list[t.Node]
) -> Expression:
    """The entry of the array of all members, if the members are scalars."""
    array = e.resolve(symbol(e, facts.name, node))
    return e.build(node, Entry, array, entry_forms(e, node, array.shape, tuple(parts)))


def _constant(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression | None:
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
        form = index_form(e, _index_parts(first)[0], size)
        return None if form is None else SingleEntryMatrix((form,), (size,))
    return None


def kronecker_delta(e: Elaboration, node: t.Node, scripts: tuple[Script, ...]) -> Expression:
    r"""`\delta_{ij}`: 1 if both indices are equal, else 0."""
    parts = [part for script in scripts for part in _index_parts(script)]
    forms = [index_form(e, part) for part in parts]
    if len(forms) != 2 or forms[0] is None or forms[1] is None:
        raise ElaborationError.at(node, "a Kronecker delta without two indices")
    left, right = forms[0].single, forms[1].single
    if left is not None and right is not None:
        e.equal(left.size, right.size)
    return IndexIndicator(forms[0], "=", forms[1])


def _guess(e: Elaboration, node: t.Node, parts: SymbolParts, name: str) -> Expression:
    """A base of which nothing is known: entries of its matrix, a member of a family, or a name with a label."""
    array = _array_with_entries(e, parts)
    if array is not None:
        found = _entries(e, node, symbol(e, array, node), parts.scripts)
        if found is not None:
            return found
    if parts.base in e.surroundings.bare:
        found = _entries(e, node, symbol(e, parts.base, node), parts.scripts)
        if found is not None:
            return found
    if _is_entry(e, parts):
        found = _entries(e, node, _guessed_array(e, parts), parts.scripts)
        if found is not None:
            return found
    if _is_member(e, parts):
        return _guessed_member(e, node, parts)
    return symbol(e, name, node)


def _array_with_entries(e: Elaboration, parts: SymbolParts) -> str | None:
    r"""The known array of which a plain or lower-case letter writes the entries: `x_{ij}` of `X` or `\mathbf{X}`,
    `z_i` of `\mathbf{z}`."""
    count = sum(len(script.texts) for script in parts.scripts)
    letter = parts.base
    if len(letter) != 1:
        return None
    cased = letter.upper() if count == 2 else letter
    candidates = [cased] if count == 2 else []
    candidates += [f"\\{style}{{{cased}}}" for style in ("mathbf", "boldsymbol", "vec", "bm")]
    found = [c for c in candidates if is_known(e, c) or c in e.surroundings.bare]
    return found[0] if found else None


INDEX_LETTERS = frozenset("ijklabmnpqrst")


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
    return any(text in e.indices for script in parts.scripts for text in script.texts)


def _guessed_member(e: Elaboration, node: t.Node, parts: SymbolParts) -> Expression:
    family = tuple(part for script in parts.scripts for part in _index_parts(script))
    facts = SymbolFacts(parts.base, families=())
    known = e.undeclared.get(parts.base)
    if known is None:
        shape = _member_shape(e, facts)
        sizes = tuple(e.sizes.fresh() for _ in family)
        known = e.undeclared[parts.base] = Symbol(parts.base, sizes + shape, frozenset(), len(sizes))
    if known.family_axes != len(family):
        raise ElaborationError.at(node, f"{parts.base} has different numbers of indices")
    return member(e, node, known, list(family))
