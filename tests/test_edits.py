"""The values: what cannot be, cannot be made."""

from __future__ import annotations

import pickle

import pytest

from cleaner.alignment import Alignment
from cleaner.edits import Change, Edit, NetChange, Result, Safety


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_change_is_a_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Change(start, end, "")


@pytest.mark.parametrize(
    "changes",
    [
        (Change(3, 4, ""), Change(1, 2, "")),
        (Change(1, 3, ""), Change(2, 4, "")),
        (Change(0, 2, ""),),
        (Change(8, 10, ""),),
        (Change(3, 3, "a"), Change(3, 3, "b")),
        (Change(1, 3, ""), Change(2, 2, "x")),
    ],
    ids=["unsorted", "crossing", "left of the hull", "right of the hull", "two insertions", "insertion inside"],
)
def test_changes_of_an_edit_are_sorted_disjoint_and_inside(changes: tuple[Change, ...]) -> None:
    with pytest.raises(ValueError, match=r"out of order|two insertions"):
        Edit("a/b", 1, 9, "m", changes)


def test_changes_of_an_edit_may_touch() -> None:
    touching = (Change(1, 3, ""), Change(3, 3, "x"), Change(3, 9, "y"))
    assert Edit("a/b", 1, 9, "m", touching).changes == touching


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="not a confidence"):
        Edit("a/b", 0, 1, "m", confidence=confidence)


def test_safety_is_ordered_and_reads_well() -> None:
    assert Safety.SAFE < Safety.RISKY < Safety.REPORT
    assert [str(safety) for safety in Safety] == ["safe", "risky", "report"]


def result() -> Result:
    net = (NetChange(1, 3, "X", "bc", ("a/b",)),)
    return Result("abcd", "aXd", (), net, Alignment(net))


def test_values_are_frozen() -> None:
    for value, name in ((Change(0, 1, ""), "start"), (Edit("a/b", 0, 1, "m"), "rule"), (result(), "text")):
        with pytest.raises(AttributeError):
            setattr(value, name, None)


def test_a_result_maps_undoes_and_pickles() -> None:
    assert result().changed
    assert result().to_original(0, 2) == (0, 3)
    assert result().to_clean(0, 2) == (0, 2)
    assert result().undo() == "abcd"
    assert pickle.loads(pickle.dumps(result())) == result()
    assert hash(pickle.loads(pickle.dumps(result()))) == hash(result())


@pytest.mark.parametrize("span", [(-1, 0), (2, 1), (0, 9)])
def test_a_result_refuses_spans_outside_its_text(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is not within"):
        result().to_original(*span)
    with pytest.raises(ValueError, match="is not within"):
        result().to_clean(*span)
