"""How the lines of a text set their marks: off from the words, as tokenizers and some engines do, or close to them.

A space before one mark is an accident; a line in which every mark is set off was tokenized. This counts both.
"""

from __future__ import annotations

import enum
import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.programs import ProgramLines
from cleaner.rules import TEXT_END
from cleaner.sentences import is_abbreviation
from cleaner.spans import Span
from cleaner.tables import is_row

_WORD_END = r"[\w)\]\"”’'%»*°…+.]"
_SET_OFF = expression(
    rf"[ \t](?=[ \t!?;:,.])(?<={_WORD_END}[ \t])[ \t]*(?![!?,.][ \t\xa0]:[ \t])(?:"
    r"[!?]+(?=\s|[\"”’]|[)\]](?![)\]])|\Z)"
    r"|[;:](?=\s|\Z)"
    r"|,(?=\s|[\"”’]|\Z)"
    r"|\.(?! ?\.)(?=\s|[\"”’]|[)\]](?![)\]])|\Z)"
    r")"
)
"""Spaces and the mark after them; faces such as `:)`, names such as `.NET` and rows of dots do not match, nor does a
mark of which is told what it does, as of a key ("? : help"). After a stop a mark counts only where that belongs to an
abbreviation, and nothing that ends a sentence does."""

SET_OFF_GAP = rf"[ \t](?:[!?]|[;:](?:\s|{TEXT_END})|(?:,|\.(?! ?\.))(?:[\s\"”’)\]]|{TEXT_END}))"
"""What of that shows between small letters (`Rule.acts_on`)."""

_ATTACHED = expression(r"[!?,;:.](?<=[^\W\d_].)(?=[ \t\r\n]|\Z)")
_SPLIT_SIGN = expression(
    r"(?<=\s)(?:[(\[][ \t]+\w|['’](?:s|t|re|ve|ll|d|m)(?=\s)|(?<=\s[A-Zdl]\s)['’][A-Z]\w+|n['’]t(?=\s)|[$£€#@/%&](?=\s)"
    r"|[–*](?<=\d\s[–*])(?=\s\d)|[′″](?<=\d\s[′″])(?=\s)"
    r"|\"(?=\s)|``|''(?=\s)|['’“״](?=\s)|[”²³](?=\s|\Z))"
    r"|(?<=[\w.!?,])[ \t]+[)\]](?=\s|\Z)|\w[ \t]+\"(?=\s|\Z)|^\"(?=\s)"
)
"""Signs that only a tokenizer sets off."""

_JOINED_SIGN = expression(
    r"(?<=\w)(?<!\sn)['’](?:s|t|re|ve|ll|d|m)\b|(?<=[^\W\d_]{2}\s)'(?!(?:s|t|re|ve|ll|d|m|clock)\b)\w"
    r"|[(\[]\w|\w[)\]]|\"\w|[\w.,!?]\"|[“‘«]\w|[\w.,!?][”»]|[$£€#]\d|\d[%€]|\w/\w|\d:\d|\w&\w|\d[–*]\d"
)
"""The same signs written close, as writers do."""

_DOTTED = expression(r"\w\.\Z")
"""What stands before the last part of a word with dots inside, such as an acronym or an address."""

_MIN_WIDESPREAD = 2
"""Marks set off, twice as many as are not, from which a document has the habit."""

_MIN_RUN = 3
"""So many commas set off one after the other are no accident, though the rest of the line is in order."""

_MIN_WORDS = 4
"""A line of fewer words shows a habit only together with the rest of its document."""


_OFF = expression(r" [.,;:!?)\]%]")


@functools.lru_cache(maxsize=2)
def sets_off(text: str) -> bool:
    """Whether a space stands before any mark; kept for the text at hand, because several rules ask."""
    return _OFF.search(text) is not None


class MarkStyle(enum.Enum):
    """How a line sets its marks."""

    TOKENIZED = "taken apart"
    SET_OFF = "marks set off"
    MIXED = "some set off, some not"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with marks that are set off: its span, its style, and space plus mark for each."""

    start: int
    end: int
    style: MarkStyle
    marks: tuple[Span, ...]


def irregular_lines(document: Document) -> tuple[Line, ...]:
    """The lines that set off at least one mark, in order; for `document.once`."""
    text = document.text
    off = list(_set_off_marks(document))
    if not off:
        return ()
    of_programs = document.once(ProgramLines)
    off = [mark for mark in off if mark[0] not in of_programs]
    attached = list(_attached_marks(text, (0, len(text)), document))
    widespread = len(off) >= _MIN_WIDESPREAD and len(off) >= 2 * len(attached)
    lone = len(off) <= len(attached)
    return tuple(
        Line(*line, _style(text, line, marks, _count(attached, line), widespread, lone), tuple(marks))
        for line, marks in _grouped(off, document.lines)
    )


def tokenized_spans(document: Document) -> tuple[Span, ...]:
    """The lines that were taken apart, whose every space one rule decides; for `document.once`."""
    return tuple((line.start, line.end) for line in document.once(irregular_lines) if line.style is MarkStyle.TOKENIZED)


def in_tokenized(document: Document, position: int) -> bool:
    """Whether `position` lies in a line that was taken apart."""
    spans = document.once(tokenized_spans)
    index = bisect_right(spans, (position, len(document.text))) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _set_off_marks(document: Document) -> Iterator[Span]:
    spaced = document.lexicon.settings.get("spaced-marks", "")
    assert isinstance(spaced, str)
    text = document.text
    for match in _SET_OFF.finditer(text):
        before = match.start() - 1
        if spaced or text[before] == ".":
            mark = match[0].lstrip()[0]
            ended = text[before] == "." and not (mark in ",;:" and is_abbreviation(text, before, document.lexicon))
            if ended or mark in spaced:
                continue
        yield match.span()


def _grouped(marks: list[Span], lines: tuple[Span, ...]) -> list[tuple[Span, list[Span]]]:
    """The lines that hold marks, each with its own."""
    starts = [start for start, _ in lines]
    grouped: list[tuple[Span, list[Span]]] = []
    reached = 0
    for mark in marks:
        if mark[1] > reached:
            line = lines[bisect_right(starts, mark[1] - 1) - 1]
            reached = max(line[1], mark[1])
            grouped.append((line, []))
        grouped[-1][1].append(mark)
    return grouped


def _attached_marks(text: str, span: Span, document: Document) -> Iterator[int]:
    for match in _ATTACHED.finditer(text, *span):
        if match[0] != "." or not _may_abbreviate(text, match.start(), document):
            yield match.start()


def _may_abbreviate(text: str, stop: int, document: Document) -> bool:
    """Whether tokenizers may have left this stop with its word: they keep lists of abbreviations."""
    start = stop
    while start > 0 and stop - start < 6 and text[start - 1].isalpha():
        start -= 1
    word = text[start:stop]
    if word and _DOTTED.search(text, max(0, start - 2), start):
        return True
    if len(word) <= 3 or (len(word) <= 5 and word[0].isupper()):
        return bool(text[stop + 1 : stop + 2].strip(" \r\n")) or text[stop + 1 : stop + 3].strip() != ""
    return is_abbreviation(text, stop, document.lexicon)


def in_runs(document: Document, line: Line) -> frozenset[Span]:
    """The marks of a mixed line among which three commas and more are set off one after the other, with no mark close
    to its word between; a stop that is set off may stand for a word that is missing."""
    text = document.text
    if len(line.marks) < _MIN_RUN or is_row(text, (line.start, line.end)):
        return frozenset()
    attached = list(_attached_marks(text, (line.start, line.end), document))
    runs: dict[int, list[Span]] = {}
    for mark in line.marks:
        runs.setdefault(bisect_right(attached, mark[0]), []).append(mark)
    many = (run for run in runs.values() if sum(text[end - 1] == "," for _, end in run) >= _MIN_RUN)
    return frozenset(mark for run in many for mark in run)


def _count(offsets: list[int], span: Span) -> int:
    """How many of sorted offsets lie in a span."""
    return bisect_left(offsets, span[1]) - bisect_left(offsets, span[0])


def _style(text: str, span: Span, marks: list[Span], attached: int, widespread: bool, lone: bool) -> MarkStyle:
    """The style of a line; `widespread`: most of the document's marks are set off, `lone`: most are not."""
    line = text[slice(*span)]
    if is_row(text, span):
        return MarkStyle.MIXED
    proof = sum(text[end - 1] in ".,!?" for _, end in marks)
    if not proof or (attached and not widespread):
        return MarkStyle.MIXED
    if line.count(" ") < _MIN_WORDS and not widespread:
        return MarkStyle.MIXED
    if not attached and _SPLIT_SIGN.search(line) and not _JOINED_SIGN.search(line):
        return MarkStyle.TOKENIZED
    return MarkStyle.MIXED if lone and len(marks) == 1 else MarkStyle.SET_OFF
