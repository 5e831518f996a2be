"""Findings as text: for people (full, concise, diff) and for programs (json, jsonl).

Each format is a generator over the cleaned documents, so that it draws them through the work one by one. Everything
that comes from a document or a file name is shown inert.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from cleaner.edits import Finding, Result
from cleaner.registry import Registry
from cleaner.report.diff import unified
from cleaner.report.inert import inert, inert_json, told_apart, valid
from cleaner.resolve import BELOW_CONFIDENCE, BELOW_SAFETY, REPORTED


@dataclass(frozen=True, slots=True)
class RecordName:
    """Which text of a file of records: its path, the line it begins on, the record's id, its field if it has more."""

    path: str
    line: int
    id: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" + (f":{self.field}" if self.field else "")


Documents = Iterable[tuple[str | RecordName, Result]]
"""The name of each document, as its user knows it, and what cleaning made of it."""

Paint = Callable[[str, str], str]
"""Puts a text in the colour of a role: `place`, `rule`, `mark`, `applied`, `refused`, `added`, `removed`, `hunk`."""

MAX_DOCUMENTS = 500
"""How many documents a page shows, unless more are asked for."""


def _unpainted(role: str, text: str) -> str:  # noqa: ARG001
    return text


def _built_in() -> Registry:
    from cleaner.passes import BUILT_IN  # loads every rule, which no help of a command needs

    return BUILT_IN


@dataclass(frozen=True, slots=True)
class ReportView:
    """What a format may need beside the documents.

    `paint` puts texts in colours, `registry` has the rules there are. For a page: the digest of the configuration and
    how the inputs are read, both for decisions on it; how many documents it may show; and what counts all documents at
    the end, those without findings too.
    """

    paint: Paint = _unpainted
    registry: Registry = field(default_factory=_built_in)
    config: str = ""
    reading: Mapping[str, Any] = field(default_factory=dict)
    max_documents: int = MAX_DOCUMENTS
    total: Callable[[], int] | None = None


WIDTH = 100
"""How many columns of a line are shown around what was found."""

_LEAD = 60
"""How many of them may stand before it."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_SHOWN_END = "⏎"
_CUT = "…"
_ADVICE = {
    BELOW_SAFETY: "which --risky would change, or --select with the name of the rule",
    BELOW_CONFIDENCE: "which --min-confidence could change",
}


class Places:
    """Lines and columns of a text, both from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        ends = [match.span() for match in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(text)]

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """Where the line of `start` begins and the line of `end` ends."""
        return self._starts[self.of(start)[0] - 1], max(end, self._ends[self.of(end)[0] - 1])


def full(documents: Documents, view: ReportView) -> Iterator[str]:
    """Each finding with its line, a mark under it, and what became of it."""
    paint = view.paint
    for name, result, places, finding in _findings(documents):
        line, mark = _excerpt(result.original, finding.start, finding.end, places)
        yield f"{_head(name, places, finding, paint)}\n"
        yield f"  | {line}\n  | {paint('mark', mark)}\n"
        yield f"  = {_outcome(finding, paint)}\n\n"


def concise(documents: Documents, view: ReportView) -> Iterator[str]:
    """Each finding on a line."""
    for name, _, places, finding in _findings(documents):
        refused = f" ({_reason(finding)})" if finding.refused else ""
        yield f"{_head(name, places, finding, view.paint)}{refused}\n"


def diff(documents: Documents, view: ReportView) -> Iterator[str]:
    """A unified diff of each document that changed."""
    roles = {"+": "added", "-": "removed", "@": "hunk"}
    for name, result in documents:
        for line in unified(inert(str(name)), result):
            body, end = (line[:-2], "\r\n") if line.endswith("\r\n") else (line[:-1], "\n")
            body = inert(body, but="\t")
            role = roles.get(body[0])
            yield (view.paint(role, body) if role else body) + end


def json(documents: Documents, view: ReportView) -> Iterator[str]:
    """All findings as one array of objects."""
    separator = "["
    for line in jsonl(documents, view):
        yield f"{separator}\n{line.rstrip()}"
        separator = ","
    yield "\n]\n" if separator == "," else "[]\n"


def jsonl(documents: Documents, view: ReportView) -> Iterator[str]:  # noqa: ARG001 - programs see no colours
    """Each finding as an object on a line."""
    import msgspec

    encode = msgspec.json.Encoder().encode
    for name, _, places, finding in _findings(documents):
        record = {**_names(name), **_position(places, finding), **finding_record(finding)}
        yield f"{inert_json(encode(record).decode())}\n"


def finding_record(finding: Finding) -> dict[str, object]:
    """A finding as plain values for JSON. Offsets count code points; an unreadable byte is shown as U+FFFD."""
    return {
        "rule": finding.rule,
        "start": finding.start,
        "end": finding.end,
        "found": valid(finding.found),
        "replacement": None if finding.replacement is None else valid(finding.replacement),
        "applied": finding.applied,
        "refused": finding.refused,
        "safety": str(finding.safety),
        "confidence": finding.confidence,
        "message": valid(finding.message),
        "changes": [
            {"start": change.start, "end": change.end, "replacement": valid(change.replacement)}
            for change in finding.changes
        ],
    }


def _names(name: str | RecordName) -> dict[str, object]:
    """Where a finding is, for JSON."""
    if isinstance(name, str):
        return {"path": valid(name)}
    more = {"id": name.id, "field": name.field}
    known = {key: valid(text) for key, text in more.items() if text is not None}
    return {"path": valid(name.path), "record": name.line, **known}


def _findings(documents: Documents) -> Iterator[tuple[str | RecordName, Result, Places, Finding]]:
    """Every finding with its document; lines are counted only where there is one."""
    for name, result in documents:
        if result.findings:
            places = Places(result.original)
            yield from ((name, result, places, finding) for finding in result.findings)


def _head(name: str | RecordName, places: Places, finding: Finding, paint: Paint) -> str:
    line, column = places.of(finding.start)
    place = paint("place", f"{inert(str(name))}:{line}:{column}:")
    return f"{place} {paint('rule', finding.rule)} {inert(finding.message)}"


def _position(places: Places, finding: Finding) -> dict[str, int]:
    line, column = places.of(finding.start)
    end_line, end_column = places.of(finding.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _outcome(finding: Finding, paint: Paint) -> str:
    """What became of the edit; for one that was not applied, why, and what would have it applied."""
    trust = f"({finding.safety}, {finding.confidence:.2f})"
    if finding.replacement is None:
        return f"{paint('refused', finding.refused or REPORTED)} {trust}"
    change = f"{proposal(finding.found, finding.replacement)} {trust}"
    if not finding.refused:
        return f"{paint('applied', 'applied')}: {change}"
    advice = _ADVICE.get(finding.refused)
    return f"{paint('refused', 'not applied')}: {change}; {finding.refused}" + (f", {advice}" if advice else "")


def _reason(finding: Finding) -> str:
    """Why an edit was not applied, in a few words."""
    return REPORTED if finding.refused == REPORTED else f"not applied: {finding.refused}"


def proposal(found: str, replacement: str) -> str:
    """An edit in a few words: what is deleted, inserted or replaced."""
    if not replacement:
        return f"delete {_quoted(found)}"
    if not found:
        return f"insert {_quoted(replacement)}"
    before, after = told_apart(_shortened(found), _shortened(replacement), _alike(found, replacement))
    return f"[{inert(before)}] becomes [{inert(after)}]"


def _quoted(text: str) -> str:
    """A text in brackets, with which no mark of it combines."""
    text = _shortened(text)
    joins = unicodedata.category(text[:1] or " ").startswith("M")
    return f"[{told_apart(text[:1], '', text[:1])[0] if joins else inert(text[:1])}{inert(text[1:])}]"


def _shortened(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH // 2]}{_CUT}{text[-WIDTH // 2 :]}"


def _alike(one: str, other: str) -> frozenset[str]:
    """The characters of other alphabets by which two texts differ that look the same: one letter for one letter."""
    if len(one) != len(other):
        return frozenset()
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if any(unicodedata.category(a)[0] != unicodedata.category(b)[0] for a, b in differing):
        return frozenset()
    return frozenset(character for pair in differing for character in pair if not character.isascii())


def _excerpt(text: str, start: int, end: int, places: Places) -> tuple[str, str]:
    """The line or lines around a span, on one line and cut to a width, and the marks to put under it."""
    first, last = places.lines(start, end)
    left = text[max(first, start - _LEAD) : start]
    found = text[start : min(end, start + WIDTH)]
    right = text[end : min(last, end + WIDTH)]
    left = (_CUT if start - len(left) > first else "") + _shown(left)
    shown = _shown(found) + (_CUT if len(found) < end - start else "")
    room = WIDTH - _columns(left) - _columns(shown)
    kept = _shown(_fitting(right, room))
    tail = kept + (_CUT if len(_fitting(right, room)) < last - end else "")
    return left + shown + tail, " " * _columns(left) + "^" * max(1, _columns(shown))


def _fitting(text: str, room: int) -> str:
    """The beginning of `text` that fits into `room` columns."""
    widths = accumulate(_columns(_shown(letter)) for letter in text)
    return text[: sum(width <= room for width in widths)]


def _shown(text: str) -> str:
    return inert(_LINE_END.sub(_SHOWN_END, text))


def _columns(text: str) -> int:
    """How many columns a terminal takes for `text`: two for wide letters, none for marks that combine."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )
