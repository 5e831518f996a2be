"""Talk of a model after a model has shown itself: what is the text's own stays."""

from __future__ import annotations

import pytest

from cleaner import Pipeline

HEAD = "Here is the translation:\n\n"
TEXT = "The bridge over the river is open again, the harbour master said on Tuesday."
OWN = (
    "I kept the letters in a tin and left the rest to my brother.",
    "The names of the winners have been read out in the square.",
    "You can buy tickets at the gate.",
    "I could see the ferry from my window.",
    "Thank you for your attention.",
    "But how accurate are the answers?",
    "If it rains, the market moves into the hall.",
    "The old texts were used as wrapping paper for the fish.",
    "Do you know how long the toll will last?",
    "I can no longer hear the bells of the chapel.",
    "“Let me know if you need anything,” she said.",
)


@pytest.mark.parametrize("last", OWN)
def test_the_last_paragraph_of_a_translation_stays(last: str) -> None:
    assert Pipeline()(f"{HEAD}{TEXT}\n\n{last}") == f"{TEXT}\n\n{last}"


@pytest.mark.parametrize("inner", OWN)
def test_a_paragraph_beside_a_seam_stays(inner: str) -> None:
    text = f"{HEAD}{TEXT}\n\n{inner}\n\nSure, here is the next part:\n\nThe toll has gone, and few miss it."
    assert Pipeline()(text) == f"{TEXT}\n\n{inner}\n\nThe toll has gone, and few miss it."


def test_an_offer_in_a_translated_letter_stays() -> None:
    letter = "Dear Anna,\n\nyou will find the keys under the mat.\n\nLet me know if you need anything."
    assert Pipeline()(HEAD + letter) == letter


def test_a_note_that_names_what_the_text_names_stays() -> None:
    text = "The guild keeps a register of its terms.\n\nThe terms of the register were revised in May."
    assert Pipeline()(HEAD + text) == text
