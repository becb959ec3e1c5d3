"""One elaboration under way: its state, its choices, its limits, and its errors."""
