"""What is known of one target language: word lists and settings, read from `data/<language>/`, never from code.

A language folder holds `lexicon.toml` (name, script, the lists it has) and text lists, one entry a line. Lines that
start with `#` are comments; the first ones name the source. What a language does not have comes from `data/xx`, which
holds what is true of any language.

A folder makes a language known, so that text in it can be told from other text; `target = true` in its `lexicon.toml`
says that there is enough in it to clean text of that language.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from cleaner.errors import LexiconError

FALLBACK = "xx"


@dataclass(frozen=True)
class Lexicon:
    """The frozen word lists of one language. `lang` is its code as in `data/`."""

    lang: str
    name: str
    script: str
    lists: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, object] = field(default_factory=dict)
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return load, (self.lang,)

    def entries(self, name: str) -> tuple[str, ...]:
        """The entries of the list `name` in the order of its file. LexiconError where no such list exists."""
        try:
            return self.lists[name]
        except KeyError:
            known = ", ".join(sorted(self.lists))
            raise LexiconError(
                f"data/{self.lang} and data/{FALLBACK} have no list {name!r}; there are: {known}"
            ) from None

    def words(self, name: str) -> frozenset[str]:
        """The list `name` as a set, made once."""
        try:
            return self._sets[name]
        except KeyError:
            return self._sets.setdefault(name, frozenset(self.entries(name)))

    def optional(self, name: str) -> frozenset[str]:
        """The list `name` as a set, empty where the language has no such list."""
        return self.words(name) if name in self.lists else frozenset()

    def lacking(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the lists `names` that neither the language nor the fallback has."""
        return tuple(name for name in names if name not in self.lists)

    def __hash__(self) -> int:
        return hash(self.lang)


@functools.cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that a pipeline can clean, sorted."""
    return tuple(lang for lang in known_languages() if load(lang).settings.get("target") is True)


@functools.cache
def known_languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder of their own, sorted; without the fallback."""
    folders = (entry.name for entry in _root().iterdir() if entry.is_dir() and entry.joinpath("lexicon.toml").is_file())
    return tuple(sorted(name for name in folders if name != FALLBACK))


@functools.cache
def load(lang: str) -> Lexicon:
    """The lexicon of `lang`. LexiconError where there is none or where its files are not in form."""
    folder = _root().joinpath(lang)
    if not lang.isalpha() or not folder.joinpath("lexicon.toml").is_file():
        raise LexiconError(f"there is no lexicon for {lang!r}; there are: {', '.join(known_languages())}")
    try:
        settings = tomllib.loads(folder.joinpath("lexicon.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"data/{lang}/lexicon.toml is not TOML: {error}") from error
    for key in ("name", "script"):
        if not isinstance(settings.get(key), str):
            raise LexiconError(f"data/{lang}/lexicon.toml must set {key!r} to a string")
    if not isinstance(settings.get("target", False), bool):
        raise LexiconError(f"data/{lang}/lexicon.toml must set 'target' to true or false")
    lists = _lists(folder, lang)
    if lang != FALLBACK:
        lists = {**load(FALLBACK).lists, **lists}
    return Lexicon(lang, settings["name"], settings["script"], MappingProxyType(lists), MappingProxyType(settings))


def _lists(folder: Traversable, lang: str) -> dict[str, tuple[str, ...]]:
    lists = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".txt"):
            lists[entry.name.removesuffix(".txt")] = _read_list(entry, f"data/{lang}/{entry.name}")
    return lists


def _read_list(entry: Traversable, name: str) -> tuple[str, ...]:
    lines = entry.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("# "):
        raise LexiconError(f"{name} must begin with a comment that names its source")
    entries = [line for line in lines if line and not line.startswith("#")]
    seen: set[str] = set()
    for text in entries:
        if text != text.strip():
            raise LexiconError(f"{name}: {text!r} has blanks at its ends")
        if text in seen:
            raise LexiconError(f"{name}: {text!r} stands there twice")
        seen.add(text)
    return tuple(entries)


def _root() -> Traversable:
    return resources.files("cleaner").joinpath("data")
