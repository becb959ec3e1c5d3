"""Other people's scanners as oracles for ours: where they think that formulas stand. Development only."""
