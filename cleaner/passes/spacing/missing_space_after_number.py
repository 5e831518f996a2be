"""A number glued to what it counts."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.familiar import uncommon
from cleaner.lexicon import Lexicon
from cleaner.rules import Prior, Rule, fix, keep

_ANY = re.compile(rb"[0-9]([a-z]{3,})")
_GLUED = expression(r"(?<![\w#@/.,:\\-])(?:(?:US|[CA])?[$£€¥])?\d+(?:[.,]\d+)*([a-z]{3,})(?![\w'’/@-]|\.\w)")
_SPACED = expression(r"\d[ \N{NO-BREAK SPACE}]([a-z]{3,})")
_MONEY = frozenset("dollars euros pounds rubles roubles rupees crowns francs pesos zlotys".split())
"""What nobody writes close to its amount."""

_CLOSE = frozenset(("lbs", "mln", "bln", "per", "won", "day"))
"""Symbols that many write close ("10lbs"), as they do all of two letters ("5km"), and what may be a word else
("2day")."""


def _may_be_glued(document: Document) -> bool:
    """Whether what is counted comes right after a digit in a word."""
    glued = _ANY.findall(b" ".join(document.once(uncommon)))
    return any(word.decode().startswith(_counted(document.lexicon)) for word in glued)


@functools.cache
def _counted(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple((lexicon.words("scales") | lexicon.words("units")) - _CLOSE)


class MissingSpaceAfterNumber(Rule):
    """Write a space between a number and what it counts: `$45million`, `80euros`, `20people`.

    Why: engines that work on pieces of words lose the space, and so do those who copy from tables.

    Not touched: symbols of units (`5km`), names, tags, addresses; text that writes so throughout, as some papers do
    (`£3million`).

    Safety: safe where the text writes the same word, or for a scale another ("$24 billion"), with a space at least as
    often; money ("80euros") in any text, other units also in text known to be machine translation.
    """

    name = "spacing/missing-space-after-number"
    measured = Prior(
        confidence=0.93,
        reason="2 edits in machine translations and one in human text, read: all right",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("scales", "units")
    acts_on = "0$"
    examples = (
        fix("It cost $45million, not $24 million.", "It cost $45 million, not $24 million.", at="$45million"),
        fix("It costs 80euros now, and 55 euros in May.", "It costs 80 euros now, and 55 euros in May."),
        keep("It cost £45million, not £24million."),
        keep("A 5km run, 10lbs of flour, room 20people.example and #300people, for 2 people."),
    )

    sources = (_may_be_glued,)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each number."""
        text, scales = document.text, document.lexicon.words("scales")
        counted = _counted(document.lexicon)
        found = [match for match in _GLUED.finditer(text) if match[1] in counted]
        if not found:
            return

        def kind(word: str) -> str:
            return "" if word in scales else word

        glued = Counter(kind(match[1]) for match in found)
        spaced = Counter(kind(match[1]) for match in _SPACED.finditer(text))
        for match in found:
            unit = kind(match[1])
            if spaced[unit] >= glued[unit] or unit in _MONEY or (unit and document.origin == "machine"):
                change = Change(match.start(1), match.start(1), " ")
                yield self.edit(*match.span(), "no space after a number", [change])
