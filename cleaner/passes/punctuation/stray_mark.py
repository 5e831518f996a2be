"""A mark alone at the start of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.rules import Prior, Rule, keep, report

_AT_LINE_START = re.compile(
    r"^[ \t]*([,;:?!]|\.(?!\.))(?=[ \t]+[^\W\d_]{2}|[ \t]*\r?$)(?![ \t]*[.,;:?!])", re.MULTILINE
)

_TRIGGER = re.compile(r"\n[ \t]*[,;:?!.]")


class StrayMark(Rule):
    """Report a mark that stands alone at the start of a line.

    Why: when an engine drops a word or a scraper an element, its mark stays.

    Not touched: list bullets, dialogue dashes, rows of dots, faces, file names, code.

    Safety: report. What was lost before the mark is unknown.
    """

    name = "punctuation/stray-mark"
    measured = Prior(
        confidence=0.9,
        reason="no report in human text; a mark that begins one line alone has lost what stood before it",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    acts_on = r"\n[ \t]*[,;:?!.]|\x02[ \t,;:?!.]"
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
        counts = Counter(match[1] for match in matches)
        for match in matches:
            if counts[match[1]] == 1 and match[1] != ";" and not document.protected.overlaps(*match.span(1)):
                yield self.edit(*match.span(1), "mark alone at the start of a line")
