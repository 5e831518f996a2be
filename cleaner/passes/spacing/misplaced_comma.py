"""A comma with its space on the wrong side."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.known_words import is_known
from cleaner.mentions import shows_program
from cleaner.programs import in_program_line
from cleaner.rules import Prior, Rule, fix, keep
from cleaner.tables import is_row

_MISPLACED = expression(r"[ ],(?<=[^\W\d_]{2}[ ],)(?=(?P<next>[A-Za-z]{2,40})(?:[ ]|[.!?](?:\s|\Z)))")
_WORD_BEFORE = expression(r"[^\W\d_]+\Z")
_REACH = 40


class MisplacedComma(Rule):
    """Put the space of a comma after it: `the mill ,which is old ,was sold`.

    Why: engines that set marks off join them to the wrong side.

    Not touched: programs and their arguments, rows of tables, numbers, words of no list.

    Safety: safe between words of the language.
    """

    name = "spacing/misplaced-comma"
    measured = Prior(
        confidence=0.9,
        reason="a comma is never set so by rule; what human text has of it are slips",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    needs = (" ,",)
    acts_on = r" ,(?:$|A)"
    examples = (
        fix("The mill ,which is old ,was sold.", "The mill, which is old, was sold.", at=" ,"),
        keep("The mill , which is old, was sold."),
        keep("The flags are -x ,-y and mill ,wq."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each comma."""
        text, lexicon = document.text, document.lexicon
        line, row = (0, -1), False
        for match in _MISPLACED.finditer(text):
            start, end = match.span()
            before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
            words = (before[0].lower() if before else "", match["next"].lower())
            if not all(is_known(word, lexicon) for word in words):
                continue
            if start > line[1]:
                line = document.line_at(start)
                row = is_row(text, line)
            if row:
                continue
            if not document.once(shows_program) and not in_program_line(document, start, end):
                yield self.edit(start, end, "space on the wrong side of ','", [Change(start, end, ", ")])
