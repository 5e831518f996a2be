"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.lexicon import load
from cleaner.sentences import holding, is_abbreviation, split, token_before
from tests.strategies import PROPERTY, texts

EN = load("en")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text), EN)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The bridge is open.", "Traffic flows."],
        ["Is it open?", "Yes!", "It is."],
        ["“It is open.”", "He left."],
        ["(It is open.)", "He left."],
        ["It may open…", "He left."],
        ["She said so!!!", "They heard."],
        [
            "It ends without a stop",
        ],
        ["I saw it… and left."],
        ["He lives in the U.S. and works."],
        ["Dr. Haddad and Mr. Oh came.", "They left."],
        ["It begins at 8 a.m. on Monday."],
        ["The film by J. R. Moor is long.", "It ends."],
        ["It cost 3.5 million.", "They paid."],
        ["See example.com.", "Then go on."],
        ["They used etc. as a word."],
    ],
)
def test_split(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected
    assert sentences("  " + " \t\n ".join(expected) + "\n") == expected


@pytest.mark.parametrize("gap", [" ", "  ", " " * 50, "\n", "\r\n", " \r\n\t"])
def test_in_doubt_before_a_lower_case_letter_the_sentence_goes_on(gap: str) -> None:
    assert sentences(f"The wait.{gap}was long.") == [f"The wait.{gap}was long."]


def test_a_blank_line_ends_a_sentence_whatever_follows() -> None:
    text = "It ended.\n\nwas it"
    assert [text[s:e] for s, e in split(text, 0, len(text), EN)] == ["It ended.", "was it"]


def test_names_with_a_mark_do_not_end_a_sentence_also_inside_quotes() -> None:
    assert "Yahoo!" in EN.words("marked-names")
    assert sentences("The Yahoo! site is down.") == ["The Yahoo! site is down."]
    assert sentences("The “Yahoo!” site is down.") == ["The “Yahoo!” site is down."]


@pytest.mark.parametrize(
    ("text", "token"),
    [("See Dr.", "Dr"), ("(Dr.", "Dr"), ("“Dr.", "Dr"), ("'Dr.", "Dr"), ("and/or.", "or"), (".", ""), ("U.S.", "U.S")],
)
def test_the_word_before_a_stop(text: str, token: str) -> None:
    assert token_before(text, len(text) - 1) == token


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Dr.", True),
        ("the U.S.", True),
        ("'U.S.", True),
        ("p.m.", True),
        ("J.", True),
        ("So did I.", False),
        ("the end.", False),
        (" .", False),
        ("x" * 5000 + ".", False),
    ],
)
def test_abbreviations(text: str, known: bool) -> None:
    assert is_abbreviation(text, len(text) - 1, EN) is known


@PROPERTY
@given(texts("aB.!?…\"') \n", 20))
def test_every_sentence_but_the_last_ends_with_a_mark(text: str) -> None:
    for sentence in sentences(text)[:-1]:
        assert sentence.rstrip("\"')")[-1] in ".!?…"


@pytest.mark.parametrize(
    "text",
    [
        "The crew got med. supplies.",
        "Their office is on 4th st. near the dock.",
        "He is a prof. at the school.",
        "She works as an admin. clerk.",
        "The rope is 7 in. thick and the mast 30 ft. high.",
        "They sailed 12 mi. out.",
        "The ferry leaves at 7a.m. on weekdays.",
        "It was a 40-lb. anchor.",
        "They sail on Wed. and on Sat. mornings.",
        "The light is NW. of the pier.",
        "The firm BOAT INC. was sold.",
        "The fee in 3. covers the mooring.",
        "For a boat under 2. above, pay half.",
    ],
)
def test_a_short_token_before_lower_case_belongs_to_its_stop(text: str) -> None:
    stop = text.index(". ")
    assert is_abbreviation(text, stop, EN)


@pytest.mark.parametrize(
    "text",
    [
        "They sold the boat. was",
        "They came in. was",
        "It lies in the NW. The pier is old.",
        "She came on Sun. They left.",
        "The crew of 12. was",
        "He said NO. was",
        "They saw the sun. was",
    ],
)
def test_a_word_of_the_language_may_end_a_sentence(text: str) -> None:
    assert not is_abbreviation(text, text.index(". "), EN)


@given(
    st.text(alphabet='aB. !?…\n")', max_size=60),
    st.lists(st.integers(0, 59), max_size=8),
)
def test_sentences_that_hold_offsets_are_those_of_all(text: str, offsets: list[int]) -> None:
    held = sorted(offset for offset in offsets if offset < len(text) and text[offset].isalpha())
    spans = list(split(text, 0, len(text), EN))
    expected = [span for span in spans if any(span[0] <= offset < span[1] for offset in held)]
    assert list(holding(text, 0, len(text), held, EN)) == expected
