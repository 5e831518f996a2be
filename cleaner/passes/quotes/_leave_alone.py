"""What looks like a damaged quotation mark and is meant: tables of reasons to leave a mark alone.

`cleaner.mentions.is_meant` asks one table; the first reason that holds settles it.
"""

from __future__ import annotations

import re

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.mentions import Reasons, shows_program

ACCENTS = "\N{ACUTE ACCENT}`"
WITHIN = expression(
    rf"[{ACCENTS}‘](?:(?<=[^\W\d_].)(?:(?<=n.)t|s|re|ve|ll|d|m)(?!\w)"
    rf"|(?<=\b[oO].)(?=clock\b|[A-Z][a-z])|(?<=\b[DL][{ACCENTS}])(?=[A-Z][a-z])"
    rf"|(?<=s\N{{ACUTE ACCENT}})(?=[ \t][a-z]))"
)
"""A mark within a contraction or genitive, in o'clock and names, or after a plural."""

_CLOSING = expression(r"(?<=[\w.,!?])’(?!\w)")
_WINDOW = 400
"""Characters within which a quotation in single marks would end."""

_VALUE_SIGNS = frozenset("=\\/@<>")
_LONGEST_WORD = 20
_ARGUMENT = expression(r"(?:\w\(|\w ?=|\w \+) ?[rbuf]{0,2}[\"']")
"""How a string of a program begins: after the bracket of a call, an equals sign, or a plus."""

_JOIN = expression(r"[ \t]+(?:\.\.|\+)[ \t]*(?:\r?$|[\"'\w])", re.MULTILINE)
_STATEMENT = expression(r"[ \t]*(?:\d+ )?(?:return|print|echo|PRINT|INPUT)[ \t]+")
_REACH = 80
_TERMS = expression(r"(?<![\w:])[a-z]+:[\w-]+ (?:[a-z]+:[\w-]+ )*[a-z]+:\Z")
"""Terms of a search, the last of them with a quotation to come: `is:open label:`."""

_OTHERS = expression("[«»‹›]")


def _is_protected(document: Document, start: int, _end: int) -> bool:
    return document.protected.overlaps(start, start + 1)


def _may_be_code(document: Document, start: int, _end: int) -> bool:
    if document.text[start] != "`":
        return False
    around = document.text[max(0, start - _WINDOW) : start + _WINDOW]
    return around.count("`") != sum(1 for match in WITHIN.finditer(around) if "`" in match[0])


def _may_quote(document: Document, start: int, _end: int) -> bool:
    end = min(document.line_at(start)[1], start + _WINDOW)
    return _CLOSING.search(document.text, start + 1, end) is not None


def _is_value(document: Document, start: int, _end: int) -> bool:
    return start > 0 and document.text[start - 1] in _VALUE_SIGNS


def _is_argument(document: Document, start: int, _end: int) -> bool:
    line, _ = document.line_at(start)
    return _ARGUMENT.search(document.text, max(line, start - _WINDOW), start + 1) is not None


def _is_joined(document: Document, _start: int, end: int) -> bool:
    return _JOIN.match(document.text, end) is not None


def _is_returned(document: Document, start: int, _end: int) -> bool:
    line, _ = document.line_at(start)
    return _STATEMENT.fullmatch(document.text, line, start) is not None


def _may_be_literal(document: Document, start: int, end: int) -> bool:
    beside = document.text[start + 1 : start + 2], document.text[end - 2 : end - 1]
    return sum(map(str.isspace, beside)) == 1 and document.once(shows_program)


def _is_in_code(document: Document, start: int, end: int) -> bool:
    return start in document.protected or end - 1 in document.protected


def _is_stress(document: Document, start: int, end: int) -> bool:
    around = (
        document.text[max(0, start - _LONGEST_WORD) : start].split()[-1:],
        document.text[end:][:_LONGEST_WORD].split()[:1],
    )
    return any("*" in piece or "\\" in piece for pieces in around for piece in pieces)


def _is_after_colon(document: Document, start: int, _end: int) -> bool:
    return document.text[start - 1 : start] == ":" and document.once(shows_program)


def _is_search_term(document: Document, start: int, _end: int) -> bool:
    return (
        document.text[start - 1 : start] == ":"
        and _TERMS.search(document.text, max(0, start - _REACH), start) is not None
    )


def _is_empty(_document: Document, start: int, end: int) -> bool:
    return end == start


def _has_spaces_inside(document: Document, start: int, end: int) -> bool:
    return document.text[start].isspace() or document.text[end - 1].isspace()


def _has_other_marks(document: Document, start: int, end: int) -> bool:
    return _OTHERS.search(document.text, start, end) is not None


def _are_remarks(document: Document, start: int, end: int) -> bool:
    text = document.text
    return "\t" in (text[start - 1 : start], text[end - 2 : end - 1]) and "\n" in text[start:end]


APOSTROPHES: Reasons = (
    ("the mark is in code, an address or another protected span", _is_protected),
    ("a backquote that may pair with another near it: code", _may_be_code),
)

LEADING_MARKS: Reasons = (("a mark further on in the line may close a quotation that begins here", _may_quote),)

QUOTATIONS: Reasons = (
    ("the value of an attribute, a part of a path", _is_value),
    ('the stress of a word in a dictionary: A*gal"lo*chum', _is_stress),
    ("a value after a colon, in a text that speaks of a program", _is_after_colon),
    ('one of the terms of a search: is:open label:"old mill"', _is_search_term),
)

QUOTED: Reasons = (
    ("nothing is quoted", _is_empty),
    ("spaces inside the marks: they may be on the wrong side", _has_spaces_inside),
)
"""Asked of what is between two marks."""

LITERALS: Reasons = (
    ("a string of a program: an argument or a value", _is_argument),
    ("a string of a program that another is joined to", _is_joined),
    ("a string of a program: all that a statement returns, prints or asks", _is_returned),
    ("a mark in code or another protected span", _is_in_code),
    ("a space on one side only, in a text that speaks of a program: a prefix, a separator", _may_be_literal),
    ('remarks of a program, each after a tab and without an end: \t" grind', _are_remarks),
)
"""Asked of a mark whose spaces are in question."""

PARAGRAPHS: Reasons = (("angled marks beside the others", _has_other_marks),)
