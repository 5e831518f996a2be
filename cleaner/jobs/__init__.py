"""Jobs: inputs through workers to where they go, with an edit log, dead letters and checkpoints along the way."""
