"""What shows that a token in a text is meant: what the text speaks of, quotation marks around it, a table."""

from __future__ import annotations

import re

from cleaner.document import Document
from cleaner.mentions import mentions

_OPENING_MARKS = "\"'“‘„«‹`"
_CLOSING_MARKS = "\"'”’“»›`"
_CELL_BORDER = re.compile(r"(?<!\S)\|(?!\S)")
_MIN_CELLS = 2


def speaks_of_tokens(document: Document) -> bool:
    """Whether the text is about tokenisers and their tokens."""
    return mentions(document.text, document.lexicon.entries("token-terms"))


def speaks_of_markup(document: Document) -> bool:
    """Whether the text is about markup and escaping."""
    return mentions(document.text, document.lexicon.entries("markup-terms"))


def speaks_of_placeholders(document: Document) -> bool:
    """Whether the text is about format strings and templates."""
    return mentions(document.text, document.lexicon.entries("placeholder-terms"))


def in_quotes(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is all that stands between two quotation marks."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool(before and after) and before in _OPENING_MARKS and after in _CLOSING_MARKS


def in_table(text: str, place: int) -> bool:
    """Whether the line at `place` is a row of a table: cells between bars or tabs."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = text[start : len(text) if end < 0 else end].strip()
    return len(_CELL_BORDER.findall(line)) >= _MIN_CELLS or "\t" in line
