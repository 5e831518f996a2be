"""What reads like a model's talk and is left alone: a table of reasons for each end of a text, and one for its inside.

Each is a reason and the question whether it holds for a passage; the first that does settles it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.lexicon import FALLBACK, load
from cleaner.passes.chatter._words import PROMPTS, words_of

LEAVE_ALONE_LISTS = ("narrating-words", "verse-words")
"""Every list that is read here."""

OPENING_QUOTES = "\"'“‘«„「"

_LISTED = ">|`-"
_DATA = "{"
_INTRODUCES = ":："
_GOES_ON = ",;，；"
_MAX_PARAGRAPH = 1500
_REACH = 80
_MAX_LINE = 300
_YEAR = expression(r"\b(?:1[5-9]|20)\d\d\b")
_LETTER = expression(
    r"^(?:dear|hi|hello|best regards|kind regards|regards|sincerely|yours|best wishes|cheers)\b[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


class TalkPassage(NamedTuple):
    """A part of a text that may be talk; `before` is where the line with text before it begins, -1 for none."""

    text: str
    start: int
    end: int
    before: int = -1

    @property
    def first(self) -> str:
        """Its first character."""
        return self.text[self.start : self.start + 1]

    @property
    def last_before(self) -> str:
        """The last character of the line before, marks of emphasis aside."""
        return self.text[max(self.before, self.start - _REACH) : self.start].rstrip().rstrip("*_")[-1:]


Talk = tuple[tuple[str, Callable[[TalkPassage], bool]], ...]


def tells_story(line: str) -> bool:
    """Whether a line that could announce a translation tells what happened, who said it or what its writer thinks:
    "I tried the new app last week, and here is what happened:"."""
    return not _narrating().isdisjoint(words_of(line.lower())) or _YEAR.search(line) is not None


@functools.cache
def _narrating() -> frozenset[str]:
    return load(PROMPTS).optional("narrating-words")


def is_no_talk(passage: TalkPassage, reasons: Talk) -> bool:
    """Whether one of the reasons holds."""
    return any(holds(passage) for _, holds in reasons)


def _is_quoted(passage: TalkPassage) -> bool:
    return passage.first in OPENING_QUOTES


def _is_data(passage: TalkPassage) -> bool:
    return passage.first in _DATA


def _is_long(passage: TalkPassage) -> bool:
    return passage.end - passage.start > _MAX_PARAGRAPH


def _is_listed(passage: TalkPassage) -> bool:
    return passage.first in _LISTED


def _is_introduced(passage: TalkPassage) -> bool:
    return not passage.last_before or passage.last_before in _INTRODUCES


def _continues(passage: TalkPassage) -> bool:
    if passage.text[passage.start - 2 : passage.start] == "\n\n":
        return False
    return passage.last_before.isalnum() or passage.last_before in _GOES_ON


def _speaks_of_verse(passage: TalkPassage) -> bool:
    line = passage.text[passage.start : passage.end].lstrip()[:_MAX_LINE].partition("\n")[0]
    return not _verse_words().isdisjoint(words_of(line.lower()))


@functools.cache
def _verse_words() -> frozenset[str]:
    return load(PROMPTS).optional("verse-words") | load(FALLBACK).optional("verse-words")


def _is_in_letter(passage: TalkPassage) -> bool:
    return _LETTER.search(passage.text) is not None


AT_START: Talk = (("speech", _is_quoted), ("data in braces", _is_data))

AT_END: Talk = (("a paragraph, longer than a note", _is_long), ("speech", _is_quoted))

VERSE: Talk = (("it speaks of a stanza or a rhyme: people translate those, and say how", _speaks_of_verse),)
"""Asked at either end of what would else be taken."""

INSIDE: Talk = (
    ("speech", _is_quoted),
    ("a quoted line, a row of a table, code, the entry of a list", _is_listed),
    ("the line before introduces it, or there is none", _is_introduced),
    ("the sentence of the line before goes on", _continues),
)

TOLD: Talk = (
    ("speech", _is_quoted),
    ("a quoted line, a row of a table, code", lambda passage: passage.first in ">|`"),
)
"""Asked of paragraphs inside a text that is known to hold a model's talk."""

IN_TEXT: Talk = (("a letter, with its greeting or farewell: people, too, write of translations", _is_in_letter),)
"""Asked of the whole text before anything inside it is taken for talk."""
