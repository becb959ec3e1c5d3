"""Indices and families: entries by their subscripts, members, what counts from 0."""
