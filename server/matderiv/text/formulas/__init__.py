"""Formulas in a stretch of text: which delimiters belong together."""
