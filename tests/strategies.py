"""Random texts, changes and edits for the property tests."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cleaner.edits import Change, Edit, Safety

PROPERTY = settings(
    deadline=None,
    derandomize=True,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""Property tests draw the same examples in every run: a failure belongs to a change of the code, not to chance."""

LETTERS = "ab. \n"
RULES = ("quotes/doubled", "spacing/split-number", "fragments/stray-tail")


def texts(alphabet: str = LETTERS, max_size: int = 30) -> st.SearchStrategy[str]:
    """Short texts over few characters, so that equal pieces meet."""
    return st.text(alphabet, max_size=max_size)


@st.composite
def changes(draw: st.DrawFn, size: int, alphabet: str = LETTERS, max_count: int = 5) -> tuple[Change, ...]:
    """Sorted, disjoint changes of a text of `size` characters, never two insertions at one place."""
    count = draw(st.integers(0, max_count))
    places = sorted(draw(st.lists(st.integers(0, size), min_size=2 * count, max_size=2 * count)))
    found: list[Change] = []
    inserted = -1
    for start, end in zip(places[::2], places[1::2], strict=True):
        if start == end == inserted:
            continue
        found.append(Change(start, end, draw(st.text(alphabet, max_size=4))))
        inserted = end if start == end else -1
    return tuple(found)


@st.composite
def edits(draw: st.DrawFn, size: int, alphabet: str = LETTERS) -> Edit:
    """One edit of a text of `size` characters, of any rule, safety and confidence."""
    made = draw(changes(size, alphabet, max_count=3))
    start = draw(st.integers(0, made[0].start if made else size))
    end = draw(st.integers(max(start, made[-1].end if made else start), size))
    return Edit(
        draw(st.sampled_from(RULES)),
        start,
        end,
        "random",
        made,
        draw(st.sampled_from((0.5, 0.8, 0.9, 1.0))),
        draw(st.sampled_from(Safety)),
        draw(st.booleans()),
    )


@functools.cache
def spans_within(size: int) -> st.SearchStrategy[tuple[int, int]]:
    """Spans of a text of `size` characters, empty ones among them."""
    place = st.integers(0, size)
    return st.tuples(place, place).map(lambda pair: (min(pair), max(pair)))


def overlap(one: Change, other: Change) -> bool:
    """Whether two changes cannot both be made, told as slowly and plainly as can be.

    They share a character, or one inserts strictly inside what the other replaces, or both insert at one place.
    """
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return bool(set(range(one.start, one.end)) & set(range(other.start, other.end)))


def any_overlap(one: Sequence[Change], other: Sequence[Change]) -> bool:
    """Whether any change of `one` overlaps any of `other`."""
    return any(overlap(a, b) for a in one for b in other)
