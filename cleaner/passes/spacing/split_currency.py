"""A currency sign with a space before its amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.mentions import shows_program
from cleaner.passes.spacing._amounts import is_estimated, is_verb, word_before
from cleaner.passes.spacing._lines import in_tokenized
from cleaner.rules import Prior, Rule, fix, keep, report

_CURRENCY = expression(r"[$£€](?<![a-z0-9_$£€][$£€])[ \t](?=\d)")
_LEADING = ("prepositions", "determiners", "auxiliaries", "conjunctions")
_REACH = 200
_WORTH = frozenset(("worth", "cost", "costs", "paid", "totalling", "totaling"))
_SCALED = expression(r".[ \t][\d.,]+[ \t](?:million|billion|trillion)\b")
_COLUMN = expression(r"[\d$£€][ \t]+[-$£€]|[ \t]{2}[$£€]")


class SplitCurrency(Rule):
    """Close the space between a currency sign and its amount: `$ 5`.

    Why: English writes the sign close to the amount; engines and tokenizers set it off.

    Not touched: amounts before their sign (`5 €`), signs alone, lines that a tokenizer took apart; texts that
    speak of programs.

    Safety: safe in English within a sentence, after a word that an amount follows ("for", "paid", "some"); elsewhere a
    report, as in lists of prices and tables, and in other languages, whose house styles write a space.
    """

    name = "spacing/split-currency"
    measured = Prior(
        confidence=0.9,
        reason="the four edits in human text, read: all slips",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("abbreviations",)
    optional_lists = (*_LEADING, "estimates", "parts-of-speech")
    acts_on = r"[$£€] "
    examples = (
        fix("The mill cost $ 500 then.", "The mill cost $500 then.", at="$ 500"),
        report("The mill, old stone: $ 500", at="$ 500"),
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
            sure = _is_of_sentence(document, start)
            changes = [Change(start + 1, match.end(), "")] if sure else []
            safety = Safety.SAFE if sure else Safety.REPORT
            yield self.edit(start, amount.end(), f"space after {text[start]!r}", changes, safety=safety)


def _is_of_sentence(document: Document, start: int) -> bool:
    """Whether an English word leads on to the amount whose sign is at `start`, in a line without columns."""
    lexicon, word = document.lexicon, word_before(document, start).lower()
    if lexicon.lang != "en" or not word or document.once(shows_program):
        return False
    low, high = document.line_at(start)
    if _COLUMN.search(document.text, max(low, start - _REACH), min(high, start + _REACH)):
        return False
    leads = (
        word in _WORTH
        or _SCALED.match(document.text, start) is not None
        or any(word in lexicon.optional(name) for name in _LEADING)
        or is_estimated(document, start)
    )
    return leads or is_verb(document, word)
