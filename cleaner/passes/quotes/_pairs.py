"""What the two marks of a pair need: spaces on the right side, and the same shape."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.edits import Change
from cleaner.expressions import expression
from cleaner.quotation import Mark, Unit
from cleaner.spans import Span

_STRAIGHT_RUN = expression(r'"+')
_STOPS = frozenset(".,!?;:")
_SPACES = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def spaces_inside(text: str, opening: Mark, closing: Mark) -> tuple[Span, Span]:
    """The spaces after the opening mark and before the closing one; both may be empty."""
    start = opening.end
    while start < closing.start and text[start] in _SPACES:
        start += 1
    end = closing.start
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return (opening.end, start), (end, closing.start)


def misplaced(document: Document, unit: Unit, opening: Mark, closing: Mark) -> tuple[Change, ...]:
    """The changes that carry a space from inside a pair to its outside, where a word touches the mark there, or the
    stop of what comes before it."""
    text = document.text
    lead, tail = spaces_inside(text, opening, closing)
    changes = []
    if lead[0] < lead[1] and opening.start > unit.start and _needs_space(text[opening.start - 1]):
        changes.append(Change(opening.start, lead[1], " " + text[opening.start : opening.end]))
    if tail[0] < tail[1] and closing.end < unit.end and text[closing.end].isalnum():
        changes.append(Change(tail[0], closing.end, text[closing.start : closing.end] + " "))
    return tuple(changes)


def _needs_space(before: str) -> bool:
    return before.isalnum() or before in _STOPS


def writes_straight(document: Document) -> bool:
    """Whether most double marks of the document are straight; for `document.once`."""
    text = document.text
    return sum(1 for _ in _STRAIGHT_RUN.finditer(text)) > text.count("“") + text.count("”")


def matched(document: Document, opening: Mark, closing: Mark) -> list[Change]:
    """The changes that make the two marks of a pair match, as most marks of the document are written.

    None where they match, where both are runs, or where the second of two marks may stand for inches.
    """
    text = document.text
    curly = [opening.shape == "“", closing.shape == "”"]
    plain = [opening.shape == '"', closing.shape == '"']
    if all(curly) or all(plain) or not (any(curly) or any(plain)):
        return []
    if "\\" in (text[opening.start - 1 : opening.start], text[closing.start - 1]):
        return []  # the mark is escaped
    if opening.shape in "”„‟" or closing.shape in "“„‟" or opening.end == closing.start:
        return []
    if '"' in (text[opening.start - 1 : opening.start], text[closing.end : closing.end + 1]):
        return []
    if closing.shape == '""' and opening.shape == '"' and text[closing.start - 1].isdigit():
        return []
    right = ("“", "”") if any(curly) and not document.once(writes_straight) else ('"', '"')
    changes = []
    if opening.shape != right[0]:
        changes.append(Change(opening.start, opening.end, right[0]))
    if closing.shape != right[1]:
        start = closing.start
        while len(closing.shape) > 1 and text[start - 1] in " \t":
            start -= 1
        changes.append(Change(start, closing.end, right[1]))
    return changes
