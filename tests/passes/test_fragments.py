"""The pass fragments: what fixtures cannot show."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.errors import LexiconError
from cleaner.lexicon import Lexicon, load
from cleaner.passes.fragments import PASS, SplitTail, _decision, _followers, _prior
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._decision import Force, Outcome, Verdict, judge
from cleaner.passes.fragments._evidence import OBSERVERS, observe
from cleaner.passes.fragments._finder import find
from cleaner.passes.fragments._grammar import WordClass
from cleaner.passes.fragments._loss import lost_words
from cleaner.passes.fragments._observations import PAIRS, Observation, vocabulary
from cleaner.pipeline import try_rule
from cleaner.rules import Rule
from tests.fixtures import texts

ENGLISH = load("en")
DEFAULT = Pipeline(select=["fragments"])
GENERAL = ENGLISH.words("function-words") | ENGLISH.words("light-words") | ENGLISH.words("auxiliaries")
OWN_ROWS = Path(__file__).parents[2] / "benchmarks" / "training" / "fragments_own.jsonl"


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


def cases() -> list[dict[str, str]]:
    path = Path(__file__).with_name("fragments_observations.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))["case"]


def candidate_of(marked: str) -> tuple[Document, Candidate, int]:
    """The document of a text with a candidate between ⟦ and ⟧, that candidate, and how many others there are."""
    document = Document(marked.replace("⟦", "").replace("⟧", ""), ENGLISH)
    found = find(document, bold=True)
    (candidate,) = (each for each in found if each.start == marked.index("⟦"))
    return document, candidate, len(found) - 1


class TestEveryObservation:
    def test_each_has_a_case(self) -> None:
        assert [case["observation"] for case in cases()] == [observation.name for observation in Observation]

    @pytest.mark.parametrize("case", cases(), ids=lambda case: case["observation"])
    def test_it_is_made(self, case: dict[str, str]) -> None:
        assert vocabulary(ENGLISH)[case["phrase"]] is Observation[case["observation"]]
        assert case["phrase"] in observe(*candidate_of(case["text"]))

    def test_each_weight_is_reached_by_a_row_of_this_project(self) -> None:
        reached = {_decision.BIAS}
        for line in OWN_ROWS.read_text(encoding="utf-8").splitlines():
            document = Document(json.loads(line)["text"], ENGLISH)
            found = find(document, bold=True)
            reached.update(*(observe(document, candidate, len(found) - 1) for candidate in found))
        assert sorted(_decision.weights(ENGLISH).keys() - reached) == []


class TestPairs:
    def test_the_most_usual_come_first(self) -> None:
        tiers = [_followers.tier(*pair.split(), ENGLISH) for pair in ("of the", "depend upon", "river sings")]
        assert tiers == [0, 3, len(PAIRS)]

    def test_a_word_is_followed_by_whole_words_alone(self) -> None:
        assert _followers.tier("of", "th", ENGLISH) == len(PAIRS)

    def test_a_language_without_the_list_knows_none(self) -> None:
        assert _followers.tier("von", "der", load("de")) == len(PAIRS)


CERTAIN = {outcome: {each: 0.97 if each is outcome else 0.01 for each in Outcome} for outcome in Outcome}
REPAIRS = [outcome for outcome in Outcome if outcome is not Outcome.KEEP]


class TestVetoes:
    @pytest.mark.parametrize("outcome", REPAIRS)
    def test_without_a_veto_the_outcome_is_applied(self, outcome: Outcome) -> None:
        for in_machine in (True, False):
            verdict = judge(CERTAIN[outcome], frozenset(), (), in_machine=in_machine)
            assert verdict is not None
            assert (verdict.outcome, verdict.force) == (outcome, Force.APPLIED)

    @pytest.mark.parametrize(
        ("outcome", "veto"),
        [
            (outcome, veto)
            for outcome in REPAIRS
            for veto in sorted(_decision.NEVER[outcome] | _decision.VETOES_FOR_ALL)
        ],
    )
    def test_what_is_never_applied(self, outcome: Outcome, veto: str) -> None:
        for in_machine in (True, False):
            verdict = judge(CERTAIN[outcome], frozenset({veto}), (), in_machine=in_machine)
            assert verdict is not None
            assert verdict.force is Force.REPORTED

    @pytest.mark.parametrize(
        ("outcome", "veto"), [(outcome, veto) for outcome in REPAIRS for veto in sorted(_decision.VETOES[outcome])]
    )
    def test_what_is_applied_in_machine_translation_only(self, outcome: Outcome, veto: str) -> None:
        forces = [judge(CERTAIN[outcome], frozenset({veto}), (), in_machine=known) for known in (True, False)]
        assert [verdict and verdict.force for verdict in forces] == [Force.APPLIED, Force.REPORTED]

    def test_a_second_outcome_is_taken_in_machine_translation_where_the_first_is_not_clear(self) -> None:
        chances = {Outcome.DELETE: 0.55, Outcome.JOIN: 0.3, Outcome.CAPITALISE: 0.1, Outcome.KEEP: 0.05}
        verdicts = [judge(chances, frozenset(), ("new", "mill"), in_machine=known) for known in (True, False)]
        assert [verdict and (verdict.outcome, verdict.force) for verdict in verdicts] == [
            (Outcome.DELETE, Force.APPLIED),
            (Outcome.JOIN, Force.REPORTED),
        ]

    @pytest.mark.parametrize(
        "observations",
        [{Observation.ENDS_OPEN()}, {Observation.CAPITAL(), Observation.ONLY_VERBS()}],
    )
    def test_what_cannot_end_a_sentence_is_not_joined(self, observations: set[str]) -> None:
        chances = {Outcome.DELETE: 0.4, Outcome.JOIN: 0.5, Outcome.CAPITALISE: 0.05, Outcome.KEEP: 0.05}
        verdict = judge(chances, frozenset(observations), (), in_machine=True)
        assert verdict == Verdict(Outcome.DELETE, 0.8, Force.APPLIED)

    def test_a_candidate_that_most_likely_stays_is_no_finding(self) -> None:
        assert judge(CERTAIN[Outcome.KEEP], frozenset(), (), in_machine=True) is None


class TestOrigin:
    def test_it_takes_more_evidence_where_the_origin_is_not_known(self) -> None:
        machine, unknown = (Document("It rained.", ENGLISH, origin=origin) for origin in ("machine", "unknown"))
        assert _prior.odds_of_keeping(machine, 0) == 0
        odds = [_prior.odds_of_keeping(unknown, others) for others in range(4)]
        assert odds[0] == _prior.UNKNOWN
        assert odds == sorted(odds, reverse=True)
        assert odds[-1] == 0

    @pytest.mark.parametrize(
        ("text", "applied"),
        [
            ("The museum bought the boat from its owners. tourists", {"machine"}),
            ("The bridge was opened to the public on Monday. was", {"machine", "unknown"}),
        ],
    )
    def test_a_word_that_is_nowhere_beside_is_deleted_in_machine_translation_only(
        self, text: str, applied: set[str]
    ) -> None:
        for origin in ("machine", "unknown"):
            result = Pipeline(select=["fragments"], origin=origin).run(text)
            assert [finding.applied for finding in result.findings] == [origin in applied]
            assert ("machine translation" in result.findings[0].message) == (origin == "machine")

    @pytest.mark.parametrize(
        ("text", "clean"),
        [
            ("The rent of the old mill rises to £40,000. tourists.", "The rent of the old mill rises to £40,000."),
            ("The old rope was sold in May for RMB1,399. question.", "The old rope was sold in May for RMB1,399."),
            ("The ferry in the harbour can carry 60. tourists.", "The ferry in the harbour can carry 60 tourists."),
        ],
    )
    def test_a_sum_of_money_counts_its_currency_only(self, text: str, clean: str) -> None:
        assert Pipeline(select=["fragments"], origin="machine")(text) == clean

    @pytest.mark.parametrize(
        ("text", "tied"),
        [
            ("It tells much about the size. of society.", True),
            ("The mill was later bought by Otto Brand. of society.", False),
            ("They built it quickly. of society.", False),
            ("They stood in the street. of society.", True),
        ],
    )
    def test_what_begins_with_of_wants_a_noun_before_it(self, text: str, tied: bool) -> None:
        document = Document(text, ENGLISH)
        (candidate,) = find(document, bold=True)
        assert (Observation.TIED_BY(WordClass.PREPOSITION) in observe(document, candidate)) is tied

    def test_what_would_be_lost_is_named_and_goes_when_asked_for(self) -> None:
        lost = "The museum bought the boat from its owners last year. have rowed."
        (finding,) = Pipeline(select=["fragments"]).run(lost).findings
        assert not finding.applied
        assert "'rowed'" in finding.message
        assert Pipeline(select=["fragments"], apply="risky").run(lost).changed


WORDS = "the boat boats harbour was were rowed sailing have seen and of it sold said museum again told with".split()


class TestNothingSaidIsLost:
    @given(
        before=st.lists(st.sampled_from(WORDS), min_size=4, max_size=12),
        tail=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    )
    def test_an_applied_deletion_takes_only_what_is_beside_it(self, before: list[str], tail: list[str]) -> None:
        text = f"{' '.join(before).capitalize()}. {' '.join(tail)}."
        for finding in DEFAULT.run(text).findings:
            if finding.applied and finding.replacement == "":
                gone = set(tail) - set(before) - GENERAL
                assert all(any(word[:4] == other[:4] for other in before) for word in gone), gone

    def test_it_holds_over_all_fixtures(self) -> None:
        for text in texts().values():
            for decision in _decision.decide(Document(text, ENGLISH)):
                verdict = decision.verdict
                if verdict.outcome is Outcome.DELETE and verdict.force is Force.APPLIED:
                    assert lost_words(decision.candidate, ENGLISH) == ()

    @pytest.mark.parametrize(
        ("text", "lost"),
        [
            ("He sold the boat. says Black.", ("black",)),
            ("He sold the boat. the boats were sold again.", ()),
            ("He sold the boat. in 1990.", ("1990",)),
            ("He sold the boat. has been seen. It was old.", ()),
        ],
    )
    def test_what_counts_as_lost(self, text: str, lost: tuple[str, ...]) -> None:
        start = text.index(". ") + 2
        candidate = Candidate(text, 0, start - 2, start - 1, start - 1, start, text.find(".", start) + 1, capital=False)
        assert lost_words(candidate, ENGLISH) == lost


def test_a_joined_tail_loses_its_capital() -> None:
    text = "The boots for the snowfall season are now on sale. For commuting to work or school."
    (finding,) = Pipeline(select=["fragments"], origin="machine").run(text).findings
    assert finding.rule == SplitTail.name
    assert finding.applied
    assert Pipeline(select=["fragments"], origin="machine")(text) == text.replace(". For", " for")


@pytest.mark.parametrize(
    "shape", ["It is. Have been. ", "It was so. was ", "no. and yes. ", "It stood so. Of the house. "]
)
def test_a_text_that_is_full_of_candidates_has_none(shape: str) -> None:
    assert find(Document(shape * 200, ENGLISH), bold=True) == ()


def test_a_document_with_very_many_candidates_is_left_as_it_is() -> None:
    text = "The boat came back to the harbour before dawn with all of its nets and ropes. was\n\n" * 2001
    assert find(Document(text, ENGLISH), bold=True) == ()
    assert len(find(Document(text[: len(text) // 3], ENGLISH), bold=True)) == 667
