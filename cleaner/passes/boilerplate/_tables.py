"""The word lists of one language, arranged to look lines up in."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cleaner.lexicon import FALLBACK, Lexicon, load

LINES = MappingProxyType(
    {
        "comment-prompt": "comment-prompts",
        "login-prompt": "login-prompts",
        "subscribe-prompt": "subscribe-prompts",
        "advertisement-label": "advertisement-labels",
        "cookie-notice": "cookie-notices",
        "translation-credit": "translation-credits",
        "copyright-line": "copyright-lines",
        "share-prompt": "share-prompts",
        "read-more": "read-more",
    }
)
"""The kinds of furniture, each with its list of whole lines; where a line could be of two kinds, it is of the first."""

WORDS = MappingProxyType(
    {
        "comment-prompt": "comment-prompt-words",
        "login-prompt": "login-prompt-words",
        "subscribe-prompt": "subscribe-prompt-words",
        "advertisement-label": "advertisement-label-words",
        "cookie-notice": "cookie-notice-words",
        "translation-credit": "translation-credit-words",
        "copyright-line": "copyright-line-words",
        "share-prompt": "share-prompt-words",
        "read-more": "read-more-words",
    }
)
"""The lists of the words that lines of a kind are made of."""

LABELS = MappingProxyType(
    {"page-fact": "page-facts", "read-more": "read-more-labels", "advertisement-label": "advertiser-labels"}
)
"""The lists of the labels that head lines of a kind."""

KINDS = (*LINES, "page-fact")

_KNOWN = ("furniture-words", "furniture-starts", "page-nouns", "language-names", "clause-starts", "phrase-openers")

FURNITURE_LISTS = (
    *LINES.values(),
    *WORDS.values(),
    *LABELS.values(),
    *_KNOWN,
    "function-words",
    "read-more-openers",
    "soft-furniture-words",
)
"""Every list that is read here; furniture of any language is found with those of `data/xx` alone."""

EDGE = " \t|»›«‹→←▶►•·*-–—_<>[](){}#~…+\N{NO-BREAK SPACE}\N{VARIATION SELECTOR-16}"
CLOSING = ".:!" + EDGE

_MIN_RIGHTS = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|©")


@dataclass(frozen=True)
class FurnitureTables:
    """What `lines` and `labels` are of which kind, and which words are evidence for one."""

    lines: Mapping[str, str]
    labels: Mapping[str, str]
    words: Mapping[str, str]
    openers: tuple[str, ...]
    small: frozenset[str]
    soft: frozenset[str]
    starts: frozenset[str]
    nouns: frozenset[str]
    rights: tuple[str, ...]
    max_length: int


@functools.cache
def furniture_tables(lexicon: Lexicon) -> FurnitureTables:
    """The tables of a language together with those of `data/xx`."""

    def entries(name: str) -> frozenset[str]:
        return lexicon.optional(name) | load(FALLBACK).optional(name)

    lines = {line.strip(CLOSING): kind for kind in reversed(LINES) for line in entries(LINES[kind])}
    rights = tuple(line for line in lines if lines[line] == "copyright-line" and len(line.split()) >= _MIN_RIGHTS)
    return FurnitureTables(
        lines,
        {label: kind for kind, name in LABELS.items() for label in entries(name)},
        {word: kind for kind in reversed(WORDS) for word in entries(WORDS[kind])},
        tuple(f"{opener} " for opener in sorted(entries("read-more-openers"))),
        frozenset().union(*(entries(name) for name in _KNOWN)) | lexicon.optional("function-words"),
        entries("soft-furniture-words"),
        entries("furniture-starts"),
        entries("page-nouns"),
        rights,
        max(map(len, lines)),
    )


def words_of(line: str) -> list[str]:
    """The words of a line in lower case, without the endings of possessives."""
    words: list[str] = _WORD.findall(line.lower().replace("’", "'").replace("'s", "").replace("-", " "))
    return words


def plain(line: str) -> str:
    """A line as the lists have it: in lower case, single spaces, no marks at its ends."""
    return " ".join(line.lower().replace("’", "'").split()).strip(CLOSING)
