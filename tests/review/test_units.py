"""Units: what a reviewer decides on as one. Any choice of them can be made, and what is one edit stays one."""

from __future__ import annotations

import dataclasses
import itertools
import random

import pytest

from cleaner import Pipeline
from cleaner.alignment import Alignment, apply
from cleaner.edits import Change, Finding, NetChange, Result, Safety
from cleaner.review.units import ReviewUnit, units
from tests.fixtures import articles, cases

TEXTS = [each[0] for each in articles().values()] + [case.before for case in cases() if case.lang == "en"][::9]


def results() -> list[Result]:
    pipelines = [Pipeline(origin="machine"), Pipeline(min_confidence=0.95), Pipeline(apply="risky")]
    return [pipeline.run(text) for text, pipeline in zip(TEXTS, itertools.cycle(pipelines), strict=False)]


RESULTS = results()


def made(result: Result, chosen: list[ReviewUnit]) -> str:
    return apply(result.original, sorted(change for unit in chosen for change in unit.changes))


def test_all_that_were_applied_make_the_clean_text() -> None:
    for result in RESULTS:
        assert made(result, [unit for unit in units(result)[0] if unit.applied]) == result.text


def test_any_choice_of_them_can_be_made() -> None:
    chance = random.Random(7)
    some = 0
    for result in RESULTS:
        found, _ = units(result)
        for _ in range(4):
            chosen = [unit for unit in found if chance.random() < 0.5]
            some += bool(made(result, chosen))
    assert some > 100


def test_every_finding_is_in_one_unit_or_told_beside_them() -> None:
    for result in RESULTS:
        found, rest = units(result)
        listed = [finding for unit in found for finding in unit.findings] + rest
        assert sorted(map(id, listed)) == sorted(map(id, result.findings))


def test_no_applied_edit_is_split_over_two_units() -> None:
    for result in RESULTS:
        found, _ = units(result)
        for unit in found:
            for finding in unit.findings if unit.applied else ():
                others = [change for other in found if other is not unit and other.applied for change in other.changes]
                for change, other in itertools.product(finding.changes, others):
                    assert not (change.start < other.end and other.start < change.end)


def test_a_pair_of_marks_is_one_unit() -> None:
    result = Pipeline().run('The keeper said, " the harbour is ours ", and left.')
    (unit,) = units(result)[0]
    assert [change.found for change in unit.changes] == [" ", " "]
    assert unit.rules == ("quotes/space-inside",)


def test_edits_that_only_touch_are_decided_on_one_by_one() -> None:
    text = "The bridge was opened on Monday. was\n\nLeave a Comment"
    result = Pipeline(origin="machine").run(text)
    assert len(result.changes) == 1
    first, second = units(result)[0]
    assert made(result, [first]) == "The bridge was opened on Monday.\n\nLeave a Comment"
    assert made(result, [second]) == "The bridge was opened on Monday. was"


def test_an_edit_of_what_another_made_is_one_unit_with_it() -> None:
    text = "The bridge is open."
    first = NetChange(11, 13, "was", "is", ("a/b", "c/d"))
    edits = [("a/b", 11, 13, "iz"), ("c/d", 11, 13, "was")]  # the second rewrote what the first had made
    findings = tuple(
        Finding(rule, start, end, "is", new, True, None, Safety.SAFE, 0.9, "x", (Change(start, end, new),))
        for rule, start, end, new in edits
    )
    result = Result(text, "The bridge was open.", findings, (first,), Alignment((first,)))
    (unit,), rest = units(result)
    assert unit.findings == findings
    assert made(result, [unit]) == result.text
    assert not rest


def test_an_edit_that_was_not_trusted_can_be_accepted() -> None:
    text = "The bridge was opened on Monday. was"
    result = Pipeline(origin="machine", min_confidence=0.999).run(text)
    (unit,) = units(result)[0]
    assert not unit.applied
    assert result.text == text
    assert made(result, [unit]) == "The bridge was opened on Monday."


def test_a_report_changes_nothing() -> None:
    result = Pipeline().run("The mill \u202e was sold.")
    reports = [unit for unit in units(result)[0] if not unit.changes]
    assert reports
    assert made(result, reports) == result.original


@pytest.mark.parametrize("refused", ["protected", "overlaps x/y", "makes markup", "too much", "unsettled"])
def test_what_nobody_could_overrule_is_no_unit(refused: str) -> None:
    result = Pipeline(origin="machine", min_confidence=0.999).run("The bridge was opened on Monday. was")
    (finding,) = result.findings
    assert len(units(result)[0]) == 1
    final = dataclasses.replace(result, findings=(dataclasses.replace(finding, refused=refused),))
    assert units(final) == ([], list(final.findings))


def test_of_two_edits_in_one_span_only_the_first_can_be_accepted() -> None:
    result = Pipeline(origin="machine", min_confidence=0.999).run("The bridge was opened on Monday. was")
    (finding,) = result.findings
    twice = dataclasses.replace(result, findings=(finding, dataclasses.replace(finding, rule="x/y")))
    found, rest = units(twice)
    assert [unit.rules for unit in found] == [(finding.rule,)]
    assert [each.rule for each in rest] == ["x/y"]
