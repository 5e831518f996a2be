"""Crowded edits are joined to a few that make the same text; edits of ordinary text stay as they are."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.alignment import apply
from cleaner.crowding import MAX_JOINED, MIN_CROWD, REACH, Crowd
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.lexicon import load
from cleaner.resolve import sorted_changes


def _document(text: str) -> Document:
    return Document(text, load("en"))


def _edits(gaps: list[int], *, length: int = 1) -> tuple[str, list[Edit]]:
    """A text with an edit after each gap."""
    text, edits = "", []
    for number, gap in enumerate(gaps):
        text += "a" * gap
        change = Change(len(text), len(text) + length, "x" * (number % 3))
        edits.append(Edit("own/rule", change.start, change.end, "too close", (change,)))
        text += "b" * length
    return text, edits


@given(st.lists(st.integers(0, REACH + 4), min_size=1, max_size=30), st.integers(0, 2))
def test_joined_edits_make_the_same_text(gaps: list[int], length: int) -> None:
    gaps = [gap + (length == 0) for gap in gaps] * (MIN_CROWD // len(gaps) + 1)
    text, edits = _edits(gaps, length=length)
    fewer = Crowd(_document(text)).joined(lambda: edits)
    assert apply(text, sorted_changes(fewer)) == apply(text, sorted_changes(edits))
    assert all(edit.end - edit.start <= MAX_JOINED for edit in fewer)


def test_a_crowd_becomes_few() -> None:
    text, edits = _edits([2] * (2 * MIN_CROWD))
    assert len(Crowd(_document(text)).joined(lambda: edits)) < 20


def test_edits_of_ordinary_text_stay_as_they_are() -> None:
    for gaps in ([2] * (MIN_CROWD - 1), [REACH] * (2 * MIN_CROWD)):
        text, edits = _edits(gaps)
        assert Crowd(_document(text)).joined(edits.copy) == edits


def test_an_edit_with_a_crowd_of_changes_becomes_several() -> None:
    text, edits = _edits([3] * (2 * MIN_CROWD))
    one = Edit("own/rule", 0, len(text), "many", tuple(sorted_changes(edits)))
    fewer = Crowd(_document(text)).joined(lambda: [one])
    assert 1 < len(fewer) < 20
    assert sum(len(edit.changes) for edit in fewer) < 20
    assert apply(text, sorted_changes(fewer)) == apply(text, sorted_changes(edits))


def test_nothing_protected_is_taken_along() -> None:
    piece = "a\x02 5 km \x02"
    text = piece * MIN_CROWD
    result = Pipeline(select=["encoding"]).run(text)
    assert result.text == text.replace("\x02", "")
    assert result.undo() == text


def test_reports_are_joined_too() -> None:
    text = "a\N{REPLACEMENT CHARACTER}" * MIN_CROWD
    findings = Pipeline(select=["encoding"]).run(text).findings
    assert 1 <= len(findings) < 20
    assert not any(finding.changes for finding in findings)


def test_a_crowd_is_never_held_whole() -> None:
    size = 60_000
    document = _document("ab " * size)

    def drawn() -> Iterator[Edit]:
        for number in range(size):
            yield Edit("own/rule", 3 * number, 3 * number + 1, "too close", (Change(3 * number, 3 * number + 1, ""),))

    tracemalloc.start()
    try:
        fewer = Crowd(document).joined(drawn)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(fewer) < 200
    assert peak < 6 * len(document.text)


def test_edits_that_come_in_another_order_are_a_crowd_too() -> None:
    text, edits = _edits([2] * (2 * MIN_CROWD))
    mixed = edits[::2] + edits[1::2]
    fewer = Crowd(_document(text)).joined(lambda: mixed)
    assert len(fewer) < 20
    assert apply(text, sorted_changes(fewer)) == apply(text, sorted_changes(edits))


def test_an_edit_with_a_crowd_of_changes_and_others_between_them() -> None:
    text, edits = _edits([2] * (2 * MIN_CROWD))
    one = Edit("own/rule", 0, len(text), "many", tuple(sorted_changes(edits[::2])))
    fewer = Crowd(_document(text)).joined(lambda: [one, *edits[1::2]])
    assert len(fewer) < 20
    assert apply(text, sorted_changes(fewer)) == apply(text, sorted_changes(edits))


def test_only_edits_at_the_span_of_a_hazard_stay_single() -> None:
    text, edits = _edits([2] * (2 * MIN_CROWD))
    fewer = Crowd(_document(text), lambda start, end: start <= 90 and end >= 60).joined(lambda: edits)
    assert 5 < len(fewer) < 40
    assert apply(text, sorted_changes(fewer)) == apply(text, sorted_changes(edits))


def test_one_hazard_in_a_crowd_costs_one_repair() -> None:
    text = "wo\u200brd " * MIN_CROWD + "<b\u200b> " + "wo\u200brd " * MIN_CROWD
    result = Pipeline(select=["encoding"]).run(text)
    assert result.text == "word " * MIN_CROWD + "<b\u200b> " + "word " * MIN_CROWD
    assert len(result.findings) < MIN_CROWD
