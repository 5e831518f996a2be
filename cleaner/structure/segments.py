"""Segments of one text that come one by one, as of a live transcript: each is cleaned with those before it in sight."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Iterable, Sequence

from cleaner.alignment import apply
from cleaner.edits import Result
from cleaner.structure.cleaning import Clean, clean_file
from cleaner.structure.prose import WALL, Piece, Prose, Shows

MEMORY = 8
"""The segments that are remembered."""


def after(text: str, before: Sequence[str]) -> Prose:
    """The prose of a segment: what came before it shows as text that no edit may touch, and a wall after it."""
    shown = WALL.join(before)
    if not shown.strip():
        return Prose(text, (Piece(Shows.PLAIN, 0, text, 0, len(text)),))
    start = len(shown)
    pieces = (
        Piece(Shows.FIXED, 0, shown, 0, 0),
        Piece(Shows.WALL, start, WALL, 0, 0),
        Piece(Shows.PLAIN, start + len(WALL), text, 0, len(text)),
    )
    return Prose(text, pieces)


def clean_after(text: str, before: Sequence[str], clean: Clean) -> Result:
    """The result of a segment, in its own offsets."""
    prose = after(text, before)
    begins = len(prose.text) - len(text)
    result = clean(prose, prose.frame)
    own = tuple(finding for finding in result.findings if finding.end > begins)
    told = clean_file(text, lambda each: [after(each, before)], lambda *_: dataclasses.replace(result, findings=own))
    return dataclasses.replace(told, judge=result.judge)


class Memory:
    """The segments that came before, as they were passed on."""

    def __init__(self) -> None:
        self._segments: deque[str] = deque(maxlen=MEMORY)

    @property
    def segments(self) -> Sequence[str]:
        """What is remembered, the oldest first."""
        return tuple(self._segments)

    def add(self, results: Iterable[Result]) -> None:
        """Remember the clean text of segments."""
        self._segments.extend(apply(each.original, each.changes) for each in results if each.text.strip())
