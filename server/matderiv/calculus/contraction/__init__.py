"""Terms of a contraction: arrays at subscripts, multiplied, taken apart and summed over indices."""
