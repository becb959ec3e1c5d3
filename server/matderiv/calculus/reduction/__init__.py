"""From a contraction back to matrix notation: the graph of a term and its series-parallel reduction."""
