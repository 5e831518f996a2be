"""Marks of another script, marks written twice, marks that contradict each other or stand alone."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
