"""The pass punctuation: what fixtures cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.lexicon import languages
from cleaner.passes.punctuation import PASS, ForeignMark, UnbalancedBracket
from cleaner.pipeline import Pipeline, try_rule
from cleaner.rules import Rule

WORDS = st.sampled_from("the boat harbour rope they sold it in the north crew".split())
# fmt: off
PIECES = st.sampled_from([
    " ", "\n", ".", ",", ",,", "..", "!", "?.", ":", ";", "\"", "'", "(", ")", "[", "]", "。", "，", "？", "（",
    "）", "۔", "،", "।", "։", "።", "boat", "Boat", "sold", "12", "4. May", "on", "船", "کشتی",
])
# fmt: on


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_a_rule_does_not_act_on_its_own_result(rule: type[Rule], text: str) -> None:
    once, _ = try_rule(rule(), text)
    assert try_rule(rule(), once)[0] == once


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_a_rule_acts_only_where_its_prefilter_says_so(rule: type[Rule], text: str) -> None:
    _, edits = try_rule(rule(), text)
    assert not edits or rule().relevant(text)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=6).map(" ".join), min_size=1, max_size=4))
def test_east_asian_marks_in_prose_come_back(clauses: list[str]) -> None:
    text = ", ".join(clauses).capitalize() + ". Then " + ", ".join(clauses) + "."
    damaged = text.replace(", ", "，").replace(". ", "。").replace(".", "。")
    assert try_rule(ForeignMark(), damaged)[0] == text


@given(st.text(alphabet="船沉了水，。？！（） ", max_size=20))
def test_marks_in_their_own_script_stay(phrase: str) -> None:
    text = f"The sign 船{phrase}水 is old."
    assert try_rule(ForeignMark(), text)[0] == text


@given(st.lists(st.sampled_from(["(", ")", "a ", "[b] ", "(c) "]), max_size=30).map("".join))
def test_balanced_brackets_are_never_reported(inner: str) -> None:
    depth, balanced = 0, []
    for character in inner:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            depth = 0
            continue
        balanced.append(character)
    text = "".join(balanced) + " x" + ")" * depth
    assert not [edit for edit in try_rule(UnbalancedBracket(), text)[1] if text[edit.start] == "("]


@pytest.mark.parametrize("lang", languages())
def test_every_language_runs(lang: str) -> None:
    text = 'Om 4. May，x. He said,, "a" (b.. A。B'
    assert Pipeline(lang=lang, select=["spacing", "punctuation", "quotes", "layout"]).run(text).original == text


@pytest.mark.parametrize("text", ["Gran: You know, . She left.", "He was like, , it is food."])
def test_a_comma_before_a_spaced_mark_may_hide_a_lost_word(text: str) -> None:
    """It is mended where the text is known to be machine translation."""
    assert Pipeline().run(text).text == text
    assert Pipeline(origin="machine").run(text).text == text.replace(", .", ".").replace(", ,", ",")
