"""What fixtures cannot show of the pass: whole texts, counted work, and that reports stay reports."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline, detect
from cleaner.document import Document
from cleaner.errors import ConfigError
from cleaner.language import identify
from cleaner.lexicon import known_languages, languages, load, own_words
from cleaner.passes.untranslated import PASS, _latin, _runs, _scripts, _weights
from cleaner.passes.untranslated._runs import best_runs
from cleaner.rules import option_defaults

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
ENGLISH = "The council met on Monday, and the old bridge will be closed for the winter. "
WHOLE = {
    "ar": "أعلن المجلس يوم الاثنين أن الجسر القديم سيغلق طوال فصل الشتاء، وأن العمل سيبدأ في الربيع.",
    "de": "Der Rat hat am Montag beschlossen, dass die alte Brücke im Winter gesperrt wird.",
    "es": "El consejo decidió el lunes que el puente viejo estará cerrado durante todo el invierno.",
    "fa": "شورا روز دوشنبه تصمیم گرفت که پل قدیمی در تمام زمستان بسته باشد.",
    "fr": "Le conseil a décidé lundi que le vieux pont serait fermé pendant tout l'hiver.",
    "hi": "परिषद ने सोमवार को तय किया कि पुराना पुल पूरी सर्दी बंद रहेगा।",
    "id": "Dewan kota memutuskan pada hari Senin bahwa jembatan tua itu akan ditutup selama musim dingin.",
    "it": "Il consiglio ha deciso lunedì che il vecchio ponte sarà chiuso per tutto l'inverno.",
    "ja": "市議会は月曜日に、古い橋を冬の間ずっと閉鎖することを決めました。",
    "ko": "시의회는 월요일에 오래된 다리를 겨울 내내 폐쇄하기로 결정했다.",
    "nl": "De raad heeft maandag besloten dat de oude brug de hele winter gesloten zal zijn.",
    "pl": "Rada zdecydowała w poniedziałek, że stary most będzie zamknięty przez całą zimę.",
    "pt": "O conselho decidiu na segunda-feira que a ponte velha não será aberta durante o inverno.",
    "ru": "В понедельник совет решил, что старый мост будет закрыт на всю зиму.",
    "sv": "Rådet beslutade på måndagen att den gamla bron ska vara stängd under hela vintern.",
    "tr": "Meclis pazartesi günü eski köprünün bütün kış boyunca kapalı olacağına karar verdi ve bu kadar.",
    "uk": "У понеділок рада вирішила, що старий міст буде закрито на всю зиму.",
    "ur": "کونسل نے پیر کو فیصلہ کیا کہ پرانا پل پورے موسم سرما میں بند رہے گا۔",
    "zh": "市议会星期一决定，旧桥整个冬天都将关闭。",
}


@pytest.mark.parametrize("lang", WHOLE)
@pytest.mark.parametrize("times", [1, 40])
def test_a_foreign_document_is_one_finding_over_the_whole_of_it_with_its_language(lang: str, times: int) -> None:
    text = "\n\n".join([WHOLE[lang]] * times)
    (finding,) = Pipeline(select=["untranslated"]).run(f"\n{text}\n").findings
    assert (finding.rule, finding.found) == ("untranslated/foreign-document", text)
    assert finding.message.endswith(f" {load(lang).name}")


@pytest.mark.parametrize("lang", ["de", "ru", "ja"])
def test_the_same_text_inside_an_english_one_is_a_sentence(lang: str) -> None:
    text = f"{ENGLISH * 3}\n\n{WHOLE[lang]}\n\n{ENGLISH * 3}"
    (finding,) = Pipeline(select=["untranslated"]).run(text).findings
    assert (finding.rule, finding.found) == ("untranslated/untranslated-sentence", WHOLE[lang])


def test_nothing_is_applied_unless_it_is_asked_for() -> None:
    text = f"{ENGLISH}\n\n{WHOLE['de']}\n\n{ENGLISH}The museum 博物館 is open."
    assert Pipeline(apply="risky", select=["untranslated"]).run(text).text == text
    asked = Pipeline(select=["untranslated"], rules={"untranslated/untranslated-sentence": {"drop": True}}).run(text)
    assert asked.text == f"{ENGLISH}\n\n{ENGLISH}The museum 博物館 is open."
    assert asked.undo() == text


def test_a_document_is_never_emptied() -> None:
    options = {rule.name: {"drop": True} for rule in PASS.rules if "drop" in option_defaults(rule)}
    assert Pipeline(select=["untranslated"], rules=options).run(WHOLE["de"]).text == WHOLE["de"]


def test_an_uncertain_language_is_the_one_of_the_rest() -> None:
    text = f"{ENGLISH} The birds nest on a plynaukštė in the north. The sand keeps its smėlio, žvyro ar druskos here."
    messages = [finding.message for finding in Pipeline(select=["untranslated"]).run(text).findings]
    assert len(messages) == 2
    assert all(message.endswith("Lithuanian") for message in messages)


def test_windows_line_ends_change_nothing() -> None:
    text = f"{ENGLISH}\n\n{WHOLE['fr']}\n\n{ENGLISH}"
    pipeline = Pipeline(select=["untranslated"])
    plain, windows = pipeline.run(text).findings, pipeline.run(text.replace("\n", "\r\n")).findings
    assert [(f.rule, f.found) for f in plain] == [(f.rule, f.found) for f in windows]


def test_a_detector_nobody_knows_is_a_mistake_of_the_configuration() -> None:
    with pytest.raises(ConfigError, match="no detector 'oracle'"):
        Pipeline(rules={"untranslated/foreign-document": {"detector": "oracle"}})


def test_clean_text_hardly_ever_asks_the_detector() -> None:
    """Less than one sentence in a hundred; counted, over all English articles and passages of the fixtures."""
    detect.detector.cache_clear()
    pipeline = Pipeline(select=["untranslated"])
    paths = [*FIXTURES.glob("articles/after/*.txt"), *FIXTURES.glob("keep/en/*.txt")]
    sentences = 0
    for path in paths:
        for passage in path.read_text(encoding="utf-8").split("\n%\n"):
            sentences += len(Document(passage, load("en")).sentences)
            pipeline.run(passage)
    assert sentences > 500
    assert detect.detector("langdetect").asked * 100 < sentences


def test_every_language_with_function_words_is_told_by_them() -> None:
    """Its own list, read as a text, must name it: a list that names another is wrong, or no use."""
    for lang in known_languages():
        words = own_words(lang, "function-words")
        guess = identify(" ".join(words))
        assert not words or (guess is not None and guess.lang == lang), lang


def test_known_languages_are_no_targets_unless_they_say_so() -> None:
    assert set(languages()) < set(known_languages())
    assert "en" in languages()
    assert "it" not in languages()


def best_sum(points: list[int]) -> int:
    """The highest sum of any run, by trying them all."""
    return max(sum(points[i:j]) for i in range(len(points)) for j in range(i + 1, len(points) + 1))


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=24))
def test_runs_are_disjoint_positive_and_hold_the_best(points: list[int]) -> None:
    runs = best_runs(points)
    assert all(end <= start for (_, end), (start, _) in pairwise(runs))
    assert all(sum(points[start:middle]) > 0 for start, end in runs for middle in range(start + 1, end + 1))
    best = best_sum(points)
    assert max((sum(points[start:end]) for start, end in runs), default=0) == max(0, best)


@pytest.mark.parametrize("shape", [[1, -2], [2, -1], [1, -1], [3, -2, 1, -3]])
def test_runs_are_found_in_linear_time(shape: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in looks at earlier runs, which is where a naive search turns quadratic."""

    def looks(size: int) -> int:
        count = 0
        plain = _runs._ScoredRun

        class Watched(plain):  # type: ignore[valid-type,misc]
            def __getattribute__(self, name: str) -> object:
                nonlocal count
                count += name == "before"
                return object.__getattribute__(self, name)

        monkeypatch.setattr(_runs, "_ScoredRun", Watched)
        best_runs(shape * size)
        monkeypatch.setattr(_runs, "_ScoredRun", plain)
        return count

    assert looks(800) < 2.3 * looks(400)


def test_words_are_weighed_once_however_long_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def weighed(times: int) -> int:
        count = 0
        plain = _weights.points_of

        def watched(*arguments: object) -> float:
            nonlocal count
            count += 1
            return plain(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(_weights, "points_of", watched)
        text = "We wait und hoffen auf die rain, and it is late. " * times
        Pipeline(select=["untranslated"]).run(text)
        monkeypatch.setattr(_weights, "points_of", plain)
        return count

    assert 0 < weighed(200) <= 2.2 * weighed(100)


@given(st.text(alphabet="ab éñŞ'’ßαж漢あ.\n\"(", max_size=60))
def test_any_text_gets_through_unchanged_with_findings_inside_it(text: str) -> None:
    result = Pipeline(select=["untranslated"]).run(text)
    assert result.text == text
    assert all(text[finding.start : finding.end] == finding.found != "" for finding in result.findings)


def test_words_of_no_language_are_searched_only_where_the_text_is_known_to_be_machine_translation() -> None:
    text = f"{ENGLISH}The boats were late. Medjutim, they all came home."
    pipeline = Pipeline(select=["untranslated"])
    assert not pipeline.run(text).findings
    assert [finding.found for finding in pipeline.run(text, origin="machine").findings] == ["Medjutim"]


def test_the_ends_of_a_run_are_trimmed_in_linear_time() -> None:
    """Counted in words looked at; a run of one sentence may be as long as the text."""
    document = Document("und nicht que the " * 800, load("en"))

    def looks(size: int) -> int:
        count = 0

        class Watched(list[_weights.WeighedWord]):
            def __getitem__(self, key: object) -> object:  # type: ignore[override]
                nonlocal count
                count += len(range(*key.indices(len(self)))) if isinstance(key, slice) else 1
                return super().__getitem__(key)  # type: ignore[index]

        words = Watched(_weights.weighed(document.text, 0, size, document.lexicon))
        _latin._trimmed(document, words, 0, len(words))
        return count

    assert looks(12000) <= 2.2 * looks(6000)


@given(st.text("aé\u0301\u200dªʰбם本ー1- ", max_size=10))
def test_the_first_look_for_mixed_words_misses_none(text: str) -> None:
    is_any_mixed = any(_scripts._is_mixed(match[0]) for match in _scripts._WORD.finditer(text))
    assert is_any_mixed == (_scripts._MIXED.search(text) is not None)
