"""Taking a mark out of a transcript, with what was there for its sake."""

from __future__ import annotations

from cleaner.edits import Change
from cleaner.expressions import expression
from cleaner.spans import after_whitespace, before_whitespace

_BLANKS = (" ", "\t")
_LINE_BREAKS = expression(r"[ \t]*\r?\n\s*")


def is_all(text: str, start: int, end: int) -> bool:
    """Whether nothing but whitespace is outside the span."""
    return before_whitespace(text, start) == 0 and after_whitespace(text, end) == len(text)


def without_mark(text: str, start: int, end: int) -> Change:
    """The change that deletes a mark with the line that it has to itself, and the empty lines after that; else with the
    spaces on one side, so that one stays between words."""
    opens = start == 0 or text[start - 1] == "\n"
    if opens:
        low = before_whitespace(text, start)
        if low and after_whitespace(text, end) == len(text):
            return Change(low, end, "")
        line_end = _LINE_BREAKS.match(text, end)
        if line_end:
            return Change(start, line_end.end(), "")
    before, after = start, end
    while text[before - 1 : before] in _BLANKS:
        before -= 1
    while text[after : after + 1] in _BLANKS:
        after += 1
    if opens or before == 0 or text[before - 1] == "\n":
        return Change(start, after, "")
    if after == len(text) or text[after] in "\r\n":
        return Change(before, end, "")
    return Change(before, after, " ")
