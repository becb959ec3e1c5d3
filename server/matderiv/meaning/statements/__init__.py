"""What the formulas of a document state."""
