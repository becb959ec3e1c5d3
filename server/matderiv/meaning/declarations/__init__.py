"""Declarations: what a note says about its symbols, in formulas, in English around them, and explicitly."""
