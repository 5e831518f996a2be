"""Foreign documents are told; short and mixed ones are given the benefit of the doubt."""

from __future__ import annotations

import pytest

from cleaner.language import is_foreign
from cleaner.lexicon import load

ENGLISH = "The council met on Monday and decided that the old bridge would be closed for the whole of the winter."
GERMAN = (
    "Der Rat hat am Montag beschlossen, dass die alte Brücke für den ganzen Winter nicht mehr befahren werden darf."
)
FRENCH = (
    "Le conseil a décidé lundi que le vieux pont serait fermé pendant tout l'hiver et que les travaux commenceraient."
)
SPANISH = (
    "El consejo decidió el lunes que el viejo puente se cerraría durante todo el invierno y que las obras empezarían."
)
RUSSIAN = "В понедельник совет решил, что старый мост будет закрыт на всю зиму."
URDU = "کونسل نے پیر کو فیصلہ کیا کہ پرانا پل پورے موسم سرما میں بند رہے گا۔"
JAPANESE = "市議会は月曜日に、古い橋を冬の間ずっと閉鎖することを決定した。"


@pytest.mark.parametrize(
    "text", [GERMAN, FRENCH, SPANISH, RUSSIAN, URDU, JAPANESE, GERMAN * 50, ("\n" * 900) + RUSSIAN * 40]
)
def test_foreign(text: str) -> None:
    assert is_foreign(text, load("en"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        ENGLISH,
        ENGLISH * 50,
        "Ankara, 12. Mai",
        "die Brücke",
        "Kyoto Sapporo Nagoya Osaka Kobe Nara Sendai Niigata",
        f"The word “{JAPANESE[:6]}” is written so, and it is the name of the town that we mean in this text.",
        f"{ENGLISH} {FRENCH}",
        "café déjà vu — naïve",
    ],
)
def test_in_doubt_it_is_the_language_of_the_pipeline(text: str) -> None:
    assert not is_foreign(text, load("en"))


@pytest.mark.parametrize(("lang", "text"), [("de", GERMAN), ("fr", FRENCH), ("es", SPANISH)])
def test_each_language_knows_its_own_and_finds_english_foreign(lang: str, text: str) -> None:
    assert not is_foreign(text, load(lang))
    assert is_foreign(ENGLISH, load(lang))


def test_the_look_is_short_whatever_the_length() -> None:
    """Three windows are read: what stands between them cannot matter."""
    filler = "x " * 5_000
    text = ENGLISH * 10 + filler + ENGLISH * 10
    places = [len(ENGLISH) * 10 + 2_000, len(text) - len(ENGLISH) * 10 - 2_000]
    for place in places:
        assert not is_foreign(text[:place] + RUSSIAN * 3 + text[place:], load("en"))
