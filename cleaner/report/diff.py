"""A unified diff of a text and its clean form, from the net changes: exact, and linear in the length of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from cleaner.edits import Result

CONTEXT = 3
"""How many unchanged lines stand around a change."""


@dataclass(slots=True)
class _Hunk:
    """Lines `start..end` of the original that become lines `new_start..new_end` of the clean text."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified(name: str, result: Result) -> Iterator[str]:
    """The lines of the diff, each with its end; none where nothing changed."""
    if not result.changed:
        return
    old, new = (text.split("\n") for text in (result.original, result.text))
    yield f"--- {name}\n"
    yield f"+++ {name}\n"
    for hunk in _hunks(_blocks(result, old, new)):
        yield from _show(hunk, _Lines(old), _Lines(new))


class _Lines:
    """The lines of a text for a diff; a last one without an end says so, and nothing is no line."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines if lines[-1] else lines[:-1]
        self._last = len(lines) - 1

    def __len__(self) -> int:
        return len(self._lines)

    def show(self, mark: str, start: int, end: int) -> Iterator[str]:
        for number in range(start, min(end, len(self))):
            yield f"{mark}{self._lines[number]}\n"
            if number == self._last:
                yield "\\ No newline at end of file\n"


def _blocks(result: Result, old: list[str], new: list[str]) -> Iterator[_Hunk]:
    """The runs of lines that differ, in order, as narrow as whole lines allow."""
    old_starts, new_starts = ([*accumulate((len(line) + 1 for line in lines), initial=0)][:-1] for lines in (old, new))
    blocks: list[_Hunk] = []
    shift = 0
    for change in result.changes:
        new_first = change.start + shift
        shift += len(change.replacement) - (change.end - change.start)
        block = _Hunk(
            bisect_right(old_starts, change.start) - 1,
            bisect_right(old_starts, change.end),
            bisect_right(new_starts, new_first) - 1,
            bisect_right(new_starts, change.end + shift),
        )
        if blocks and block.start < blocks[-1].end:
            blocks[-1].end, blocks[-1].new_end = block.end, block.new_end
        else:
            blocks.append(block)
    for block in blocks:
        _trim(block, old, new)
        yield block


def _trim(block: _Hunk, old: list[str], new: list[str]) -> None:
    """Leave out the lines at both ends of a block that are equal, ends included."""
    while block.start < block.end and block.new_start < block.new_end and _same(block.start, block.new_start, old, new):
        block.start += 1
        block.new_start += 1
    while (
        block.start < block.end
        and block.new_start < block.new_end
        and _same(block.end - 1, block.new_end - 1, old, new)
    ):
        block.end -= 1
        block.new_end -= 1


def _same(number: int, new_number: int, old: list[str], new: list[str]) -> bool:
    ends = (number == len(old) - 1, new_number == len(new) - 1)
    return old[number] == new[new_number] and ends[0] == ends[1]


def _hunks(blocks: Iterator[_Hunk]) -> Iterator[list[_Hunk]]:
    """Blocks whose contexts meet, together."""
    hunk: list[_Hunk] = []
    for block in blocks:
        if hunk and block.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _show(hunk: list[_Hunk], old: _Lines, new: _Lines) -> Iterator[str]:
    lead = min(CONTEXT, hunk[0].start)
    start, new_start = hunk[0].start - lead, hunk[0].new_start - lead
    end = min(len(old), hunk[-1].end + CONTEXT)
    new_end = min(len(new), hunk[-1].new_end + CONTEXT)
    yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
    place = start
    for block in hunk:
        yield from old.show(" ", place, block.start)
        yield from old.show("-", block.start, block.end)
        yield from new.show("+", block.new_start, block.new_end)
        place = block.end
    yield from old.show(" ", place, end)


def _range(start: int, end: int) -> str:
    """Lines `start..end` as a diff counts them; a range without lines names the line before it."""
    length = end - start
    first = start + 1 if length else start
    return f"{first}" if length == 1 else f"{first},{length}"
