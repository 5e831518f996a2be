"""What looks like damaged characters and is meant: tables of reasons to leave a span alone.

`cleaner.mentions.is_meant` asks one table; the first reason that holds settles it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.mentions import Reasons, in_list_of_entities, in_text_about_program, is_source, mentions, only_where
from cleaner.protection import TAG
from cleaner.quotation import is_alone_in_marks
from cleaner.quoted_values import QuotedValues
from cleaner.spans import Span, Spans

_ATTRIBUTE = expression(r"[\w-]=\"[^\"<>]*\Z")
_REACH = 200
_SHOWN = expression(
    r"(?<!\w)(?P<verb>[^\W\d_]{3,12}) (?P<entity>&(?:amp;)*#?\w{2,8};)"
    r"(?:[,.:]?(?:\n|\Z)|[,.:] | (?P<word>[^\W\d_]{2,12})\b)"
)
"""A word, an entity that closes up with nothing, and a mark or a small word."""

_EXPLAINED = expression(r"(?:^|[.;:,(])[ \t]*&(?:amp;)*#?\w{2,8}; (?P<verb>[^\W\d_]{3,12})\b", re.MULTILINE)
"""An entity that opens a clause, and a verb that says what it means."""

_HUNK = expression(r"^[> \t]*@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)
_CODE_SIGN = expression(
    r"[A-Za-z]:\\"  # a drive
    r"|\\\\"  # an escaped backslash, or a host
    r"|\\(?![nrt\"'/]|u[0-9a-fA-F]{4}|x[89a-fA-F][0-9a-fA-F])"  # a command, a class of characters
    r"|\\[nrt][a-z]"  # a command or a folder
    r"|[{};]\s*$|\w\(\)|(?<!\\)\"[^\"\\]*\\|=\s*[\"']"  # a program, or a string with escapes
)


@only_where(lambda document: len(document.protected) > 0)
def _is_protected(document: Document, start: int, _end: int) -> bool:
    return start in document.protected


def _in_quotes(document: Document, start: int, end: int) -> bool:
    return is_alone_in_marks(document.text, start, end)


@only_where(lambda document: '="' in document.text)
def _in_attribute(document: Document, start: int, _end: int) -> bool:
    opens = document.text.rfind('="', max(0, start - _REACH), start)
    return (
        opens > 0
        and opens > document.line_at(start)[0]
        and _ATTRIBUTE.match(document.text, opens - 1, start) is not None
    )


def _in_text_about_encodings(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_encodings)


@only_where(lambda document: document.once(_is_source))
def _in_source(document: Document, _start: int, _end: int) -> bool:
    return document.once(_is_source)


@only_where(lambda document: len(document.once(_paragraphs_with_markup)) > 0)
def _in_markup(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_paragraphs_with_markup)


def _in_text_about_escapes(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_escapes)


def _in_line_of_code(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_lines_of_code)


def _in_patch(document: Document, _start: int, _end: int) -> bool:
    return document.once(_has_patch)


def _has_patch(document: Document) -> bool:
    return "@@ -" in document.text and _HUNK.search(document.text) is not None


def _in_quoted_value(document: Document, start: int, _end: int) -> bool:
    return document.once(QuotedValues).at(start) is not None


def _speaks_of_escapes(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("escape-terms"))


def _lines_of_code(document: Document) -> Spans:
    """Lines in which a backslash is a part of a path, a formula or a string."""
    return Spans(line for line in document.lines if _CODE_SIGN.search(document.text, *line))


@only_where(lambda document: len(document.once(_teaching_paragraphs)) > 0)
def _is_taught(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_teaching_paragraphs)


def _teaching_paragraphs(document: Document) -> Spans:
    """Paragraphs that show how to write an entity: "write &lt; in the text", "type &nbsp;, and"."""
    verbs = document.lexicon.words("showing-verbs")
    small = document.lexicon.optional("function-words")
    taught = [
        match.start("entity")
        for match in _SHOWN.finditer(document.text)
        if match["verb"].lower() in verbs and (match["word"] is None or match["word"] in small)
    ]
    if means := document.lexicon.optional("meaning-verbs"):
        taught += [
            match.start("verb") for match in _EXPLAINED.finditer(document.text) if match["verb"].lower() in means
        ]
    starts = [start for start, _ in document.paragraphs]
    return Spans(sorted({document.paragraphs[bisect_right(starts, at) - 1] for at in taught}))


def _is_source(document: Document) -> bool:
    return is_source(document.text)


def _speaks_of_encodings(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("encoding-terms"))


def _paragraphs_with_markup(document: Document) -> Spans:
    return Spans(filter(functools.partial(_shows_markup, document), document.paragraphs))


def _shows_markup(document: Document, paragraph: Span) -> bool:
    start, end = paragraph
    if "&" not in document.text[start:end]:
        return False
    if TAG.search(document.text, start, end):
        return True
    return mentions(document.text[start:end], document.lexicon.entries("markup-terms"))


MOJIBAKE: Reasons = (("the text is about character encodings", _in_text_about_encodings),)

LOST_CHARACTERS: Reasons = (
    ("the character is in code, an address or another protected span", _is_protected),
    ("the text is about character encodings", _in_text_about_encodings),
)

ESCAPES: Reasons = (
    ("the escape is in code, an address or another protected span", _is_protected),
    ("the text is about escapes or programs", _in_text_about_escapes),
    ("the text has names, calls or options of a program", in_text_about_program),
    ("the text is a patch of a program, or has one", _in_patch),
    ("the line has a path, a formula or an unescaped quotation mark around the escape", _in_line_of_code),
    ("the escape is in a quoted value of a translation or configuration file", _in_quoted_value),
    ("the text is HTML, XML or JSON", _in_source),
)

ENTITIES: Reasons = (
    ("the text is HTML, XML or JSON", _in_source),
    ("the paragraph has tags or is about markup", _in_markup),
    ("the entity is in code, an address or another protected span", _is_protected),
    ("the entity is alone in quotation marks", _in_quotes),
    ("the entity is in the value of an attribute", _in_attribute),
    ("the paragraph shows how to write an entity", _is_taught),
    ("a list of entities and what they stand for", in_list_of_entities),
)
