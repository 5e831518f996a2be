"""Where sentences end.

The splitter is made for one question, asked at every stop: is this the end of a sentence? It knows abbreviations,
initials, ordinals, dotted acronyms and brand names with a mark from the lexicon, and it is careful: in doubt after a
full stop before a lower-case letter the sentence goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from cleaner.language import vocabulary
from cleaner.lexicon import Lexicon
from cleaner.spans import Span

STOPS = ".!?…"
"""The marks that end a sentence in scripts that write them so."""

CLOSERS = "\"'”’»›)]}"
"""Marks that may stand between a stop and the whitespace after it."""

_CLOSERS = re.escape(CLOSERS)
_STOP_RUN = re.compile(rf"[{STOPS}](?<![{STOPS}].)[{STOPS}]*+[{_CLOSERS}]*+(?=\s|\Z)")  # each run is looked at once
_NEXT = re.compile(r"[ \t]*+(?:\r?\n[ \t]*+)?+(\S?)")
_TOKEN_BREAK = re.compile(r"[\s(\[{\"“‘«/—–]")
_NUMBER_BEFORE = re.compile(r"^[$€£¥]?\d+(?:[:.]\d\d)?-?")
_MEASURE_BEFORE = re.compile(r"\d[ \t]?[a-z]+\Z")
_REFERENCE = re.compile(r"([^\W\d_]+)[ \t]\d{1,2}\Z")
_MAX_BRACKETED = 6
"""Letters of a word that is taken for an abbreviation because it follows a bracket: "(sing. timar)"."""

_MIN_CAPITALS = 3
"""Letters from which an abbreviation may also be written in capitals: "NO." is a cry more often than a number."""

_PER_CENT = re.compile(r"\bper cent\Z")
_SHORTENED = re.compile(r"[a-z]{1,3}|[a-z]{3}[b-df-hj-np-rtv-xz]")
"""What is taken for an abbreviation where no list of words has it: three letters, or four that end in no vowel or s."""

_MAX_MEASURE = 24
"""Characters to look back for the number of a unit, or for the word that leads to a numbered item."""

_DECADE = re.compile(r"(?:(?<!\w)(?:1[0-9]|20)|['’]|\b(?:the|early|late|mid)[ -])[0-9]0s\Z")
"""A decade before its stop: 1990s, '90s, the 30s; other numbers with an s may be seconds."""

_CUT_GENUS = 2

_DOTTED = re.compile(r"(?:(?:[^\W\d_]\.)+[^\W\d_]?|[a-z]{2,3}\.[a-z]{1,2}|[A-Z]{2,3}\.[A-Z])\.?\Z")
_WINDOW = 40
"""Characters to look back for the word before a stop; longer words are no abbreviations."""


def token_before(text: str, stop: int) -> str:
    """The word that ends just before `text[stop]`, without opening marks."""
    return _TOKEN_BREAK.split(text[max(0, stop - _WINDOW) : stop])[-1].lstrip("'’*_")


def is_abbreviation(text: str, stop: int, lexicon: Lexicon) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial, a dotted acronym or a numbered item."""
    token = token_before(text, stop)
    if not token:
        return False
    if len(token) == 1 and token.isalpha():
        return token != "I" or text[stop + 1 : stop + 3].lstrip()[:1].isupper()
    last = token.rpartition("-")[2]
    if token.endswith("0s") and _DECADE.search(text, max(0, stop - _MAX_MEASURE), stop):
        return False
    if _DOTTED.match(_NUMBER_BEFORE.sub("", last) + ".") or _known(token, lexicon):
        return True
    if len(last) == 1 and last.isupper() and token[0].isupper():
        return True  # FAA-A.
    if not text[stop + 1 : stop + 3].lstrip()[:1].islower():
        return False
    return _is_shortened(text, stop, token, last, lexicon)


def _known(token: str, lexicon: Lexicon) -> bool:
    """Whether the token, or what is left of it after a number or a dot ("2.4bn", "60-lb", "op.cit"), is in the list."""
    known = lexicon.words("abbreviations")
    last = _NUMBER_BEFORE.sub("", token.rpartition(".")[2] or token)
    if token in known or token.lower() in known or last in known:
        return True
    return token.isupper() and len(token) >= _MIN_CAPITALS and token.title() in known


def _is_shortened(text: str, stop: int, token: str, last: str, lexicon: Lexicon) -> bool:
    """Whether a token in no list belongs to its stop: before a lower-case letter, a short one that is no word does."""
    if token.islower() and len(token) <= _MAX_BRACKETED and text[max(0, stop - len(token) - 1)] == "(":
        return True
    if len(token) == _CUT_GENUS and token.istitle() and token.isalpha():  # a genus cut to two letters: Au. afarensis
        return True
    if last in lexicon.optional("doubtful-abbreviations"):
        return _PER_CENT.search(text, max(0, stop - _MAX_MEASURE), stop) is None
    if last in lexicon.optional("doubtful-units") and _MEASURE_BEFORE.search(text, max(0, stop - _MAX_MEASURE), stop):
        return True
    if last.isdecimal():
        leader = _REFERENCE.search(text, max(0, stop - _MAX_MEASURE), stop)
        return leader is not None and leader[1].lower() in lexicon.optional("reference-leaders")
    known = vocabulary(lexicon)
    if not known or last in known or last in lexicon.optional("short-words"):
        return False
    return _SHORTENED.fullmatch(last) is not None


def stop_ends_sentence(text: str, run_start: int, run_end: int, lexicon: Lexicon) -> bool:
    """Whether the run of marks `text[run_start:run_end]` (stops, then closers) ends a sentence."""
    marks = text[run_start:run_end]
    if "!" in marks or "?" in marks:
        return token_before(text, run_start) + marks.rstrip(CLOSERS) not in lexicon.words("marked-names")
    if marks[0] == "." and not marks.startswith("..") and is_abbreviation(text, run_start, lexicon):
        return False
    follow = _NEXT.match(text, run_end)
    return not (follow and follow[1].islower())


def split(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """The sentences of `text[start:end]`, without the whitespace around them."""
    begin = start
    for match in _STOP_RUN.finditer(text, start, end):
        if match.end() >= end or stop_ends_sentence(text, match.start(), match.end(), lexicon):
            span = _stripped(text, begin, match.end())
            if span:
                yield span
            begin = match.end()
    span = _stripped(text, begin, end)
    if span:
        yield span


def holding(text: str, start: int, end: int, offsets: Iterable[int], lexicon: Lexicon) -> Iterator[Span]:
    """Those of the sentences that hold one of some offsets, which are sorted and in them; only about the stops beside
    these is anything asked."""
    runs = [match.span() for match in _STOP_RUN.finditer(text, start, end)]
    begin, number = start, 0  # where the sentence after the last one begins, and its first run of stops
    for offset in offsets:
        if offset < begin:
            continue
        first = last = bisect_right(runs, offset, key=itemgetter(1))
        while first > number and not stop_ends_sentence(text, *runs[first - 1], lexicon):
            first -= 1
        while last < len(runs) and runs[last][1] < end and not stop_ends_sentence(text, *runs[last], lexicon):
            last += 1
        stop = runs[last][1] if last < len(runs) else end
        if span := _stripped(text, runs[first - 1][1] if first > number else begin, stop):
            yield span
        begin, number = stop, last + 1


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return (start + lead, start + len(piece.rstrip())) if piece.strip() else None
