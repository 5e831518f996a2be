"""Applying changes, adding them up over passes, mapping offsets through them, and taking them back.

A `Step` is what one pass did to its text. `compose` adds a step to the net changes before it, so that at every moment
there is one list of disjoint changes that leads from the original to the current text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cleaner.edits import Change, NetChange


@dataclass(frozen=True, slots=True)
class Step:
    """The changes one pass made: sorted, disjoint, each with the rule that asked for it."""

    changes: tuple[tuple[Change, str], ...]


def apply(text: str, changes: Iterable[Change]) -> str:
    """`text` with `changes` made; they must be sorted and disjoint, else ValueError."""
    pieces: list[str] = []
    place = 0
    for change in changes:
        if change.start < place or change.end > len(text):
            raise ValueError(f"change {change.start}..{change.end} overlaps the one before it or leaves the text")
        pieces.append(text[place : change.start])
        pieces.append(change.replacement)
        place = change.end
    pieces.append(text[place:])
    return "".join(pieces)


class Alignment:
    """Offsets of an original and of the text that `changes` make of it, in both directions.

    Built in linear time, asked in logarithmic time. A boundary that falls inside a change widens to the whole change.
    """

    __slots__ = ("_changes", "_clean_ends", "_clean_starts", "_ends", "_starts")

    def __init__(self, changes: Sequence[NetChange]) -> None:
        self._changes = tuple(changes)
        self._starts = [change.start for change in changes]
        self._ends = [change.end for change in changes]
        growth = [len(change.replacement) - (change.end - change.start) for change in changes]
        shifts = list(accumulate(growth, initial=0))
        self._clean_starts = [start + shift for start, shift in zip(self._starts, shifts, strict=False)]
        self._clean_ends = [end + shift for end, shift in zip(self._ends, shifts[1:], strict=True)]

    def __reduce__(self) -> tuple[type[Alignment], tuple[tuple[NetChange, ...]]]:
        return Alignment, (self._changes,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alignment) and self._changes == other._changes

    def __hash__(self) -> int:
        return hash(self._changes)

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a clean span."""
        return _map_span(start, end, self._clean_starts, self._clean_ends, self._starts, self._ends)

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of an original span."""
        return _map_span(start, end, self._starts, self._ends, self._clean_starts, self._clean_ends)

    def undo(self, clean: str) -> str:
        """The original of `clean`; ValueError where `clean` is not what the changes made."""
        inverse = [
            Change(start, end, change.found)
            for start, end, change in zip(self._clean_starts, self._clean_ends, self._changes, strict=True)
        ]
        for back, change in zip(inverse, self._changes, strict=True):
            if clean[back.start : back.end] != change.replacement:
                raise ValueError(f"the text at {back.start} is not what the changes put there")
        return apply(clean, inverse)


def _map_span(
    start: int,
    end: int,
    from_starts: list[int],
    from_ends: list[int],
    to_starts: list[int],
    to_ends: list[int],
) -> tuple[int, int]:
    """Map a span through changes given by where they stand on both sides.

    The start goes behind changes that end at it, the end before changes that start at it, so that a span takes in as
    little as possible of what merely touches it. An empty span at an emptied change stays behind it.
    """
    before = bisect_right(from_ends, start) - 1  # the last change that ends at or before the start
    inside = before + 1
    if inside < len(from_starts) and from_starts[inside] < start:
        mapped_start = to_starts[inside]
    else:
        mapped_start = start if before < 0 else to_ends[before] + (start - from_ends[before])
    after = bisect_left(from_starts, end)  # the first change that starts at or behind the end
    within = after - 1
    if within >= 0 and from_ends[within] > end:
        mapped_end = to_ends[within]
    else:
        mapped_end = end if within < 0 else to_ends[within] + (end - from_ends[within])
    return mapped_start, max(mapped_start, mapped_end)


def compose(original: str, middle: str, first: Sequence[NetChange], step: Step) -> tuple[NetChange, ...]:
    """The net changes of `first` (original to middle) followed by `step` (middle onwards).

    Changes of the step that touch or cross an earlier change are merged with it; what the merged change would only
    rewrite unchanged at its borders is trimmed, and what comes back to the original vanishes. Linear in the number of
    changes. Both inputs must be sorted and disjoint.
    """
    out: list[NetChange] = []
    shift = 0  # middle minus original, left of the current place
    i = j = 0
    later = step.changes
    while i < len(first) or j < len(later):
        # The group: everything that touches, seen in the coordinates of the middle text.
        first_start = first[i].start + shift if i < len(first) else None
        later_start = later[j][0].start if j < len(later) else None
        low = min(place for place in (first_start, later_start) if place is not None)
        high = low
        low_original = low - shift
        pieces: list[str] = []
        rules: dict[str, None] = {}
        place = low
        count_first = count_later = 0
        while True:
            if j < len(later) and later[j][0].start <= high and (count_first or not count_later):
                change, rule = later[j]
                pieces.append(middle[place : change.start])
                pieces.append(change.replacement)
                place = change.end
                high = max(high, change.end)
                rules.setdefault(rule)
                j += 1
                count_later += 1
            elif i < len(first) and first[i].start + shift <= high and (count_later or not count_first):
                change_first = first[i]
                grown = len(change_first.replacement) - (change_first.end - change_first.start)
                high = max(high, change_first.end + shift + grown)
                rules = {**dict.fromkeys(change_first.rules), **rules}
                shift += grown
                i += 1
                count_first += 1
            else:
                break
        pieces.append(middle[place:high])
        net = _trimmed(original, low_original, high - shift, "".join(pieces), tuple(rules))
        if net is not None:
            out.append(net)
    return tuple(out)


def _trimmed(original: str, start: int, end: int, replacement: str, rules: tuple[str, ...]) -> NetChange | None:
    found = original[start:end]
    if found == replacement:
        return None
    shorter = min(len(found), len(replacement))
    head = 0
    while head < shorter and found[head] == replacement[head]:
        head += 1
    tail = 0
    while tail < shorter - head and found[-1 - tail] == replacement[-1 - tail]:
        tail += 1
    return NetChange(
        start + head,
        end - tail,
        replacement[head : len(replacement) - tail],
        found[head : len(found) - tail],
        rules,
    )
