"""What of a text may recur: lines, how it begins and ends, sentences, what follows stops and quotations, odd tokens.

A unit is a form (where it is found) with its text. Every unit of a document is counted once, at its first offset.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

from cleaner.sentences import CLOSERS, STOPS

Unit = tuple["UnitForm", str]
Found = tuple["UnitForm", int, int]


class UnitForm(enum.StrEnum):
    """Where a unit is found; the value is how a person reads it."""

    LINE = "line"
    TEXT_START = "text start"
    TEXT_END = "text end"
    TITLE_END = "title end"
    SENTENCE = "sentence"
    AFTER_STOP = "after a stop"
    AFTER_QUOTE = "after a closing quote"
    TOKEN = "token"
    WORD_END = "word end"


MAX_LINE = 400
"""Characters of a line or sentence, at most; longer ones are prose."""

MAX_PIECES = 12
"""Words and marks of the head and of the tail of a text, at most."""

MAX_TOKEN = 40
"""Characters of an odd token, at most."""

MAX_WORDS = 14
"""Words of a sentence that is counted, at most."""

_PIECE = re.compile(r"[^\W\d_][^\W\d_A-Z]*|\d+|[^\w\s]|_")
_HEAD_PIECE = re.compile(r"[^\W_]+|[^\w\s]+|_+")
_SEPARATOR = re.compile(r"\s[^\w\s,.;!?'\"“”‘’()]{1,2}\s|\|")
_LINE = re.compile(r"[^\r\n]+")
_CLOSING = re.escape(CLOSERS)
_STOP = re.compile(rf"[{STOPS}][{_CLOSING}]?[ \t]+")
_SENTENCE = re.compile(rf"[^\s{STOPS}][^\n{STOPS}]{{0,90}}[{STOPS}]")
_WORD = re.compile(r"[a-z]{1,12}\b(?!['’])")
_AFTER_QUOTE = re.compile(r"[”\"»][ \t]+([^\W\d_][\w'’-]*)(?=[ \t]*(?:[.!?]|\n|\Z))")
_ODD = re.compile(r"[^\w\s.,;:!?'\"“”‘’()\[\]/$€£%…–—-]|_|[a-z]\d[a-z]|[\[{<]\w+[\]}>]")
_COUNTED = re.compile(r"\W*\d+°?(?:st|nd|rd|th|s|am|pm|[kKmMcµ]?[a-zA-Z]{1,2})?\W*")
_ENDING = frozenset(STOPS + CLOSERS + ",;:")
"""Marks that belong to the words before them."""

_ENDS = re.compile(rf"[{STOPS}:|–—-][{_CLOSING}]*[ \t]+\Z")


def units(text: str) -> Iterator[tuple[Unit, int]]:
    """The units of a text with the offsets where they begin, each unit once."""
    seen: set[Unit] = set()
    for form, start, end in _found(text):
        unit = (form, text[start:end])
        if unit not in seen:
            seen.add(unit)
            yield unit, start


def _found(text: str) -> Iterator[Found]:
    spans = [_stripped(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in spans if start < end]
    if not lines:
        return
    yield from ((UnitForm.LINE, start, end) for start, end in lines if end - start <= MAX_LINE)
    yield from _head(text, *lines[0])
    yield from _tail(text, *lines[-1])
    yield from _title(text, *lines[0])
    for stop in _STOP.finditer(text):
        offset = stop.end()
        match = _SENTENCE.match(text, offset)
        if match and match[0].count(" ") < MAX_WORDS:
            yield UnitForm.SENTENCE, *match.span()
        if match := _WORD.match(text, offset):
            yield UnitForm.AFTER_STOP, *match.span()
    yield from ((UnitForm.AFTER_QUOTE, *match.span(1)) for match in _AFTER_QUOTE.finditer(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _head(text: str, start: int, end: int) -> Iterator[Found]:
    """How the first line begins, in one to some pieces; not the whole line, which is a unit of its own, nor the name of
    a speaker who speaks again."""
    for number, match in enumerate(_HEAD_PIECE.finditer(text, start, min(end, start + MAX_LINE))):
        if number >= MAX_PIECES or match.end() >= end:
            return
        after = match.end()
        if text[after - 1] != ":" or text.find(text[start:after], after) < 0:
            yield UnitForm.TEXT_START, start, after


def _tail(text: str, start: int, end: int) -> Iterator[Found]:
    """What follows a stop, or is glued to a word, at the end of the last line; the end of a sentence is none.

    A word is cut where a capital follows a small letter, as where two were glued.
    """
    window = max(start, end - MAX_LINE // 2)
    begins = [match.start() for match in _PIECE.finditer(text, window, end)]
    for begin in begins[: -MAX_PIECES - 1 : -1]:
        if (
            begin > start
            and text[begin] not in _ENDING
            and (not text[begin - 1].isspace() or _ENDS.search(text, window, begin))
        ):
            yield UnitForm.TEXT_END, begin, end


def _title(text: str, start: int, end: int) -> Iterator[Found]:
    """What follows the last or the last two separators of the first line, with the separator."""
    if end - start <= MAX_LINE:
        begins = [match.start() for match in _SEPARATOR.finditer(text, start + 1, end)]
        yield from ((UnitForm.TITLE_END, begin, end) for begin in begins[-2:])


def odd(token: str) -> Iterator[str]:
    """What is odd in a run of characters between whitespace: itself, if it has characters that no word has, and those
    alone where they are several; then the shapes of what has letters."""
    if not _ODD.search(token) or len(token) > MAX_TOKEN or _COUNTED.fullmatch(token) or _ADDRESS.search(token):
        return
    pieces = _CORE.findall(token)
    if not _ENTITY.search(token):
        pieces.append(token.strip(_AROUND))
    for piece in pieces:
        yield piece
        if "…" in (common := shape(piece)):
            yield common


_CORE = re.compile(r"&#?\w+;|(?<=\w)(?:[^\w\s'’.,!?:;()\"“”-]{1,4}|_{2,})(?=[\w\s.,;:!?]|\Z)")
"""What an odd token has between or after its letters: an entity, a run of marks that no word has."""

_ENTITY = re.compile(r"&#?\w+;")
_ADDRESS = re.compile(r"://|[\w.]@\w+\.|\w/\w")
_AROUND = ".,;:!?\"“”'‘’()—–"
_LETTERS = re.compile(r"[^\W\d_]+")


def shape(token: str) -> str:
    """A token with an ellipsis for each run of letters: what `_very_` and `_never_` share."""
    return _LETTERS.sub("…", token)
