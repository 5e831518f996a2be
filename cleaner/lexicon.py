"""What is known of one target language: word lists and settings, read from `data/<language>/`, never from code.

A language folder holds `lexicon.toml` (name, script, settings) and, in rooms, the lists that `cleaner.lists` names, one
entry a line. Lines that start with `#` are comments; the first ones name the source. What a language does not have
comes from `data/xx`, which holds what is true of any language. A list is read when it is first asked for.

A folder makes a language known, so that text in it can be told from other text; `target = true` in its `lexicon.toml`
says that there is enough in it to clean text of that language.
"""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cleaner.errors import LexiconError
from cleaner.lists import LISTS

FALLBACK = "xx"
_SETTINGS = "lexicon.toml"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of one language. `lang` is its code as in `data/`; there is one object a language."""

    lang: str
    name: str
    script: str
    settings: Mapping[str, object] = field(default_factory=dict)
    _entries: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return load, (self.lang,)

    def entries(self, name: str) -> tuple[str, ...]:
        """The entries of the list `name` in the order of its file. LexiconError where the language has no such list."""
        try:
            return self._entries[name]
        except KeyError:
            return self._entries.setdefault(name, _entries_of(self.text(name)))

    def read(self, name: str) -> tuple[str, ...]:
        """The same as `entries`, but nothing is remembered: for who keeps them in a form of his own."""
        kept = self._entries.get(name)
        return _entries_of(self.text(name)) if kept is None else kept

    def words(self, name: str) -> frozenset[str]:
        """The list `name` as a set. LexiconError where the language has no such list."""
        try:
            return self._sets[name]
        except KeyError:
            return self._sets.setdefault(name, frozenset(self.entries(name)))

    def optional(self, name: str) -> frozenset[str]:
        """The list `name` as a set, empty where the language has no such list. LexiconError for an unknown name."""
        try:
            return self._sets[name]
        except KeyError:
            known = self.has(name) or name not in LISTS  # an unknown name is an error, not a list that is missing
            return self.words(name) if known else self._sets.setdefault(name, frozenset())

    def has(self, name: str) -> bool:
        """Whether the language has the list `name`, of its own or from the fallback."""
        return _file(self.lang, name) is not None

    def lacking(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the lists `names` that the language has not."""
        return tuple(name for name in names if not self.has(name))

    def text(self, name: str) -> str:
        """The file of the list `name` as it is. LexiconError where the language has no such list."""
        file = _file(self.lang, name)
        if file is None:
            if name not in LISTS:
                raise LexiconError(f"there is no list {name!r}; cleaner/lists.py has those there are")
            raise LexiconError(f"there is no list {name!r} in data/{self.lang} nor in data/{FALLBACK}")
        return _read(file)

    def with_list(self, name: str, entries: Iterable[str]) -> Lexicon:
        """A lexicon that differs in one list: for tests, and for training the models. It does not survive pickling."""
        other = Lexicon(self.lang, self.name, self.script, self.settings)
        other._entries[name] = tuple(entries)
        return other


@functools.cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that a pipeline can clean, sorted."""
    return tuple(lang for lang in known_languages() if load(lang).settings.get("target") is True)


@functools.cache
def known_languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder of their own, sorted; without the fallback."""
    folders = (name for name in os.listdir(_root()) if name != FALLBACK)
    return tuple(sorted(name for name in folders if os.path.isfile(_path(name, _SETTINGS))))


@functools.cache
def load(lang: str) -> Lexicon:
    """The lexicon of `lang`. LexiconError where there is none or where its settings are not in form."""
    file = _path(lang, _SETTINGS)
    if not lang.isalpha() or not os.path.isfile(file):
        raise LexiconError(f"there is no lexicon for {lang!r}; there are: {', '.join(known_languages())}")
    try:
        settings = tomllib.loads(_read(file))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"data/{lang}/lexicon.toml is not TOML: {error}") from error
    for key in ("name", "script"):
        if not isinstance(settings.get(key), str):
            raise LexiconError(f"data/{lang}/lexicon.toml must set {key!r} to a string")
    if not isinstance(settings.get("target", False), bool):
        raise LexiconError(f"data/{lang}/lexicon.toml must set 'target' to true or false")
    return Lexicon(lang, settings["name"], settings["script"], MappingProxyType(settings))


@functools.cache
def own_words(lang: str, name: str) -> tuple[str, ...]:
    """The entries of a list in the folder of `lang` itself; none where it has no such list."""
    return load(lang).entries(name) if is_own(lang, name) else ()


def is_own(lang: str, name: str) -> bool:
    """Whether a language has the list `name` in its own folder."""
    return os.path.isfile(_path(lang, LISTS[name].path))


@functools.cache
def _file(lang: str, name: str) -> str | None:
    """The file of a list: the language's own, or that of the fallback."""
    if name not in LISTS:
        return None
    files = (_path(folder, LISTS[name].path) for folder in (lang, FALLBACK))
    return next((file for file in files if os.path.isfile(file)), None)


def _entries_of(text: str) -> tuple[str, ...]:
    return tuple([line for line in text.splitlines() if line and line[0] != "#"])


def _read(file: str) -> str:
    with open(file, encoding="utf-8") as stream:
        return stream.read()


def _path(lang: str, name: str) -> str:
    return os.path.join(_root(), lang, name)


def _root() -> str:
    return os.path.join(os.path.dirname(__file__), "data")  # plain paths: other ways to find them take longer to import
