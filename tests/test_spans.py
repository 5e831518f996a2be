"""Spans against sets of characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleaner.spans import Span, Spans, TouchingSpans
from tests.strategies import PROPERTY, spans_within

SIZE = 12
SOME = st.lists(spans_within(SIZE), max_size=6)


def characters(spans: list[Span] | Spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


@PROPERTY
@given(SOME)
def test_spans_are_sorted_disjoint_and_hold_the_same_characters(some: list[Span]) -> None:
    spans = list(Spans(some))
    assert spans == sorted(spans)
    assert len(Spans(some)) == len(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(start < end for start, end in spans)
    assert characters(spans) == characters(some)
    assert {place for place in range(SIZE + 1) if place in Spans(some)} == characters(some)
    assert all(any(start <= low and high <= end for start, end in spans) for low, high in some if low < high)


@PROPERTY
@given(SOME, spans_within(SIZE))
def test_overlaps(some: list[Span], asked: Span) -> None:
    start, end = asked
    spans = Spans(some)
    if start < end:
        assert spans.overlaps(start, end) == bool(characters(some) & set(range(start, end)))
    else:
        assert spans.overlaps(start, end) == any(low < start < high for low, high in spans)


@PROPERTY
@given(SOME, spans_within(SIZE))
def test_cuts(some: list[Span], asked: Span) -> None:
    start, end = asked
    spans = Spans(some)
    cut = [
        (low, high)
        for low, high in spans
        if (low < end and start < high and not (start <= low and high <= end)) or (start == end and low < start < high)
    ]
    assert spans.cuts(start, end) == bool(cut)


@PROPERTY
@given(SOME, spans_within(SIZE))
def test_covers(some: list[Span], asked: Span) -> None:
    start, end = asked
    spans = Spans(some)
    assert spans.covers(start, end) == (start == end or any(low <= start and end <= high for low, high in spans))


@PROPERTY
@given(SOME, spans_within(SIZE))
def test_touch(some: list[Span], asked: Span) -> None:
    start, end = asked
    assert TouchingSpans(some).touch(start, end) == any(low <= end and start <= high for low, high in some)


@PROPERTY
@given(SOME, SOME)
def test_union(one: list[Span], other: list[Span]) -> None:
    assert characters(Spans(one) | Spans(other)) == characters(one) | characters(other)


def test_spans_that_touch_stay_two() -> None:
    assert list(Spans([(3, 5), (0, 3), (4, 6)])) == [(0, 3), (3, 6)]
    assert not Spans([(0, 3), (3, 5)]).overlaps(3, 3)
    assert not Spans([(0, 3), (3, 5)]).cuts(0, 3)
