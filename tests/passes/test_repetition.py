"""What fixtures cannot show of the pass `repetition`: that its search is exact, linear and keeps what stands around."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.passes.repetition import _repeats
from cleaner.passes.repetition._loops import WordLoop
from cleaner.passes.repetition._repeats import MAX_PERIOD, MIN_ECHO, Repeat, Repeats, repeats

PIPELINE = Pipeline(select=["repetition"])

SAID = "the old bridge of stone fell and Ana said it is red great at".split()
SENTENCE = "Before noon the ferry left the harbour with nine people, two goats and a great deal of flour on board."


def repeated(text: str) -> Repeats:
    return Document(text, load("en")).once(repeats)


def plain_runs(keys: list[bytes]) -> set[Repeat]:
    """The longest agreements of a list of words with itself, found the slow way."""
    found = set()
    for period in range(1, min(MAX_PERIOD, len(keys) - 1) + 1):
        first = None
        for index in range(len(keys) - period + 1):
            agrees = index < len(keys) - period and keys[index] == keys[index + period]
            if agrees and first is None:
                first = index
            elif not agrees and first is not None:
                found.add(Repeat(first, period, index - first))
                first = None
    return {run for run in found if run.length >= min(run.period, MIN_ECHO)}


@given(st.lists(st.sampled_from(["a", "b", "ab", "bb", "and", "the", "abb"]), max_size=60))
def test_the_fast_search_finds_what_the_slow_one_finds(words: list[str]) -> None:
    said = repeated(" ".join(words))
    long_enough = {run for run in said.runs if run.length >= min(run.period, MIN_ECHO)}
    assert long_enough == plain_runs(said.keys)


@given(
    st.lists(st.sampled_from(["Ana", "ana", "was", "was,", "so-", "- was", "(so)"]), min_size=1, max_size=4), st.data()
)
def test_a_loop_is_steady_where_all_its_rounds_are_equal(words: list[str], data: st.DataObject) -> None:
    rounds = data.draw(st.integers(3, 5))
    pieces = [piece for _ in range(rounds) for piece in words]
    changed = data.draw(st.integers(-1, len(pieces) - 1))
    if changed >= 0:
        pieces[changed] = pieces[changed].swapcase()
    said = repeated(" ".join([*pieces, *words[: data.draw(st.integers(0, len(words) - 1))]]))
    for run in said.runs:
        if run.rounds >= 3:
            loop = WordLoop(said, run, 0)
            starts = range(run.first + run.period, run.end, run.period)
            assert loop.is_steady == (len(set(loop.rounds)) == 1)
            assert loop.bounds == {said.gap(index) for index in starts}


@settings(deadline=None)
@given(
    start=st.integers(0, 12),
    size=st.integers(2, 5),
    turns=st.integers(3, 7),
)
def test_a_loop_made_in_a_sentence_comes_back_to_it(start: int, size: int, turns: int) -> None:
    words = SENTENCE.split(" ")
    phrase = words[start : start + size]
    assume(size > 2 or "and" not in phrase)
    looped = " ".join(words[: start + size] + phrase * turns + words[start + size :])
    assert PIPELINE(looped) == SENTENCE


@settings(deadline=None)
@given(st.lists(st.sampled_from(["the", "old", "bridge", "and", "of", "very", "fell", "Monday.", "it,"]), max_size=40))
def test_the_outcome_is_settled_and_only_loses_words(words: list[str]) -> None:
    text = " ".join(words)
    once = PIPELINE(text)
    assert PIPELINE(once) == once
    assert all(word in words for word in once.split())


def test_random_words_hold_no_loop() -> None:
    generator = random.Random(3)
    words = [f"word{generator.randrange(10**6)}" for _ in range(2000)]
    assert not PIPELINE.run(" ".join(words)).findings


@pytest.mark.parametrize(
    "unit",
    ["a ", "a b ", "one two three four five six seven ", "st ", "he said, ", "a-", "(a) ", "the the. "],
)
def test_work_grows_with_the_text_and_not_faster(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    plain = _repeats._equal
    monkeypatch.setattr(_repeats, "_equal", lambda keys, shift, a, b: steps.append(b - a) or plain(keys, shift, a, b))

    def cost(size: int) -> int:
        steps.clear()
        PIPELINE.run(unit * size)
        return sum(steps) + len(steps)

    assert cost(4000) <= 2.6 * cost(2000) + 100


def test_a_loop_takes_protected_text_whole() -> None:
    looped = "See https://a.example for it. " + "at https://a.example now " * 6 + "it ends."
    assert PIPELINE(looped).count("https://a.example") == 2


def test_min_rounds_is_an_option_and_its_old_name_warns() -> None:
    text = "He carried it to the back of the back of the back of the barn."
    assert Pipeline(select=["repetition/loop"], rules={"repetition/loop": {"min_rounds": 5}})(text) == text
    with pytest.warns(FutureWarning, match="is now 'min_rounds'"):
        patient = Pipeline(select=["repetition/loop"], rules={"repetition/loop": {"least_rounds": 5}})
    assert patient(text) == text
    assert PIPELINE(text) != text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("They fear tariffs and tariffs on steel.", "They fear tariffs on steel."),
        ("The work is arduous and arduous.", "The work is arduous."),
        ("They can expand and expand the market.", "They can expand the market."),
        ("The note was written and written by the miller.", "The note was written by the miller."),
        ("Has he ever tried or tried to sing it?", "Has he ever tried to sing it?"),
        ("They walked through the narrow, narrow streets.", "They walked through the narrow streets."),
        ("They buy masks, masks and gloves.", "They buy masks and gloves."),
        ("The trip to the lake cost more more than the boat boat itself.", None),
        ("He knew the coast coast well.", "He knew the coast well."),
        ("She said said nothing.", "She said nothing."),
        ("The strength of the new bridge is is unknown for now.", "The strength of the new bridge is unknown for now."),
        ("We went on. We went on. We went on. We went on.", "We went on."),
        (
            "It is a true story ... true story ... true story ... true story ... of the lake.",
            "It is a true story ... of the lake.",
        ),
        ("He used it for 4 or 4 or 4 or 4 or 4 or 5 years.", "He used it for 4 or 5 years."),
        ("We left. And you And you And you And you do your part.", "We left. And you do your part."),
    ],
)
def test_more_is_repaired_where_the_text_is_known_to_be_machine_translation(text: str, clean: str | None) -> None:
    machine = Pipeline(select=["repetition"], origin="machine")
    assert PIPELINE(text) == text or "coast" in text or "boat" in text
    assert machine(text) == (clean if clean is not None else text.replace("boat boat", "boat"))


@pytest.mark.parametrize(
    "text",
    [
        "The border between Ruritania and Ruritania is open.",
        "A treaty between the company and the company was signed.",
        "It grew bigger and bigger for years and years.",
        "The Clarence and the Clarence is wide.",
        "He had had enough.",
        "They left the old building and building a new one took years. She was elected and elected her own judges.",
        "He spoke of war crimes and crimes against peace, and of old songs and songs about the sea.",
        "It grew and grew, and it rained and rained in the valley.",
        "What the miller has is is unknown, and the problem is is that nobody asked.",
    ],
)
def test_in_machine_translation_too_what_is_meant_stays(text: str) -> None:
    assert Pipeline(select=["repetition"], origin="machine")(text) == text


def test_a_word_that_only_one_round_has_is_not_lost() -> None:
    text = "He knew " + "the mill by the lake, " * 3 + "the mill by the road, the mill by the lake."
    assert PIPELINE(text) == text
    assert Pipeline(select=["repetition"], apply="risky")(text) == "He knew the mill by the lake."


def test_a_sentence_in_a_row_is_one_finding() -> None:
    text = "The bridge was shut again. " * 4 + "It rained."
    found = Pipeline(select=["repetition/doubled-sentence"]).run(text).findings
    assert [finding.found.count("bridge") for finding in found] == [4]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(
                st.sampled_from("the old bridge of stone fell and Ana said it is red great at".split()),
                min_size=1,
                max_size=5,
            ),
            st.integers(1, 6),
            st.sampled_from([" ", ", ", ". ", " and ", "-"]),
        ),
        max_size=8,
    ),
    st.sampled_from(["unknown", "machine"]),
)
def test_nothing_said_is_lost(parts: list[tuple[list[str], int, str]], origin: str) -> None:
    """An applied deletion takes only function words, auxiliaries, or words that are beside it in what stays."""
    text = " ".join(joint.join([" ".join(phrase)] * times) for phrase, times, joint in parts)
    result = Pipeline(select=["repetition"], origin=origin).run(text)
    lexicon = load("en")
    small = lexicon.words("function-words") | lexicon.words("auxiliaries")
    kept = set(re.findall(r"\w+", result.text.lower()))
    for change in result.changes:
        gone = set(re.findall(r"\w+", text[change.start : change.end].lower()))
        assert gone - small <= kept


@pytest.mark.parametrize(
    "text",
    [
        "They did their best to save the crew and the crew only had to be towed home.",
        "They rang for the doctor or the doctor soon came by himself.",
    ],
)
def test_in_machine_translation_a_phrase_that_opens_the_next_clause_stays(text: str) -> None:
    assert Pipeline(select=["repetition"], origin="machine")(text) == text


def test_a_page_without_a_stop_is_read_once_for_sentences() -> None:
    text = "北 " + "ab " * 200_000
    assert Pipeline(select=["repetition/unspaced-loop"])(text) == text
