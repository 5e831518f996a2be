"""Lexicons: found, frozen, loaded once, a list at a time."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest

from cleaner import lexicon
from cleaner.errors import LexiconError
from cleaner.lexicon import FALLBACK, Lexicon, known_languages, languages, load, own_words
from cleaner.lists import LISTS


@pytest.mark.parametrize("lang", [*known_languages(), FALLBACK])
def test_every_language_loads_once(lang: str) -> None:
    loaded = load(lang)
    assert loaded.lang == lang
    assert loaded.name
    assert load(lang) is loaded


@pytest.mark.parametrize("lang", languages())
def test_a_list_is_read_when_it_is_first_asked_for_and_kept(lang: str) -> None:
    loaded = Lexicon(lang, "Q", "Latin")
    assert not loaded._entries
    assert loaded.words("abbreviations") == frozenset(loaded.entries("abbreviations"))
    assert loaded.words("abbreviations") is loaded.words("abbreviations")
    assert set(loaded._entries) == {"abbreviations"}


def test_what_a_language_lacks_comes_from_the_fallback() -> None:
    assert load("de").entries("name-particles") == load(FALLBACK).entries("name-particles")
    assert load("de").entries("function-words") != load("en").entries("function-words")
    assert own_words("de", "name-particles") == ()
    assert own_words("de", "function-words") == load("de").entries("function-words")


@pytest.mark.parametrize("lang", ["tlh", "", "../en", "en/../de", "EN"])
def test_an_unknown_language_is_an_error_that_names_the_known(lang: str) -> None:
    with pytest.raises(LexiconError, match=r"there are: .*\bde, .*\ben\b"):
        load(lang)


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(LexiconError, match=r"no list 'nouns'; cleaner/lists\.py has those there are"):
        load("en").words("nouns")
    with pytest.raises(LexiconError, match="no list 'nouns'"):
        load("en").optional("nouns")


def test_a_list_that_a_language_has_not_is_an_error_or_empty() -> None:
    with pytest.raises(LexiconError, match="no list 'particles' in data/de nor in data/xx"):
        load("de").words("particles")
    assert load("de").optional("particles") == frozenset()
    assert load("de").lacking(("abbreviations", "particles", "nouns")) == ("particles", "nouns")
    assert load("en").lacking(("abbreviations", "particles")) == ()


def test_a_lexicon_travels_by_its_code() -> None:
    assert pickle.loads(pickle.dumps(load("en"))) is load("en")


def test_a_lexicon_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load("en").lang = "de"  # type: ignore[misc]
    with pytest.raises(TypeError):
        load("en").settings["target"] = False  # type: ignore[index]
    other = load("en").with_list("particles", ["off"])
    assert other.words("particles") == {"off"}
    assert load("en").words("particles") != {"off"}
    assert other != load("en")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with a fallback and one language."""
    for lang in (FALLBACK, "qq"):
        (tmp_path / lang / "grammar").mkdir(parents=True)
        (tmp_path / lang / "lexicon.toml").write_text('name = "Q"\nscript = "Latin"\ntarget = true\n')
    monkeypatch.setattr(lexicon, "_root", lambda: tmp_path)
    for name, function in list(vars(lexicon).items()):
        if hasattr(function, "cache_clear"):
            monkeypatch.setattr(lexicon, name, function.__wrapped__)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "message"),
    [("name = 3", "must set 'name'"), ('name = "Q"', "must set 'script'"), ("name =", "is not TOML")],
)
def test_settings_out_of_form_are_an_error(folder: Path, content: str, message: str) -> None:
    (folder / "qq" / "lexicon.toml").write_text(content)
    with pytest.raises(LexiconError, match=rf"data/qq/lexicon\.toml.*{message}"):
        lexicon.load("qq")


def test_comments_and_empty_lines_are_no_entries(folder: Path) -> None:
    (folder / "qq" / LISTS["modals"].path).write_text("# own\n\none\n# more\ntwo words\n")
    assert lexicon.load("qq").entries("modals") == ("one", "two words")
    assert lexicon.languages() == ("qq",)


def test_a_language_replaces_the_fallbacks_list(folder: Path) -> None:
    (folder / FALLBACK / LISTS["modals"].path).write_text("# own\nany\n")
    (folder / FALLBACK / LISTS["degrees"].path).write_text("# own\nmore\n")
    (folder / "qq" / LISTS["modals"].path).write_text("# own\nqq\n")
    assert lexicon.load("qq").entries("modals") == ("qq",)
    assert lexicon.load("qq").entries("degrees") == ("more",)
