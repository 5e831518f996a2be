"""Paragraphs that are a field of a CSV file: wrapped in marks, with the marks inside written twice."""

from __future__ import annotations

import re

from cleaner.edits import Change
from cleaner.quotation import Unit

_RUN = re.compile(r'"+')
_MIN_WORDS = 3


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
