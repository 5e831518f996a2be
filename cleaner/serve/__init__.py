"""A page on which a text is pasted and its edits are seen as one types. Nothing is stored."""
