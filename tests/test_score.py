"""The counted residue and the likelihood: when they are worked out, what moves them, and what they refuse to say."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline, Result
from cleaner.alignment import Alignment
from cleaner.lexicon import load
from cleaner.passes import BUILT_IN
from cleaner.score import Scorer, style

PLAIN = (
    "The council met on Monday. It was late, and nobody had read the papers; still, they voted. "
    "Anna Berg, who had come from the harbour, asked why the bridge was shut. “We don't know,” said the mayor. "
    "The engineers will look at the beams in June, when the river is low, and report before the summer is over. "
)
DAMAGED = "The museum 博物館 is open. He works for the κακή bank. It was called Saюз at the time. "


def test_nothing_is_worked_out_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("worked out unasked")

    monkeypatch.setattr(style, "measure", fail)
    result = Pipeline().run(PLAIN)
    assert result.score == 0.0
    with pytest.raises(AssertionError, match="unasked"):
        _ = result.mt_likelihood


def test_the_model_is_not_read_by_cleaning() -> None:
    code = (
        "import cleaner; from cleaner.score import likelihood; cleaner.clean('It ended.');"
        "print(likelihood.model.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_a_result_keeps_its_judgment_through_pickling() -> None:
    result = Pipeline().run(DAMAGED + PLAIN)
    again = pickle.loads(pickle.dumps(result))
    assert (again.score, again.mt_likelihood) == (result.score, result.mt_likelihood)
    assert again.mt_reasons == result.mt_reasons
    assert again == result


def test_a_result_without_a_judge_says_so() -> None:
    with pytest.raises(ValueError, match="without a judge"):
        _ = Result("a", "a", (), (), Alignment(())).score


class TestResidue:
    def test_clean_text_has_none(self) -> None:
        result = Pipeline().run(PLAIN)
        assert (result.score, dict(result.residue.counts)) == (0.0, {})

    def test_it_counts_by_pass_and_for_each_thousand_words(self) -> None:
        residue = Pipeline().run(DAMAGED).residue
        assert residue.counts == {"untranslated": 3}
        assert residue.per_thousand == {"untranslated": pytest.approx(3000 / residue.words)}

    def test_more_damage_scores_higher_and_more_text_lower(self) -> None:
        run = Pipeline().run
        one, two, diluted = run("The museum 博物館 is open."), run(DAMAGED), run(DAMAGED + PLAIN * 10)
        assert 0 < one.score < two.score < 1
        assert diluted.score < two.score

    def test_a_text_in_another_language_is_no_residue(self) -> None:
        result = Pipeline().run("Der Rat hat am Montag beschlossen, dass die Brücke gesperrt wird.")
        assert result.findings
        assert result.score == 0.0

    @given(st.text(max_size=80))
    def test_it_lies_between_0_and_1(self, text: str) -> None:
        assert 0.0 <= Pipeline().run(text).score < 1.0


class TestLikelihood:
    def test_reasons_add_up_and_come_heaviest_first(self) -> None:
        result = Pipeline().run(PLAIN * 4)
        assert 0.0 < result.mt_likelihood < 1.0
        weights = [abs(reason.weight) for reason in result.mt_reasons]
        assert weights == sorted(weights, reverse=True)
        assert all(weights)
        assert "on average" in str(result.mt_reasons[0])

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "…",
            "12 34",
            "Der Rat hat am Montag beschlossen, dass die Brücke gesperrt wird.",
            "市议会星期一决定关闭旧桥。",
        ],
    )
    def test_what_it_cannot_judge_stays_at_the_prior_without_reasons(self, text: str) -> None:
        result = Pipeline().run(text)
        assert (result.mt_likelihood, result.likelihood.trust, result.mt_reasons) == (0.5, 0.0, ())

    def test_a_language_without_a_model_stays_at_the_prior(self) -> None:
        assert Pipeline(lang="de", select=["untranslated"]).run("Das ist ein Satz. " * 30).mt_likelihood == 0.5

    @pytest.mark.parametrize(
        "text", ["Yes.", "the " * 400, "SELECT a FROM b WHERE c = 1; " * 40, "Lo! a swan; a swan, lo! " * 60]
    )
    def test_what_is_unlike_all_that_was_learnt_stays_near_the_prior(self, text: str) -> None:
        result = Pipeline().run(text)
        assert result.likelihood.trust < 0.5
        assert abs(result.mt_likelihood - 0.5) < 0.25

    def test_only_the_first_part_of_a_text_is_looked_at(self) -> None:
        run = Pipeline().run
        text = (PLAIN * 20)[: style.LENGTH]
        assert run(text).mt_likelihood == run(text + " The the the!" * 500).mt_likelihood

    def test_curly_marks_and_entities_say_nothing(self) -> None:
        """They tell of an interface or a typesetter, not of a translation."""
        straight = PLAIN.replace("“", '"').replace("”", '"').replace("’", "'")
        assert style.measure(PLAIN, load("en")) == style.measure(straight, load("en"))
        assert not {"found encoding", "found quotes"} & set(model()["statistics"])

    def test_evidence_never_speaks_for_a_person(self) -> None:
        found = {name: row for name, row in model()["statistics"].items() if name.startswith("found ")}
        assert found
        assert all(weight >= 0 for _, _, weight in found.values())


class TestUsualPairs:
    def test_shares_are_of_the_pairs_of_that_kind(self) -> None:
        """Three pairs of small words, two of them usual; one is added to what is divided by."""
        values = style.measure("of the in the", load("en"))
        assert values["usual 1000 small small"] == 2 / 4
        assert values["usual 1000"] == 2 / 4
        assert values["usual 1000 other other"] == 0.0

    def test_a_mark_stands_between_words(self) -> None:
        assert style.measure("of. the", load("en"))["usual 1000 small small"] == 0.0

    def test_wider_circles_hold_the_narrower_ones(self) -> None:
        values = style.measure(PLAIN, load("en"))
        for kind in ("", " small small", " small other", " other small", " other other"):
            shares = [values[f"usual {tier}{kind}"] for tier in style.USUAL]
            assert shares == sorted(shares)

    @given(st.lists(st.sampled_from(["of", "the", "harbour", "bridge", "."]), min_size=1, max_size=30))
    def test_they_are_counted_as_one_would_by_hand(self, words: list[str]) -> None:
        lexicon = load("en")
        small, usual = lexicon.words("style-words"), set(lexicon.entries("usual-pairs")[:1000])
        pairs = [(one, two) for one, two in pairwise(words) if one in small and two in small]
        hits = sum(f"{one} {two}" in usual for one, two in pairs)
        values = style.measure(" ".join(words), lexicon)
        assert values.get("usual 1000 small small", 0.0) == hits / (len(pairs) + 1)

    def test_the_widest_circle_is_the_whole_list(self) -> None:
        assert len(load("en").entries("usual-pairs")) == style.USUAL[-1]


class TestModel:
    def test_it_is_small_and_says_where_it_comes_from(self) -> None:
        file = resources.files("cleaner").joinpath("data", "en", "models", "mt-likelihood.json")
        pairs = resources.files("cleaner").joinpath("data", "en", "models", "usual-pairs.txt")
        assert len(file.read_bytes()) + len(pairs.read_bytes()) < 200_000
        about = model()["about"]
        assert about["source"] == "benchmarks/training/likelihood.py"
        assert about["auc"] >= 0.75
        left_out = about["auc against what was left out"]
        assert set(left_out) == {"human-news", "human-reports", "human-web", "human-books"}
        assert min(left_out.values()) > 0.62

    def test_every_statistic_of_the_model_is_one_that_is_measured(self) -> None:
        """A statistic that was renamed would silently count as zero."""
        lexicon = load("en")
        known = set(style.measure(PLAIN, lexicon))
        known |= {f"word {word}" for word in lexicon.entries("style-words")}
        known |= {f"phrase {phrase}" for phrase in lexicon.entries("style-phrases")}
        known |= {f"mark {mark}" for mark in ".,;:!?("} | {
            f"found {name}" for name in Scorer.of("en", BUILT_IN).evidence
        }
        assert set(model()["statistics"]) <= known


def model() -> dict[str, dict[str, object]]:
    """The model file as it is."""
    return json.loads(load("en").text("mt-likelihood"))
