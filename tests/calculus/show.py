"""Plain text of typed expressions, so that tests can be read."""

from __future__ import annotations

from matderiv.algebra import (
    Add,
    CommutationMatrix,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Eigenvalue,
    Eigenvector,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    Expression,
    FromEntries,
    FunctionDerivative,
    Hadamard,
    Identity,
    IndexForm,
    IndexIndicator,
    IndexSum,
    Inverse,
    Kronecker,
    MathematicalConstant,
    Member,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    SingleEntryMatrix,
    Size,
    Softmax,
    Symbol,
    Tangent,
    Trace,
    Transpose,
    Vec,
)

TIGHT = (
    Symbol,
    Number,
    Named,
    Identity,
    Ones,
    Entry,
    Member,
    Elementwise,
    Norm,
    Trace,
    Determinant,
    Tangent,
    Inverse,
    Transpose,
    DiagonalMatrix,
    DiagonalOf,
    CommutationMatrix,
    Power,
    ElementwisePower,
    Size,
    Eigenvector,
    Eigenvalue,
    Vec,
    FunctionDerivative,
    Softmax,
    MathematicalConstant,
    IndexIndicator,
    SingleEntryMatrix,
)


def tight(e: Expression) -> str:
    return show(e) if isinstance(e, TIGHT) and not isinstance(e, Negate) else f"({show(e)})"


def atom(e: Expression) -> str:
    return (
        show(e) if isinstance(e, TIGHT) and not isinstance(e, Inverse | Transpose | Power) else f"({show(e)})"
    )


def form(f: IndexForm) -> str:
    text = "+".join(("" if c == 1 else "-" if c == -1 else str(c)) + i.name for i, c in f.terms)
    if str(f.offset) != "0" or not text:
        text = f"{text}+{f.offset}" if text else str(f.offset)
    return text.replace("+-", "-")


def show(e: Expression) -> str:  # noqa: C901 - one case a node kind
    match e:
        case Symbol():
            return e.name
        case Named():
            return e.symbol.name
        case Tangent():
            return "d" + show(e.of)
        case Number():
            return str(e.value)
        case MathematicalConstant():
            return e.name
        case Size():
            return str(e.dimension)
        case Identity():
            return "I"
        case Ones():
            return "1" if len(e.shape) < 2 or str(e.shape[0]) != "1" else "1^T"
        case CommutationMatrix():
            return f"K({e.rows},{e.columns})"
        case Add():
            text = show(e.terms[0])
            for t in e.terms[1:]:
                text += (
                    f" - {tight(t.operand) if isinstance(t.operand, Add) else show(t.operand)}"
                    if isinstance(t, Negate)
                    else f" + {show(t)}"
                )
            return text
        case Negate():
            return "-" + (f"({show(e.operand)})" if isinstance(e.operand, Add) else show(e.operand))
        case Product():
            return " ".join(tight(f) for f in e.factors)
        case Quotient():
            return f"{tight(e.numerator)}/{atom(e.denominator)}"
        case Hadamard():
            return f"{tight(e.left) if not isinstance(e.left, Hadamard) else show(e.left)}⊙{tight(e.right)}"
        case ElementwiseQuotient():
            return f"{tight(e.left)}⊘{tight(e.right)}"
        case Kronecker():
            return f"{tight(e.left)}⊗{tight(e.right)}"
        case Transpose(operand=Inverse(operand=x)):
            return f"{atom(x)}^-T"
        case Transpose():
            return f"{atom(e.operand)}^T"
        case Inverse():
            return f"{atom(e.operand)}^-1"
        case Power() | ElementwisePower():
            return f"{atom(e.base)}^{atom(e.exponent)}"
        case Elementwise():
            name = e.function if isinstance(e.function, str) else e.function.name
            return f"{name}{chr(39) * e.order}({show(e.argument)})"
        case Norm():
            return f"‖{show(e.argument)}‖{e.kind}"
        case DiagonalMatrix():
            return f"diag({show(e.operand)})"
        case DiagonalOf():
            return f"diagof({show(e.operand)})"
        case Entry():
            return f"{atom(e.operand)}[{','.join(':' if f is None else form(f) for f in e.indices)}]"
        case Member():
            return f"{e.family.name}_{{{','.join(form(f) for f in e.indices)}}}"
        case IndexSum():
            return f"Σ_{{{e.index.name}={form(e.lower)}..{form(e.upper)}}} {tight(e.body)}"
        case IndexIndicator():
            return f"[{form(e.left)}{e.relation}{form(e.right)}]"
        case SingleEntryMatrix():
            return f"e({','.join(form(f) for f in e.indices)})"
        case FromEntries():
            return f"[{show(e.body)}]_{','.join(i.name for i in e.indices)}"
        case FunctionDerivative():
            return f"D{e.slots}{e.function.name}({', '.join(show(a) for a in e.arguments)})"
        case Eigenvector():
            return f"v{e.position}({show(e.operand)})"
    return f"{type(e).__name__}({', '.join(show(c) for c in e.children())})"
