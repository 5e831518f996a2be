"""The grammar of CSV: cells between delimiters, in double quotes where they hold delimiters, line ends or quotes.

It is that of Python's `csv` in its strict form, and spelled out here because a cell must be known by its bytes, and
because `csv` has a limit on the size of cells that only the whole process can change. A row ends in a line feed, or in
a carriage return and one; within quotes, where a quote is doubled, all line ends are text.
"""

from __future__ import annotations

import enum
import functools
import re

from cleaner.formats import lines


class End(enum.Enum):
    """How a row ends: as it should, within quotes, or where it stops to be one."""

    WHOLE = enum.auto()
    QUOTED = enum.auto()
    BROKEN = enum.auto()


@functools.cache
def _cell(delimiter: bytes) -> re.Pattern[bytes]:
    """A cell, in quotes or not, with what must follow it; `open` is one that the end of the line cuts off."""
    plain = rb'(?!")[^%b\r\n]*+' % re.escape(delimiter)
    quoted = rb'"[^"]*+(?:""[^"]*+)*+'
    behind = rb"(?=%b|\r?\n?\Z)" % re.escape(delimiter)
    return re.compile(rb'(?P<open>%b\Z)|(?:%b|%b")%b' % (quoted, plain, quoted, behind))


def scan(row: bytes, delimiter: bytes) -> tuple[list[tuple[int, int]], End]:
    """Where the cells of a row stand, quotes and all, as far as it is well-formed, and how it ends."""
    cell = _cell(delimiter)
    spans: list[tuple[int, int]] = []
    place = 0
    while match := cell.match(row, place):
        if match["open"] is not None:
            return spans, End.QUOTED
        spans.append(match.span())
        if not row.startswith(delimiter, match.end()):
            return spans, End.WHOLE
        place = match.end() + len(delimiter)
    return spans, End.BROKEN


def row_size(data: bytes, delimiter: bytes) -> int:
    """How many bytes the first row takes; 0 where a quote in it does not close."""
    size = 0
    for line in lines.split(data):
        _, end = scan(b'"' + line if size else line, delimiter)
        size += len(line)
        if end is not End.QUOTED:
            return size
    return 0
