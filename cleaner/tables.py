"""Which lines are rows of a table: their gaps are columns, and what recurs in them is meant."""

from __future__ import annotations

from cleaner.expressions import expression
from cleaner.spans import Span

_BORDER = expression(r"\t|\|")
_GAP = expression(r"\S {3,}\S")
_WIDE_GAP = expression(r"\S {4,}\S")
_FREE_BAR = expression(r"(?<!\S)\|(?!\S)")
_MIN_BARS = 2


def is_row(text: str, line: Span, *, wide: bool = False) -> bool:
    """Whether the line has columns: a tab, a bar, or three spaces between words (`wide`: four)."""
    return (_BORDER.search(text, *line) or (_WIDE_GAP if wide else _GAP).search(text, *line)) is not None


def has_cells(text: str, line: Span) -> bool:
    """Whether the line is surely a row: two bars that stand free, or a tab within it. One bar may divide headings."""
    bars = sum(1 for _ in _FREE_BAR.finditer(text, *line))
    return bars >= _MIN_BARS or "\t" in text[slice(*line)].strip()
