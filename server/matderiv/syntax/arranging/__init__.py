"""From expanded tokens to what the parser reads: words folded, bars and colons told apart, spacing settled."""
