"""Word lists: found, checked, frozen, loaded once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaner import lexicon
from cleaner.errors import LexiconError
from cleaner.lexicon import FALLBACK, Lexicon, languages, load

DATA = Path(lexicon.__file__).parent / "data"
LISTS = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.txt"))


@pytest.mark.parametrize("lang", [*languages(), FALLBACK])
def test_every_language_loads(lang: str) -> None:
    loaded = load(lang)
    assert loaded.lang == lang
    assert loaded.name
    assert load(lang) is loaded
    for name in loaded.lists:
        assert loaded.words(name) == frozenset(loaded.entries(name))
        assert loaded.words(name) is loaded.words(name)


@pytest.mark.parametrize("path", LISTS)
def test_lists_hold_words_and_no_expressions(path: str) -> None:
    """A list is data: one entry a line, its source first, no end-of-line of another system."""
    content = (DATA / path).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.startswith(b"# ")


def test_what_a_language_lacks_comes_from_the_fallback() -> None:
    for name, entries in load(FALLBACK).lists.items():
        own = DATA / "de" / f"{name}.txt"
        assert own.exists() or load("de").entries(name) == entries


@pytest.mark.parametrize("lang", ["tlh", "", "../en", "en/../de", "EN"])
def test_an_unknown_language_is_an_error_that_names_the_known(lang: str) -> None:
    with pytest.raises(LexiconError, match=r"there are: .*\bde, .*\ben\b"):
        load(lang)


def test_an_unknown_list_is_an_error_that_names_the_known() -> None:
    with pytest.raises(LexiconError, match=r"no list 'nouns'; there are: .*abbreviations"):
        load("en").words("nouns")


def test_a_lexicon_travels_by_its_code() -> None:
    assert pickle.loads(pickle.dumps(load("en"))) is load("en")
    assert hash(load("en")) == hash("en")


def test_lists_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load("en").lists["new"] = ()  # type: ignore[index]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with a fallback and one language."""
    for lang in (FALLBACK, "qq"):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "lexicon.toml").write_text('name = "Q"\nscript = "Latin"\ntarget = true\n')
    monkeypatch.setattr(lexicon, "_root", lambda: tmp_path)
    for name, function in list(vars(lexicon).items()):
        if hasattr(function, "cache_clear"):
            monkeypatch.setattr(lexicon, name, function.__wrapped__)
    return tmp_path


def load_qq() -> Lexicon:
    return lexicon.load("qq")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "must begin with a comment"),
        ("word\n", "must begin with a comment"),
        ("#word\n", "must begin with a comment"),
        ("# own\nword\nword\n", "'word' stands there twice"),
        ("# own\n word\n", "' word' has blanks at its ends"),
    ],
)
def test_a_list_out_of_form_is_an_error_that_names_it(folder: Path, content: str, message: str) -> None:
    (folder / "qq" / "words.txt").write_text(content)
    with pytest.raises(LexiconError, match=rf"data/qq/words\.txt.*{message}"):
        load_qq()


@pytest.mark.parametrize(
    ("content", "message"),
    [("name = 3", "must set 'name'"), ('name = "Q"', "must set 'script'"), ("name =", "is not TOML")],
)
def test_settings_out_of_form_are_an_error(folder: Path, content: str, message: str) -> None:
    (folder / "qq" / "lexicon.toml").write_text(content)
    with pytest.raises(LexiconError, match=rf"data/qq/lexicon\.toml.*{message}"):
        load_qq()


def test_comments_and_blank_lines_are_no_entries(folder: Path) -> None:
    (folder / "qq" / "words.txt").write_text("# own\n\none\n# more\ntwo words\n")
    assert load_qq().entries("words") == ("one", "two words")
    assert lexicon.languages() == ("qq",)


def test_a_language_replaces_the_fallbacks_list(folder: Path) -> None:
    (folder / FALLBACK / "words.txt").write_text("# own\nany\n")
    (folder / FALLBACK / "more.txt").write_text("# own\nmore\n")
    (folder / "qq" / "words.txt").write_text("# own\nqq\n")
    assert load_qq().entries("words") == ("qq",)
    assert load_qq().entries("more") == ("more",)
