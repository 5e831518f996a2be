"""Changes, their sum and the offsets through them, against an oracle that follows every single character."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.alignment import Alignment, Step, apply, compose
from cleaner.edits import Change, NetChange
from tests.strategies import PROPERTY, RULES, changes, overlap, spans_within, texts

Traced = list[tuple[str, int | None]]
"""A text character by character, each with its place in the original; None for what a change brought in."""


def traced(text: str) -> Traced:
    return list(zip(text, range(len(text)), strict=True))


def rewritten(text: Traced, step: Step) -> Traced:
    """The oracle: a step made one change at a time, from the right, on a list."""
    out = list(text)
    for change, _ in reversed(step.changes):
        out[change.start : change.end] = [(char, None) for char in change.replacement]
    return out


def spelled(text: Traced) -> str:
    return "".join(char for char, _ in text)


def net_of(text: str, made: tuple[Change, ...]) -> tuple[NetChange, ...]:
    return tuple(NetChange(c.start, c.end, c.replacement, text[c.start : c.end], ("a/b",)) for c in made)


@st.composite
def runs(draw: st.DrawFn) -> tuple[str, list[Step]]:
    """A text and steps that follow one another."""
    original = draw(texts())
    now, steps = traced(original), []
    for _ in range(draw(st.integers(0, 4))):
        made = draw(changes(len(now)))
        step = Step(tuple((change, draw(st.sampled_from(RULES))) for change in made))
        steps.append(step)
        now = rewritten(now, step)
    return original, steps


@PROPERTY
@given(runs())
def test_net_changes_are_the_sum_of_the_steps(run: tuple[str, list[Step]]) -> None:
    original, steps = run
    now: Traced = traced(original)
    net: tuple[NetChange, ...] = ()
    for step in steps:
        net = compose(original, spelled(now), net, step)
        now = rewritten(now, step)
        text = spelled(now)
        assert apply(original, net) == text
        assert Alignment(net).undo(text) == original
    untouched = {origin for _, origin in now if origin is not None}
    for change in net:
        assert change.found == original[change.start : change.end] != change.replacement
        assert untouched.isdisjoint(range(change.start, change.end)), "a change takes in what no step touched"
        assert set(change.rules) <= {rule for step in steps for _, rule in step.changes}
        assert change.rules
    assert list(net) == sorted(net, key=lambda change: (change.start, change.end))
    assert not any(overlap(one, other) for one, other in pairwise(net))


@PROPERTY
@given(runs())
def test_a_net_change_does_not_rewrite_its_borders(run: tuple[str, list[Step]]) -> None:
    original, steps = run
    net: tuple[NetChange, ...] = ()
    now = traced(original)
    for step in steps:
        net = compose(original, spelled(now), net, step)
        now = rewritten(now, step)
    for change in net:
        if change.found and change.replacement:
            assert change.found[0] != change.replacement[0]
            assert change.found[-1] != change.replacement[-1]


def test_a_change_taken_back_vanishes() -> None:
    first = compose("abc", "abc", (), Step(((Change(1, 2, "X"), "quotes/doubled"),)))
    assert compose("abc", "aXc", first, Step(((Change(1, 2, "b"), "quotes/doubled"),))) == ()


def test_touching_changes_of_one_step_stay_apart_and_keep_their_rules() -> None:
    net = compose("abcd", "abcd", (), Step(((Change(0, 2, "x"), "a/a"), (Change(2, 4, "y"), "b/b"))))
    assert net == (NetChange(0, 2, "x", "ab", ("a/a",)), NetChange(2, 4, "y", "cd", ("b/b",)))


def test_touching_changes_of_two_steps_are_one_with_both_rules_in_order() -> None:
    first = compose("abcd", "abcd", (), Step(((Change(2, 4, "y"), "b/b"),)))
    net = compose("abcd", "aby", first, Step(((Change(0, 2, "x"), "a/a"),)))
    assert net == (NetChange(0, 4, "xy", "abcd", ("b/b", "a/a")),)


def test_insertions_that_trimming_brings_together_are_one() -> None:
    step = Step(((Change(1, 3, "bcX"), "a/a"), (Change(3, 3, "Y"), "b/b")))
    assert compose("abcd", "abcd", (), step) == (NetChange(3, 3, "XY", "", ("a/a", "b/b")),)


def provenance(text: str, made: tuple[Change, ...]) -> list[tuple[int, int]]:
    """For each character of the changed text the span of `text` that it came from."""
    spans, place = [], 0
    for change in made:
        spans += [(at, at + 1) for at in range(place, change.start)]
        spans += [(change.start, change.end)] * len(change.replacement)
        place = change.end
    return spans + [(at, at + 1) for at in range(place, len(text))]


def inverse(made: tuple[Change, ...], text: str) -> tuple[Change, ...]:
    shift, back = 0, []
    for change in made:
        start = change.start + shift
        back.append(Change(start, start + len(change.replacement), text[change.start : change.end]))
        shift += len(change.replacement) - (change.end - change.start)
    return tuple(back)


@PROPERTY
@given(st.data())
def test_offsets_follow_every_character(data: st.DataObject) -> None:
    original = data.draw(texts())
    made = data.draw(changes(len(original)))
    clean = apply(original, made)
    alignment = Alignment(net_of(original, made))
    origin = provenance(original, made)
    start, end = data.draw(spans_within(len(clean)))
    low, high = alignment.to_original(start, end)
    assert 0 <= low <= high <= len(original)
    if start < end:
        assert (low, high) == (origin[start][0], origin[end - 1][1])
    goal = provenance(clean, inverse(made, original))
    start, end = data.draw(spans_within(len(original)))
    low, high = alignment.kept(start, end)
    assert 0 <= low <= high <= len(clean)
    if start < end:
        assert (low, high) == (goal[start][0], goal[end - 1][1])
    inserted = [back for change, back in zip(made, inverse(made, original), strict=True) if change.start == change.end]
    at_start = [back.start for back in inserted if alignment.to_original(back.start, back.end)[0] == start]
    at_end = [back.end for back in inserted if alignment.to_original(back.start, back.end)[0] == end]
    assert alignment.to_clean(start, end) == (min([low, *at_start]), max([high, *at_end]))


@PROPERTY
@given(st.data())
def test_nothing_of_a_clean_span_is_lost_on_the_way_to_the_original_and_back(data: st.DataObject) -> None:
    original = data.draw(texts())
    made = data.draw(changes(len(original)))
    alignment = Alignment(net_of(original, made))
    start, end = data.draw(spans_within(len(apply(original, made))))
    low, high = alignment.to_clean(*alignment.to_original(start, end))
    assert low <= start <= end <= high


def test_a_clean_span_that_ends_in_what_was_inserted_comes_back_whole() -> None:
    """A join that inserts a comma: "was done, and" of "was done and"."""
    original = "was done and"
    alignment = Alignment(net_of(original, (Change(8, 8, ","),)))
    assert alignment.to_original(4, 9) == (4, 8)
    assert alignment.to_clean(4, 8) == (4, 9)
    assert alignment.kept(4, 8) == (4, 8)


@PROPERTY
@given(st.data())
def test_a_span_between_kept_characters_makes_the_round_trip(data: st.DataObject) -> None:
    original = data.draw(texts())
    made = data.draw(changes(len(original)))
    alignment = Alignment(net_of(original, made))
    taken = {place for change in made for place in range(change.start, change.end)}
    kept = [place for place in range(len(original)) if place not in taken]
    if kept:
        one, other = data.draw(st.sampled_from(kept)), data.draw(st.sampled_from(kept))
        start, end = min(one, other), max(one, other) + 1
        low, high = alignment.kept(start, end)
        clean = apply(original, made)
        assert (clean[low], clean[high - 1]) == (original[start], original[end - 1])
        assert alignment.to_original(low, high) == (start, end)


@PROPERTY
@given(st.data())
def test_an_empty_span_stays_within_the_change_it_falls_into(data: st.DataObject) -> None:
    original = data.draw(texts())
    made = data.draw(changes(len(original)))
    alignment = Alignment(net_of(original, made))
    place = data.draw(st.integers(0, len(original)))
    low, high = alignment.kept(place, place)
    around = [
        back for change, back in zip(made, inverse(made, original), strict=True) if change.start < place < change.end
    ]
    if around:
        assert (low, high) == (around[0].start, around[0].end)
    else:
        assert low == high


def test_an_alignment_pickles_and_compares() -> None:
    one = Alignment(net_of("abc", (Change(1, 2, "x"),)))
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert hash(again) == hash(one)
    assert again != Alignment(())
    assert again.to_original(0, 3) == (0, 3)


@pytest.mark.parametrize(
    "made",
    [[Change(2, 3, ""), Change(0, 1, "")], [Change(0, 2, ""), Change(1, 3, "")], [Change(2, 9, "")]],
    ids=["unsorted", "crossing", "outside"],
)
def test_apply_refuses_what_is_out_of_order_or_outside(made: list[Change]) -> None:
    with pytest.raises(ValueError, match="overlaps the one before it or leaves the text"):
        apply("abcd", made)


@pytest.mark.parametrize("clean", ["aYc", "a", ""])
def test_undo_refuses_a_text_that_is_not_the_outcome(clean: str) -> None:
    with pytest.raises(ValueError, match="not what the changes put there"):
        Alignment(net_of("abc", (Change(1, 2, "X"),))).undo(clean)
