"""Every case of every rule, one id a case; rules and files of fixtures stand for one another in both directions."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cleaner import Config, Pipeline
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes import BUILT_IN
from cleaner.pipeline import try_rule
from cleaner.registry import Registry
from cleaner.rules import Rule
from tests.fixtures import DAMAGE, KNOWN_FAILURE, LEAVE_ALONE, Case, FixtureError, cases, read_cases, rule_files

pytestmark = pytest.mark.rules


def made(case: Case, registry: Registry) -> Rule:
    """The rule of a case with the case's options."""
    name = case.rule
    settings = {"passes": [name.partition("/")[0]], "select": [name], "rules": {name: dict(case.options)}}
    (rule,) = Config.make(registry=registry, lang=case.lang, **settings).enabled()
    return rule


def case_problem(case: Case, registry: Registry = BUILT_IN) -> str | None:
    """Why a case does not hold for its rule, or None where it does."""
    rule = made(case, registry)
    text, edits = try_rule(rule, case.before, case.lang, case.source)
    found = tuple(case.before[edit.start : edit.end] for edit in edits)
    if case.after is None and not case.reported:
        return f"it acts on {found[0]!r}: {edits[0].message}" if edits else None
    if not edits:
        return "it finds nothing"
    if case.at and found != case.at:
        return f"it finds {found}, not {case.at}"
    after = case.before if case.after is None else case.after
    if text != after:
        return f"it makes {text!r}, not {after!r}"
    if not rule.relevant(case.before):
        return "a cheap look says that it could not act here, but it does"
    if not case.reported and try_rule(rule, text, case.lang, case.source)[1]:
        return "it acts again on its own outcome"
    return None


@functools.cache
def default_pipeline(lang: str) -> Pipeline:
    return Pipeline(lang=lang)


@pytest.mark.parametrize("case", [case for case in cases() if case.shows != KNOWN_FAILURE], ids=str)
def test_case(case: Case) -> None:
    assert case_problem(case) is None


@pytest.mark.parametrize("case", [case for case in cases() if case.shows == KNOWN_FAILURE], ids=str)
def test_known_failure_still_fails(case: Case) -> None:
    assert case_problem(case) is not None, "it holds now: make it a damage or leave-alone case"


@pytest.mark.parametrize("case", [case for case in cases() if case.shows == LEAVE_ALONE], ids=str)
def test_what_is_left_alone_comes_through_the_whole_pipeline(case: Case) -> None:
    result = default_pipeline(case.lang).run(case.before, source=case.source)
    assert result.text == case.before, [finding.rule for finding in result.findings if finding.applied]


@pytest.mark.parametrize("rule", rule_files())
def test_every_file_is_in_form_and_of_a_rule(rule: str) -> None:
    assert read_cases(rule, rule_files()[rule])
    assert rule in BUILT_IN.rules, f"fixtures/rules/{rule}.toml is of no rule: rename it or remove it"


@pytest.mark.parametrize("rule", BUILT_IN.rules)
def test_every_rule_has_a_file(rule: str) -> None:
    assert rule in rule_files(), f"write fixtures/rules/{rule}.toml"


class TestTheHarness:
    """The tests above, tested with a rule and with files made for it."""

    @dataclass(frozen=True)
    class Marks(Rule):
        """A rule that writes a doubled mark once and reports a tripled letter."""

        name = "punctuation/marks"
        examples = ()
        mark: str = "!"

        def relevant(self, text: str) -> bool:
            return "not relevant" not in text

        def propose(self, document: Document) -> Iterator[Edit]:
            for old, new in ((self.mark * 2, self.mark), ("aaa", None)):
                place = document.text.find(old)
                if place >= 0:
                    change = [] if new is None else [Change(place, place + 2, new)]
                    yield self.edit(place, place + len(old), "found", change)

    def case(self, before: str, after: str | None = None, *, shows: str = DAMAGE, **more: Any) -> Case:
        return Case(self.Marks.name, 1, shows, before, after, **more)

    @pytest.mark.parametrize(
        ("before", "after", "more", "problem"),
        [
            ("Oh!! no", "Oh! no", {"at": ("!!",)}, None),
            ("Oh!! no", "Oh! no", {}, None),
            ("Oh?? no", "Oh? no", {"options": {"mark": "?"}}, None),
            ("haaa", None, {"at": ("aaa",), "reported": True}, None),
            ("Oh! no", None, {}, None),
            ("Oh!! no", "Oh! no", {"at": ("Oh!!",)}, "it finds ('!!',), not ('Oh!!',)"),
            ("Oh!! aaa", "Oh! aaa", {"at": ("!!",)}, "it finds ('!!', 'aaa'), not ('!!',)"),
            ("Oh!! no", "Oh no", {}, "it makes 'Oh! no', not 'Oh no'"),
            ("Oh! no", "Oh no", {}, "it finds nothing"),
            ("Oh! no", None, {"at": ("!",), "reported": True}, "it finds nothing"),
            ("Oh!! no", None, {}, "it acts on '!!': found"),
            ("Oh!!! no", "Oh!! no", {}, "it acts again on its own outcome"),
            ("not relevant!!", "not relevant!", {}, "a cheap look says that it could not act here, but it does"),
        ],
    )
    def test_case_problem(self, before: str, after: str | None, more: dict[str, Any], problem: str | None) -> None:
        assert case_problem(self.case(before, after, **more), BUILT_IN.with_rules([self.Marks])) == problem

    GOOD = """
[[case]]
shows = "damage"
from = "nowhere"
before = "Oh!! no"
after = "Oh! no"
at = "!!"
[[case]]
shows = "leave-alone"
from = "nowhere"
before = "Oh! no"
"""

    def test_a_file_in_form(self, tmp_path: Path) -> None:
        path = tmp_path / "marks.toml"
        path.write_text(self.GOOD)
        one, two = read_cases("punctuation/marks", path)
        assert one == self.case("Oh!! no", "Oh! no", at=("!!",))
        assert str(two) == "punctuation/marks-2-leave-alone"

    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ("[[case]]", "[[case", "at line 2"),
            ("[[case]]", "[[cases]]", "and nothing else"),
            (GOOD, "", "and nothing else"),
            (GOOD, "case = []", "no case that shows damage"),
            (GOOD, "case = [1]", "and nothing else"),
            (GOOD[: GOOD.index("[[case]]", 9)], "", "no case that shows damage"),
            (GOOD[GOOD.index("[[case]]", 9) :], "", "no case that shows leave-alone"),
            ("before =", "befor =", "there is no key 'befor'"),
            ('from = "nowhere"', "", "it lacks 'from'"),
            ('from = "nowhere"', 'from = ""', "it lacks 'from'"),
            ('from = "nowhere"', "from = 3", "'from' is of a wrong type"),
            ('"damage"', '"harm"', "it shows 'harm'"),
            ('after = "Oh! no"', "", "damage needs 'after'"),
            ('after = "Oh! no"', 'after = "Oh!! no"', "'after' is equal to 'before'"),
            ('at = "!!"', 'at = "??"', "'??' does not stand in 'before'"),
            ('at = "!!"', 'at = ""', "'' does not stand in 'before'"),
            ('at = "!!"', "at = [3]", "3 does not stand in 'before'"),
            ('at = "!!"', "reported = true", "what is reported stays"),
            ('before = "Oh! no"\n', 'before = "Oh! no"\nafter = "x"\n', "what is left alone has no 'after'"),
            ('before = "Oh! no"\n', 'before = "Oh!! no"\n', "case 2: its text stands there before"),
        ],
    )
    def test_a_file_out_of_form_is_an_error_that_names_it(
        self, tmp_path: Path, old: str, new: str, problem: str
    ) -> None:
        path = tmp_path / "marks.toml"
        assert old in self.GOOD
        path.write_text(self.GOOD.replace(old, new, 1))
        with pytest.raises(FixtureError) as caught:
            read_cases("punctuation/marks", path)
        assert str(path) in str(caught.value)
        assert problem in str(caught.value)

    @pytest.mark.parametrize("name", ["marks.toml", "a/b/marks.toml", "a/marks.txt"])
    def test_a_file_in_the_wrong_place_is_an_error(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(self.GOOD)
        with pytest.raises(FixtureError, match=f"fixtures/rules/{name} is not of the form"):
            rule_files(tmp_path)
