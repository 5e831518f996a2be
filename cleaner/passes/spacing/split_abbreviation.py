"""Abbreviations that spaces took apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Prior, Rule, fix, keep

_TRIGGER = expression(r"\.[ \t][^\W\d_][ \t]?\.")
_HOUR = ".m."

_SPACED = expression(r"(?<![\w.])(?:[^\W\d_]|Ph)(?:\.(?:[ \t]?[^\W\d_]\.)+|[ \t]\.(?:[ \t][^\W\d_][ \t]\.)+)(?!\w)")
_SET_OFF = expression(r"[ \t]\.")


class SplitAbbreviation(Rule):
    """Join an abbreviation that spaces took apart at its stops: `U. S.`, `10 a. m.`, `Ph . D .` and the like.

    Why: engines that split sentences at stops write a space after each.

    Not touched: initials of names, the spaced form where the document writes no other, and lines with more that are
    spaced: they quote somebody with a style of his own.

    Safety: safe where the document also writes the closed form, for `e. g.` and the like, for `8 a. m.` after a number
    and with a space before each stop; else risky, because some house styles write spaces.
    """

    name = "spacing/split-abbreviation"
    measured = Prior(
        confidence=0.95,
        reason="one edit in human text; the document's own closed form decides",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    shapes = MappingProxyType(
        {
            "set off": Prior(
                confidence=0.99,
                reason="a space before each stop of an abbreviation of the list: none in human text",
                wrong=0,
                human_words=3_030_000,
                date="2026-11",
            )
        }
    )
    lists = ("dotted-abbreviations",)
    needs = (". ",)
    acts_on = r"\.[ \t](?:[^\W\d_][ \t]?\.|$)"
    examples = (
        fix("The U. S. court and the U.S. army.", "The U.S. court and the U.S. army.", at="U. S."),
        fix("It opens at 10 a. m. and closes.", "It opens at 10 a.m. and closes.", at="a. m."),
        fix("Many tools, e. g. hammers, are sold.", "Many tools, e.g. hammers, are sold.", at="e. g."),
        fix("She has a Ph . D . in botany.", "She has a Ph.D. in botany.", at="Ph . D ."),
        keep("J. R. Miller and A. D. Baker met."),
        keep("The U.S. court read: “I, late of S. F., Cal., am Emperor of these U. S. of ours.”"),
    )

    def relevant(self, text: str) -> bool:
        """Two letters with stops and a space between must occur."""
        return _TRIGGER.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each abbreviation."""
        text = document.text
        known = document.lexicon.optional("dotted-abbreviations")
        found = [(match, re.sub(r"[ \t]", "", match[0])) for match in _SPACED.finditer(text)]
        found = [each for each in found if each[0][0] != each[1] and not _is_name(text, *each[0].span(), each[1])]
        styled = {document.line_at(match.start()) for match, closed in found if closed not in known}
        for match, closed in found:
            start, end = match.span()
            if closed not in known or document.line_at(start) in styled:
                continue
            spaces = [Change(start + m.start(), start + m.end(), "") for m in re.finditer(r"[ \t]", text[start:end])]
            shape = "set off" if _SET_OFF.search(match[0]) else None
            safety = Safety.SAFE if shape or closed in text or closed[0].islower() else Safety.RISKY
            message = f"abbreviation {closed!r} split by spaces"
            yield self.edit(start, end, message, spaces, safety=safety, shape=shape)


def _is_name(text: str, start: int, end: int, closed: str) -> bool:
    """Whether the letters may be the initials of a person: a name follows, or the words before say so."""
    if closed[0].islower():
        return closed.endswith(_HOUR) and not text[max(0, start - 4) : start].rstrip()[-1:].isdigit()
    follows = re.compile(r"[ \t]+[A-Z][a-z]").match(text, end)
    return follows is not None and not re.search(r"(?:the|The|a|of|in|by)[ \t]+\Z", text[max(0, start - 6) : start])
