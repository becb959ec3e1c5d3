"""Whole formulas and claims: every way to read them that has to be tried."""
