"""Arrays that are written out: literals, lists, patterns with dots, constant matrices."""
