"""Taking a mark out of a transcript, with what was there for its sake."""

from __future__ import annotations

from cleaner.edits import Change
from cleaner.expressions import expression

_LINE_BREAKS = expression(r"[ \t]*\r?\n\s*")


def without_mark(text: str, start: int, end: int) -> Change:
    """The change that deletes a mark with the line that it has to itself, and the empty lines after that; else with the
    spaces on one side, so that one stays between words."""
    opens = start == 0 or text[start - 1] == "\n"
    if opens:
        if not text[end:].strip() and text[:start].strip():
            return Change(len(text[:start].rstrip()), end, "")
        line_end = _LINE_BREAKS.match(text, end)
        if line_end:
            return Change(start, line_end.end(), "")
    before = len(text[:start].rstrip(" \t"))
    after = end + len(text[end:]) - len(text[end:].lstrip(" \t"))
    if opens or before == 0 or text[before - 1] == "\n":
        return Change(start, after, "")
    if after == len(text) or text[after] in "\r\n":
        return Change(before, end, "")
    return Change(before, after, " ")
