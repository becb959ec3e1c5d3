"""The budgets of the project, measured. `make bench` runs all of them; each prints a figure and what it is against."""
