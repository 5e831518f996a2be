"""Applying changes, adding them up over passes, mapping offsets through them, and taking them back.

A `Step` is what one pass did to its text. `compose` adds a step to the net changes before it, so that at every moment
there is one list of disjoint changes that leads from the original to the current text.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from cleaner.edits import Change, NetChange
from cleaner.spans import Span


@dataclass(frozen=True, slots=True)
class Step:
    """The changes one pass made: sorted, disjoint, each with the rule that asked for it."""

    changes: tuple[tuple[Change, str], ...]


def apply(text: str, changes: Iterable[Change]) -> str:
    """`text` with `changes` made; they must be sorted and disjoint, else ValueError."""
    pieces: list[str] = []
    offset = 0
    for change in changes:
        if change.start < offset or change.end > len(text):
            raise ValueError(f"change {change.start}..{change.end} overlaps the one before it or leaves the text")
        pieces.append(text[offset : change.start])
        pieces.append(change.replacement)
        offset = change.end
    pieces.append(text[offset:])
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
        """The clean span of an original span, with what was inserted at its ends: so nothing of a clean span is lost
        on the way to the original and back."""
        low, high = self.kept(start, end)
        before = bisect_left(self._ends, start)
        while before < len(self._ends) and self._ends[before] == start:
            if self._starts[before] == start:
                low = min(low, self._clean_starts[before])
            before += 1
        after = bisect_left(self._starts, end)
        if after < len(self._starts) and self._starts[after] == self._ends[after] == end:
            high = max(high, self._clean_ends[after])
        return low, high

    def kept(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of an original span, without what was inserted at its ends."""
        return _map_span(start, end, self._starts, self._ends, self._clean_starts, self._clean_ends)

    def clean_spans(self) -> list[Span]:
        """Where each change is in the clean text; a deletion is an empty span."""
        return list(zip(self._clean_starts, self._clean_ends, strict=True))

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
    """Map a span through changes given by where they are on both sides.

    The start goes after changes that end at it, the end before changes that start at it, so that a span takes in as
    little as possible of what merely touches it. An empty span at an emptied change stays after it.
    """
    before = bisect_right(from_ends, start) - 1  # the last change that ends at or before the start
    inside = before + 1
    if inside < len(from_starts) and from_starts[inside] < start:
        mapped_start = to_starts[inside]
    else:
        mapped_start = start if before < 0 else to_ends[before] + (start - from_ends[before])
    after = bisect_left(from_starts, end)  # the first change that starts at or after the end
    within = after - 1
    if within >= 0 and from_ends[within] > end:
        mapped_end = to_ends[within]
    else:
        mapped_end = end if within < 0 else to_ends[within] + (end - from_ends[within])
    return mapped_start, max(mapped_start, mapped_end)


def compose(original: str, middle: str, first: Sequence[NetChange], step: Step) -> tuple[NetChange, ...]:
    """The net changes of `first` (original to middle) followed by `step` (middle onwards).

    A change of the step is merged with the earlier ones that it touches or crosses; what a merged change would only
    rewrite unchanged at its borders is trimmed, and what comes back to the original vanishes. Linear in the number and
    length of the changes. Both inputs must be sorted and disjoint; so is what comes out.
    """
    later = ((change.start, change.end, _LATER, (change, (rule,))) for change, rule in step.changes)
    return _composed(original, middle, first, later)


def compose_net(original: str, first: Sequence[NetChange], second: Sequence[NetChange]) -> tuple[NetChange, ...]:
    """The net changes of `first`, made of the original, followed by `second`, made of what they led to."""
    later = ((change.start, change.end, _LATER, (change, change.rules)) for change in second)
    return _composed(original, apply(original, first), first, later)


def _composed(
    original: str, middle: str, first: Sequence[NetChange], later: Iterable[_Placed]
) -> tuple[NetChange, ...]:
    net: list[NetChange] = []
    shift = 0  # middle minus original, left of the group
    group: list[_Placed] = []
    reach = [-1, -1]  # how far the earlier and the later changes of the group reach
    for placed in heapq.merge(_earlier(first), later, key=itemgetter(0)):
        start, end, kind, _ = placed
        if group and start > reach[1 - kind]:
            shift = _settle(net, original, middle, group, max(reach), shift)
            group, reach = [], [-1, -1]
        group.append(placed)
        reach[kind] = end
    if group:
        _settle(net, original, middle, group, max(reach), shift)
    return tuple(net)


_EARLIER, _LATER = 0, 1
_Placed = tuple[int, int, int, tuple[Change, tuple[str, ...]]]
"""Where a change is in the middle text, whether it is an earlier or a later one, and the change with its rules."""


def _earlier(changes: Sequence[NetChange]) -> Iterator[_Placed]:
    shift = 0
    for change in changes:
        start = change.start + shift
        end = start + len(change.replacement)
        shift = end - change.end
        yield start, end, _EARLIER, (change, change.rules)


def _settle(net: list[NetChange], original: str, middle: str, group: list[_Placed], high: int, shift: int) -> int:
    """Add to `net` the one change that a group makes of the original; the shift right of it."""
    offset = low = group[0][0]
    start = low - shift
    pieces: list[str] = []
    rules: tuple[list[str], list[str]] = ([], [])
    for begin, end, kind, (change, names) in group:
        rules[kind].extend(names)
        if kind == _EARLIER:
            shift = end - change.end
        else:
            pieces += (middle[offset:begin], change.replacement)
            offset = end
    pieces.append(middle[offset:high])
    names = tuple(dict.fromkeys(rules[_EARLIER] + rules[_LATER]))
    merged = _trimmed(original, start, high - shift, "".join(pieces), names)
    if merged is not None:
        if net and net[-1].start == merged.end:  # trimming left two insertions at one offset
            last = net.pop()
            names = tuple(dict.fromkeys(last.rules + merged.rules))
            merged = NetChange(merged.start, merged.end, last.replacement + merged.replacement, "", names)
        net.append(merged)
    return shift


def _trimmed(original: str, start: int, end: int, replacement: str, rules: tuple[str, ...]) -> NetChange | None:
    """The change without the borders it would leave as they are; None where that is all of it."""
    found = original[start:end]
    if found == replacement:
        return None
    head = _shared(found, replacement)
    tail = _shared(found[head:][::-1], replacement[head:][::-1])
    return NetChange(
        start + head,
        end - tail,
        replacement[head : len(replacement) - tail],
        found[head : len(found) - tail],
        rules,
    )


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((offset for offset, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
