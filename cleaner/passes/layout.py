"""What deletions leave behind: doubled blanks, empty lines."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
