"""The prefilter: what a gap is, what is remembered, and that it errs to one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import prefilter as module
from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.prefilter import Prefilter, gaps, prefilter, shown
from cleaner.rules import Rule


@dataclass(frozen=True)
class Asked(Rule):
    """A rule that only says where it could act."""

    name = "punctuation/asked"
    acts_on = r"[.!?] +$"

    def propose(self, document: Document) -> Iterator[Edit]:
        yield from ()


@dataclass(frozen=True)
class AlwaysAsked(Asked):
    """A rule that does not say it."""

    name = "punctuation/always-asked"
    acts_on = None


def all_gaps(text: str) -> set[str]:
    return {shown(gap) for gap in gaps(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {"\x02\x03"}),
        ("He left. was", {"\x02A", " ", ". ", "\x03"}),
        ("USA, 1998\tand\r\nmore", {"\x02AAA, 0000\t", "\r\n", "\x03"}),
        ("café “Zoë” 黑", {"\x02", "é “A", "ë” 黑\x03"}),
        ("a\x01b\x0cc\x7fd", {"\x02", "\x00", "\x7f", "\x03"}),
        ("a\ud800b", {"\x02", "\ud800", "\x03"}),
    ],
)
def test_gaps(text: str, found: set[str]) -> None:
    assert all_gaps(text) == found


def test_a_rule_is_picked_where_a_gap_matches() -> None:
    rule = Asked()
    one = prefilter([rule])
    assert one.picks(rule, one.signals("It left. was"))
    assert not one.picks(rule, one.signals("It left. Was it?"))
    assert one.picks(AlwaysAsked(), 0)


def test_a_prefilter_serves_all_pipelines_with_the_same_expressions() -> None:
    assert prefilter([Asked(), AlwaysAsked()]) is prefilter([Asked(), AlwaysAsked(), Asked()])


def test_a_gap_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Prefilter([Asked.acts_on])
    signals = one.signals("It left. was")
    monkeypatch.setattr(Prefilter, "_read", None)
    assert one.signals("It left. was") == signals


@pytest.mark.parametrize(("name", "limit"), [("MAX_NEW", 3), ("MAX_GAP", 5)])
def test_a_text_too_strange_to_look_at_picks_every_rule(monkeypatch: pytest.MonkeyPatch, name: str, limit: int) -> None:
    monkeypatch.setattr(module, name, limit)
    one = Prefilter([Asked.acts_on])
    assert one.picks(Asked(), one.signals("one; two, three - four / five (123456) six"))


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_REMEMBERED", 2)
    one = Prefilter([Asked.acts_on])
    assert one.picks(Asked(), one.signals("one; two, three - four. five"))
    assert len(one._known) == 2


SCRAPS = st.lists(st.sampled_from(["ab", "A", "9", ". ", ".", "? ", "\n", " ", "é", "黑", "“", "\x02", "\x1f"]))


@given(SCRAPS.map("".join) | st.text())
def test_what_matches_in_the_text_matches_in_a_gap(text: str) -> None:
    """For an expression of characters that a gap keeps, a match of the text lies in one gap."""
    one = Prefilter([Asked.acts_on])
    if re.search(r"[.!?] +(?=[a-z])", text):
        assert one.signals(text)
