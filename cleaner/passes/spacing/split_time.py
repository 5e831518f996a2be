"""Clock times with a space after the colon."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.spacing._lines import in_tokenized
from cleaner.rules import Measured, Rule, fix, keep

_TIME = expression(r":(?<=\d:)[ ](?=[0-5]\d(?![\w.,]\d|[\d:%]))")
_WIDE = expression(r"[ ]:(?<=\d[ ]:)[ ](?=[0-5]\d(?![\w.,]\d|[\d:%]|[ ]\d))")
"""With a space before the colon, too."""

_LEFT = expression(r"[ ]:(?<=\d[ ]:)(?=[0-5]\d(?![\w:]|[.,]\d))")
"""With a space before the colon only."""

_LEADERS = frozenset("at until till from before after between around about".split())
_ON_SCALE = expression(r"[0-5]\d[ ](?:scale|ratio|dilution|odds|mixture)\b")
_HOUR = expression(r"(?:(?P<word>[^\W\d_]+)[ ]|(?<=[-–][ ])|(?<=\d[-–])|(?<=[(\n]))(?:[01]?\d|2[0-3])\Z")
_SPAN = expression(r"\d:[ ]?[0-5]\d[ ]?[-–][ ]?\d{1,2}\Z")
_HALF = expression(r"[0-5]\d[ ]?(?:[aApP]\.?[mM]\b|o['’]clock)")
_REACH = 24


class SplitTime(Rule):
    """Close the spaces within a clock time: `at 7: 45`, `at 10 : 30`.

    Why: engines put a space after every colon.

    Not touched: verses (`John 3: 16`), results, ratios, labels that end in a number; times in a text that another
    number before the colon makes unlikely; maps and mixtures (`at 1 : 50 scale`).

    Safety: safe after a preposition, as in `at 7: 45`, and before `a.m.` or `p.m.`; with one before the colon, after
    one that times follow.
    """

    name = "spacing/split-time"
    measured = Measured(
        right=53,
        judged=53,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations, read",
    )
    lists = ("prepositions",)
    acts_on = "0 ?: 00|0 :00"
    examples = (
        fix("The boat leaves at 7: 45, or around 19: 30.", "The boat leaves at 7:45, or around 19:30.", at=": "),
        fix("It closes at ten, the shop 9: 00 p.m. or so.", "It closes at ten, the shop 9:00 p.m. or so."),
        fix("He works from 6: 00-6: 20 today.", "He works from 6:00-6:20 today."),
        fix("Meet at 14 : 30, not 9 : 15 a.m.", "Meet at 14:30, not 9:15 a.m.", at=" : "),
        keep("They won by 12 : 10, mixed it at 1 : 20 ratio, and drew it at 1 : 50 000."),
        keep("Read John 3: 16 and Genesis 1: 25."),
        keep("Room 12: 40 chairs. The score was 2: 10."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each time."""
        text, prepositions = document.text, document.lexicon.words("prepositions")
        for match in _TIME.finditer(text):
            start, end = match.span()
            before = _HOUR.search(text, max(0, start - _REACH), start)
            if before is None:
                continue
            after_word = before["word"] is not None and before["word"].lower() in prepositions
            of_a_span = _SPAN.search(text, max(0, start - _REACH), start) is not None
            if after_word or of_a_span or _HALF.match(text, end):
                yield self.edit(start, end, "space within a clock time", [Change(start + 1, end, "")])
        for match in _LEFT.finditer(text) if " :" in text else ():
            start, end = match.span()
            before = _HOUR.search(text, max(0, start - _REACH), start)
            led = before is not None and before["word"] is not None and before["word"].lower() in _LEADERS
            if led or (before is not None and _HALF.match(text, end)):
                yield self.edit(start, end, "space within a clock time", [Change(start, start + 1, "")])
        for match in _WIDE.finditer(text) if " : " in text else ():
            start, end = match.span()
            before = _HOUR.search(text, max(0, start - _REACH), start)
            if before is None or in_tokenized(document, start) or _ON_SCALE.match(text, end):
                continue
            led = before["word"] is not None and before["word"].lower() in _LEADERS
            if led or _HALF.match(text, end):
                changes = [Change(start, start + 1, ""), Change(end - 1, end, "")]
                yield self.edit(start, end, "spaces within a clock time", changes)
