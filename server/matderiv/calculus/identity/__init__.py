"""Equality of expressions by a canonical form. Nothing here is shown to anybody."""
