"""Paragraphs and sentences that are a field of a CSV file: wrapped in marks, with the marks inside written twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.edits import Change
from cleaner.expressions import expression
from cleaner.quotation import Unit
from cleaner.spans import Span

_RUN = expression(r'"+')
_MIN_WORDS = 3
_BEFORE_SENTENCE = expression(r"[.!?…][\"”’)]*[ \t]+\Z")
_AFTER_SENTENCE = expression(r"[.!?]?(?:[ \t]+|[ \t]*\Z)")
_STOP = expression(r"[.!?]")
_REACH = 12
_SINGLE, _DOUBLED, _BOTH = 1, 2, 3
"""Marks in a row: one that wraps the field, one that is doubled within it, and both at once."""


def csv_field(text: str, unit: Unit) -> tuple[Change, ...]:
    """The changes that unwrap a unit that is a CSV field; none where it is something else.

    A field begins and ends with a mark, every mark inside is doubled, and the doubled ones pair up.
    """
    start, end = unit.start, unit.end
    while end > start and text[end - 1] in " \t\r":
        end -= 1
    if end - start < _MIN_WORDS or text[start] != '"' or text[end - 1] != '"':
        return ()
    runs = [match.span() for match in _RUN.finditer(text, start + 1, end - 1)]
    if not runs or len(runs) % 2 or any(last - first != 2 for first, last in runs):
        return ()
    if text.count(" ", start, end) < _MIN_WORDS or not _alternate(text, runs):
        return ()
    inner = (Change(first, last, '"') for first, last in runs)
    return (Change(start, start + 1, ""), *inner, Change(end - 1, end, ""))


def _alternate(text: str, runs: list[tuple[int, int]]) -> bool:
    """Whether every other run opens before a word and the next closes after one."""
    for number, (first, last) in enumerate(runs):
        beside = text[first - 1] if number % 2 else text[last]
        if beside.isspace() or (number % 2 == 0 and text[first - 1].isalnum()) or (number % 2 and text[last].isalnum()):
            return False
    return True


def csv_sentences(text: str, unit: Unit) -> Iterator[tuple[Change, ...]]:
    """For each sentence of the unit that is a field by itself, the changes that unwrap it.

    A mark opens the sentence, every mark inside is doubled and they pair up, and a mark ends it, before its stop or
    after it.
    """
    runs = [match.span() for match in _RUN.finditer(text, unit.start, unit.end)]
    index = 0
    while index < len(runs):
        last = _last_of_field(text, unit, runs, index)
        if last is None:
            index += 1
        else:
            yield _unwrapped(text, runs[index : last + 1])
            index = last + 1


def _last_of_field(text: str, unit: Unit, runs: Sequence[Span], first: int) -> int | None:
    """Which run ends the field that the run `first` opens, if it does."""
    start, end = runs[first]
    size = end - start
    if size not in (_SINGLE, _BOTH) or not _begins_sentence(text, unit, start) or not text[end : end + 1].isalnum():
        return None
    open_marks, doubled = size == _BOTH, size == _BOTH
    for index in range(first + 1, len(runs)):
        start, end = runs[index]
        size = end - start
        if size == _DOUBLED:
            if open_marks == text[start - 1].isspace() or (open_marks and text[end : end + 1].isalnum()):
                return None
            open_marks, doubled = not open_marks, True
        elif doubled and size == (_BOTH if open_marks else _SINGLE):
            return index if _ends_sentence(text, unit, end) else None
        elif doubled and size == _SINGLE and open_marks:  # an engine made one mark of the doubled one
            closes = index + 1 < len(runs) and _STOP.fullmatch(text, end, runs[index + 1][0]) is not None
            lone = closes and runs[index + 1][1] - runs[index + 1][0] == _SINGLE
            return index + 1 if lone and _ends_sentence(text, unit, runs[index + 1][1]) else None
        else:
            return None
    return None


def _begins_sentence(text: str, unit: Unit, start: int) -> bool:
    return not text[unit.start : start].strip() or bool(
        _BEFORE_SENTENCE.search(text, max(unit.start, start - _REACH), start)
    )


def _ends_sentence(text: str, unit: Unit, end: int) -> bool:
    """Whether a mark that ends here ends a sentence: its stop is before or after it, or nothing follows."""
    after = _AFTER_SENTENCE.match(text, end, unit.end)
    if after is None:
        return False
    stopped = text[max(unit.start, end - _REACH) : end].rstrip('" \t').endswith((".", "!", "?", "…"))
    return stopped or after[0][:1] in (".", "!", "?") or after.end() == unit.end


def _unwrapped(text: str, runs: Sequence[Span]) -> tuple[Change, ...]:
    """The changes for the runs of a field: the first and the last lose the mark that wraps it."""
    changes = []
    for number, (start, end) in enumerate(runs):
        if number in (0, len(runs) - 1):
            kept = '"' if end - start == _BOTH else ""
            near = text[max(0, start - _REACH) : start]
            spaces = 0 if kept or not number else len(near) - len(near.rstrip(" \t"))
            changes.append(Change(start - spaces, end, kept))
        elif end - start == _DOUBLED:
            changes.append(Change(start, end, '"'))
    return tuple(changes)
