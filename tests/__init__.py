"""The tests, and the commands that measure (``python -m tests.scoring``)."""
