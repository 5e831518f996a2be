"""Reading the lists of this pass: those of the pipeline's language, of English and of `data/xx` together.

Models answer in the language of the source or of the prompt, whatever the text is in; most prompts are in English.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from cleaner.expressions import expression
from cleaner.lexicon import FALLBACK, Lexicon, load

_WORD = expression(r"[^\s.,:;!?…()\[\]{}\"“”‘«»„。、，：；！？（）।۔،؛/|=+—–→⇒]+")
_HEAD = 4
_LONG = 8
_SHORT = 3
_MAX_HEAD = 12

EMPTY_LINE = expression(r"\n[ \t\r]*\n")
"""What is between two paragraphs."""

RULE_LINE = expression(r"[ \t]*(?:[-*_=][ \t]*){3,}(?=\r?\n|\Z)")
"""A line drawn of signs."""

PROMPTS = "en"
"""The language that most prompts are in."""
_MARKUP = "*_#>`~"


@functools.cache
def both(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The list `name` of the language, of English and of `data/xx`."""
    return lexicon.optional(name) | load(PROMPTS).optional(name) | load(FALLBACK).optional(name)


class Openers:
    """Starts of texts, to be asked about quickly: most texts begin with the first characters of none."""

    def __init__(self, starts: frozenset[str]) -> None:
        self._starts = tuple(sorted(starts))
        self._by_head: dict[str, tuple[str, ...]] = {}
        self._long = frozenset(start[:_LONG] for start in starts if len(start) >= _LONG)
        self._short = frozenset(start[:_SHORT] for start in starts if len(start) < _LONG)
        for start in self._starts:
            head = start[:_HEAD]
            self._by_head[head] = (*self._by_head.get(head, ()), start[:_MAX_HEAD])

    def suspects(self, rows: Sequence[str], least: int, marks: str) -> list[int]:
        """The numbers of the lines of at least so many characters that `may_match` could say yes to, the `marks` before
        their words aside; few, told by a few characters. Written for speed: every line of every text comes here."""
        long, short = self._long, self._short
        return [
            number
            for number, row in enumerate(rows)
            if len(row) >= least
            and (
                (head := row[:_LONG].lower()) in long
                or head[:_SHORT] in short
                or head[0] in marks
                or not head.isascii()
            )
        ]

    def may_match(self, head: str) -> bool:
        """A cheap check of some first characters in lower case, at least `_MAX_HEAD` where the text has so many."""
        heads = self._by_head
        starts = heads.get(head[:_HEAD])
        if starts is not None and head.startswith(starts):
            return True
        return head[:3] in heads or head[:2] in heads or head[:1] in heads

    def match(self, text: str) -> bool:
        """Whether `text`, made plain, begins with one of them as whole words."""
        if not self.may_match(text) or not text.startswith(self._starts):
            return False
        ends = (len(start) for start in self._starts if text.startswith(start))
        return any(not _within_word(text[end - 1 : end + 1]) for end in ends)


@functools.cache
def openers(lexicon: Lexicon, *names: str) -> Openers:
    """The lists `names` as starts of texts."""
    return Openers(frozenset().union(*(both(lexicon, name) for name in names)))


def plain(text: str) -> str:
    """`text` in lower case, without Markdown's marks, with straight apostrophes."""
    for mark in _MARKUP:
        if mark in text:
            text = text.replace(mark, "")
    return " ".join(text.lower().replace("’", "'").split()).lstrip("¡¿ ")


def _within_word(pair: str) -> bool:
    """Whether a word goes on from the one character to the other; scripts without spaces know no such border."""
    return len(pair) == 2 and pair.isalnum() and pair[0] < "\N{CJK RADICAL REPEAT}"


def words_of(text: str) -> list[str]:
    """The words of a plain text."""
    return _WORD.findall(text)
