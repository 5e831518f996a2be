"""HTML: the text of its elements, tags, comments, scripts, code and attributes left as they are.

Pages are cut into tags and text as the HTML living standard has it (section 13.2.5, tokenization), which gives every
file a meaning, however broken; a tree is not needed, for where an element ends does not matter, only that something
begins or ends. tree-sitter's grammar was tried: it finds errors where browsers read on (`a < b`, an attribute without
its quote), and loses text in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.structure.entities import escaped, seen
from cleaner.structure.identifiers import NAME
from cleaner.structure.prose import Prose, ProseBuilder
from cleaner.structure.tags import INLINE, OPAQUE, STAND_IN, STANDING, VOID, name_of

_SPACES = " \\t\\n\\f\\r"
_VALUE = rf"(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?=>)|[^{_SPACES}>\"'][^{_SPACES}>]*+)"
_ATTRIBUTE = rf"[^{_SPACES}/>][^{_SPACES}/>=]*+(?:[{_SPACES}]*+=[{_SPACES}]*+{_VALUE})?+"
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rf"|</?[A-Za-z][^{_SPACES}/>]*+(?:[{_SPACES}/]++|{_ATTRIBUTE})*+(?:>|\Z)"  # a tag
    r"|<(?:[!?]|/(?!\Z))[^>]*+(?:>|\Z)",  # a doctype, or what is taken for a comment
    re.DOTALL,
)
_TEXT = re.compile(
    r"(?P<space>[ \t\n\f\r]+)|(?P<reference>&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?)"
    rf"|(?P<name>{NAME.pattern})"
    r"|(?P<template>\{\{.{0,400}?\}\}|\{%.{0,400}?%\}|<%.{0,400}?%>)",
    re.DOTALL,
)
_RAW = frozenset("script style textarea title xmp iframe noembed noframes noscript plaintext".split())
"""Elements whose content is not markup."""

_LEFT_ALONE = frozenset("pre listing head template select datalist map".split()) | OPAQUE | _RAW


class _PagePart(NamedTuple):
    """A part of a page: text, or markup with the name of its element."""

    start: int
    end: int
    name: str | None
    closing: bool = False


def read(text: str) -> Sequence[Prose]:
    """The prose of a page, or of a piece of one."""
    builder = ProseBuilder(text, escaped)
    tell(builder, 0, len(text))
    return [builder.prose()]


def tell(builder: ProseBuilder, begin: int, end: int) -> None:
    """Tell a builder what a span of its file holds, which is HTML."""
    text = builder.file
    skipped: _PagePart | None = None  # an element that is left alone, and how often it is nested
    depth = 0
    for part in _parts(text, begin, end):
        if skipped:
            depth += (part.name == skipped.name) * (-1 if part.closing else 1)
            if depth <= 0:
                _leave(builder, skipped, part.end)
                skipped = None
        elif part.name is None:
            _text(builder, part.start, part.end)
        elif _is_left_alone(text, part):
            skipped, depth = part, 1
        else:
            _markup(builder, part)
    if skipped:
        builder.end_unit(vanishing=True)


def _parts(text: str, begin: int, limit: int) -> Iterator[_PagePart]:
    """The page, cut into text and markup."""
    done = place = begin
    while (place := text.find("<", place, limit)) >= 0:
        match = _MARKUP.match(text, place, limit)
        if not match:
            place += 1
            continue
        if done < place:
            yield _PagePart(done, place, None)
        name = name_of(match[0])
        closing = text.startswith("</", place)
        yield _PagePart(place, match.end(), name, closing)
        done = place = match.end()
        if name in _RAW and not closing:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, done, limit)
            place = end.start() if end and name != "plaintext" else limit
            if done < place:
                yield _PagePart(done, place, None)
            done = place
    if done < limit:
        yield _PagePart(done, limit, None)


def _is_left_alone(text: str, part: _PagePart) -> bool:
    """Whether an element begins of which nothing is prose, or whose author says so."""
    if part.closing or not part.name or part.name in VOID:
        return False
    tag = text[part.start : part.end]
    if tag.endswith("/>") and part.name in ("svg", "math"):
        return False
    return part.name in _LEFT_ALONE or bool(_NOT_TRANSLATED.search(tag))


_NOT_TRANSLATED = re.compile(
    r"\stranslate\s*=\s*[\"']?no\b|\sclass\s*=\s*(?:\"[^\"]*|'[^']*)(?<![\w])"
    r"(?:notranslate|\w*code|highlight|source|syntax|grammar|listing|math|katex|item-decl)(?!\w)",
    re.IGNORECASE,
)


def _leave(builder: ProseBuilder, element: _PagePart, end: int) -> None:
    """An element that is left alone: code in a sentence is a word of it, other things end it."""
    if element.name in ("script", "style", "template", "noscript"):
        builder.hidden(element.start, end)
    elif element.name in OPAQUE or element.name in INLINE:
        builder.fixed(element.start, end, STAND_IN.format(element.name))
    else:
        builder.end_unit(vanishing=True)


def _markup(builder: ProseBuilder, part: _PagePart) -> None:
    if part.name in STANDING:
        builder.fixed(part.start, part.end, STAND_IN.format(part.name))
    elif part.name == "br":
        builder.fixed(part.start, part.end, "\n")
    elif part.name in INLINE or not part.name:
        builder.hidden(part.start, part.end, closing=part.closing)
    else:
        builder.end_unit(vanishing=True)


def _text(builder: ProseBuilder, start: int, end: int) -> None:
    """Text between tags: whitespace is one space, as it is shown; references are what they refer to."""
    file = builder.file
    done = start
    for match in _TEXT.finditer(file, start, end):
        low, high = match.span()
        kind = match.lastgroup
        shown, editable = match[0], False
        if kind == "reference":
            shown, _, editable = seen(match[0])
            if shown == match[0]:
                continue
        elif kind == "space" and match[0] == " " and not (low == start and builder.ends_with_space) and high < end:
            continue
        if done < low:
            builder.plain(done, low)
        done = high
        if kind == "space":
            if builder.ends_with_space:
                builder.hidden(low, high)
            else:
                builder.spelled(" ", low, high)
        elif editable:
            builder.spelled(shown, low, high)
        else:
            builder.fixed(low, high, shown)
    if done < end:
        builder.plain(done, end)
