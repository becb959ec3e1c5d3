r"""`\lambda > 0`, `\Sigma \succ 0`, `\det(X) > 0`, `X \neq 0`, `w^\top x < 1`."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.declarations.fact import ConditionFact, Fact, SymbolFact
from matderiv.meaning.declarations.subjects import Found, subject_of, subjects_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_parts
from matderiv.meaning.scopes.scope import ConditionText, Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t
from matderiv.syntax.symbols import GREEK

_PROPERTIES = {
    ">": "positive",
    "\\gt": "positive",
    "\\ge": "nonnegative",
    "\\geq": "nonnegative",
    "\\geqslant": "nonnegative",
    "\\succ": "positive definite",
    "\\succeq": "positive semidefinite",
    "\\succcurlyeq": "positive semidefinite",
    "\\ne": "nonzero",
    "\\neq": "nonzero",
}
_LETTERS_OF_VECTORS = frozenset("abfghpqsuvwxyz")
_UNEQUAL = frozenset({"\\ne", "\\neq"})
_ORDERS = frozenset({"<", ">", "\\lt", "\\gt", "\\le", "\\leq", "\\leqslant", "\\ge", "\\geq", "\\geqslant"})
_MIRRORED = {
    "<": ">",
    "\\lt": ">",
    "\\le": "\\ge",
    "\\leq": "\\ge",
    "\\leqslant": "\\ge",
    "\\prec": "\\succ",
    "\\preceq": "\\succeq",
}


def read_order(clause: Clause, formula: Formula) -> Iterator[Fact]:
    match clause.operands:
        case (t.Group(body=t.Relations() as relations),):
            clause = Clause(relations.operands, relations.operators)
    for number, operator in enumerate(clause.operators):
        left, right = clause.operands[number], clause.operands[number + 1]
        name = operator.name
        if name in _MIRRORED and is_zero(left):
            left, right, name = right, left, _MIRRORED[name]
        if name in _UNEQUAL and _may_be_index(left) and _may_be_index(right):
            yield _local(left, right, operator, formula)
        if name in _ORDERS and not is_zero(right) and (_is_composed(left) or _is_composed(right)):
            yield _local(left, right, operator, formula)
        if name in _PROPERTIES and is_zero(right):
            lead = clause.lead if number == 0 else ()
            yield from _compared(left, lead, _PROPERTIES[name], formula, clause)


def _may_be_index(node: t.Node) -> bool:
    """A small letter, or one with an index of its own, such as the class `y_i`."""
    parts = symbol_parts(node)
    return parts is not None and len(parts.base) == 1 and parts.base.islower()


def _is_composed(node: t.Node) -> bool:
    """What is more than a name or a number."""
    kinds = (t.Bars, t.Norm, t.Inner, t.Juxtaposition, t.Infix, t.Sum, t.Call, t.Fraction, t.Root)
    return isinstance(node, kinds)


def _local(left: t.Node, right: t.Node, operator: t.Relation, formula: Formula) -> Fact:
    r"""`j \neq k` for indices, `w^\top x < 1`: the indicator is nonzero."""
    relation = t.Relations(left.start, right.end, (left, right), (operator,))
    sign = t.Number(left.start, left.start, "1", "mathbb")
    indicator = t.Call(left.start, right.end, sign, (relation,), "()", True)
    source = Source(Strength.FORMULA, formula.tex(left, right), *formula.place_of(left, right))
    return ConditionFact(ConditionText(indicator, "nonzero", source), source, is_local=True)


def is_zero(node: t.Node) -> bool:
    return isinstance(node, t.Number) and node.text == "0"


def _compared(
    node: t.Node, lead: tuple[t.Node, ...], name: str, formula: Formula, clause: Clause
) -> Iterator[Fact]:
    nodes = clause.operands
    source = Source(Strength.FORMULA, formula.tex(*nodes), *formula.place_of(*nodes))
    determinant = _determinant_operand(node)
    if determinant is not None and name in ("positive", "nonzero"):
        node, lead, name = determinant, (), "positive determinant" if name == "positive" else "invertible"
    found = subjects_of((*lead, node))
    if found:
        for subject in found:
            yield SymbolFact(subject.subject, _facts(subject, name), source)
    elif not isinstance(node, (t.Empty, t.Error)):
        yield ConditionFact(ConditionText(node, name, source), source)


def _facts(found: Found, name: str) -> SymbolFacts:
    properties = frozenset({"symmetric", name} if "definite" in name else {name})
    role = "matrix" if "definite" in name or "determinant" in name else None
    is_indexed = bool(found.subject.scripts) and len(found.subject.base) == 1
    if name in ("positive", "nonnegative") and (is_indexed or is_scalar_letter(found.subject.base)):
        role = "scalar"
    return SymbolFacts(
        found.subject.name, role=role, properties=properties, arguments=found.subject.arguments
    )


def is_scalar_letter(base: str) -> bool:
    r"""Whether what is compared with 0 is a number by its letter: `\lambda`, `c`, not `x` or `\mathbf{\lambda}`."""
    letter = base.lstrip("\\")
    if base.startswith("\\"):
        return letter in GREEK or base in GREEK
    return len(letter) == 1 and letter.islower() and letter not in _LETTERS_OF_VECTORS


def _determinant_operand(node: t.Node) -> t.Node | None:
    match node:
        case t.Call(function=t.FunctionName(name="det" | "Det"), arguments=(argument,)):
            return argument.body if isinstance(argument, t.Bars) else argument
        case t.Bars(body=body):
            found = subject_of(body)
            return body if found is not None and _is_matrix_name(found.subject.base) else None
    return None


def _is_matrix_name(base: str) -> bool:
    letters = [letter for letter in base.rsplit("{", 1)[-1] if letter.isalpha()]
    return bool(letters) and letters[0].isupper()
