"""Talk of a translator or a language model around the text it was asked for."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
