"""The tags with which multilingual models name a language: `eng_Latn`, `__en__`, `>>fra<<`, `<2de>`, `en_XX`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change
from cleaner.expressions import expression

_SCRIPTS = (
    "Arab|Armn|Beng|Cyrl|Deva|Ethi|Geor|Grek|Gujr|Guru|Hang|Hans|Hant|Hebr|Jpan|Khmr|Knda|Kore|Laoo|Latn|Mlym|Mymr"
    "|Olck|Orya|Sinh|Taml|Telu|Tfng|Thai|Tibt"
)
"""ISO 15924 codes of the scripts in the language tags of the NLLB models."""

_TAG = (
    rf"(?:[a-z]{{3}}_(?:{_SCRIPTS})|[a-z]{{2}}_XX|__[a-z]{{2,3}}__|>>[a-z]{{2,3}}(?:_[A-Z][a-z]{{3}})?<<"
    r"|<2[a-z]{2,3}(?:_[A-Za-z]{2,4})?>)"
)
_TAGS = rf"{_TAG}(?:[ \t]*{_TAG})*"
_STOP = r"[.!?:…。！？।؟]"
_SENTENCE_START = rf"(?:^[ \t]*|(?<={_STOP})|(?<={_STOP}[\"'”’»)])|(?<={_STOP}[ \t])|(?<={_STOP}[\"'”’»)][ \t]))"
_BEFORE = expression(
    rf"{_SENTENCE_START}(?P<tags>{_TAGS})(?:[ \t]+(?=[^\sa-z])|(?=[^\W\d_a-z]|[\"“‘«¿¡]))", re.MULTILINE
)
"""Tags before what begins a sentence, with a space or glued to it."""

_AFTER = expression(rf"(?<={_STOP}|[\"'”’»)])(?P<space>[ \t]*)(?P<tags>{_TAGS})[ \t]*(?=\r?$)", re.MULTILINE)
"""Tags after the last sentence of a line."""

_ALONE = expression(rf"\A[ \t]*(?P<tags>{_TAGS})[ \t]*\r?\n(?=[^\r\n])|\n[ \t]*(?P<last>{_TAGS})[ \t\r\n]*\Z")
"""Tags that have the first or the last line to themselves."""

_OWN_LINE = expression(rf"(?<=\n)[ \t]*(?P<tags>{_TAGS})[ \t]*\r?\n(?=[^\s\[{{(<][^\r\n]{{12}})")
"""Tags that have a line to themselves above prose."""

_BEFORE_STOP = expression(rf"(?<=[^\W\d_])[ \t]+(?P<tags>{_TAGS})(?=[.!?](?:\s|\Z))")
"""Tags between the last word of a sentence and its stop."""

_RECURRING = (_OWN_LINE, _BEFORE_STOP)

_ANY = expression(_TAG)
_LANGUAGE = expression(r"[a-z]{2,3}")
_M2M = "__"
_ASCII_STOPS = frozenset(".!?:\"'")
_MIN_TIMES = 2
_MAX_LANGUAGES = 2
"""A translation is from one language into another: a text that names more is about languages, or a list of them."""


def language_tags(document: Document) -> Iterator[tuple[int, int, Change]]:
    """The language tags between the sentences of a text: start, end, and what goes with each."""
    text = document.text
    if len({_language(match[0]) for match in _ANY.finditer(text)}) > _MAX_LANGUAGES:
        return
    found = [match for pattern in (_BEFORE, _AFTER, _ALONE, *_RECURRING) for match in pattern.finditer(text)]
    times = Counter(tag for match in found for tag in _ANY.findall(match[0]))
    end = 0
    for match in sorted(found, key=re.Match.start):
        tags = _ANY.findall(match[0])
        if match.re in _RECURRING and document.origin != "machine" and min(times[tag] for tag in tags) < _MIN_TIMES:
            continue
        if match.start() >= end and all(_is_known(tag, times[tag], document) for tag in tags):
            start, end = match.span()
            glued = match.re == _BEFORE and text[start - 1 : start] in _ASCII_STOPS and start > 0
            yield start, end, Change(start, end, " " if glued else "")


def _language(tag: str) -> str:
    found = _LANGUAGE.search(tag)
    assert found is not None
    return found[0]


def _is_known(tag: str, times: int, document: Document) -> bool:
    """Whether a tag says what it is: `__add__` is a method, unless the text begins with it and goes on so."""
    if not tag.startswith(_M2M) or _language(tag) in document.lexicon.words("language-codes"):
        return True
    return times >= _MIN_TIMES and document.text.lstrip().startswith(tag)
