"""Whether a span or a position stands within quotation marks: cheap answers from its neighbourhood alone."""

from __future__ import annotations

import re

from cleaner.expressions import expression

_OPENING = "\"'“‘„«‹`"
_CLOSING = "\"'”’“»›`"

_SETS_APART = "\"'“‘«„‹([{「『（【*_"
_ENDS_APART = "\"'”’»“›)]}」』）】*_"
_REACH = 8
"""Characters around a span within which the marks that set it apart stand."""

_BEFORE = expression(rf"[{re.escape(_SETS_APART)}](?:[^\w{re.escape(_ENDS_APART)}]|\d)*\Z")
_AFTER = expression(rf"(?:[^\w{re.escape(_SETS_APART)}]|\d)*[{re.escape(_ENDS_APART)}]")


def is_alone_in_marks(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is all that stands between two quotation marks: a character or token that is named."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool(before and after) and before in _OPENING and after in _CLOSING


def is_set_apart(text: str, start: int, end: int) -> bool:
    """Whether quotation marks, brackets or marks of emphasis stand around `text[start:end]` and no other words in them:
    a word that is spoken of, a title, a gloss."""
    return bool(_BEFORE.search(text, max(0, start - _REACH), start) and _AFTER.match(text, end, end + _REACH))


def is_open_at(text: str, start: int, position: int, *, guillemets: bool = True) -> bool:
    """Whether a quotation in double marks that opens after `start` is still open at `position`.

    Give the start of the line, or of the paragraph within reach; the work is linear in the distance.
    """
    if text.count('"', start, position) % 2:
        return True
    if text.count("“", start, position) > text.count("”", start, position):
        return True
    return guillemets and text.count("«", start, position) > text.count("»", start, position)
