"""A mark alone at the start of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Prior, Rule, fix, keep, report

_AT_LINE_START = expression(
    r"^[ \t]*([,;:?!]|\.(?!\.))(?=[ \t]+[^\W\d_]{2}|(?<=,)[A-Z][a-z]*[ ]|[ \t]*\r?$)(?![ \t]*[.,;:?!])", re.MULTILINE
)

_TRIGGER = expression(r"\n[ \t]*[,;:?!.]")


_SENTENCE = expression(r"(?:[ \t]+|(?<=,))(?=[A-ZÀ-Þ][^\n]*[^\W_]{2}[.!?][\"”’)]*[ \t]*\r?$)", re.MULTILINE)
"""A sentence with its capital and its stop."""

_PROGRAM = expression(r"[=\[\]{}<>]|\n[ \t]*;")
_BEGINS = (".", ",", ";", ":")
_MIN_WORDS = 4


class StrayMark(Rule):
    """Report a mark that stands alone at the start of a line; delete it where a whole sentence follows.

    Why: when an engine drops a word or a scraper an element, its mark stays.

    Not touched: list bullets, dialogue dashes, rows of dots, faces, file names, code.

    Safety: report, since what was lost before the mark is unknown; safe for a stop or a comma that begins a paragraph
    before a sentence with its capital, and for a semicolon or a colon that begins the text: nothing but the mark is
    left of what was before it.
    """

    name = "punctuation/stray-mark"
    measured = Prior(
        confidence=0.9,
        reason="no report in human text; a mark that begins one line alone has lost what stood before it",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "before a sentence": Prior(
            confidence=0.9,
            reason="the mark of a sentence that is not there; no edit in human text",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    acts_on = r"\n[ \t]*[,;:?!.]|\x02[ \t,;:?!.]"
    examples = (
        report("The mill was sold.\n, and the barn too.", at=","),
        fix(". The mill by the bridge was sold.", "The mill by the bridge was sold.", at=". "),
        fix("; In the town they grind oats. It is wet.", "In the town they grind oats. It is wet.", at="; "),
        keep("- The mill\n* The barn\n... and the house\n:) fine\n.gitignore is a file"),
        keep("; a comment in an old language\n!important"),
    )

    def relevant(self, text: str) -> bool:
        """A line must begin with a mark."""
        return text[:1] in (*",;:?!.", " ", "\t") or _TRIGGER.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark; a mark that begins many lines is a sign of the format."""
        matches = list(_AT_LINE_START.finditer(document.text))
        counts = Counter(match[1] for match in matches)
        for match in matches:
            if counts[match[1]] > 1 or document.protected.overlaps(*match.span(1)):
                continue
            message, stray = "mark alone at the start of a line", _before_sentence(document, match)
            if stray is not None:
                change = Change(match.start(1), stray, "")
                yield self.edit(match.start(1), stray, message, [change], shape="before a sentence")
            elif match[1] != ";":
                yield self.edit(*match.span(1), message, safety=Safety.REPORT)


def _before_sentence(document: Document, match: re.Match[str]) -> int | None:
    """Where the sentence begins that follows a mark at the start of a paragraph, or of the text for what also begins
    a comment or a field; None where none does."""
    text = document.text
    sentence = _SENTENCE.match(text, match.end(1))
    if match[1] not in _BEGINS or sentence is None or text[match.start() : match.start(1)].strip(" \t"):
        return None
    before = text[: match.start()].replace("\r", "") if match.start() < 3 else text[match.start() - 4 : match.start()]
    first = not before.strip() and match.start() < 3
    if not first and (match[1] in ";:" or not before.replace("\r", "").endswith("\n\n")):
        return None
    line = text[sentence.end() : document.line_at(match.start(1))[1]]
    if len(line.split()) < _MIN_WORDS or _PROGRAM.search(line) or (match[1] == ";" and _PROGRAM.search(text)):
        return None
    return sentence.end()
