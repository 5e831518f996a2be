"""Python's way to show bytes, taken for the text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.entities import is_visible
from cleaner.expressions import expression
from cleaner.rules import TEXT_START, Elsewhere, Prior, Rule, fix, keep

_LITERAL = expression(r"b(?P<quote>['\"])(?P<inner>.*)(?P=quote)[ \t]*\r?\Z")
_MAX_LENGTH = 100_000
_HAZARDS = expression(r"[<&]")


class BytesLiteral(Rule):
    """Unwrap a text that is nothing but bytes as Python shows them: `b'It is open.'`.

    Why: programs write `str(value)` of undecoded bytes into a file or a form.

    Not touched: texts in which any line is not so wrapped, escapes that are no UTF-8, tags and entities.

    Safety: safe. The literal says exactly what text it is.
    """

    name = "markup/bytes-literal"
    measured = Prior(
        confidence=0.95,
        reason="a text every line of which is a literal of bytes has no other reading",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = rf"{TEXT_START}\s*$"
    examples = (
        fix("b'The hall is open.'", "The hall is open.", at="b'The hall is open.'"),
        fix("b'Caf\\xc3\\xa9 \\'Eve\\''", "Café 'Eve'", at="b'Caf\\xc3\\xa9 \\'Eve\\''"),
        keep("In Python b'abc' is bytes."),
        keep("b'The hall' and b'the yard'"),
        keep("b'Ol\\xe9'"),
    )

    def relevant(self, text: str) -> bool:
        """The first line is one, as all must be."""
        return text.lstrip().startswith(("b'", 'b"'))

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line, where all lines are literals."""
        text = document.text
        found = []
        for start, end in document.lines:
            line = text[start:end]
            if not line.strip():
                continue
            decoded = _decoded(line) if len(line) <= _MAX_LENGTH else None
            if decoded is None:
                return
            found.append((start, end, decoded))
        for start, end, decoded in found:
            yield self.edit(start, end, "bytes in place of text", [Change(start, end, decoded)], swallows=True)


def _decoded(line: str) -> str | None:
    """The text of a literal; None where the line is none, or says more than text."""
    match = _LITERAL.match(line)
    if not match or not line.isascii():
        return None
    try:
        value = ast.literal_eval(line.strip())
        decoded = value.decode() if isinstance(value, bytes) else None
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not decoded or not is_visible(decoded.replace("\r", "")) or _HAZARDS.search(decoded):
        return None
    return decoded
