"""Control characters that no text has a use for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.noise import holds_source
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_ESCAPE = "\x1b"
_TERMINAL = rf"{_ESCAPE}\[[0-9;]{{0,20}}[A-Za-z]"
_OVERSTRIKE = r"(?P<struck>[^\n\x08])\x08(?=(?P=struck))|_\x08(?=\w)"
_VERTICAL_TABS = r"\x0b+"
_SEPARATORS = "[\u2028\u2029]"
_C0 = r"[\x00-\x08\x0e-\x1f\x7f]"
_UNDEFINED_C1 = r"(?<![^\x00-\x7f])[\x81\x8d\x8f\x90\x9d](?![^\x00-\x7f])"
"""The C1 controls for which Windows-1252 has no character; beside other characters they may be a part of mojibake."""

_SHIFTED = expression(rf"{_ESCAPE}\$(?:[@AB]|[()][ACDG])")
"""How ISO-2022 begins what it writes in another character set; without it nobody can decode the text any more."""

_ANY_C0 = expression(_C0)
_MIN_KINDS = 12
_MAX_SHARE = 20
"""One control in so many characters, and of so many kinds, is no text."""

_BREAK = expression(rf"(?<=\S){_VERTICAL_TABS}(?=\S)")
_FEEDS = r"\x0c+"
_CONTROL = expression(
    "|".join((_TERMINAL, _OVERSTRIKE, _VERTICAL_TABS, f"{_C0}+", _UNDEFINED_C1, f"{_SEPARATORS}+", _FEEDS))
)
_LINE, _PARAGRAPH = "\u2028", "\u2029"


class ControlCharacter(Rule):
    """Remove control characters and terminal escapes; a vertical tab, line or paragraph separator between words
    becomes a line break, two of them, or a paragraph separator beside line separators, an empty line.

    Why: controls come from PDF extraction, terminals and broken decoding, show as boxes or not at all, and split words.

    Not touched: tab, line feed, carriage return, form feed (but at the end), and the C1 controls that
    Windows-1252 reads as characters, which are mojibake; what is no text at all but bytes, with many
    controls of many kinds; text in ISO-2022 that was never decoded; the source of a program, which may mean them.

    Safety: safe. No prose has a use for these characters; a backspace takes the character before it along only where
    it strikes the same one again or an underline, as manual pages do.
    """

    name = "encoding/control-character"
    measured = Measured(
        right=199,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damaged lines restored exactly",
    )
    elsewhere = Elsewhere.APPLY
    needs = (
        *map(chr, (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x2028, 0x2029)),
        "\x81",
        "\x8d",
        "\x8f",
        "\x90",
        "\x9d",
    )
    acts_on = r"[\x00\x7f-\x9f\u2028\u2029]"
    examples = (
        fix("The infor\x02mation desk", "The information desk", at="\x02"),
        fix("\x1b[1;31mClosed\x1b[0m today", "Closed today", at="\x1b[1;31m"),
        fix("Opening hours\x0bMonday to Friday", "Opening hours\nMonday to Friday", at="\x0b"),
        fix("N\x08NA\x08AM\x08ME\x08E", "NAME", at="N\x08"),
        fix("It is open\x00\x00", "It is open", at="\x00\x00"),
        fix("One line.\u2028Another.", "One line.\nAnother.", at="\u2028"),
        fix("A line.\u2028One.\u2029Another.", "A line.\nOne.\n\nAnother.", at="\u2028"),
        fix("One paragraph.\x0b\x0bAnother.", "One paragraph.\n\nAnother.", at="\x0b\x0b"),
        fix("The last page.\x0c", "The last page.", at="\x0c"),
        keep("Name\tAge\r\nEve\t41\r\n"),
        keep("Page one\x0cPage two"),
        keep("The \x1b$B?e<V\x1b(B turns."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of controls."""
        text = document.text
        if _is_binary(text) or (_ESCAPE in text and _SHIFTED.search(text)) or document.once(holds_source):
            return
        last = len(text.rstrip())
        for match in _CONTROL.finditer(text):
            start, end = match.span()
            if match[0][0] == "\f" and start < last:
                continue
            parts = len(match[0]) > 1 or (match[0] == _PARAGRAPH and _LINE in text)
            replacement = "\n\n"[: 1 + parts] if _breaks_line(text, start, end) else ""
            escape = match[0].startswith(_ESCAPE)  # its numbers and letters can pass for a measure
            message = "terminal escape" if escape else "control character"
            yield self.edit(start, end, message, [Change(start, end, replacement)], swallows=escape)


def _is_binary(text: str) -> bool:
    """Whether the text has so many controls of so many kinds that it is compressed or encrypted."""
    kinds = {sign: count for sign, count in Counter(_ANY_C0.findall(text)).items() if sign != _ESCAPE}
    return len(kinds) >= _MIN_KINDS and sum(kinds.values()) * _MAX_SHARE > len(text)


def _breaks_line(text: str, start: int, end: int) -> bool:
    """Whether a control is in place of a line break; at a line end it is one too many."""
    if text[start] in "\u2028\u2029":
        return text[max(0, start - 1) : start] not in ("", "\n") and text[end : end + 1] not in ("", "\r", "\n")
    return _BREAK.match(text, start, end + 1) is not None
