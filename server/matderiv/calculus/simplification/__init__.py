"""Monomials of matrices and scalars: like terms collected, neighbours cancelled, common factors taken out."""
