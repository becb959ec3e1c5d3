"""LaTeX math to a tree in which every node has its source range; macros. Reading never fails."""
