"""Sentences, lines and paragraphs that stand there twice, and runs of one character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import eq

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition import setting
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report
from cleaner.spans import Span

_RUN = re.compile(r"([A-Za-z!?])\1{9,}")
_TAIL = 20
_PIECES = 4
_ENDED = '.!?…"”’)'


@dataclass(frozen=True)
class DoubledSentence(Rule):
    """Remove a sentence that stands there a second time, right behind the first.

    Why: engines and page scrapers say a sentence twice.

    Not touched: short sentences and cries ("It was here. It was here."), speech, verse, tables; sentences that differ
    in a letter; a headline that the text repeats.

    Safety: safe from eight words on; sentences of five to seven words are reported.
    """

    name = "repetition/doubled-sentence"
    measured = Prior(
        confidence=0.95,
        reason="8 of 8 in machine text right; no edit in 1.19 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
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
            trust = _trust(document, start, len(text[start:end].split()))
            if trust is Safety.SAFE:
                yield self.edit(start, stop, "a sentence said twice", [Change(end, stop, "")], swallows=True)
            elif trust is Safety.REPORT:
                yield self.edit(start, stop, "a sentence said twice", safety=trust, confidence=0.7)


def _trust(document: Document, start: int, words: int) -> Safety | None:
    if words < 5 or setting.quoted(document, start) or setting.spoken(document, start):
        return None
    if document.text[start] in "\"“‘'«" or setting.in_short_lines(document, start) or setting.tabular(document, start):
        return None
    return Safety.SAFE if words >= 8 else Safety.REPORT


@dataclass(frozen=True)
class DoubledParagraph(Rule):
    """Remove a line or paragraph that stands there a second time, right behind the first.

    Why: pages hold a text twice, once for small screens; engines loop over whole segments.

    Not touched: short lines, headings, refrains, rows of tables, code, lists; lines that do not end like a sentence.

    Safety: safe for lines of ten words and more that end with a stop.
    """

    name = "repetition/doubled-paragraph"
    measured = Prior(
        confidence=0.95,
        reason="no edit in 1.19 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.REPORT
    examples = (
        fix(
            "The road to the old harbour was closed again on Monday morning.\n\n"
            "The road to the old harbour was closed again on Monday morning.\n\nIt rained.",
            "The road to the old harbour was closed again on Monday morning.\n\nIt rained.",
        ),
        keep("Row, row, row your boat.\nRow, row, row your boat."),
        keep("The harbour road\n\nThe harbour road\n\nIt was closed."),
    )

    least_words: int = 10
    """How many words a line must have."""

    def relevant(self, text: str) -> bool:
        """Two equal lines make fewer different lines than lines."""
        if "\n" not in text:
            return False
        lines = [line for line in text.splitlines() if len(line) > 30]
        return len(set(lines)) < len(lines)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line that repeats the one before it."""
        text = document.text
        lines = [span for span in document.lines if text[slice(*span)].strip()]
        for before, line in pairwise(lines):
            if self._said_again(text, before, line) and not setting.tabular(document, line[0]):
                change = Change(before[1], line[1], "")
                yield self.edit(before[0], line[1], "a paragraph said twice", [change], swallows=True)

    def _said_again(self, text: str, before: Span, line: Span) -> bool:
        said, again = text[slice(*before)].strip(), text[slice(*line)].strip()
        return said == again and said[-1] in _ENDED and len(said.split()) >= self.least_words


@dataclass(frozen=True)
class CharacterRun(Rule):
    """Report a letter or a mark of outcry that stands there ten times and more in a row.

    Why: engines stumble within a word ("Massachusetttttttttts") and print one letter to the end of the line.

    Not touched: lines drawn with marks, dots, figures, shorter cries ("Aaaah!", "!!!").

    Safety: report only. Writers cry too.
    """

    name = "repetition/character-run"
    measured = Prior(
        confidence=0.6,
        reason="applied 0, reported 6 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.REPORT
    examples = (
        report("He came from Massachusetttttttttttts.", at="tttttttttttt"),
        keep("Aaaaah! said the cat. ----------------- 1000000000000"),
    )

    def relevant(self, text: str) -> bool:
        """Equal neighbours, ten in a row: the text laid on itself, one character on, agrees nine times over."""
        raw = text.encode("utf-8", "surrogatepass")
        number = int.from_bytes(raw, "little")
        return b"\0" * 9 in (number ^ number >> 8).to_bytes(len(raw), "little")

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run."""
        for match in _RUN.finditer(document.text):
            yield self.edit(*match.span(), f"{match[1]!r} {len(match[0])} times in a row")
