"""Spaces that translation put beside tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_INLINE = r"(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|u)"
_OPENING = rf"<(?P<name>{_INLINE})(?:\s[^<>]*)?>"
_AT_END = expression(
    rf"{_OPENING}(?=\S)[^<>\n]{{1,200}}?(?<=[\w\"'”’)])(?P<last> {{1,2}})</(?P=name)>(?=[.,;:!?)](?:[\s<]|\Z))",
    re.IGNORECASE,
)
"""An element with a space before its end, and a mark after it."""

_PAIR = expression(
    rf"(?<![^\s(>\"“])(?!<s>){_OPENING}(?P<first> )(?=\S)[^<>\n]{{1,120}}?(?<=\S)(?P<last> )"
    r"</(?P=name)>(?=[\s.,;:!?)<]|\Z)",
    re.IGNORECASE,
)
"""An element with a space at both ends inside, and a space or a mark on either side outside; `<s>` with a space is a
token of models."""

_WHOLE = expression(rf"{_OPENING}[^\s<>](?:[^<>\n]*[^\s<>])?</(?P=name)>", re.IGNORECASE)
_BEFORE_MARK = expression(rf"(?<=\w)</{_INLINE}>( {{1,2}})[.,](?![.\w])", re.IGNORECASE)


class SpaceAroundTag(Rule):
    """Remove spaces that inline tags do not want: before a full stop after them, and inside a pair of them.

    Why: translation of marked-up text sets every tag off with spaces: `<b>Save</b> .`, `the <a> list </a>,`,
    `press <b> Save </b> now`.

    Not touched: marks that some languages set off (`:`, `;`, `?`, `!`) after a tag, rows of dots, tags of blocks and
    cells, a space inside that is the only one between two words, code.

    Safety: safe. No language sets a full stop or comma off from its word, and a reader of the page sees no change where
    a space stands outside as well. Spaces at both ends of an element are the writer's own, unless another element of
    the text is without them or the text is known to be machine translation: else risky.
    """

    name = "markup/space-around-tag"
    measured = Measured(
        right=200,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damaged lines restored exactly",
    )
    elsewhere = Elsewhere.APPLY
    needs = ("</",)
    acts_on = "</"
    examples = (
        fix("Press <b>Save</b> .", "Press <b>Save</b>.", at="</b> "),
        fix("Open <a href='x'>the list</a> , then wait.", "Open <a href='x'>the list</a>, then wait.", at="</a> "),
        fix("See the <a href='x'>list </a>.", "See the <a href='x'>list</a>.", at="<a href='x'>list </a>"),
        fix("Press <b> Save </b> or <b>Back</b>.", "Press <b>Save</b> or <b>Back</b>.", at="<b> Save </b>"),
        keep("Press <b>Save </b>now, or<b> Back</b>."),
        keep("Press <b>Save</b>."),
        keep("Appuyez sur <b>Garder</b> !"),
        keep("<b>Wait</b> ... and see."),
        keep("<td>1</td> ."),
    )

    def relevant(self, text: str) -> bool:
        """A closing tag."""
        return "<" in text and "</" in text

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each space, or pair of spaces."""
        text = document.text
        for match in _BEFORE_MARK.finditer(text):
            start, end = match.span(1)
            yield self.edit(match.start(), end, "space between a tag and the mark after it", [Change(start, end, "")])
        if " </" not in text:
            return
        own = document.origin != "machine" and _WHOLE.search(text) is None
        for match in _PAIR.finditer(text):
            changes = [Change(*match.span(side), "") for side in ("first", "last")]
            safety = Safety.RISKY if own else Safety.SAFE
            yield self.edit(*match.span(), "spaces inside an inline element", changes, safety=safety)
        for match in _AT_END.finditer(text):
            yield self.edit(*match.span(), "space before a closing tag", [Change(*match.span("last"), "")])
