"""Sums of terms as a mathematician would write them: in matrices, as an entry, in vec form."""
