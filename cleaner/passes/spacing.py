"""Blanks before marks, inside words and numbers, and missing behind stops."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
