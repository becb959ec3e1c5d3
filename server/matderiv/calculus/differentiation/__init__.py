"""Reverse accumulation over the shared nodes of an expression, and the conditions of the result."""
