"""Whether a text shows on purpose what is residue elsewhere: a page about entities, encodings or tokenizers, text that
speaks of a program, and text that is itself markup or data."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence

from cleaner.document import Document
from cleaner.entities import character
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.noise import is_roff

Holds = Callable[[Document, int, int], bool]
Reasons = tuple[tuple[str, Holds], ...]
"""Reasons to leave a span alone: why, and the question whether that holds for `start..end` of a document."""

_ANYWHERE: dict[Holds, Callable[[Document], bool]] = {}
"""For some questions, whether they could hold anywhere in a document."""

_KEY = expression(r'"[^"\n]{1,80}"\s{0,4}:')
_ELEMENT = expression(r"<([A-Za-z][\w:.-]*)[^<>]*>")
_BLOCKS = frozenset(
    "html head body p div table tr td ul ol li h1 h2 h3 h4 h5 h6 section article main nav header".split()
)
"""Elements that a page or a piece of one begins with. `<s>` is also a token of models."""

_PROGRAM = expression(
    r"(?<![\w/.@#\-])[a-z][a-z0-9]*_[a-z]\w*|(?<=[a-z])\(\)|``[^`\n]+``|(?<=\w)::|^[ \t]*>>> |(?<![\w-])--[a-z]{2}",
    re.MULTILINE,
)
"""Names, calls, options and literals of programs."""

_PROGRAM_SIGNS = ("_", "()", "``", "::", ">>>", "--")
"""One of these each of them has."""

_MIN_PROGRAM = 3
"""So many of them, and a text speaks of a program."""

_TOLD_ENTITY = expression(r"^[ \t]*&(?P<reference>#?\w{2,31});[ \t:=,]*(?P<sign>\S)", re.MULTILINE)
_MIN_TOLD = 2

_MAX_INDENT = 40
"""Characters before what begins its line, at most."""

_HEAD = 500
"""Characters at the start of a text that show whether it is data or markup."""


def mentions(text: str, terms: Sequence[str]) -> bool:
    """Whether one of `terms` (in lower case, as in `data/`) is in `text` as words of its own."""
    return _pattern(tuple(terms)).search(text.lower()) is not None


def is_meant(document: Document, start: int, end: int, reasons: Reasons) -> bool:
    """Whether one of `reasons` holds for `document.text[start:end]`."""
    for _, holds in reasons:  # noqa: SIM110 - any() takes half as long again, and this is asked of sign after sign
        if holds(document, start, end):
            return True
    return False


def only_where(anywhere: Callable[[Document], bool]) -> Callable[[Holds], Holds]:
    """Says of the question below that it holds nowhere in a document of which `anywhere` is not true."""

    def told(holds: Holds) -> Holds:
        _ANYWHERE[holds] = anywhere
        return holds

    return told


def possible(document: Document, reasons: Reasons) -> Reasons:
    """Those of `reasons` that could hold somewhere in `document`: for a rule that asks about sign after sign."""
    return tuple(each for each in reasons if each[1] not in _ANYWHERE or _ANYWHERE[each[1]](document))


def shows_program(document: Document) -> bool:
    """Whether the text speaks of a program: with names, calls, options or literals of code. For `document.once`."""
    text, shown = document.text, document.once(signs)
    if sum(text.count(sign) for sign in _PROGRAM_SIGNS if sign in shown) < _MIN_PROGRAM:
        return False
    return next(itertools.islice(_PROGRAM.finditer(text), _MIN_PROGRAM - 1, None), None) is not None


def in_text_about_program(document: Document, _start: int, _end: int) -> bool:
    """The same as one of `Reasons`."""
    return document.once(shows_program)


def _lists_entities(document: Document) -> bool:
    """Whether lines begin with an entity and go on with its character: `&lt;  < smaller`."""
    told = sum(character(match["reference"]) == match["sign"] for match in _TOLD_ENTITY.finditer(document.text))
    return told >= _MIN_TOLD


@only_where(lambda document: document.once(_lists_entities))
def in_list_of_entities(document: Document, start: int, _end: int) -> bool:
    """Whether an entity begins its line, as those do whose characters are told; one of `Reasons`."""
    if not document.once(_lists_entities):
        return False
    low, _ = document.line_at(start)
    return start - low <= _MAX_INDENT and not document.text[low:start].strip()


def is_source(text: str) -> bool:
    """Whether the text is HTML, XML, JSON or roff rather than what a reader sees of it."""
    head = text[:_HEAD].lstrip()
    if head.startswith(("<!", "<?")) or is_roff(text):
        return True
    if opening := _ELEMENT.match(head):
        name = opening[1]
        return name.lower() in _BLOCKS or (name != "s" and text.rstrip().endswith(f"</{name}>"))
    return head.startswith(("{", "[")) and _KEY.search(head) is not None


@functools.lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![\w=])(?:{'|'.join(map(re.escape, longest_first))})s?(?![\w=])")
