"""The units of a document: the lines or paragraphs whose quotation marks are read together."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.lexicon import Lexicon
from cleaner.quotation.marks import Mark, Role, scan
from cleaner.quotation.orderly import doubled_singles, is_orderly, is_orderly_block
from cleaner.quotation.readings import Cues, Reading, Unit, read
from cleaner.spans import Span

_WRAPPED_WIDTH = 100
"""A line longer than this was not wrapped by hand."""

_MOST_MARKS = 2000
"""A paragraph with more marks is no prose; it is left unread, which bounds the work."""

_FEW_MARKS = 2000
_LETTERS_PER_MARK = 4
"""With more marks than a few, and fewer letters for each, a text is no prose; nothing in it is read."""

_ANY_MARK = ('"', "“", "”", "„", "‟", "''", "``")
_NO_LETTERS = expression(r"[\W\d_]+")

_LONG_ENOUGH = 45
"""The mean length from which the lines of a block count as wrapped, not as verse or dialogue."""

_OPENS_AGAIN = ('"', "“", "„", "‟")


def irregular_units(document: Document) -> list[Unit]:
    """The units of a document whose marks the prefilter does not find in order; for `document.once`."""
    return [] if is_orderly(document.text, document.once(signs)) else _units(document, skip_orderly=True)


def units(document: Document) -> list[Unit]:
    """The units of a document that hold double marks, read; for `document.once`."""
    return _units(document, skip_orderly=False)


@functools.lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> Cues:
    speech = lexicon.optional("speech-tags")
    return Cues(speech, speech | lexicon.optional("function-words") | lexicon.optional("mention-cues"))


def _units(document: Document, *, skip_orderly: bool) -> list[Unit]:
    text = document.text
    count = sum(map(text.count, _ANY_MARK))
    if count > _FEW_MARKS and len(_NO_LETTERS.sub("", text)) < _LETTERS_PER_MARK * count:
        return []
    words = _cues(document.lexicon)
    found: list[Unit] = []
    blocks, doubled = list(_blocks(text)), doubled_singles(text)
    for block in blocks:
        if not (skip_orderly and is_orderly_block(text, block, doubled)):
            found += _read_block(text, block, words)
    found = [unit for unit in found if unit.marks]
    _join_speeches(text, found, [start for start, _ in blocks])
    return found


_SPACE_LINES = expression(r"\n[ \t\r]*\n\s*")
_LINE_BREAK = expression(r"\r?\n|\r")


def _blocks(text: str) -> Iterator[Span]:
    """The passages between empty lines; where their lines are too long to be wrapped by hand, the lines."""
    start = 0
    for match in _SPACE_LINES.finditer(text):
        yield from _wrapped_or_lines(text, (start, match.start()))
        start = match.end()
    yield from _wrapped_or_lines(text, (start, len(text)))


def _wrapped_or_lines(text: str, block: Span) -> Iterator[Span]:
    if text.find("\n", *block) < 0 and text.find("\r", *block) < 0:
        yield block
        return
    lines = _lines(text, block)
    if max(end - start for start, end in lines) > _WRAPPED_WIDTH:
        yield from lines
    else:
        yield block


def _read_block(text: str, block: Span, words: Cues) -> list[Unit]:
    """The units of one block: its lines where each balances, else the block where that was wrapped or balances."""
    marks = list(islice(scan(text, block), _MOST_MARKS + 1))
    if not marks or len(marks) > _MOST_MARKS:
        return []
    lines = _lines(text, block)
    if len(lines) == 1:
        return [read(text, block, marks, words)]
    singles = [read(text, line, own, words) for line, own in zip(lines, _distribute(marks, lines), strict=True) if own]
    if all(unit.reading is not Reading.NONE for unit in singles):
        return singles
    whole = read(text, block, list(scan(text, block)), words)
    body = lines[:-1]
    if whole.reading is not Reading.NONE or sum(e - s for s, e in body) >= _LONG_ENOUGH * len(body):
        return [whole]
    return singles


def _lines(text: str, block: Span) -> list[Span]:
    lines, start = [], block[0]
    if text.find("\r", *block) < 0:
        for line in text[slice(*block)].split("\n"):
            lines.append((start, start + len(line)))
            start += len(line) + 1
        return lines
    for match in _LINE_BREAK.finditer(text, *block):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, block[1]))
    return lines


def _distribute(marks: Sequence[Mark], lines: Sequence[Span]) -> list[list[Mark]]:
    """The marks of each line."""
    own: list[list[Mark]] = [[] for _ in lines]
    line = 0
    for mark in marks:
        while mark.start >= lines[line][1]:
            line += 1
        own[line].append(mark)
    return own


def _join_speeches(text: str, found: Sequence[Unit], starts: Sequence[int]) -> None:
    """Excuse an opening mark without its closing one where the next paragraph opens the speech again."""
    for unit in found:
        lone = unit.lone
        if len(lone) != 1 or lone[0].role is not Role.OPEN:
            continue
        following = bisect_right(starts, unit.start)
        while following < len(starts) and starts[following] < unit.end:
            following += 1
        if following < len(starts):
            start = starts[following]
            lead = text[start : start + 8].lstrip()
            lone[0].continued = lead[:1] in _OPENS_AGAIN and lead[1:2].strip() != ""
