"""The rule chatter/refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.passes.chatter._words import openers, plain
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report

_MAX_REFUSAL = 600


@dataclass(frozen=True)
class Refusal(Rule):
    """Report a text that is a model's refusal to translate, or its question for a text.

    Why: "I'm sorry, but I can't translate this" and "Please provide the text" are stored as translations.

    Not touched: the same words in quotes or anywhere but at the start of a paragraph that opens the text.

    Safety: report only. What the text should be is not known.
    """

    name = "chatter/refusal"
    measured = Prior(
        confidence=0.9,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    optional_lists = ("refusals",)
    elsewhere = Elsewhere.REPORT
    examples = (
        report("I'm sorry, but I can't translate this text.", at="I'm sorry, but I can't translate this text."),
        report(
            "Please provide the text you would like me to translate.\n",
            at="Please provide the text you would like me to translate.",
        ),
        keep("“I'm sorry, but I can't translate this,” said the clerk."),
        keep("The bridge is open. I cannot translate the rest."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit over the first paragraph, where it refuses."""
        text = document.text
        start = len(text) - len(text.lstrip())
        if not openers(document.lexicon, "refusals").match(plain(text[start : start + 80])):
            return
        end = document.paragraphs[0][1]
        if end - start <= _MAX_REFUSAL:
            yield self.edit(start, start + len(text[start:end].rstrip()), "a model refuses, or asks for a text")
