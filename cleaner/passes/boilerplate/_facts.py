"""What a page says of its text in numbers, told by the classes of the words: dates, minutes to read, views, pictures.

A line is read as a sequence of tokens, each with a letter for its class, and its form is an expression over these
letters. That needs the words of a language for "published", "minutes" and "views", and no line of any page.
"""

from __future__ import annotations

import re

from cleaner.expressions import expression
from cleaner.passes.boilerplate._buttons import is_count, is_posting
from cleaner.passes.boilerplate._tables import CREDIT_LABELS, FurnitureTables, lowered, tokens_of

_MAX_TOKENS = 24
_MAX_LABEL = 7
_MIN_NUMBERS = 2
_MAX_NAMES = 3
_STEM = 3
_SHORT = 2
_WHOLE_DATE = 8
"""Digits of a date that is written as one number."""

_DIGIT = expression(r"\d")
_REMARKS = expression(r"\d[\d.,]* (?P<what>[^\W\d_]+) [^\W\d_]{1,5} [“\"«„‘'].{2,120}")
"""The heading of comments: "12 thoughts on “The old mill”"."""

_SECTION = expression(r"\d+(?:\.\d{1,2})+\.? (?![kKmM]\b)\D")
"""The number of a section, and its heading."""

_READING = expression(r"[xs]{0,3}R[xs]?s*N(?:s?N)?M{1,2}s?|N(?:s?N)?M[sM]?R")
_TALLIED = expression(r"(?:s?C?N{1,2}s?C|C{1,2}N{1,2})(?:s?(?:C?N{1,2}s?C|C{1,2}N{1,2}))*")
_PICTURED = expression(r"PN(?:s|x)?N")
_AGO = expression(
    r"(?:(?:last )?(?:updated|published|posted|modified) ?:? )?(?:about )?(?:\d{1,2}|an?|one) "
    r"(?:second|sec|minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?\.? ago",
    re.IGNORECASE,
)
_COUNTED = expression(
    r"(?:\d+(?:[.,]\d+)?[kKmM]|\d{1,3}(?:[.,]\d{3})+|\d+) ?"
    r"(?:views?|shares?|comments?|likes?|replies|followers|subscribers)"
    r"|\d{1,2}[ -]?min(?:ute)?s?[ -](?:read|watch|listen)"
    r"|\(visited \d+ times?, \d+ visits? today\)"
    r"|(?:© ?)?dpa(?:-infocom)?, dpa:\d{6}-\d+-\d+/\d+",
    re.IGNORECASE,
)
_MONTH, _NUMBER = r"[A-Z][a-z]{2,8}\.?", r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:[A-Z][a-z]+, )?(?:{_NUMBER} {_MONTH}|{_MONTH} {_NUMBER}),? (?:19|20)\d\d"
_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[apAP]\.?[mM]\.?)?(?: [A-Z]{2,4})?"
_STATED = r"(?:[Ff]irst |[Ll]ast )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified|[Ee]dited)"
_DATED = expression(
    rf"{_STATED}(?: by \w+(?: \w+){{0,2}})?(?: on| at)?[:,]? "
    rf"(?:{_DAY})(?:(?:,|\.| [-–|])? (?:at )?{_CLOCK})?\.?"
)
_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:de|van|von|der|den|al|bin|la|le|di|da|du|ter) )?[A-Z][\w.’'-]*){1,3}"
_BYLINE = expression(
    rf"(?:(?:Posted |Written |Reported |Published )?[Bb]y:? |BY )(?P<names>{_NAME}?(?:(?:,| and| &) {_NAME}?){{0,3}}?)"
    r"(?=(?P<sign>,? on |,? at |, ?| ?[|·•–—-] ?| \())(?P<rest>.+)"
)
_DATED_NAME = expression(
    rf"{_NAME} ?[|·•] ?(?:{_DAY})(?:,? {_CLOCK})?|(?:{_DAY})(?:,? {_CLOCK})? (?:by|[|·•]) (?:[Bb]y )?{_NAME}"
)
_DATED_PIECE = expression(rf"(?:{_DAY})(?:(?:,| [-–|])? (?:at )?{_CLOCK})?")
_DURATION = expression(r"\(?(?:\d{1,2}:)?\d{1,3}:\d\d(?: ?min)?\)?|\d{1,3} ?min\.?")


def is_age(bare: str) -> bool:
    """Whether a line is the age of a page: "Updated 3 hours ago"."""
    return _AGO.fullmatch(bare) is not None


def states_fact(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is the age of a page, its date, its counts, or who posted it when."""
    return (
        is_age(bare)
        or _COUNTED.fullmatch(bare) is not None
        or _DATED.fullmatch(bare) is not None
        or is_fact(bare, tables)
        or is_count(bare, tables)
        or is_byline(bare, tables)
        or is_posting(bare, tables)
    )


def is_fact(bare: str, tables: FurnitureTables, *, in_row: bool = False) -> bool:
    """Whether a line says when the page was published or changed, how long it takes to read, how many have read it, or
    which of its pictures or pages this is. In a row it may count what others count as well: "57 points"."""
    if not _DIGIT.search(bare) or _SECTION.match(bare):
        return False
    remarks = _REMARKS.fullmatch(bare)
    if remarks is not None:
        return lowered(remarks["what"]) in tables.matters["count-words"]
    tokens = tokens_of(bare)
    if not _MIN_NUMBERS <= len(tokens) <= _MAX_TOKENS:
        return False
    return _is_dated(tokens, tables) or _is_formed(bare, tokens, tables, in_row=in_row)


def is_byline(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line names who wrote the page, and what they are or when it was: "By Anna Lee, Staff Writer | Updated
    May 3, 2021"."""
    match = _BYLINE.fullmatch(bare)
    if match is None:
        return _DATED_NAME.fullmatch(bare) is not None
    rest, roles = match["rest"], tables.matters["byline-words"]
    tokens = tokens_of(rest)
    works = any(token in roles for token in tokens)
    dated = _DATED_PIECE.search(rest) is not None or any(is_age(piece.strip()) for piece in rest.split("|"))
    if not (works or dated) or len(tokens) > _MAX_TOKENS:
        return False
    named = (
        {token for word in rest.split() if word[:1].isupper() for token in tokens_of(word)}
        if works or "|" in rest
        else set()
    )
    return all(_is_of_date(token, tables) or token in roles or token in named for token in tokens)


def is_duration(bare: str) -> bool:
    """Whether a line is a length of time: "8:21 min"."""
    return _DURATION.fullmatch(bare) is not None


def _is_dated(tokens: list[str], tables: FurnitureTables) -> bool:
    """Whether tokens are a label before a date, and dates and times; a name may follow a label that names a writer."""
    size = next((n for n in range(min(_MAX_LABEL, len(tokens)), 0, -1) if tuple(tokens[:n]) in tables.dates), 0)
    rest = tokens[size:]
    numbers = [token for token in rest if token[0].isdigit()]
    if not size or (len(numbers) < _MIN_NUMBERS and max(map(len, numbers), default=0) < _WHOLE_DATE):
        return False
    names = sum(not _is_of_date(token, tables) for token in rest)
    named = tables.dates[tuple(tokens[:size])] and len(numbers) > _MIN_NUMBERS - any(len(word) == 4 for word in numbers)
    return names <= (_MAX_NAMES if named else 0)


def _is_of_date(token: str, tables: FurnitureTables) -> bool:
    return (
        token[0].isdigit()
        or len(token) <= _SHORT
        or token[:_STEM] in tables.matters["date-stems"]
        or token in tables.date_words
    )


def _is_formed(bare: str, tokens: list[str], tables: FurnitureTables, *, in_row: bool) -> bool:
    matters, ended = tables.matters, bare[-1] in "!?…。"

    def formed(form: re.Pattern[str], **classes: frozenset[str]) -> bool:
        return form.fullmatch("".join(_class_of(token, classes) for token in tokens)) is not None

    minutes, counts = matters["minute-words"], matters["count-words"]
    if ended:
        return False
    if not minutes.isdisjoint(tokens) and formed(_READING, M=minutes, R=matters["reading-words"]):
        return True
    if bare[-1] == ".":
        return False
    if not counts.isdisjoint(tokens) and formed(_TALLIED, C=counts):
        return in_row or any(token in counts and token not in tables.soft for token in tokens)
    leaves = CREDIT_LABELS | matters["credit-labels"] | matters["leaf-words"]
    return tokens[0] in leaves and formed(_PICTURED, P=leaves)


def _class_of(token: str, classes: dict[str, frozenset[str]]) -> str:
    if token[0].isdigit():
        return "N"
    found = next((letter for letter, words in classes.items() if token in words), None)
    return found or ("s" if len(token) <= _STEM else "x")
