"""Functions that the field knows, of numbers and of arrays."""
