"""Where a repetition lies: in speech, in verse, in a table, across a stop. There it may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.passes.repetition._repeats import Repeats
from cleaner.quotation import is_open_at
from cleaner.spans import Span
from cleaner.tables import is_row

SHORT_LINE = 60
"""Lines shorter than this, several together, are verse, captions, subtitles or a list."""

_WINDOW = 1000
_APOSTROPHE = expression(r"(?:\A|\s)['‘]\Z")
_LABEL = expression(r"[ \t>*_]*[^\s:][^:\n]{0,40}:\s")
_MAX_SPEAKER = 5
"""Spaces in the name of a speaker with the one after its colon; what is longer is a clause."""

_DASH = expression(r"[ \t]*[-–—][ \t]")
_SPACE = expression(r"[^\S\n]*\n?[^\S\n]*\Z")
_COMMA = expression(r"\.?,?[^\S\n]*\n?[^\S\n]*\Z")
_STOP = expression(r"[.!?…:;–—]|--| - ")
_ENDS = '.!?…:;"”'
_AROUND = ".,;:!?…()[]\"'“”‘’"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))


def _line_around(document: Document, offset: int) -> Span:
    """The line that holds `offset`, or of a very long one the part around it: no check may cost more than that."""
    start, end = document.line_at(offset)
    return max(start, offset - _WINDOW), min(end, offset + _WINDOW)


def in_speech(document: Document, offset: int) -> bool:
    """Whether `offset` lies on a line of a transcript: after a speaker's name or a dialogue dash."""
    start, end = _line_around(document, offset)
    if start != document.line_at(offset)[0]:
        return False
    label = _LABEL.match(document.text, start, end) or _DASH.match(document.text, start, end)
    return label is not None and label.end() <= offset and label[0].count(" ") <= _MAX_SPEAKER


def is_dialect(document: Document) -> bool:
    """Whether the text has a word of a dialect or creole that doubles words on purpose; asked through
    `document.once`."""
    words = document.lexicon.optional("dialect-words")
    return any(word.strip(_AROUND) in words for word in document.text.lower().split()) if words else False


def in_quotes(document: Document, offset: int) -> bool:
    """Whether `offset` lies between quotation marks, as far as its line tells."""
    start, _ = _line_around(document, offset)
    before = document.text[max(start, offset - 2) : offset]
    return _APOSTROPHE.search(before) is not None or is_open_at(document.text, start, offset)


def in_short_lines(document: Document, offset: int) -> bool:
    """Whether `offset` lies on a short line between short lines."""
    text = document.text
    start, end = document.line_at(offset)
    if end - start >= SHORT_LINE:
        return False
    neighbours = [document.line_at(start - 1)] if start else []
    after = end + (2 if text.startswith("\r\n", end) else 1)
    neighbours += [document.line_at(after)] if after <= len(text) and end < len(text) else []
    return any(0 < len(text[low : min(high, low + _WINDOW)].strip()) < SHORT_LINE for low, high in neighbours)


def in_table(document: Document, offset: int) -> bool:
    """Whether `offset` lies in a row of a table."""
    return is_row(document.text, _line_around(document, offset))


def is_space(gap: str) -> bool:
    """Whether nothing but spaces, or one line break, lies between two words."""
    return _SPACE.match(gap) is not None


def is_comma(gap: str) -> bool:
    """Whether no more than a comma lies between two words."""
    return _COMMA.match(gap) is not None


def crosses_stop(words: Repeats, first: int, end: int) -> bool:
    """Whether a stop, a colon, a dash or an empty line lies between the words from `first` to before `end`.

    A full stop before a lower-case letter or a figure is an abbreviation's.
    """
    return any(_stops(words, index) for index in range(first + 1, end))


def _stops(words: Repeats, index: int) -> bool:
    gap = words.gap(index)
    if "." in gap and ".." not in gap and not words.text[words.start(index)].isupper():
        gap = gap.replace(".", "")
    return _STOP.search(gap) is not None or gap.count("\n") > 1


def is_balanced(piece: str) -> bool:
    """Whether a piece of text opens and closes the same marks."""
    return piece.count('"') % 2 == 0 and all(piece.count(left) == piece.count(right) for left, right in _PAIRS)


def are_equal(pieces: Iterable[str]) -> bool:
    """Whether the rounds of a loop are the same to the letter."""
    return all(left == right for left, right in pairwise(pieces))


def in_brackets(document: Document, start: int, end: int) -> bool:
    """Whether `start..end` is all that is between square brackets, braces or stars: a sound, a stage direction."""
    text = document.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return f"{before}{after}" in ("[]", "{}", "**", "()")


def begins_sentence(document: Document, offset: int) -> bool:
    """Whether `offset` is at the start of a line or after a stop."""
    start, _ = document.line_at(offset)
    before = document.text[max(start, offset - 3) : offset].strip()
    return not before or before[-1] in _ENDS


def is_sentence(document: Document, start: int, end: int) -> bool:
    """Whether `start..end` begins after a stop or at the start of a line and ends at a stop or the end of a line."""
    _, end_of_line = document.line_at(start)
    after = document.text[end : min(end_of_line, end + 3)].strip()
    return begins_sentence(document, start) and (not after or after[0] in _ENDS)


def is_machine(document: Document) -> bool:
    """Whether `document` is known to be machine translation."""
    return document.origin == "machine"
