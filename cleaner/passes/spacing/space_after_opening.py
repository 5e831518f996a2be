"""Spaces inside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.mentions import is_meant
from cleaner.passes.spacing._leave_alone import BRACKETS
from cleaner.passes.spacing._lines import sets_off
from cleaner.rules import Measured, Prior, Rule, fix, keep, report

_PAIR = expression(
    r"(?<![:;=8-])([(\[])(?=[ \t]|[^()\[\]\n]{0,300}[ \t][)\]])([ \t]*)([^()\[\]\n]{1,300}?)([ \t]*)([)\]])"
)

_SET_OFF_MARK = expression(r"[ \t]+[.,;:!?](?=[ \t\r\n]|\Z)")
_NUMBERS = expression(r"\d{1,3}(?:[ ]?[,–-][ ]?\d{1,3})*")
_WORD_BEFORE = expression(r"[^\W\d_][.,]?[ ]\Z")
_WORD_AFTER = expression(r"[a-z]{2,}(?![\w(])")
_WORDS = expression(r"[^\W\d_]{3}")
_FREE = expression(r"[.,;:!?]?(?:[ \t\r\n]|\Z)")
_REACH = 4


class SpaceAfterOpening(Rule):
    """Remove the spaces inside a pair of brackets: `( text )`.

    Why: tokenizers and engines set brackets off; what they enclose stands free of both.

    Not touched: code, formulas, boxes to tick, faces, lines that begin with a bracket to number them, a column of
    remarks beside a list, brackets close to one another: the buttons of a page.

    Safety: safe where both brackets are set off, also around the numbers of a reference, with the mark after them; for
    a round bracket with words that has its space on one side only, amid a sentence; another one is reported.
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
    shapes: ClassVar = {
        "one side": Prior(
            confidence=0.9,
            reason="each such bracket in human text is a slip of its writer, read",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    lists = ("abbreviations",)
    acts_on = r"[(\[] | [)\]]"
    examples = (
        fix("The mill ( built in 1820 ) was sold.", "The mill (built in 1820) was sold.", at="( built in 1820 )"),
        fix("The mill ( built in 1820) was sold.", "The mill (built in 1820) was sold.", at="( built in 1820)"),
        fix("The mill (in Wales ), was sold.", "The mill (in Wales), was sold.", at="(in Wales )"),
        report("The mill [ built in 1820] was sold.", at="[ built in 1820]"),
        fix("It was sold [ 3 ] .", "It was sold [3].", at="[ 3 ] ."),
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
            cited = match[2] and match[4] and _is_cited(document, match)
            if not cited and is_meant(document, start, end, BRACKETS):
                continue
            if match[2] and match[4]:
                changes = [Change(*match.span(2), ""), Change(*match.span(4), "")]
                if mark := _SET_OFF_MARK.match(document.text, end):
                    changes.append(Change(end, mark.end() - 1, ""))
                    end = mark.end()
                elif match[5] == ")" and _is_glued(document, end):
                    if document.text[start - 1 : start].isalpha():
                        changes.append(Change(start, start, " "))
                    changes.append(Change(end, end, " "))
                yield self.edit(start, end, "spaces inside brackets", sorted(changes))
            elif match[1] == "(" and match[5] == ")" and _is_of_sentence(document, match):
                change = Change(*match.span(2 if match[2] else 4), "")
                yield self.edit(start, end, "space inside a bracket", [change], shape="one side")
            else:
                yield self.edit(start, end, "space inside one of two brackets", safety=Safety.REPORT)


def _is_cited(document: Document, match: re.Match[str]) -> bool:
    """Whether square brackets hold the numbers of a reference, after a word of a sentence."""
    return (
        match[1] == "["
        and _NUMBERS.fullmatch(match[3]) is not None
        and _WORD_BEFORE.search(document.text, max(0, match.start() - _REACH), match.start()) is not None
        and _SET_OFF_MARK.match(document.text, match.end()) is not None
    )


def _is_of_sentence(document: Document, match: re.Match[str]) -> bool:
    """Whether a bracket with words in it stands after a word of its sentence, free of both neighbours."""
    return (
        _WORDS.search(match[3]) is not None
        and _WORD_BEFORE.search(document.text, max(0, match.start() - _REACH), match.start()) is not None
        and _FREE.match(document.text, match.end()) is not None
    )


def _is_glued(document: Document, end: int) -> bool:
    """Whether a word of the language, in small letters, is glued to a closing bracket."""
    word = _WORD_AFTER.match(document.text, end)
    return word is not None and word[0] in vocabulary(document.lexicon)
