"""Words are cut once, and each has a span: keys and spans go together for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.tokens import MARKS, Tokens, tokens


@given(st.text(alphabet="ab ,.'\"-–\n\t\r\x0b\u00a0é中😀", max_size=80))
def test_every_word_has_a_span(text: str) -> None:
    words = Tokens(text)
    spans = [words.span(index) for index in range(len(words))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    pieces = [piece for piece in re.split(r"[ \t\n\r\x0b\x0c]+", text) if piece.strip(MARKS.decode())]
    assert [words.piece(index) for index in range(len(words))] == pieces
    for index, (start, end) in enumerate(spans):
        assert text[start:end] in words.piece(index)


@pytest.mark.parametrize(
    ("text", "keys", "found"),
    [
        ("The “old”  man's\nhat.", ["the", "“old”", "man's", "hat"], ["The", "old", "man's", "hat"]),
        ("- a, (B) ... c", ["a", "b", "c"], ["a", "B", "c"]),
        ("*** x", ["***", "x"], ["***", "x"]),
    ],
)
def test_keys_are_without_case_and_marks(text: str, keys: list[str], found: list[str]) -> None:
    words = Tokens(text)
    assert [words.word(index) for index in range(len(words))] == keys
    assert [text[slice(*words.span(index))] for index in range(len(words))] == found


def test_a_document_cuts_its_words_once() -> None:
    document = Document("One two.", load("en"))
    assert document.once(tokens) is document.once(tokens)
