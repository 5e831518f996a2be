"""Review by people: what is decided as one, the decisions they took, and what those teach."""
