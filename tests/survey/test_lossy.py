"""Lossy counting keeps its promise: nothing frequent is lost, no count is short by more than the error allows."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cleaner.survey.lossy import SAMPLES, LossyCounter

DOCUMENTS = st.lists(st.sets(st.sampled_from("abcdefghij"), max_size=4), max_size=120)


@given(DOCUMENTS, st.sampled_from([0.5, 0.2, 0.05]))
def test_counts_are_short_by_the_error_at_most(documents: list[set[str]], error: float) -> None:
    counter: LossyCounter[str] = LossyCounter(error)
    exact: Counter[str] = Counter()
    for number, keys in enumerate(documents):
        counter.add(str(number), [(key, number) for key in sorted(keys)])
        exact.update(keys)
    found = dict(counter.most(1))
    for key, count in exact.items():
        if count > error * len(documents):
            assert key in found
        if key in found:
            assert count - error * len(documents) <= found[key].documents <= count
            assert found[key].documents + found[key].missed >= count


def test_what_is_rare_is_forgotten() -> None:
    counter: LossyCounter[int] = LossyCounter(0.1)
    for number in range(1000):
        counter.add("d", [(number, 0), (-1, 0)])
    assert len(counter) <= 12
    assert dict(counter.most(900))[-1].documents == 1000


def test_the_first_places_are_kept() -> None:
    counter: LossyCounter[str] = LossyCounter(0.1)
    for number in range(9):
        counter.add(f"d{number}", [("a", number)])
    assert dict(counter.most(1))["a"].samples == [(f"d{number}", number) for number in range(SAMPLES)]
