r"""Definitions: `z = Wx + b`, `J(w) = \|Xw - y\|^2`, `f : x \mapsto …`, `p_k = …`, `\log p = …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matderiv.meaning.declarations.fact import Subject, SymbolFact
from matderiv.meaning.declarations.subjects import argument_names, subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import Definition, Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t

EQUALITIES = frozenset(
    {"=", ":=", "\\equiv", "\\triangleq", "\\coloneqq", "\\doteq", "\\stackrel", "\\eqdef"}
)
DEFINING = frozenset({":=", "\\triangleq", "\\coloneqq", "\\eqdef"})


@dataclass(frozen=True, slots=True)
class Head:
    """The left side of a definition: what it defines, and the body that it makes of the right side."""

    subject: Subject
    node: t.Node
    logarithm: t.FunctionName | None = None


def head_of(node: t.Node) -> Head | None:
    """What a left side defines; None if it is no name with arguments and indices."""
    match node:
        case t.Call(function=t.FunctionName(name="log" | "ln") as function, arguments=(argument,)):
            head = head_of(argument)
            return Head(head.subject, node, function) if head and not head.logarithm else None
        case t.Underbrace(body=body) | t.Styled(body=body):
            return head_of(body)
    found = subject_of(node)
    if found is None or found.transposed or found.differential:
        return None
    return Head(found.subject, node)


def definition_fact(head: Head, body: t.Node, formula: Formula) -> SymbolFact:
    """The fact that a head is defined by a body."""
    start, end = formula.place_of(head.node, body)
    source = Source(Strength.FORMULA, formula.tex(head.node, body), start, end)
    definition = Definition(
        name=head.subject.base,
        parameters=head.subject.arguments,
        indices=tuple(text for script in head.subject.scripts for text in script.texts),
        body=_exponential(head, body),
        start=start,
        end=end,
        tex=formula.source.text,
        origin=formula.source.to_document(0),
    )
    update = SymbolFacts(head.subject.name, definition=definition, arguments=head.subject.arguments)
    return SymbolFact(head.subject, update, source)


def _exponential(head: Head, body: t.Node) -> t.Node:
    r"""`\log p = b` defines p as exp(b)."""
    if head.logarithm is None:
        return body
    name = t.FunctionName(head.node.start, head.node.start, "exp")
    return t.Call(body.start, body.end, name, (body,), "()", True)


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
        name = symbol_name(part)
        if name == head.subject.name:
            return True
        if name is None:
            waiting.extend(part.children())
    return False


def mentions_base(nodes: Sequence[t.Node], base: str) -> bool:
    """Whether a bare name stands in one of the trees, with any scripts."""
    parts = (symbol_parts(part) for node in nodes for part in symbols_in(node))
    return any(part is not None and part.base == base for part in parts)


def symbols_in(tree: t.Node) -> Iterator[t.Node]:
    """The symbols of a tree as wholes: of `x_0` not the `x`."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if symbol_name(node) is not None:
            yield node
        else:
            waiting.extend(reversed(node.children()))
