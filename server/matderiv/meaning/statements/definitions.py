r"""Definitions: `z = Wx + b`, `J(w) = \|Xw - y\|^2`, `f : x \mapsto …`, `p_k = …`, `\log p = …`, `\sigma^2 = …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matderiv.meaning.declarations.fact import Subject, SymbolFact
from matderiv.meaning.declarations.formulas.distributions import STYLED_NORMAL
from matderiv.meaning.declarations.subjects import argument_names, subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name, symbol_parts, symbols_in
from matderiv.meaning.scopes.scope import Definition, Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t

EQUALITIES = frozenset(
    {"=", ":=", "\\equiv", "\\triangleq", "\\coloneqq", "\\doteq", "\\stackrel", "\\eqdef"}
)
_SQUARED_QUANTITIES = frozenset(
    {r"\sigma", r"\tau", r"\rho", r"\eta", r"\kappa", r"\omega", r"\gamma", r"\delta", r"\nu", r"\varsigma"}
    | {"r", "s", "d", "v"}
)
"""Letters for deviations, radii and distances, which are positive, so that their square tells them."""

DEFINING = frozenset({":=", "\\triangleq", "\\coloneqq", "\\eqdef"})


@dataclass(frozen=True, slots=True)
class Head:
    """The left side of a definition: what it defines, and the function that the right side has to be put into."""

    subject: Subject
    node: t.Node
    inverse: str = ""


def head_of(node: t.Node) -> Head | None:
    """What a left side defines; None if it is no name with arguments and indices."""
    match node:
        case t.Call(function=t.FunctionName(name="log" | "ln"), arguments=(argument,)):
            head = head_of(argument)
            return Head(head.subject, node, "exp") if head and not head.inverse else None
        case t.Power(base=base, exponent=t.Number(text="2")):
            head = head_of(base)
            return Head(head.subject, node, "sqrt") if head and _is_squared_quantity(head) else None
        case t.Underbrace(body=body) | t.Styled(body=body):
            return head_of(body)
    found = subject_of(node)
    if found is None or found.transposed or found.differential:
        return None
    return Head(found.subject, node)


def _is_squared_quantity(head: Head) -> bool:
    r"""Whether the square of a name stands for a number of its own, as `\sigma_B^2` and `r^2` do."""
    base = head.subject.base.removeprefix("\\hat ").removeprefix("\\bar ")
    return not head.inverse and not head.subject.arguments and base in _SQUARED_QUANTITIES


def definition_fact(head: Head, body: t.Node, formula: Formula) -> SymbolFact:
    """The fact that a head is defined by a body."""
    start, end = formula.place_of(head.node, body)
    source = Source(Strength.FORMULA, formula.tex(head.node, body), start, end)
    definition = Definition(
        name=head.subject.base,
        parameters=head.subject.arguments,
        indices=tuple(text for script in head.subject.scripts for text in script.texts),
        body=_put_into(head, _of_a_distribution(head, body)),
        start=start,
        end=end,
        tex=formula.source.text,
        origin=formula.source.to_document(0),
    )
    update = SymbolFacts(head.subject.name, definition=definition, arguments=head.subject.arguments)
    return SymbolFact(head.subject, update, source)


def _put_into(head: Head, body: t.Node) -> t.Node:
    r"""`\log p = b` defines p as exp(b), `\sigma^2 = b` σ as the root of b."""
    if not head.inverse:
        return body
    name = t.FunctionName(head.node.start, head.node.start, head.inverse)
    return t.Call(body.start, body.end, name, (body,), "()", True)


def _of_a_distribution(head: Head, body: t.Node) -> t.Node:
    r"""`q(x \mid y) = \mathcal{N}(\mu, \Sigma)` is the density at x."""
    if not (isinstance(body, t.Call) and isinstance(head.node, t.Call) and len(body.arguments) == 2):
        return body
    if symbol_name(body.function) not in STYLED_NORMAL:
        return body
    if any(isinstance(argument, t.Conditional) for argument in body.arguments):
        return body
    point = head.node.arguments[0]
    point = point.body if isinstance(point, t.Conditional) else point
    return replace(body, arguments=(point, *body.arguments))


def mapping_fact(clause: Clause, formula: Formula) -> SymbolFact | None:
    r"""`f : x \mapsto Ax`, also behind a type: `f : \mathbb{R}^n \to \mathbb{R}^m, x \mapsto Ax`."""
    names = [operator.name for operator in clause.operators]
    if "\\mapsto" not in names:
        return None
    arrow = names.index("\\mapsto")
    if arrow == 0 or names[0] not in (":", "\\colon", "="):
        return None
    head = head_of(clause.operands[0])
    if head is None or head.subject.arguments:
        return None
    parameters = _parameters(clause.operands[arrow])
    subject = Subject(head.subject.name, head.subject.base, head.subject.scripts, parameters)
    return definition_fact(Head(subject, head.node), clause.operands[arrow + 1], formula)


def _parameters(node: t.Node) -> tuple[str, ...]:
    match node:
        case t.Group(body=t.Sequence(items=items)):
            return argument_names(items)
        case t.Group(body=body):
            return argument_names((body,))
    return argument_names((node,))


def mentions(node: t.Node, head: Head) -> bool:
    """Whether the symbol that the head defines stands in a tree with the same scripts: `x` does not in `x_0`."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        name = _name_of(part)
        if name == head.subject.name:
            return True
        if name is None:
            waiting.extend(part.children())
    return False


def _name_of(node: t.Node) -> str | None:
    """The name of a symbol, also of one with a mark: `P^-` is another than `P`."""
    if isinstance(node, t.Starred):
        found = subject_of(node)
        return None if found is None else found.subject.name
    return symbol_name(node)


def mentions_base(nodes: Sequence[t.Node], base: str) -> bool:
    """Whether a bare name stands in one of the trees, with any scripts."""
    parts = (symbol_parts(part) for node in nodes for part in symbols_in(node))
    return any(part is not None and part.base == base for part in parts)
