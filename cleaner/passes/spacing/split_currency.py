"""A currency sign with a space before its amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.passes.spacing._lines import in_tokenized
from cleaner.rules import Prior, Rule, keep, report

_CURRENCY = re.compile(r"[$£€](?<![a-z0-9_$£€][$£€])[ \t](?=\d)")


class SplitCurrency(Rule):
    """Report a space between a currency sign and its amount: `$ 5`.

    Why: English writes the sign close to the amount; engines and tokenizers set it off.

    Not touched: amounts before their sign (`5 €`), signs alone, lines that a tokenizer took apart as a whole.

    Safety: report. Some house styles write a space.
    """

    name = "spacing/split-currency"
    measured = Prior(
        confidence=0.9,
        reason="one report in human text; house styles differ",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    lists = ("abbreviations",)
    acts_on = r"[$£€] "
    examples = (
        report("The mill cost $ 500 then.", at="$ 500"),
        keep("The mill cost 500 $ then, or $500."),
        keep("Type this at the prompt:\n\n$ 2 + 3"),
    )

    def relevant(self, text: str) -> bool:
        """A sign must stand before a space."""
        return any(sign in text and sign + " " in text for sign in "$£€")

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sign."""
        text = document.text
        for match in _CURRENCY.finditer(text):
            start = match.start()
            amount = re.compile(r"\d[\d.,]*\d|\d").match(text, match.end())
            at_start = not text[max(start - 80, document.line_at(start)[0]) : start].strip()
            if amount is None or at_start or in_tokenized(document, start) or text[start - 2 : start - 1].isdigit():
                continue
            if document.protected.overlaps(start, match.end()):
                continue
            yield self.edit(start, amount.end(), f"space after {text[start]!r}")
