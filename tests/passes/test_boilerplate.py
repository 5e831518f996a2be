"""What fixtures cannot show of the pass `boilerplate`: runs of furniture, and that sentences stay."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.lexicon import load
from cleaner.passes.boilerplate._tables import KINDS, furniture_tables

PIPELINE = Pipeline(select=["boilerplate"])

TEXT = "The bridge over the river was opened again on Monday.\n\nThe mayor said that the toll had not gone."

LINES = ("Leave a Comment", "Share this:", "Tags: news, world", "Post Views: 312", "All rights reserved.", "Read more")


@pytest.mark.parametrize("lines", list(itertools.permutations(LINES, 3)))
@pytest.mark.parametrize("break_", ["\n", "\n\n", "\r\n"])
def test_a_run_of_furniture_goes_whole(lines: tuple[str, ...], break_: str) -> None:
    assert PIPELINE(TEXT + break_ + break_.join(lines)) == TEXT


def test_each_line_is_a_finding_of_its_own_kind() -> None:
    result = PIPELINE.run(f"{TEXT}\n\nShare this:\nAdvertisement\nLeave a Comment")
    rules = [finding.rule for finding in result.findings]
    assert rules == ["boilerplate/share-prompt", "boilerplate/advertisement-label", "boilerplate/comment-prompt"]
    assert result.undo() == result.original


def test_titles_below_furniture_go_with_it() -> None:
    assert PIPELINE(f"{TEXT}\n\nRelated Posts\n\nThe toll of the old bridge\nA ferry for sale") == TEXT


def test_titles_below_a_sentence_stay() -> None:
    text = f"{TEXT}\n\nThe toll of the old bridge\nA ferry for sale"
    assert PIPELINE(text) == text


@given(st.sampled_from(LINES))
def test_a_text_of_one_line_stays(line: str) -> None:
    assert PIPELINE(line) == line


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["share", "the", "news", "with", "us", "they", "comment", "read"]), min_size=1, max_size=9)
)
def test_a_sentence_with_a_word_of_its_own_stays(words: list[str]) -> None:
    text = f"{TEXT}\n\nYesterday morning {' '.join(words)} arrived in Orlov with nineteen goats."
    assert PIPELINE(text) == text


@settings(deadline=None)
@given(st.text(alphabet="Read more.\n »|▲", max_size=40))
def test_the_outcome_is_settled(end: str) -> None:
    once = PIPELINE(f"{TEXT}{end}")
    assert PIPELINE(once) == once
    assert once.startswith(TEXT[:-40])


def test_no_entry_is_read_as_two_kinds_by_chance() -> None:
    tables = furniture_tables(load("en"))
    assert set(tables.lines.values()) <= set(KINDS)
    assert tables.lines["advertisement"] == "advertisement-label"
    assert tables.lines["read more"] == "read-more"


def test_lines_of_signs_go_at_once_however_many_there_are() -> None:
    result = Pipeline().run("The talks end today.\n»\n»\n»\n»")
    assert result.text == "The talks end today."
    assert not [finding for finding in result.findings if finding.refused == "unsettled"]
