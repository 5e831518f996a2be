"""Spaces inside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.mentions import is_meant
from cleaner.passes.spacing._leave_alone import BRACKETS
from cleaner.passes.spacing._lines import sets_off
from cleaner.rules import Measured, Rule, fix, keep, report

_PAIR = re.compile(
    r"(?<![:;=8-])([(\[])(?=[ \t]|[^()\[\]\n]{0,300}[ \t][)\]])([ \t]*)([^()\[\]\n]{1,300}?)([ \t]*)([)\]])"
)


class SpaceAfterOpening(Rule):
    """Remove the spaces inside a pair of brackets: `( text )`.

    Why: tokenizers and engines set brackets off; what they enclose stands free of both.

    Not touched: code, formulas, boxes to tick, faces, lines that begin with a bracket to number them, a column of
    remarks beside a list, brackets close to one another: the buttons of a page.

    Safety: safe where both brackets are set off; a space on one side only is reported.
    """

    name = "spacing/space-after-opening"
    measured = Measured(
        right=13,
        judged=13,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("abbreviations",)
    acts_on = r"[(\[] | [)\]]"
    examples = (
        fix("The mill ( built in 1820 ) was sold.", "The mill (built in 1820) was sold.", at="( built in 1820 )"),
        report("The mill ( built in 1820) was sold.", at="( built in 1820)"),
        report("The mill (built in 1820 ) was sold.", at="(built in 1820 )"),
        keep("[ ] call the miller\n[ x ] pay the rent"),
        keep("He left :( and she stayed (alone)."),
        keep("Call grind_all( wheel ) or turn_back( wheel ), and stop_it ( in the end ) too."),
        keep("mill [ -f wheel ] [ stone barley ... ]"),
        keep("The wheel turns.\n\n  [ Newer stones and wheels ]\n  * A stone."),
        keep("mill.txt      ( new wheel, old stones )"),
        keep("Syntax:\nturn ( wheel, stone );\nwhile ( it turns )\n{\n}"),
        keep("[ < The old stones ][ Up : The mill ][ The new stones > ] The wheel turns."),
        keep("The section [ wheel ] and the rule: wheel [ stone_list ] comes first."),
    )

    def relevant(self, text: str) -> bool:
        """A space must stand beside a bracket."""
        if "(" not in text and "[" not in text:
            return False
        return "( " in text or "[ " in text or (sets_off(text) and (" )" in text or " ]" in text))

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        for match in _PAIR.finditer(document.text):
            start, end = match.span()
            if is_meant(document, start, end, BRACKETS):
                continue
            if match[2] and match[4]:
                changes = [Change(*match.span(2), ""), Change(*match.span(4), "")]
                yield self.edit(start, end, "spaces inside brackets", changes)
            else:
                yield self.edit(start, end, "space inside one of two brackets", safety=Safety.REPORT)
