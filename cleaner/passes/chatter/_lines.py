"""The lines of a text that could be talk by their first characters: one cheap pass for all rules that read lines."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from cleaner.document import Document
from cleaner.passes.chatter._words import openers, plain

LINE_LISTS = (
    "assents",
    "call-openers",
    "closing-openers",
    "formula-openers",
    "invented-lines",
    "offer-openers",
    "presenters",
    "refusals",
)
"""Every list that is read here."""

_MIN_LINE = 6
_HEAD = 24
_OPENING = 60
_MARKS = "*_#([ \t¡¿"


class TalkLine(NamedTuple):
    """A line (code points, without its end); `before` is where the line with text before it begins, -1 for none,
    `opening` how it begins when it is made `plain`: enough for `Openers.may_match`."""

    start: int
    end: int
    before: int
    opening: str


def lines_of_talk(document: Document) -> tuple[TalkLine, ...]:
    """The lines that may begin as talk does; to be asked for through `document.once`."""
    opening = openers(document.lexicon, *LINE_LISTS)
    rows = document.rows
    found = [
        number
        for number in opening.suspects(rows, _MIN_LINE, _MARKS)
        if opening.may_match(rows[number][:_HEAD].lstrip(_MARKS).lower().replace("’", "'"))
    ]
    if not found:
        return ()
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    return tuple(
        TalkLine(starts[number], starts[number + 1] - 1, _before(rows, starts, number), _opening(rows[number]))
        for number in found
    )


def _opening(row: str) -> str:
    said = plain(row[:_OPENING])
    return said if len(said) > _HEAD else plain(row)  # one that begins with many marks


def _before(rows: list[str], starts: list[int], number: int) -> int:
    """Where the line with text before that of the number begins, -1 for none; a long one may be of spaces alone."""
    for earlier in range(number - 1, -1, -1):
        row = rows[earlier]
        if len(row) >= _MIN_LINE or (row and not row.isspace()):
            return starts[earlier]
    return -1
