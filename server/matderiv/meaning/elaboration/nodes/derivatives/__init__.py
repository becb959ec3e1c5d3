"""Derivatives in all notations: fractions, letters, nablas, primes, dots, differentials."""
