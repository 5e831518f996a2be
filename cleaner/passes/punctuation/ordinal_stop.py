"""The stop after the number of a day."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.rules import Measured, Rule, fix, keep

_TRIGGER = expression(r"\. (?<=\d\. )(?=[A-Z])")
_DAY = expression(r"(?<![\d.,:/$£€-])(?:0?[1-9]|[12]\d|3[01])\Z")
_GOES_ON = expression(r",?[ \t]+(?:\d{4}\b|this\b|last\b|next\b|at\b)")


@functools.lru_cache(maxsize=8)
def _month(lexicon: Lexicon) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(lexicon.optional("months")))) or r"(?!)"
    return re.compile(rf"(?:{names})\b")


@functools.lru_cache(maxsize=8)
def _leader(lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(lexicon.optional("date-leaders")))) or r"(?!)"
    return re.compile(rf"(?:\b(?:{words})|day,?|[(–-])[ \t]\Z", re.IGNORECASE)


class OrdinalStop(Rule):
    """Remove the stop with which other languages make a day's number an ordinal: `on 29. March`.

    Why: German, Czech, Serbian, Turkish and others write it, and engines keep it.

    Not touched: a number that ends a sentence before one that begins with a month, numbered headings and lists.

    Safety: safe where a preposition or weekday leads to the date, or a year or the like follows it.
    """

    name = "punctuation/ordinal-stop"
    measured = Measured(
        right=11,
        judged=11,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("months", "date-leaders")
    acts_on = r"0\. "
    examples = (
        fix("The mill burnt on 29. March and was sold.", "The mill burnt on 29 March and was sold.", at="."),
        fix("It was 4. July 1921 when it burnt.", "It was 4 July 1921 when it burnt.", at="."),
        keep("There were 30. March was cold that year."),
        keep("3. March of the millers\n4. April of the bakers"),
        keep("On 29 March, No. 5. June is a name."),
    )

    def relevant(self, text: str) -> bool:
        """A number with a stop must stand before a capital."""
        return _TRIGGER.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each date."""
        text = document.text
        leader = _leader(document.lexicon)
        for match in _TRIGGER.finditer(text):
            stop = match.start()
            month = _month(document.lexicon).match(text, match.end())
            day = _DAY.search(text, max(0, stop - 3), stop)
            if (
                month is None
                or day is None
                or not text[max(day.start() - 80, document.line_at(stop)[0]) : day.start()].strip()
            ):
                continue
            if leader.search(text[max(0, day.start() - 12) : day.start()]) or _GOES_ON.match(text, month.end()):
                yield self.edit(stop, stop + 1, "stop after the number of a day", [Change(stop, stop + 1, "")])
