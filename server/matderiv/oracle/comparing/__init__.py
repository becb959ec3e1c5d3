"""Whether two expressions are equal: both sides at samples, decided with a gap, certified."""
