"""The name of a currency glued to its amount."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep

_SIGNS = {"Pound": "£", "Euro": "€"}
_AMOUNT = expression(
    r"(?<![\w-])(?:Pound(?=\d)"
    r"|Euro(?=\d{1,3}(?:,\d{3})*(?:\.\d+)?[ ](?:million|billion)|\d{1,3}(?:,\d{3})+|\d+\.\d\d\b))"
)


class SpelledSign(Rule):
    """Write the sign for the name of a currency that is glued to its amount: `Pound15 billion`.

    Why: programs that bring text into ASCII spell £ out as its name, and engines copy what they read.

    Not touched: names with a space before the amount, which somebody wrote; `Euro 2012`, `Euro6` and what else is not
    counted in money.

    Safety: safe. Nobody writes the name without a space.
    """

    name = "encoding/spelled-sign"
    measured = Prior(
        confidence=0.9,
        reason="4 real cases, with 3 engines: all right; none in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    needs = tuple(_SIGNS)
    acts_on = r"^0"
    examples = (
        fix("The wall cost Pound15 billion.", "The wall cost £15 billion.", at="Pound"),
        fix("It fell to Euro2.37 million.", "It fell to €2.37 million.", at="Euro"),
        keep("They won Euro2012, and the motor keeps to Euro6."),
        keep("It cost Pound 15, or 15 Pounds."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each name."""
        for match in _AMOUNT.finditer(document.text):
            yield self.edit(*match.span(), "sign spelled out", [Change(*match.span(), _SIGNS[match[0]])])
