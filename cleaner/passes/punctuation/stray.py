"""Marks that belong to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.rules import Prior, Rule, keep, report

_AT_LINE_START = re.compile(
    r"^[ \t]*([,;:?!]|\.(?!\.))(?=[ \t]+[^\W\d_]{2}|[ \t]*\r?$)(?![ \t]*[.,;:?!])", re.MULTILINE
)
_TRIGGER = re.compile(r"\n[ \t]*[,;:?!.]")
_SIGN_OFF = re.compile(r"(?:regards|wishes|thanks|yours|sincerely|love|cheers|greetings|etc\.),\Z", re.IGNORECASE)


@dataclass(frozen=True)
class StrayMark(Rule):
    """Report a mark that stands alone at the start of a line.

    Why: when an engine drops a word or a scraper an element, its mark stays.

    Not touched: list bullets, dialogue dashes, rows of dots, faces, file names, code.

    Safety: report. What was lost before the mark is unknown.
    """

    name = "punctuation/stray-mark"
    measured = Prior(
        confidence=1.0,
        reason="no report in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    examples = (
        report("The mill was sold.\n, and the barn too.", at=","),
        keep("- The mill\n* The barn\n... and the house\n:) fine\n.gitignore is a file"),
        keep("; a comment in an old language\n!important"),
    )

    def relevant(self, text: str) -> bool:
        """A line must begin with a mark."""
        return text[:1] in (*",;:?!.", " ", "\t") or _TRIGGER.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark; a mark that begins many lines is a sign of the format."""
        matches = list(_AT_LINE_START.finditer(document.text))
        marks = [match[1] for match in matches]
        for match in matches:
            if marks.count(match[1]) == 1 and match[1] != ";" and not document.protected.overlaps(*match.span(1)):
                yield self.edit(*match.span(1), "a mark alone at the start of a line")


@dataclass(frozen=True)
class UnfinishedEnd(Rule):
    """Report a text that ends in a comma or a colon.

    Why: the sentence goes on in a part that was lost, or the mark stands for a full stop of another script.

    Not touched: greetings and closing formulas of letters, single words, lists of keys.

    Safety: report. What should follow is unknown.
    """

    name = "punctuation/unfinished-end"
    measured = Prior(
        confidence=1.0,
        reason="18 reports in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    examples = (
        report("The mill was sold after the long winter of last year:", at=":"),
        report("They say that the old mill by the river was sold,", at=","),
        keep("Thank you for the letter, my friend.\n\nWith kind regards,"),
        keep("Dear Otto:"),
    )

    def relevant(self, text: str) -> bool:
        """The last mark must be a comma or a colon."""
        return text[-40:].rstrip()[-1:] in (",", ":")

    def propose(self, document: Document) -> Iterator[Edit]:
        """At most one edit."""
        text = document.text.rstrip()
        last_line = text[text.rfind("\n") + 1 :]
        if text[-1:] in (",", ":") and len(last_line.split()) >= 6 and not _SIGN_OFF.search(last_line):
            yield self.edit(len(text) - 1, len(text), f"the text ends in {text[-1]!r}")
