"""The lines of a text that could be talk by their first characters: one cheap pass for all rules that read lines."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.document import Document
from cleaner.passes.chatter._words import openers

LINE_LISTS = ("assents", "closing-openers", "invented-lines", "offer-openers", "presenters", "refusals")
"""Every list that is read here."""

_MIN_LINE = 6
_HEAD = 24
_MARKS = "*_#([ \t¡¿"


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A line (code points, without its end); `before` is where the line with text before it begins, -1 for none."""

    start: int
    end: int
    before: int


def lines_of_talk(document: Document) -> tuple[TalkLine, ...]:
    """The lines that may begin as talk does; to be asked for through `document.once`."""
    text = document.text
    may_match = openers(document.lexicon, *LINE_LISTS).may_match
    found = []
    start, before = 0, -1
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) >= _MIN_LINE:
            if may_match(line[:_HEAD].lstrip(_MARKS).lower().replace("’", "'")):
                found.append(TalkLine(start, end, before))
            before = start
        elif line and not line.isspace():
            before = start
        start = end + 1
    return tuple(found)
