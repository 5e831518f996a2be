"""One mark, or two in turn, over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.programs import ProgramLines
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep
from cleaner.tables import is_row

_MIN_ROUNDS = 4
_LOOPS = (
    expression(r"[,;](?<=[^\W_][,;])(?:[ \t]?[,;]){3,}(?=[ \t]|$)", re.MULTILINE),
    expression(r"[ \t][,;](?<=[^\W\d_][ \t][,;])(?:[ \t][,;]){3,}(?=[ \t]|$)", re.MULTILINE),
    expression(r"[.!?](?<=[^\W\d_]{2}[.!?])(?:[ \t]?[,;][ \t]?[.!?]){3,}[ \t]?,?(?=[ \t]|$)", re.MULTILINE),
    expression(r",(?<=[^\W_],)(?:[ \t]?[.!?][ \t]?,){3,}(?:[ \t]?\.)?(?=[ \t]|$)", re.MULTILINE),
)
"""A comma and its like; a stop and a comma in turn."""

_BRACKETS = expression(r"[ \t][)\]](?<=[\w.!?,;:\"”][ \t][)\]])(?:[ \t][)\]]){3,}(?=[ \t.,]|$)", re.MULTILINE)
_STRAY = tuple(
    expression(rf"[ \t]{mark}(?<=[\w.!?”][ \t]{mark})(?:[ \t]{mark}){{3,}}[ \t]*$", re.MULTILINE)
    for mark in ('"', r"\(", r"\[", "“", "”", "'")
)
"""Marks that open or close nothing, to the end of their line."""

_OPENING = expression(r"[(\[]")
_NEXT = expression(r"[ \t]+([^\W\d_])")
_REACH = 300
_MOST = 100
"""Loops of one kind that a text has; what has more is no prose, and few are enough to say so."""

_LINE_WORDS = expression(r"[^\W\d_]{2,}[ \t]+[^\W\d_]{2,}")


class MarkLoop(Rule):
    """Write one mark for a loop of commas, or of stops and commas, and none for one of closing brackets.

    Why: engines that fall into a loop at a mark print it to their limit: `card, , , , , or`, `today., ., ., .`.

    Not touched: rows of dots, exclamation and question marks, faces, rows of tables, programs, fields left empty,
    brackets that close others.

    Safety: safe from four rounds on, after a word of a line of prose.
    """

    name = "punctuation/mark-loop"
    measured = Prior(
        confidence=0.9,
        reason="seen in reports; nobody writes four commas after a word; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = (
        r"[.,;!?][ \t]?[,;.!?][ \t]?[,;.!?][ \t]?[,;.!?]|[)\]] [)\]] [)\]] [)\]]|[(\[] [(\[] [(\[] [(\[]"
        r"|([\"'“”]) \1 \1 \1"
    )
    examples = (
        fix("You can pay by card, , , , , , or in cash.", "You can pay by card, or in cash."),
        fix("The mill is shut today., ., ., ., ., .", "The mill is shut today."),
        fix("They met in June. ) ) ) ) ) It rained.", "They met in June. It rained."),
        keep("The row is wheel,,,,stone, and the call is turn(a, , , , b)."),
        keep("They left . . . . . and wept!!!! (in the mill (by the road) ) and :) ) ) )"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each loop."""
        text = document.text
        for pattern in _LOOPS:
            for match in islice(pattern.finditer(text), _MOST):
                if _is_prose(document, match.start()):
                    mark = _one_mark(text, match)
                    yield self.edit(*match.span(), f"loop of {mark!r}", [Change(*match.span(), mark)])
        for pattern in _STRAY:
            for match in islice(pattern.finditer(text), _MOST):
                if _is_prose(document, match.start()):
                    mark = match[0].strip()[0]
                    yield self.edit(*match.span(), f"loop of {mark!r}", [Change(*match.span(), "")])
        for match in islice(_BRACKETS.finditer(text), _MOST):
            start = max(document.line_at(match.start())[0], match.start() - _REACH)
            if _OPENING.search(text, start, match.start()) is None and _is_prose(document, match.start()):
                yield self.edit(*match.span(), "loop of closing brackets", [Change(*match.span(), "")])


def _one_mark(text: str, match: re.Match[str]) -> str:
    """The mark that stays: the first, or where a sentence ends the stop."""
    after = _NEXT.match(text, match.end())
    goes_on = after is not None and after[1].islower()
    stop = next((mark for mark in match[0] if mark in ".!?"), None)
    return (";" if "," not in match[0] else ",") if goes_on or stop is None else stop


def _is_prose(document: Document, position: int) -> bool:
    """Whether the line is neither a row nor a program's, and has words before the loop."""
    span = document.line_at(position)
    low = max(span[0], position - _REACH)
    if is_row(document.text, span) or _LINE_WORDS.search(document.text, low, position) is None:
        return False
    opened = document.text.rfind("(", low, position)
    if opened >= 0 and document.text.find(")", opened, position) < 0:
        return False  # a call without some of its arguments
    return position not in document.once(ProgramLines)
