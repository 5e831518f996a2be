"""The pass quotes: what fixtures cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import quotation
from cleaner.document import Document
from cleaner.errors import ConfigError
from cleaner.lexicon import load
from cleaner.passes.quotes import PASS, Style
from cleaner.passes.quotes._conventions import convention, conventions
from cleaner.pipeline import Pipeline, try_rule
from cleaner.quotation import Reading
from cleaner.rules import Rule

WORDS = st.sampled_from("the boat harbour rope they don't sold it in the north crew's dogs' Anna".split())
# fmt: off
PIECES = st.sampled_from([
    " ", "  ", "\n", "\n\n", ".", ",", "!", "\"", "\"\"", "\"\"\"", "'", "''", "``", "“", "”", "‘", "’",
    "„", "«", "»", "「", "」", "boat", "Boat", "he said", "s", "12", "5'", "(", ")", "-", "—",
])
# fmt: on
TYPOGRAPHIC = {"quotes": "typographic"}
STRAIGHTEN = str.maketrans("“”‘’", "\"\"''")


@st.composite
def speeches(draw: st.DrawFn) -> str:
    """Prose with curly quotations, some with another inside, over one or two paragraphs."""
    paragraphs = []
    for _ in range(draw(st.integers(1, 3))):
        parts = []
        for _ in range(draw(st.integers(1, 3))):
            words = " ".join(draw(st.lists(WORDS, min_size=2, max_size=5)))
            inner = draw(st.sampled_from(["", "", " ‘Come,’ she said,"]))
            parts.append(
                draw(st.sampled_from([f"“{words},{inner} it is,” he said.", f"They call it “{words} it”.", "Why?"]))
            )
        paragraphs.append(" ".join(parts))
    return "\n\n".join(paragraphs)


@given(speeches())
def test_speeches_are_in_order(text: str) -> None:
    assert all(unit.reading is Reading.SHAPE for unit in quotation.units(Document(text, load("en"))))
    assert Pipeline(select=["quotes"]).run(text).findings == ()


@given(speeches())
def test_typographic_marks_come_back(text: str) -> None:
    assert try_rule(Style(quotes="typographic"), text.translate(STRAIGHTEN))[0].replace("’", "'") == text.replace(
        "’", "'"
    )


@given(st.lists(PIECES, max_size=30).map("".join))
def test_straight_then_typographic_is_stable(text: str) -> None:
    straight = try_rule(Style(quotes="straight"), text)[0]
    typographic = try_rule(Style(quotes="typographic"), straight)[0]
    assert try_rule(Style(quotes="straight"), straight)[0] == straight
    assert try_rule(Style(quotes="typographic"), typographic)[0] == typographic


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_a_rule_acts_only_where_its_prefilter_says_so(rule: type[Rule], text: str) -> None:
    _, edits = try_rule(rule(), text)
    assert not edits or rule().relevant(text)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_the_pass_settles_and_can_be_undone(text: str) -> None:
    pipeline = Pipeline(select=["quotes"], apply="risky")
    result = pipeline.run(text)
    assert result.undo() == text
    if not any(finding.refused == "unsettled" for finding in result.findings):  # else the findings say so
        assert pipeline(result.text) == result.text


def test_every_convention_pairs_different_or_equal_marks_of_one_width() -> None:
    assert len(conventions()) >= 12
    for found in conventions().values():
        assert all(len(mark) == 1 for mark in (*found.outer, *found.inner))
        assert found.outer != found.inner


def test_a_country_falls_back_to_its_language() -> None:
    assert convention("de-AT") == convention("de")
    assert convention("tlh") is None


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("en", "They say “the ‘old’ boat”."),
        ("de", "They say „the ‚old‘ boat“."),
        ("fr", "They say «\u00a0the “old” boat\u00a0»."),
        ("sv", "They say ”the ’old’ boat”."),
        ("ja", "They say 「the 『old』 boat」."),
        ("ru", "They say «the „old“ boat»."),
        ("pl", "They say „the «old» boat”."),
    ],
)
def test_conventions_nest(key: str, expected: str) -> None:
    rule = Style(quotes="typographic", convention=key)
    after = try_rule(rule, "They say \"the 'old' boat\".")[0]
    assert after == expected
    assert try_rule(rule, after)[0] == expected


def test_the_setting_reaches_the_rule() -> None:
    assert Pipeline(quotes="straight")("“Yes”") == '"Yes"'
    assert Pipeline(quotes="typographic")('"Yes"') == "“Yes”"
    assert Pipeline()('“Yes” and "no"') == '“Yes” and "no"'
    assert Pipeline(quotes="typographic", rules={"quotes/style": {"quotes": "preserve"}})('"Yes"') == '"Yes"'
    with pytest.raises(ConfigError):
        Pipeline(quotes="curly")


def test_typographic_marks_that_take_a_space_with_them() -> None:
    """The text gets shorter: guillemets lose the space inside, and the changes of several looks add up."""
    assert Pipeline(quotes="typographic")("He said « yes » to her.") == "He said “yes” to her."
    assert try_rule(Style(quotes="typographic"), "‘« a »' “b\"")[1]


def test_two_marks_that_claim_the_same_space() -> None:
    text = "« is a « » ’ _ n't › » } — ’ ‚ 's was , & / old"
    assert try_rule(Style(quotes="typographic"), text)[0].startswith("“is a “")
