"""The pass spacing: what fixtures cannot show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.passes.spacing import PASS, SpaceBeforeMark, Tokenized
from cleaner.passes.spacing._lines import MarkStyle, irregular_lines
from cleaner.pipeline import Pipeline, try_rule
from cleaner.rules import Rule

WORDS = st.sampled_from("the boat harbour rope Anna sails north old they sold it in May crew".split())
# fmt: off
PIECES = st.sampled_from([
    " ", "  ", "\n", "\n\n", ".", ",", "!", "?", ":", ";", "'", "\"", "(", ")", "-", " - ", "- ", "'s",
    "n't", "$", "%", "boat", "Boat", "sold", "1", "000", "12", "U.", "S.", "a.", "m.", "old", "well",
    "known", "two", "s",
])
# fmt: on


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Plain prose with commas, a bracket, a genitive, a price and a quotation."""
    words = draw(st.lists(WORDS, min_size=6, max_size=14))
    extras = ["(in May)", "Anna's boat", "$5 or 3%", '"sold it"', "they don't", "rope, old"]
    for extra in draw(st.lists(st.sampled_from(extras), max_size=3, unique=True)):
        words.insert(draw(st.integers(1, len(words) - 1)), extra)
    return " ".join(words) + draw(st.sampled_from([".", "?", "!"]))


def take_apart(text: str) -> str:
    """A tokenizer of the Moses kind: every sign stands alone, clitics keep their apostrophe."""
    text = re.sub(r"([,.?!%()$\"])", r" \1 ", text)
    text = re.sub(r"(?<=\w)'(?=\w)", " '", text)
    return " ".join(text.split())


@given(sentences())
def test_a_sentence_taken_apart_comes_back(text: str) -> None:
    apart = take_apart(text)
    assert try_rule(Tokenized(), try_rule(SpaceBeforeMark(), apart)[0])[0] == text


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_a_rule_does_not_act_on_its_own_result(rule: type[Rule], text: str) -> None:
    once, _ = try_rule(rule(), text)
    assert try_rule(rule(), once)[0] == once


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_only_spaces_change(rule: type[Rule], text: str) -> None:
    after, _ = try_rule(rule(), text)
    assert re.sub(r"\s", "", after) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_a_rule_acts_only_where_its_prefilter_says_so(rule: type[Rule], text: str) -> None:
    _, edits = try_rule(rule(), text)
    assert not edits or rule().relevant(text)


def test_a_lone_accident_does_not_make_a_habit() -> None:
    text = "The boat, an old one, was sold . Nobody knew, they say, who bought it."
    (line,) = irregular_lines(Document(text, load("en")))
    assert line.style is MarkStyle.MIXED


def test_most_of_the_document_decides_for_a_line_of_few_words() -> None:
    text = "The boat , they say , was sold in May .\nWhy ?\nNobody knew it , they say ."
    assert Pipeline(select=["spacing"])(text) == "The boat, they say, was sold in May.\nWhy?\nNobody knew it, they say."


def test_french_marks_stay_in_french() -> None:
    text = "Pourquoi le bateau est-il vendu ? Personne ne le sait ; même pas Anna !"
    assert Pipeline(lang="fr", select=["spacing"])(text) == text


def test_windows_line_ends_stay() -> None:
    text = "The boat , they say , was sold .\r\nNobody knew ( they say ) .\r\n"
    after = "The boat, they say, was sold.\r\nNobody knew (they say).\r\n"
    assert Pipeline(select=["spacing"])(text) == after


def test_a_measure_is_joined_whole() -> None:
    result = Pipeline(select=["spacing"]).run("Prices rose , they say , by 3 % ( in May ) .")
    assert result.text == "Prices rose, they say, by 3% (in May)."
    assert result.undo() == result.original


def test_sacremoses_comes_back_where_it_is_installed() -> None:
    sacremoses = pytest.importorskip("sacremoses")
    text = "He said, \"I can't see the dogs' boat (the old one),\" and paid $5 and/or 3% at 10:30."
    tokens = sacremoses.MosesTokenizer("en").tokenize(text, escape=False, return_str=True)
    assert Pipeline(select=["spacing", "quotes"])(tokens) == text


def test_a_mark_before_a_number_at_a_line_start_closes_nothing() -> None:
    text = "' 12 boats , they say , and $ 5 ."
    assert try_rule(Tokenized(), text)[0].endswith("boats, they say, and $5.")


def test_thousands_get_their_commas_where_the_text_is_machine_translation() -> None:
    text = "The mill has 85 000 tiles and 2 220 or 2 207 windows. Call 116 123, or ask in room 12 450 below."
    repaired = "The mill has 85,000 tiles and 2,220 or 2,207 windows. Call 116 123, or ask in room 12 450 below."
    select = ["spacing/spaced-thousands"]
    assert Pipeline(select=select, origin="machine")(text) == repaired
    assert Pipeline(select=select)(text) == text


def test_a_dash_within_a_compound_becomes_a_hyphen_where_the_text_is_machine_translation() -> None:
    text = "The long – term plan was dropped."
    select = ["spacing/split-hyphen"]
    assert Pipeline(select=select, origin="machine")(text) == "The long-term plan was dropped."
    assert Pipeline(select=select)(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("The ferry was late, they say. The pilot slept .", "The ferry was late, they say. The pilot slept."),
        ("If you look at the quay , you see it. It is old.", "If you look at the quay, you see it. It is old."),
        ("Will it open on Monday ? Or on Tuesday? Nobody knows.", None),
        ("They stopped in Riga, in , and in Oslo. It rained.", ""),
        ("In the north of it, the . It rained all day, they say.", ""),
        ("They fight for self-def . It rained all day, they say.", ""),
        ("The quay : a view. It rained all day, they say.", ""),
    ],
)
def test_a_lone_space_before_a_mark_goes_in_machine_translation_unless_a_word_is_lost(
    text: str, clean: str | None
) -> None:
    rule = Pipeline(select=["spacing/space-before-mark"], origin="machine")
    assert Pipeline(select=["spacing/space-before-mark"])(text) == text
    assert rule(text) == (text.replace(" ?", "?") if clean is None else clean or text)
    assert rule.run(text).findings


def test_a_rare_word_before_a_glued_stop_is_no_module_in_machine_translation() -> None:
    text = "The boat was sold by auction.Later it sank in the bay."
    assert Pipeline(origin="machine")(text) == text.replace("auction.", "auction. ")
    program = "See grind_all() and --stone for it: the dialog was moved to flour_bag.Mill last year.\n"
    assert Pipeline(origin="machine")(program) == program


def test_a_lone_surrogate_beside_a_word_taken_apart_is_no_letter() -> None:
    text = "No \udc8a informa tion came from the mill."
    result = Pipeline(select=["spacing/space-inside-word"]).run(text)
    assert (result.text, result.failures) == (text.replace("informa tion", "information"), ())
