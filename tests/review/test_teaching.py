"""What decisions teach: shares with their interval, and settings only where the decisions are enough."""

from __future__ import annotations

import tomllib

import pytest

from cleaner import Config
from cleaner.edits import NetChange
from cleaner.review.decisions import DecidedEdit
from cleaner.review.teaching import lesson, wilson


def edits(rule: str, accepted: int, rejected: int, confidence: float = 0.9, found: str = "") -> list[DecidedEdit]:
    change = NetChange(0, len(found), "x", found, (rule,))
    return [
        DecidedEdit((rule,), confidence, (change,), applied=True, accepted=number < accepted, decided=True)
        for number in range(accepted + rejected)
    ]


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [  # as in R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilson_s(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def test_rules_are_counted_those_decided_most_often_first() -> None:
    learnt = lesson([*edits("quotes/doubled", 3, 1), *edits("spacing/glued", 1, 0)])
    assert [(rule, each.accepted, each.rejected) for rule, each in learnt.rules] == [
        ("quotes/doubled", 3, 1),
        ("spacing/glued", 1, 0),
    ]


def test_what_was_left_as_it_was_does_not_count() -> None:
    left = DecidedEdit(("quotes/doubled",), 0.9, (), applied=True, accepted=True, decided=False)
    assert not lesson([left]).rules


def test_a_rule_that_is_wrong_for_sure_is_ignored_and_one_that_may_be_right_is_not() -> None:
    learnt = lesson([*edits("quotes/doubled", 1, 11), *edits("spacing/glued", 4, 6), *edits("layout/x", 0, 9)])
    assert learnt.ignore == ["quotes/doubled"]


def test_the_confidence_from_which_on_edits_are_accepted() -> None:
    learnt = lesson([*edits("a/b", 3, 7, 0.82), *edits("a/b", 20, 1, 0.9), *edits("a/b", 30, 0, 0.95)])
    assert learnt.min_confidence == pytest.approx(0.83)


@pytest.mark.parametrize(
    "decided",
    [
        edits("a/b", 40, 1, 0.9),  # all are accepted often enough
        [*edits("a/b", 3, 5, 0.7), *edits("a/b", 9, 0, 0.9)],  # too few to tell
        edits("a/b", 20, 10, 0.9),  # no confidence separates them
    ],
)
def test_no_confidence_follows(decided: list[DecidedEdit]) -> None:
    assert lesson(decided).min_confidence is None


def test_what_was_to_stay_twice_is_protected() -> None:
    learnt = lesson(
        [
            *edits("a/b", 0, 2, found=" SKU-12"),
            *edits("c/d", 0, 1, found="once"),
            *edits("c/d", 1, 3, found="sometimes"),
            *edits("e/f", 0, 3, found=","),
        ]
    )
    assert learnt.protect == [r"\bSKU\-12\b"]


def test_the_snippet_is_a_configuration() -> None:
    learnt = lesson(
        [
            *edits("quotes/doubled", 0, 12),
            *edits("fragments/stray-tail", 2, 8, 0.82),
            *edits("fragments/stray-tail", 30, 0, 0.95),
            *edits("fragments/stray-tail", 0, 2, 0.82, found='it\'s "so" C:\\x'),
        ]
    )
    table = tomllib.loads(learnt.snippet())
    assert table["ignore"] == ["quotes/doubled"]
    assert table["min_confidence"] == 0.83
    assert len(table["protect"]) == 1
    Config.make(**table)


def test_nothing_follows_from_nothing() -> None:
    assert lesson([]).snippet() == ""
