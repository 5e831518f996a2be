"""The pass fragments: what fixtures cannot show."""

from __future__ import annotations

import pytest

from cleaner.document import Document
from cleaner.errors import LexiconError
from cleaner.lexicon import Lexicon, load
from cleaner.passes.fragments import PASS, _decision
from cleaner.passes.fragments._evidence import OBSERVERS, observe
from cleaner.passes.fragments._finder import find
from cleaner.passes.fragments._observations import Observation, vocabulary
from cleaner.pipeline import try_rule
from cleaner.rules import Rule
from tests.fixtures import texts

ENGLISH = load("en")


def with_weights(*entries: str) -> Lexicon:
    return ENGLISH.with_list("fragments", (*ENGLISH.entries("fragments"), *entries))


class TestLoading:
    def test_a_weight_without_an_observation_is_refused(self) -> None:
        with pytest.raises(LexiconError, match="'is a hole clause' is no observation"):
            _decision.weights(with_weights("is a hole clause 1 2 3 4"))

    def test_a_veto_that_nobody_can_raise_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_decision, "VETOES_FOR_ALL", frozenset({"is a hole clause"}))
        assert _decision.problems((), ENGLISH) == ["the veto 'is a hole clause' is no observation"]

    def test_an_observation_without_an_observer_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        left = {observer: tuple(set(made) - {Observation.WHOLE_CLAUSE}) for observer, made in OBSERVERS.items()}
        monkeypatch.setattr(_decision, "OBSERVERS", left)
        assert _decision.problems((), ENGLISH) == ["'is a whole clause' is observed by no observer"]

    def test_the_weights_of_english_are_in_order(self) -> None:
        assert _decision.problems(_decision.weights(ENGLISH), ENGLISH) == []


class TestObservations:
    def test_each_is_made_by_one_observer_only(self) -> None:
        made = [observation for each in OBSERVERS.values() for observation in each]
        assert sorted(made, key=str) == sorted(Observation, key=str)

    def test_a_slot_too_many_or_too_few_is_an_error(self) -> None:
        for slots in ((), ("a", "b")):
            with pytest.raises(ValueError, match="zip"):
                Observation.BEGINS_WITH(*slots)

    def test_whatever_is_observed_in_the_fixtures_is_in_the_vocabulary(self) -> None:
        known = vocabulary(ENGLISH)
        for text in texts().values():
            document = Document(text, ENGLISH)
            for candidate in find(document):
                assert observe(document, candidate) <= known.keys()


@pytest.mark.parametrize("tail", ["Do '.", "Have '’.", "Done ''.", "was ’ .", "Are -."])
@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
def test_a_tail_with_a_token_of_marks_alone(rule: type[Rule], tail: str) -> None:
    try_rule(rule(), f"The boat came back to the harbour before dawn. {tail}")
