"""Products of all kinds, and what only looks like one."""
