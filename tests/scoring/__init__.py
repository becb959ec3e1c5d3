"""How many of the cases in `tests/cases/` come out right. `python -m tests.scoring` prints the table."""
