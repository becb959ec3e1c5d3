"""A tree in one line, for tests that a person can read."""

from matderiv.syntax.tree import Node


def shape(node: object) -> str:
    """The tree without ranges: `Juxtaposition(Transpose(x, \\top), A, x)`."""
    if isinstance(node, tuple):
        return "[" + ", ".join(shape(item) for item in node) + "]"
    if not isinstance(node, Node):
        return str(node)
    kind = type(node).__name__
    values = [
        getattr(node, name) for name in node.__dataclass_fields__ if name not in ("start", "end", "upright")
    ]
    if kind == "Identifier":
        name, style, accents = values
        word = f"{style}:{name}" if style else name
        return ".".join([word, *accents])
    if kind == "Number":
        text, style = values
        return f"{style}:{text}" if style else text
    if kind == "FunctionName":
        return f"`{values[0]}`"
    if kind in ("Ellipsis", "Placeholder"):
        return values[0]
    if kind == "Relation" and values[1] is None:
        return values[0]
    if kind == "Call" and not values[4]:
        mark = values[2] + ("" if values[3] else "?")
        return f"Call{mark}({shape(values[0])}; {', '.join(shape(item) for item in values[1])})"
    if kind in ("Juxtaposition", "Sum") or (len(values) == 1 and isinstance(values[0], tuple)):
        return f"{kind}({', '.join(shape(item) for item in values[0])})"
    return f"{kind}({', '.join(shape(value) for value in values if value is not None)})"
