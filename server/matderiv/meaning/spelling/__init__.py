"""What a note spells in its own way: letters above that are labels, `dW` and `x'` as names."""
