"""Right statements, changed by one mistake each: what is really different has to be caught.

`statements` collects right claims from the cases and the notes of the tests, `mutators` make one mistake in a right
side, `differences` tells whether the mutant says something else, by an evaluator that shares no code with the oracle.
`python -m tests.mutations` runs all of them.
"""
