"""How languages write quotations; the facts are in the list `quotation-marks` of `data/xx`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.errors import LexiconError
from cleaner.lexicon import FALLBACK, load

_LIST = "quotation-marks"


@dataclass(frozen=True)
class Convention:
    """The marks of one language: outer, inner, and the space that stands inside the outer ones."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    space: str = ""

    @property
    def double(self) -> tuple[str, str]:
        """The pair that a straight double mark stands for: the outer one, unless that is made of single marks."""
        return self.inner if self.outer[0] in "‘‚’" else self.outer

    @property
    def single(self) -> tuple[str, str]:
        """The pair that a straight single mark stands for."""
        return self.outer if self.outer[0] in "‘‚’" else self.inner


@functools.cache
def conventions() -> dict[str, Convention]:
    """All conventions by their keys. LexiconError where the file is not in form."""
    table = tomllib.loads(load(FALLBACK).text(_LIST))
    found = {}
    for key, entry in table.items():
        for name in ("outer", "inner"):
            pair = entry.get(name)
            if not (
                isinstance(pair, list) and len(pair) == 2 and all(isinstance(m, str) and len(m) == 1 for m in pair)
            ):
                raise LexiconError(f"{_LIST}: {key!r} must set {name!r} to two marks")
        if set(entry) - {"outer", "inner", "space"}:
            raise LexiconError(f"{_LIST}: {key!r} sets something unknown")
        outer, inner = tuple(entry["outer"]), tuple(entry["inner"])
        found[key] = Convention((outer[0], outer[1]), (inner[0], inner[1]), entry.get("space", ""))
    return found


def convention(key: str) -> Convention | None:
    """The convention of a language, or of a language in a country (`en-GB`); None where none is known."""
    known = conventions()
    return known.get(key) or known.get(key.partition("-")[0])


def writes_curly(document: Document) -> bool:
    """Whether the language writes “text”."""
    own = convention(document.lang)
    return own is not None and ("“", "”") in (own.outer, own.inner) and "„" not in own.outer + own.inner
