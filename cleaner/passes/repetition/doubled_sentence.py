"""A sentence repeated at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import eq
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._setting import in_quotes, in_short_lines, in_speech, in_table
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_TAIL = 20
_PIECES = 4


@dataclass(frozen=True)
class DoubledSentence(Rule):
    """Remove a sentence that is repeated right after itself.

    Why: engines and page scrapers repeat a sentence.

    Not touched: short sentences and cries ("It was here. It was here."), speech, verse, tables; sentences that differ
    in a letter; a headline that the text repeats.

    Safety: safe from eight words on; sentences of five to seven words are reported.
    """

    name = "repetition/doubled-sentence"
    measured = Prior(
        confidence=0.95,
        reason="8 of 8 in machine text right; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "short": Prior(
            confidence=0.7,
            reason="writers repeat short sentences",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    elsewhere = Elsewhere.REPORT
    examples = (
        fix(
            "The road to the harbour was closed on Monday. The road to the harbour was closed on Monday. It rained.",
            "The road to the harbour was closed on Monday. It rained.",
        ),
        report(
            "The road was closed again. The road was closed again.",
            at="The road was closed again. The road was closed again.",
        ),
        keep("It was here. It was here."),
        keep("“I will never say a thing like that again. I will never say a thing like that again.”"),
    )

    def relevant(self, text: str) -> bool:
        """Two equal sentences leave equal pieces between stops, as many apart as a sentence has abbreviations."""
        tails = [piece[-_TAIL:] for piece in text.split(".") if len(piece) > _TAIL]
        return any(any(map(eq, tails, tails[apart:])) for apart in range(1, _PIECES))

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sentence that repeats the one before it."""
        text, sentences = document.text, document.sentences
        for (start, end), (begin, stop) in pairwise(sentences):
            if text[start:end] != text[begin:stop] or text[end - 1] not in ".…" or "\n" in text[end:begin]:
                continue
            safety = _safety(document, start, len(text[start:end].split()))
            if safety is Safety.SAFE:
                yield self.edit(start, stop, "repeated sentence", [Change(end, stop, "")], swallows=True)
            elif safety is Safety.REPORT:
                yield self.edit(start, stop, "repeated sentence", shape="short", safety=safety)


def _safety(document: Document, start: int, words: int) -> Safety | None:
    if words < 5 or in_quotes(document, start) or in_speech(document, start):
        return None
    if document.text[start] in "\"“‘'«" or in_short_lines(document, start) or in_table(document, start):
        return None
    return Safety.SAFE if words >= 8 else Safety.REPORT
