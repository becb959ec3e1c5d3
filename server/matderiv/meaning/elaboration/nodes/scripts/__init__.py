"""Scripts and marks: labels, indices, transposes, powers."""
