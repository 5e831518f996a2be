"""Controls that turn the direction of text."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BIDI_RUN = expression(f"[{_BIDI}]+")
_MARKS = frozenset("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}")
_OVERRIDES = frozenset("\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}\p{Adlam}]")


class BidiControl(Rule):
    """Remove direction marks from text without a right-to-left letter; report other controls of writing direction.

    Why: they are left over from right-to-left source text, and can make a text read otherwise than it is.

    Not touched: direction marks and embeddings beside Arabic, Hebrew and other right-to-left letters.

    Safety: safe for the marks, which are characters by themselves and turn nothing where all letters run one way.
    Embeddings, isolates and overrides are reported: removing one of a pair would turn what is between them.
    """

    name = "encoding/bidi-control"
    measured = Prior(
        confidence=0.9,
        reason="two findings in 1.02 million words of machine text, both right; a count of two proves little",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    needs = tuple(map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    acts_on = f"[{''.join(needs)}]"
    examples = (
        fix("It rained all day.\u200e Then it stopped.", "It rained all day. Then it stopped.", at="\u200e"),
        report("It rained \u202aall day\u202c.", at="\u202a"),
        report("Word\n\nThe word \u05e9\u05dc\u05d5\u05dd means peace.\n\n\u200eWindows", at="\u200e"),
        report("invoice\u202etxt.exe", at="\u202e"),
        keep("The word \u200fשלום\u200e means peace."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run."""
        text = document.text
        one_way = _RIGHT_TO_LEFT.search(text) is None
        for start, end in document.lines:
            runs = list(_BIDI_RUN.finditer(text, start, end))
            at_home = bool(runs) and not one_way and _RIGHT_TO_LEFT.search(text, start, end) is not None
            for match in runs:
                message = "needless control of writing direction"
                if one_way and _MARKS.issuperset(match[0]):
                    yield self.edit(*match.span(), message, [Change(*match.span(), "")])
                elif not at_home or _OVERRIDES & set(match[0]):
                    yield self.edit(*match.span(), message, safety=Safety.REPORT)
