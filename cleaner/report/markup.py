"""A cleaned text as HTML: old and new inline, and what nobody could see made visible. Needs no template.

The visible characters of a text are written as they are, escaped; an invisible one becomes an element `i.u` that shows
its escape and has its code point in `data-c`, so that the very text can be read back from the page.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import regex

from cleaner.edits import NetChange, Result
from cleaner.report.inert import inert
from cleaner.review.units import ReviewUnit

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_HIDDEN = regex.compile(
    rf"[[\p{{Cc}}\p{{Cf}}\p{{Cs}}\p{{Co}}\p{{Cn}}\p{{Zl}}\p{{Zp}}\p{{Zs}}\uFFFD]--[ \n\t{_JOINERS}]]", regex.V1
)
"""What is spelled out in running text: what cannot be seen, or steers, or is a space of a special kind."""

_HIDDEN_IN_EDIT = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}\uFFFD]", regex.V1)
"""In an edit a space, a line end and a joiner are spelled out too: they may be what it is about."""

_SIGNS = {" ": "·", "\n": "⏎", "\t": "⇥"}

MAX_UNCHANGED = 4000
"""Of a longer passage without any edit, only the ends are shown."""

_KEPT = 600
"""How many characters of each of them."""

_SPELLED = 200
"""In a longer text of an edit, spaces are spelled out at its ends only."""

_MAX_MARKED = 300
"""A longer finding that only reports is marked where it starts, and not over all of its span."""


def visible(text: str, *, edited: bool = False) -> str:
    """`text` as HTML with what is invisible spelled out; `edited`: spaces and line ends too."""
    pattern = _HIDDEN_IN_EDIT if edited else _HIDDEN
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces += [escape(text[at : match.start()]), _spelled(match[0])]
        at = match.end()
    pieces.append(escape(text[at:]))
    return "".join(pieces)


@functools.lru_cache(maxsize=1024)
def _spelled(character: str) -> str:
    code = ord(character)
    sign = _SIGNS.get(character)
    name = unicodedata.name(character, "")
    title = f' title="U+{code:04X}{" " * bool(name)}{name}"' if sign is None else ""
    shown = sign or ("\N{REPLACEMENT CHARACTER}" if code == 0xFFFD else inert(character))
    if shown == character and sign is None and code != 0xFFFD:  # a space of a special kind, or one with no use yet
        shown = f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    end = "\n" if character == "\n" else ""  # the line ends where it ends
    return f'<i class="u" data-c="{code:x}"{title}>{shown}{end}</i>'


@dataclass(frozen=True, slots=True)
class _InlineMark:
    """A span of the original with something to show: a change of a unit, or a unit that only reports."""

    start: int
    end: int
    number: int
    unit: ReviewUnit
    change: NetChange | None
    first: bool


def document(result: Result, units: Sequence[ReviewUnit], name: str, *, whole: bool = False) -> str:
    """The original of a result with its units inline, each with its number from 1; `name` begins the ids of their
    list items, which the numbers link to. `whole`: no passage is cut, however long."""
    pieces: list[str] = []
    at = 0
    for mark in _marks(units):
        pieces.append(_passage(result.original, at, mark.start, whole=whole, first=at == 0))
        pieces.append(_marked(result.original, mark, name, whole=whole))
        at = mark.end
    pieces.append(_passage(result.original, at, len(result.original), whole=whole, first=at == 0, last=True))
    return "".join(pieces)


def _marks(units: Sequence[ReviewUnit]) -> Iterator[_InlineMark]:
    """What to show, in order and disjoint: a report that others overlap is only a number before them."""
    marks = [
        _InlineMark(change.start, change.end, number, unit, change, place == 0)
        for number, unit in enumerate(units, 1)
        for place, change in enumerate(unit.changes)
    ]
    reports = [
        _InlineMark(unit.start, unit.end, number, unit, None, first=True)
        for number, unit in enumerate(units, 1)
        if not unit.changes
    ]
    marks.sort(key=lambda mark: (mark.start, mark.end))
    at = 0
    waiting = sorted(reports, key=lambda mark: (mark.start, mark.end))
    for mark in (*marks, None):
        limit = mark.start if mark else None
        while waiting and (limit is None or waiting[0].start <= limit):
            report = waiting.pop(0)
            start = max(report.start, at)
            free = report.start >= at and (limit is None or report.end <= limit)
            if waiting and free:
                free = report.end <= waiting[0].start
            end = report.end if free and report.end - report.start <= _MAX_MARKED else start
            yield _InlineMark(start, end, report.number, report.unit, None, first=True)
            at = end
        if mark:
            yield mark
            at = mark.end


def _passage(text: str, start: int, end: int, *, whole: bool, first: bool, last: bool = False) -> str:
    if whole or end - start <= MAX_UNCHANGED:
        return visible(text[start:end])
    head, tail = (0 if first else start + _KEPT), (end if last else end - _KEPT)
    head = max(head, start)
    return visible(text[start:head]) + _gap(head, tail, "without an edit") + visible(text[tail:end])


def _gap(start: int, end: int, what: str) -> str:
    shown = f"… {end - start:,} characters {what} …"
    return f'<span class="gap" data-start="{start}" data-end="{end}">{shown}</span>'


def _edited(text: str, start: int, *, whole: bool) -> str:
    """A text that an edit takes away or puts in, which is at `start` of the original if it is there."""
    if len(text) <= _SPELLED:
        return visible(text, edited=True)
    if whole or len(text) <= MAX_UNCHANGED:
        return visible(text[:1], edited=True) + visible(text[1:-1]) + visible(text[-1:], edited=True)
    gap = _gap(start + _KEPT, start + len(text) - _KEPT, "more")
    return visible(text[:1], edited=True) + visible(text[1:_KEPT]) + gap + visible(text[-_KEPT:])


def _marked(original: str, mark: _InlineMark, name: str, *, whole: bool) -> str:
    chip = f'<a class="n" href="#{name}-{mark.number}">{mark.number}</a>' if mark.first and name else ""
    if mark.change is None:
        shown = visible(original[mark.start : mark.end])
        inner = f"<mark>{shown}</mark>" if shown else ""
        return f'<span class="r" data-u="{mark.number}">{inner}{chip}</span>'
    old, new = (_edited(text, mark.start, whole=whole) for text in (mark.change.found, mark.change.replacement))
    applied = mark.unit.applied
    before = f'<span class="o"{" role=deletion" if applied else ""}>{old}</span>' if old else ""
    after = f'<span class="w"{" role=insertion" if applied else ""}>{new}</span>' if new else ""
    return f'<span class="e {"in" if applied else "out"}" data-u="{mark.number}">{before}{after}{chip}</span>'
