"""Plants in a collection are proposed, language alone is not, and the order of things does not depend on chance."""

from __future__ import annotations

import random

import pytest

from cleaner.survey import Proposal, Survey, survey
from cleaner.survey.units import UnitForm
from tests.fixtures import keeps

PASSAGES = [text for name, text in keeps().items() if name.startswith("en/")]


def collection(size: int = 400) -> list[str]:
    """Texts of a few passages each, no two alike."""
    rng = random.Random(3)
    return ["\n\n".join(rng.sample(PASSAGES, 3)) for _ in range(size)]


def surveyed(texts: list[str], **options: float) -> Survey:
    return survey(((f"text {number}", text) for number, text in enumerate(texts)), min_share=0.02, **options)


def proposed(texts: list[str]) -> dict[str, Proposal]:
    return {each.text: each for each in surveyed(texts).proposals}


BEFORE = proposed(collection())
"""What the passages, of which every one is in several texts, give by themselves."""


@pytest.mark.parametrize(
    ("plant", "form", "put"),
    [
        ("Told by the harbour desk", UnitForm.LINE, "{text}\n\nTold by the harbour desk"),
        ("See all tide tables", UnitForm.TEXT_END, "{text} and {number}See all tide tables"),
        (" ~ Tide and Tower", UnitForm.TITLE_END, "Mill {number} sold ~ Tide and Tower\n{text}"),
        ("qxz", UnitForm.TOKEN, "{number} qxz mills. {text}"),
        ("{{slot_4}}", UnitForm.TOKEN, "{number} {{{{slot_4}}}} mills. {text}"),
        ("This line was not given.", UnitForm.SENTENCE, "{number} mills. This line was not given. {text}"),
    ],
)
def test_a_plant_is_proposed(plant: str, form: UnitForm, put: str) -> None:
    texts = [
        put.format(text=text, number=number) if number % 25 == 0 else text for number, text in enumerate(collection())
    ]
    found = proposed(texts)
    (each,) = [found[text] for text in found.keys() - BEFORE.keys() if plant.strip() in text]
    assert each.form is form
    assert each.documents == 16
    assert each.share == 0.04
    assert each.expected < each.documents / 5
    assert each.places[0][0] == "text 0"


def test_speech_tags_and_function_words_are_language() -> None:
    texts = [f"“It is {number} o’clock.” he said. And it was late." for number in range(100)]
    assert not {each.text for each in surveyed(texts).proposals} & {"he said.", "he said", "said", "And it was late."}


def test_one_thing_is_proposed_once() -> None:
    texts = [f"Mill number {number} was sold. Read more here now" for number in range(50)]
    found = [each.text for each in surveyed(texts).proposals if "here" in each.text]
    assert found == ["Read more here now"]


def test_nothing_is_nothing() -> None:
    assert surveyed([]) == Survey(0, ())
    assert surveyed(["", " ", "\n"]).proposals == ()


def test_more_evidence_comes_first() -> None:
    proposals = surveyed(collection()).proposals
    assert [each.evidence for each in proposals] == sorted((each.evidence for each in proposals), reverse=True)


LINE = "{text}\n\n{usual}\n\nIt has {number} mills."
WITHIN = "{text}\n\nIt has {number} mills, {usual} and {number} more."


@pytest.mark.parametrize(
    ("usual", "put"),
    [
        *((line, LINE) for line in ("Girl: Yeah.", "* * * * *", "****", "them.”")),
        *((token, WITHIN) for token in ("B&T", "UTC+1", "huh", "36°C", "***", "a@mill.example")),
    ],
)
def test_what_people_write_again_and_again(usual: str, put: str) -> None:
    texts = [put.format(text=text, usual=usual, number=number) for number, text in enumerate(collection())]
    assert not [text for text in proposed(texts).keys() - BEFORE.keys() if usual in text]


def test_codes_of_languages_at_the_ends_of_names() -> None:
    """One text in thirteen has a name to which a code is glued; in a few more a name ends so by itself."""
    names = ("Anton", "Berit", "Clara", "Doris", "Edwin", "Frida")
    glued = [f"{name}{code}" for name in names for code in ("zh", "sk", "tr", "bn", "sr")]
    texts = collection()
    for number, name in enumerate(glued):
        texts[number * 13] += f" It was {name} who left."
    (found,) = [each for each in surveyed(texts).proposals if each.form is UnitForm.WORD_END]
    assert found.text == "language codes"
    assert len(glued) <= found.documents <= len(glued) + 5
    assert not [each for each in surveyed(collection()).proposals if each.form is UnitForm.WORD_END]
