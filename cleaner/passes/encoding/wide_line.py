"""Lines in the width of Chinese characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep

_WIDE_SPACE = "\N{IDEOGRAPHIC SPACE}"
_LETTERS = "Ａ-Ｚａ-ｚ"
_OF_MARKUP = "＜＞＆"
"""What would make a tag or an entity."""

_WIDE = expression(f"[！-～]+(?:{_WIDE_SPACE}+[！-～]+)*")
_WIDE_LETTER = expression(f"[{_LETTERS}]")
_NARROW_LETTER = expression(r"[A-Za-z]")
_EAST_ASIAN = expression(r"[぀-ヿ㐀-鿿가-힯ｦ-ﾟ]")
_MIN_LETTERS = 4
_SHARE = 2
"""So many times as many letters of this width as of the other make a line that is set in it."""


class WideLine(Rule):
    """Write a line of Latin text in the width of its alphabet: `Ｔｈｅ ｂｕｓ` becomes `The bus`.

    Why: input methods and old systems of East Asia set Latin text as wide as Chinese characters; no search finds it.

    Not touched: lines with Chinese, Japanese or Korean characters, where this width is at home; words and letters of it
    in lines of the other width.

    Safety: safe. The Unicode standard calls both the same character.
    """

    name = "encoding/wide-line"
    measured = Prior(
        confidence=0.95,
        reason="the same characters in another width, where no character of that width is at home",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = f"[{_LETTERS}]"
    examples = (
        fix("Ｔｈｅ　ｂｕｓ　ｉｓ　ｌａｔｅ．", "The bus is late.", at="Ｔｈｅ　ｂｕｓ　ｉｓ　ｌａｔｅ．"),
        keep("The letter Ａ is as wide as two, and they call it ｖａｐｏｒ."),
        keep("会議は３階で行います。ＡＢＣ社。"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run."""
        text = document.text
        for line in dict.fromkeys(document.line_at(match.start()) for match in _WIDE_LETTER.finditer(text)):
            wide, narrow = (len(pattern.findall(text, *line)) for pattern in (_WIDE_LETTER, _NARROW_LETTER))
            if wide < _MIN_LETTERS or wide < narrow * _SHARE or _EAST_ASIAN.search(text, *line):
                continue
            for match in _WIDE.finditer(text, *line):
                start, end = match.span()
                changes = [Change(at, at + 1, _narrow(text[at])) for at in range(start, end)]
                yield self.edit(start, end, "characters as wide as Chinese ones", changes)


def _narrow(sign: str) -> str:
    """The same sign in the width of the alphabet."""
    return sign if sign in _OF_MARKUP else unicodedata.normalize("NFKC", sign)
