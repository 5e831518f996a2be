"""Where a repetition stands: in speech, in verse, in a table, across a stop. There it may be meant."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.document import Document
from cleaner.passes.repetition.rounds import Words
from cleaner.spans import Span

SHORT_LINE = 60
"""Lines shorter than this, several together, are verse, captions, subtitles or a list."""

_WINDOW = 1000
_APOSTROPHE = re.compile(r"(?:\A|\s)['‘]\Z")
_LABEL = re.compile(r"[ \t>*_]*[^\s:][^:\n]{0,40}:\s")
_DASH = re.compile(r"[ \t]*[-–—][ \t]")
_TABLE = re.compile(r"\t|\||\S {3,}\S")
_BLANK = re.compile(r"[^\S\n]*\n?[^\S\n]*\Z")
_COMMA = re.compile(r"\.?,?[^\S\n]*\n?[^\S\n]*\Z")
_STOP = re.compile(r"[.!?…:;–—]|--| - ")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))


def line_at(document: Document, place: int) -> Span:
    """The line that holds `place`, or of a very long one the part around it: no look may cost more than that."""
    text = document.text
    low, high = max(0, place - _WINDOW), place + _WINDOW
    start, end = text.rfind("\n", low, place) + 1, text.find("\n", place, high)
    return start or low, min(len(text), high) if end < 0 else end


def spoken(document: Document, place: int) -> bool:
    """Whether `place` lies on a line of a transcript: after a speaker's name or a dialogue dash."""
    start, end = line_at(document, place)
    if start and document.text[start - 1] != "\n":
        return False
    label = _LABEL.match(document.text, start, end) or _DASH.match(document.text, start, end)
    return label is not None and label.end() <= place


def quoted(document: Document, place: int) -> bool:
    """Whether `place` lies between quotation marks, as far as its line tells."""
    start, _ = line_at(document, place)
    before = document.text[start:place]
    if _APOSTROPHE.search(before[-2:]):
        return True
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("«") > before.count("»")


def in_short_lines(document: Document, place: int) -> bool:
    """Whether `place` lies on a short line between short lines."""
    text = document.text
    start, end = line_at(document, place)
    if end - start >= SHORT_LINE:
        return False
    around = [line_at(document, start - 1)] if start else []
    around += [line_at(document, end + 1)] if end + 1 <= len(text) and end < len(text) else []
    return any(0 < len(text[low:high].strip()) < SHORT_LINE for low, high in around)


def tabular(document: Document, place: int) -> bool:
    """Whether `place` lies in a row of a table."""
    return _TABLE.search(document.text, *line_at(document, place)) is not None


def only_blank(gap: str) -> bool:
    """Whether nothing but blanks, or one line break, stands between two words."""
    return _BLANK.match(gap) is not None


def no_stop(gap: str) -> bool:
    """Whether no more than a comma stands between two words."""
    return _COMMA.match(gap) is not None


def crosses_stop(words: Words, first: int, end: int) -> bool:
    """Whether a stop, a colon, a dash or a blank line stands between the words from `first` to before `end`.

    A full stop before a small letter or a figure is an abbreviation's.
    """
    return any(_stops(words, index) for index in range(first + 1, end))


def _stops(words: Words, index: int) -> bool:
    gap = words.gap(index)
    if "." in gap and ".." not in gap and not words.text[words.spans[index][0]].isupper():
        gap = gap.replace(".", "")
    return _STOP.search(gap) is not None or gap.count("\n") > 1


def balanced(piece: str) -> bool:
    """Whether a piece of text opens and closes the same marks."""
    return piece.count('"') % 2 == 0 and all(piece.count(left) == piece.count(right) for left, right in _PAIRS)


def turns_alike(pieces: list[str]) -> bool:
    """Whether the rounds of a loop are the same to the letter."""
    return all(left == right for left, right in pairwise(pieces))
