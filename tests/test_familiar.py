"""What is remembered of words tells the same of a text, whatever came before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import familiar
from cleaner.document import Document
from cleaner.familiar import is_sign_of, unfamiliar, word_signs
from cleaner.lexicon import load
from cleaner.tokens import tokens

EN = load("en")
WORDS = st.lists(st.sampled_from(["the", "The", "mill", "und", "Und", "für", "informa", "tion", "2009", "-", "é"]))


@given(WORDS, st.integers(0, 6))
def test_signs_are_the_same_however_many_words_are_remembered(words: list[str], most: int) -> None:
    text = " ".join(words)
    expected = Document(text, EN).once(word_signs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(familiar, "_MAX_REMEMBERED", most)
        familiar._remembered.cache_clear()
        document = Document(text, EN)
        assert document.once(word_signs) == expected
    keys = document.once(tokens).keys
    assert len(expected) == len(keys)
    assert 0 not in expected
    assert all(is_sign_of(sign, key) for sign, key in zip(expected, keys, strict=True))


def test_unfamiliar_are_words_in_no_list_and_small_words_of_other_languages() -> None:
    document = Document("The informa tion, und the bridge of 2009 für U.S.", EN)
    assert document.once(unfamiliar) == [b"informa", b"tion", b"und", "für".encode()]
