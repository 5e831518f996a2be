"""What rules declare of where they act changes what they cost, never what they find."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from cleaner import Pipeline, Result, attempt, chain
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes import BUILT_IN
from cleaner.prefilter import Prefilter
from cleaner.proposals import begin
from cleaner.registry import Registry
from cleaner.rules import Rule
from tests.fixtures import texts
from tests.generators import ALL_MAKERS, generated

SETTINGS = {"news": {}, "typographic": {"preset": "thorough", "quotes": "typographic"}}


def told(result: Result) -> tuple[object, ...]:
    return result.text, result.findings, result.changes, result.failures


def every_rule_asked(texts_to_clean: list[str], settings: dict[str, str]) -> list[tuple[object, ...]]:
    """The results where nothing saves a call: no prefilter, no sources, no check of a rule's own, whole rounds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Prefilter, "picks", lambda *_: True)
        patch.setattr(chain, "_find_something", lambda *_: True)
        patch.setattr(attempt.Attempt, "_looks_the_same", lambda *_: False)
        patch.setattr(attempt, "begin", functools.partial(begin, check=False))
        pipeline = Pipeline(**settings)
        return [told(pipeline.run(text)) for text in texts_to_clean]


def assert_equal(texts_to_clean: list[str], settings: dict[str, str]) -> None:
    pipeline = Pipeline(**settings)
    for text, full in zip(texts_to_clean, every_rule_asked(texts_to_clean, settings), strict=True):
        assert told(pipeline.run(text)) == full, text


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_equal_on_every_fixture(settings: dict[str, str]) -> None:
    assert_equal(list(texts().values()), settings)


@pytest.mark.parametrize("maker", ALL_MAKERS, ids=lambda maker: maker.__name__)
def test_equal_on_generated_texts(maker: object) -> None:
    index = ALL_MAKERS.index(maker)  # type: ignore[arg-type]
    made = [text for _, text in generated(len(ALL_MAKERS) * 12, seed=3)][index :: len(ALL_MAKERS)]
    assert_equal(made, SETTINGS["news"])


ASKED: list[str] = []


def places_of_x(document: Document) -> tuple[int, ...]:
    ASKED.append("source")
    return tuple(place for place, char in enumerate(document.text) if char == "x")


def failing(document: Document) -> tuple[int, ...]:
    raise ValueError("no source")


@dataclass(frozen=True)
class Sourced(Rule):
    """A rule that takes its candidates from a source."""

    name = "quotes/sourced"
    examples = ()
    sources = (places_of_x,)

    def propose(self, document: Document) -> Iterator[Edit]:
        ASKED.append(self.name)
        for place in document.once(places_of_x):
            yield self.edit(place, place + 1, "x", [Change(place, place + 1, "y")])


@dataclass(frozen=True)
class AlsoSourced(Sourced):
    """Another rule of the same source."""

    name = "quotes/also-sourced"


@dataclass(frozen=True)
class BadlySourced(Sourced):
    """A rule whose source fails."""

    name = "quotes/badly-sourced"
    sources = (failing,)

    def propose(self, document: Document) -> Iterator[Edit]:
        yield from document.once(failing)  # type: ignore[misc]


def pipeline_of(*rules: type[Rule]) -> Pipeline:
    return Pipeline(registry=Registry(tuple(replace(each, rules=()) for each in BUILT_IN.passes)).with_rules(rules))


def test_a_source_is_asked_once_for_all_its_rules() -> None:
    pipeline = pipeline_of(Sourced, AlsoSourced)
    ASKED.clear()
    assert pipeline.run("abc").text == "abc"
    assert ASKED == ["source"]
    ASKED.clear()
    assert pipeline.run("axc").text == "ayc"
    assert ASKED == ["source", "quotes/sourced", "quotes/also-sourced", "source"]


def test_where_a_source_fails_its_rules_fail_by_name() -> None:
    result = pipeline_of(Sourced, BadlySourced).run("x")
    assert result.text == "y"
    assert [str(failure) for failure in result.failures] == ["quotes/badly-sourced: failed with ValueError: no source"]


def test_a_second_round_asks_only_the_passes_whose_text_changed() -> None:
    @dataclass(frozen=True)
    class Early(Sourced):
        """A rule of an early pass."""

        name = "encoding/early"
        sources = ()

        def propose(self, document: Document) -> Iterator[Edit]:
            ASKED.append(self.name)
            yield from ()

    @dataclass(frozen=True)
    class Late(Early):
        """A rule of a late one."""

        name = "layout/late"

    ASKED.clear()
    assert pipeline_of(Early, Sourced, Late).run("axc").text == "ayc"
    assert ASKED == [
        "encoding/early", "source", "quotes/sourced", "layout/late",  # the first round
        "encoding/early", "source",  # the second
    ]  # fmt: skip
