"""Names by themselves: what the note or the field says of them, and guesses."""
