"""What undeclared symbols probably are, and the search for roles under which a formula conforms."""
