"""Tokens, tags and addresses that tokenisers and translation engines leave in running text."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
