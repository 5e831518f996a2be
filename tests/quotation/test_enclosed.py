"""The cheap answers about one position."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.quotation import is_alone_in_marks, is_open_at, is_set_apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('the sign "X" is', True),
        ("the sign “X” is", True),
        ('"X is', False),
        ("X", False),
        ('the sign "an X" is', False),
    ],
)
def test_alone_in_marks(text: str, expected: bool) -> None:
    at = text.index("X")
    assert is_alone_in_marks(text, at, at + 1) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the boat (X) sank", True), ("the *X* sank", True), ("the “X, 12” sank", True), ("the “boat X” sank", False)],
)
def test_set_apart(text: str, expected: bool) -> None:
    at = text.index("X")
    assert is_set_apart(text, at, at + 1) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said, "the X sank', True),
        ('He said "no" to X', False),
        ("He said, “the X", True),
        ("He said, “no” to X", False),
        ("Il dit : « le X", True),
    ],
)
def test_open_at(text: str, expected: bool) -> None:
    assert is_open_at(text, 0, text.index("X")) is expected


def test_guillemets_are_counted_where_asked_for() -> None:
    assert not is_open_at("« le X", 0, 5, guillemets=False)


@given(st.text(alphabet='"“”« »a.', max_size=30))
def test_after_its_closing_mark_a_pair_is_not_open(text: str) -> None:
    whole = f"{text}“a”"
    assert is_open_at(whole, len(text), len(text) + 2)
    assert not is_open_at(whole, len(text), len(whole))
