"""Spaces for the commas of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.passes.spacing._amounts import is_estimated
from cleaner.rules import Measured, Rule, fix, keep

_SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_NUMBER = expression(
    rf"(?<![\w.,:/+(#-])(?<![\d.,(]{_SPACE})[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,3}}(?![\w%/-]|[.,:]\d|{_SPACE}\d)"
)
_COUNTED = expression(r"[ \t](?:people|million|billion|[a-z]+s\b|[a-z]+[ \t][a-z]+s\b|[a-z]+)")
_MONEY_BEFORE = expression(r"(?:[$£€¥]|(?<!\w)[A-Z]{3}[ ])\Z")
_WITH_COMMA = expression(r"\d,\d{3}(?!\d|,\d)")
_COUNTED_ALWAYS = frozenset(("people", "million", "billion"))
_SPACES = expression(_SPACE)
_DATED = expression(r"[ \t]in[ \t](?:1[5-9]|20)\d\d(?!\w)")
_MILLIONS = expression(rf"\d{{1,3}}{_SPACE}\d{{3}}{_SPACE}000")
_PLURAL = "p"
_MIN_USUAL = 2
"""Numbers with commas that show how a text writes them."""

_MIN_UNKNOWN = 5
_JOINTS = (" and ", " or ", " to ", " from ", "-", " - ", "–", " – ")


class SpacedThousands(Rule):
    """Write the comma of a number that the source grouped with spaces: `85 000 people`.

    Why: Czech, French, Russian and many others write 85 000; engines copy the digits as they stand, and one article
    then has numbers of two kinds.

    Not touched: text that people wrote and that has no number with a comma (the space is right by the rules of
    science); numbers of telephones, articles and rooms, for which nothing is counted; years, coordinates.

    Safety: safe where a noun, a currency or an estimate ("only 23 600") shows that something is counted, and the text
    is known to be machine translation, or writes more numbers with commas, and at least two; risky where it writes
    fewer so, for people quote each other.
    """

    name = "spacing/spaced-thousands"
    measured = Measured(
        right=38,
        judged=38,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations, read",
    )
    lists = ("parts-of-speech",)
    optional_lists = ("estimates",)
    acts_on = "0[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]000(?!0)"
    examples = (
        fix(
            "The mill has 1,200 windows and 85 000 tiles.", "The mill has 1,200 windows and 85,000 tiles.", at="85 000"
        ),
        fix("It cost 1,000 crowns, not 2 300 000 crowns.", "It cost 1,000 crowns, not 2,300,000 crowns."),
        fix(
            "It has 41,200 books, had 9,700, and at first only 2 600.",
            "It has 41,200 books, had 9,700, and at first only 2,600.",
        ),
        keep("The mill has 85 000 tiles."),
        keep("It cost 1,000 crowns. Call 116 123 now, or room 12 450 was free."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each number."""
        machine, usual = document.origin == "machine", len(_WITH_COMMA.findall(document.text))
        if not machine and not usual:
            return
        found = list(_amounts(document))
        safety = Safety.SAFE if machine or usual >= max(_MIN_USUAL, len(found) + 1) else Safety.RISKY
        for match in found:
            start = match.start()
            changes = [Change(start + at.start(), start + at.end(), ",") for at in _SPACES.finditer(match[0])]
            yield self.edit(start, match.end(), "spaces for the commas of a number", changes, safety=safety)


def _amounts(document: Document) -> Iterator[re.Match[str]]:
    """The numbers that count something, from the last to the first; of two that are joined, both or none."""
    later: int | None = None
    for match in reversed(list(_NUMBER.finditer(document.text))):
        joined = later is not None and document.text[match.end() : later] in _JOINTS
        if joined or _is_amount(document, *match.span()):
            later = match.start()
            yield match


def _is_amount(document: Document, start: int, end: int) -> bool:
    """Whether something is counted: a currency or an estimate stands before the number, or a noun in the plural after
    it, or the year for which it was counted; or it has millions and ends in zeros."""
    if _MONEY_BEFORE.search(document.text, max(0, start - 4), start) or is_estimated(document, start):
        return True
    if _DATED.match(document.text, end) or _MILLIONS.fullmatch(document.text, start, end):
        return True
    after = _COUNTED.match(document.text, end)
    if after is None:
        return False
    tags, words = parts_of_speech(document.lexicon), after[0].split()
    if words[0] in _COUNTED_ALWAYS:
        return True
    last = tags.get(words[-1], "")
    return _PLURAL in last or (not last and words[-1].endswith("s") and len(words[-1]) >= _MIN_UNKNOWN)
