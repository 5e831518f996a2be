"""Detectors: few are asked, each text once, always with the same answer, and never at the host's expense."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cleaner import detect
from cleaner.errors import ConfigError

GERMAN = "Der Verkehr wird über die alte Straße geleitet, bis die Brücke fertig ist."


@pytest.fixture
def fresh() -> detect.Detector:
    """A detector that was asked nothing yet."""
    detect.detector.cache_clear()
    return detect.detector("langdetect")


def test_it_names_a_language(fresh: detect.Detector) -> None:
    answer = fresh(GERMAN)
    assert answer is not None
    assert answer[0] == "de"
    assert answer[1] > 0.9


def test_a_text_is_asked_about_once(fresh: detect.Detector) -> None:
    assert fresh(GERMAN) == fresh(GERMAN)
    assert fresh.asked == 1


@pytest.mark.parametrize("text", ["", "kurz", "12345 67890 12345 67890", "x" * (detect.MIN_LETTERS - 1)])
def test_short_texts_are_never_asked_about(fresh: detect.Detector, text: str) -> None:
    assert fresh(text) is None
    assert fresh.asked == 0


def test_the_answer_is_the_same_every_time_and_the_random_state_of_the_host_is_left_alone() -> None:
    random.seed(7)
    before = random.getstate()
    answers = set()
    for _ in range(3):
        detect.detector.cache_clear()
        answers.add(detect.detector("langdetect")("otario verde la casa mila nuvo estrada"))
    assert len(answers) == 1
    assert random.getstate() == before


def test_a_text_without_letters_it_knows_has_no_answer(fresh: detect.Detector) -> None:
    assert fresh("ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕ") is None


def test_an_unknown_detector_is_an_error_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="langdetect, lingua"):
        detect.detector("oracle")


def test_a_detector_that_is_not_installed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match="pip install lingua-language-detector"):
        detect.check("lingua")


def test_none_never_answers() -> None:
    assert detect.detector("none")(GERMAN) is None


REAL = {
    "de": "Die Bürger der kleinen Stadt am Fluss haben gestern einen neuen Bürgermeister gewählt.",
    "fr": "Les habitants de la petite ville au bord de la rivière ont choisi hier un nouveau maire.",
    "tr": "Nehir kenarındaki küçük kasabanın sakinleri dün yeni bir belediye başkanı seçti.",
}


@pytest.mark.parametrize(
    ("name", "package"), [("langdetect", "langdetect"), ("lingua", "lingua"), ("py3langid", "py3langid")]
)
@pytest.mark.parametrize("lang", REAL)
def test_the_detectors_of_other_makers_answer_for_real(name: str, package: str, lang: str) -> None:
    pytest.importorskip(package, reason=f"the extra {name} is not installed")
    detect.check(name)
    answer = detect.Detector(name, detect._LOADERS[name])(REAL[lang])
    assert answer is not None
    assert answer[0] == lang
    assert 0.5 < answer[1] <= 1.0


def test_the_sparse_table_answers_as_the_library_does() -> None:
    """Profiles are kept smaller than langdetect keeps them; each sequence of letters has the same probabilities."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    paths = sorted(Path(PROFILES_DIRECTORY).glob("[a-z]*"))[:9]
    factory = DetectorFactory()
    factory.load_json_profile([path.read_text("utf-8") for path in paths])
    langs, table = detect._profiles(paths)
    assert langs == factory.langlist
    assert {letters: table[letters] for letters in table} == {
        letters: dense for letters, dense in factory.word_lang_prob_map.items() if 1 <= len(letters) <= 3
    }
