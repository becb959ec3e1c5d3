"""Arithmetic of arrays: dual numbers, residues modulo a prime, functions of numbers and matrices."""
