"""Regular expressions of users: which are refused, with what part, and that the others keep their time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.own.expression import safe
from cleaner.own.linear import MAX_REPEAT, CostlyPatternError
from tests.strategies import PROPERTY

COSTLY = {
    r"(?:a+)+b": "'(?:a+)+' repeats 'a+'",
    r"(a|a)*b": "'(a|a)*' repeats 'a|a'",
    r"(a|ab)*c": "alternatives can match the same text",
    r".*\d+x": "'.*' may take too long",
    r"(\w+\s?)*$": r"repeats '\\w+'",
    r"(?:\w+ )*foo": r"'(?:\\w+ )*' may take too long",
    r"x*x*": "'x*' may take too long",
    r"([a-zA-Z]+)*": "'([a-zA-Z]+)*' repeats '[a-zA-Z]+'",
    r"(?:(?:ab)+)*c": "'(?:(?:ab)+)*' repeats '(?:ab)+'",
    r".*foo.*bar": "'.*' may take too long",
    r"(?:a*+)*b": "which can match nothing",
    r"(?x) a": "without the flag x",
    r"[a\u1234]*[b\u1234]*": "'[a\\\\u1234]*' may take too long",
    r"(?i:a)": "'(?i:' is not supported",
    r"(a)?(?(1)b|c)": "'(?(1' is not supported",
}
CHEAP = {
    r"\d+ comments": " comments",
    r"Read more: .*": "Read more: ",
    r"[A-Z]\w+(?: [A-Z]\w+){0,3} said": " said",
    r'"[^"]*" (?:said|says)': '" ',
    r"\w+ \w+ \w+": " ",
    r"(?i)subscribe now": "",
    r"^(?:\d{1,3}\.){3}\d{1,3}$": "",
    r"\b(\w+) \1\b": " ",
    r"(?P<mark>[“])Abc(?P=mark)": "Abc",
    r"a(?#why)bc": "bc",
    r"(?:com|net|org)\b": "",
    r"[]a-]+\N{BULLET}": "",
    r"[a\u1234]bc": "bc",
    r"\s+$": "",
    r"(?<![\w-])x{2,}": "",
}


@pytest.mark.parametrize("expression", COSTLY)
def test_what_may_take_long_is_refused_with_the_part_that_does_it(expression: str) -> None:
    with pytest.raises(CostlyPatternError) as caught:
        safe(expression)
    assert COSTLY[expression] in str(caught.value)


@pytest.mark.parametrize("expression", CHEAP)
def test_what_cannot_is_taken_with_a_text_that_every_match_has(expression: str) -> None:
    assert safe(expression).literal == CHEAP[expression]


@pytest.mark.parametrize("expression", CHEAP)
@pytest.mark.parametrize("piece", ["a", "A", "1", " ", "1.", "a ", 'a"', "xx-"])
def test_hostile_text_of_a_fifth_of_a_megabyte_takes_no_minute(expression: str, piece: str) -> None:
    """Quadratic work would take hours; the limit is wide so that a busy machine does not fail it."""
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    for _ in safe(expression).pattern.finditer(text):
        pass
    assert time.process_time() - start < 20


PIECES = st.sampled_from(["a", "b", "[ab]", r"\w", ".", "(?:a|b)", "(?:ab|c)", " ", r"\d", "(a)"])
QUANTIFIERS = st.sampled_from(["", "", "?", "+", "*", "{2}", "{1,3}", "+?", "{2,}", "*+"])
EXPRESSIONS = st.lists(st.tuples(PIECES, QUANTIFIERS).map("".join), min_size=1, max_size=4).map("".join)


@PROPERTY
@given(EXPRESSIONS, st.text("ab c1", max_size=30))
def test_an_expression_that_is_taken_matches_as_it_did(expression: str, text: str) -> None:
    """Texts are shorter than the limit of repeats, so the limited expression finds what the written one finds."""
    assert len(text) < MAX_REPEAT
    try:
        limited = safe(expression)
    except CostlyPatternError:
        return
    spans = [match.span() for match in re.finditer(expression, text)]
    assert [match.span() for match in limited.pattern.finditer(text)] == spans
    assert all(limited.literal in text[start:end] for start, end in spans)


def test_what_is_no_expression_is_an_error() -> None:
    with pytest.raises(re.error):
        safe("(")
