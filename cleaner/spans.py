"""Sorted, disjoint spans that answer in logarithmic time whether they overlap another."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

Span = tuple[int, int]


def before_whitespace(text: str, offset: int, aside: str = "") -> int:
    """The first offset from which on up to `offset` there is only whitespace, or characters of `aside`; it costs what
    it passes over, where a copy of all that is before would cost the text."""
    while offset > 0 and (text[offset - 1].isspace() or text[offset - 1] in aside):
        offset -= 1
    return offset


def after_whitespace(text: str, offset: int, aside: str = "") -> int:
    """The last offset up to which from `offset` on there is only whitespace, or characters of `aside`."""
    while offset < len(text) and (text[offset].isspace() or text[offset] in aside):
        offset += 1
    return offset


class Spans:
    """A set of spans, united where they overlap; spans that merely touch stay two, empty ones are dropped."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if start >= end:
                continue
            if ends and start < ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        self._starts = starts
        self._ends = ends

    def __iter__(self) -> Iterator[Span]:
        return zip(self._starts, self._ends, strict=True)

    def __len__(self) -> int:
        return len(self._starts)

    def __contains__(self, offset: int) -> bool:
        """Whether the character at `offset` lies in a span."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether `start..end` shares a character with a span; an insertion, whether it lies strictly inside one."""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < (end if start < end else start)

    def cuts(self, start: int, end: int) -> bool:
        """Whether `start..end` takes a part of a span without taking it whole."""
        first = bisect_right(self._ends, start)  # the first that ends after the start
        last = bisect_left(self._starts, end) - 1  # the last that starts before the end
        return first <= last and (self._starts[first] < start or self._ends[last] > end)

    def free_until(self, start: int) -> int:
        """The first character from `start` on that lies in a span; a number beyond any text where there is none."""
        index = bisect_right(self._ends, start)
        return max(start, self._starts[index]) if index < len(self._starts) else sys.maxsize

    def covers(self, start: int, end: int) -> bool:
        """Whether every character of `start..end` lies in one span."""
        index = bisect_right(self._starts, start) - 1
        return start == end or (index >= 0 and end <= self._ends[index])

    def __or__(self, other: Spans) -> Spans:
        return Spans([*self, *other]) if other else self


class TouchingSpans:
    """A set of spans, empty ones too, that answers whether another one overlaps or touches one of them."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether `start..end` shares a character or a boundary with a span."""
        index = bisect_left(self._ends, start)
        return index < len(self._ends) and self._starts[index] <= end
