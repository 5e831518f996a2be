"""What shows that a token in a text is meant: what the text speaks of, quotation marks around it, a table."""

from __future__ import annotations

import functools
import re

from cleaner.document import Document
from cleaner.mentions import mentions
from cleaner.spans import Span, Spans

_OPENING_MARKS = "\"'“‘„«‹`"
_CLOSING_MARKS = "\"'”’“»›`"
_TOKEN = re.compile(r"\btokens?\b", re.IGNORECASE)
_CELL_BORDER = re.compile(r"(?<!\S)\|(?!\S)")
_MIN_CELLS = 2


def speaks_of_tokens(document: Document) -> bool:
    """Whether the text is about tokenisers and their tokens."""
    return mentions(document.text, document.lexicon.entries("token-terms"))


def lines_about_tokens(document: Document) -> Spans:
    """The lines with the word token: too common a word to say something about the rest of the text."""
    return Spans(line for line in document.lines if _TOKEN.search(document.text, *line))


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


def table_rows(document: Document) -> Spans:
    """The lines that are rows of a table: cells between bars or tabs."""
    return Spans(filter(functools.partial(_is_row, document.text), document.lines))


def _is_row(text: str, line: Span) -> bool:
    borders = sum(1 for _ in _CELL_BORDER.finditer(text, *line))
    return borders >= _MIN_CELLS or "\t" in text[slice(*line)].strip()
