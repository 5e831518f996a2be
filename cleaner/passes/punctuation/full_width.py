"""Digits, capitals and signs in the full width of East Asian type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Prior, Rule, fix, keep

_RUN = expression("[０-９Ａ-Ｚａ-ｚ＄￡￥￠＋－／＝＆～]+")
_AMOUNT = expression("[０-９]")
_LONE = expression("(?<![！-～])[Ａ-Ｚ](?![！-～])")
_ACRONYM = expression("[Ａ-Ｚ]{2,8}")
_EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]")
_LOOK = 24


class FullWidth(Rule):
    """Write digits, amounts and acronyms in the width of this script: `９:３０`, `＄１２０`, `ＥＵ`.

    Why: engines copy the numbers and acronyms of East Asian sources as they are.

    Not touched: what stands beside East Asian letters, whole words in full width, which are set so for their looks,
    single letters and acronyms beside them, signs alone, as translators write the yen.

    Safety: safe for a run with a digit of full width and for an acronym of capitals.
    """

    name = "punctuation/full-width"
    measured = Prior(
        confidence=0.95,
        reason="the same characters, of another width; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    acts_on = "[０-９Ａ-Ｚ]"
    examples = (
        fix("The mill opens at ９:３０ and costs ＄１２０.", "The mill opens at 9:30 and costs $120.", at="９"),
        fix("The ＥＵ paid for the mill.", "The EU paid for the mill.", at="ＥＵ"),
        keep("The word 第１０回 stays, and so does ｔｈｅ ｍｉｌｌ or a lone Ａ."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run."""
        text = document.text
        speaks_of_width = _LONE.search(text) is not None
        for match in _RUN.finditer(text):
            if _is_plain(match, acronyms=not speaks_of_width) and not _is_east_asian(text, match):
                narrow = unicodedata.normalize("NFKC", match[0])
                yield self.edit(*match.span(), "characters in full width", [Change(*match.span(), narrow)])


def _is_plain(match: re.Match[str], *, acronyms: bool) -> bool:
    """Whether a run is a number, an amount or an acronym."""
    return _AMOUNT.search(match[0]) is not None or (acronyms and _ACRONYM.fullmatch(match[0]) is not None)


def _is_east_asian(text: str, match: re.Match[str]) -> bool:
    """Whether the nearest letters on one side, or all there are, are East Asian."""
    before = text[max(0, match.start() - _LOOK) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + _LOOK].partition("\n")[0]
    near = next((char for char in reversed(before) if char.isalpha()), ""), next(filter(str.isalpha, after), "")
    return not any(near) or any(char and _EAST_ASIAN.match(char) for char in near)
