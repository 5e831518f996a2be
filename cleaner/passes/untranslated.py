"""What was left in the source language, with its place and the language guessed."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
