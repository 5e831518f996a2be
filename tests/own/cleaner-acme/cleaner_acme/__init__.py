"""Rules for what the editorial system of Acme leaves in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.rules import Change, Document, Edit, Prior, Rule, fix, keep

CLEANER_KIT = 1

_SLUG = re.compile(r"^ACME-\d{4,8}[ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class Slug(Rule):
    """Delete the number of an order at the beginning of a line.

    Why: the editorial system of Acme writes it before the first line of a text.

    Not touched: numbers inside lines.

    Safety: safe, because nobody begins a line so.
    """

    name = "acme/slug"
    measured = Prior(confidence=0.95, reason="the form is the system's own", wrong=0, human_words=1000, date="2026-11")
    needs = ("ACME-",)
    examples = (
        fix("ACME-1204 The bridge is open.", "The bridge is open.", at="ACME-1204 "),
        keep("The order ACME-1204 was sent."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line that begins so."""
        for match in _SLUG.finditer(document.text):
            yield self.edit(*match.span(), "number of an order", [Change(*match.span(), "")])


@dataclass(frozen=True)
class Broken(Rule):
    """Fail on a text that holds a marked word: to show that a rule that fails costs only itself.

    Why: it shows it.

    Not touched: all other texts.

    Safety: safe, because it changes nothing.
    """

    name = "acme/broken"
    measured = Prior(confidence=0.9, reason="it is an example", wrong=0, human_words=1000, date="2026-11")
    examples = (fix("a b", "a b c"), keep("a"))

    def propose(self, document: Document) -> Iterator[Edit]:
        """Nothing, or an error."""
        if "[fail]" in document.text:
            raise ValueError("it was asked to")
        yield from ()


RULES = (Slug, Broken)
