"""A paragraph in another language within a document is treated as a document in it would be."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.lexicon import load

ENGLISH = (
    "The old mill stands at the river, and it has not been turned for years. The people of the town come here in the "
    "evening to look at the wheel.\n\n"
)

MORE = "\n\nNobody knows who built it, but the stones are said to be older than the church on the other side.\n"

ELSEWHERE = {
    "Romanian, where fi is a word": "Morile ar fi oprite în fiecare seară, iar apa nu ar fi folosită la nimic altceva.",
    "Finnish, where both marks are the same": "Mylly on vanha, ja sen nimi on ”Kivi”, mutta se ei ole auki talvella.",
    "Japanese, with a name in its own marks": "この水車の名前は「Mill」です。夜には止まります。",
    "French, with spaces before its marks": "Le moulin est vieux : il ne tourne plus depuis des années ! Qui le sait ?",
    "German, with its own quotation marks": "Die Mühle heißt „Stein“ und steht am Fluss, aber ist nicht mehr offen.",
}


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("origin", ["unknown", "machine"])
def test_it_stays(name: str, origin: str) -> None:
    text = ENGLISH + ELSEWHERE[name] + MORE
    assert not Document(text, load("en")).foreign
    assert Pipeline(origin=origin).run(text).text == text


def test_the_same_is_repaired_in_a_paragraph_of_the_language_of_the_document() -> None:
    text = ENGLISH + "The o ffi cer calls it the ”wall” of the town ! It is shut." + MORE
    clean = ENGLISH + "The officer calls it the “wall” of the town! It is shut." + MORE
    assert Pipeline(origin="machine").run(text).text == clean


def test_an_offset_is_asked_about_within_its_paragraph() -> None:
    document = Document(ENGLISH + ELSEWHERE["Romanian, where fi is a word"], load("en"))
    assert document.is_foreign_around(len(ENGLISH))
    assert not document.is_foreign_around(0)
    assert document.is_foreign_around(len(document.text))


def test_the_language_is_told_of_some_hundred_characters_at_a_time() -> None:
    long = ENGLISH.strip() * 4 + " " + "Le moulin est vieux et il ne tourne plus depuis des années. " * 12
    document = Document(long, load("en"))
    assert not document.is_foreign_around(10)
    assert document.is_foreign_around(len(long) - 10)
