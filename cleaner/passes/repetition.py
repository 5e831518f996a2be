"""Words, phrases, sentences and paragraphs said again for no reason: the loops of translation engines."""

from __future__ import annotations

from cleaner.rule import Rule

RULES: tuple[type[Rule], ...] = ()
