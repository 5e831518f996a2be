"""One word written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition import setting
from cleaner.passes.repetition.rounds import Repeat, Words, words
from cleaner.rules import Prior, Rule, fix, keep, report

_CONTENT = re.compile(r"[a-z]{5,}")
_LATIN = re.compile(r"(?:a|ae|ax|i|is|es|ix|on|or|os|um|us|ns)\Z")
_DASH = re.compile(r"\s*(?:[–—]|--)")
_QUOTE = "\"'“”‘’`«»„"


@dataclass(frozen=True)
class DoubledWord(Rule):
    """Remove the second of two equal words in a row.

    Why: engines write "the the", "the holiday holiday traffic" and "brown brown" where two words of a source, or two
    pieces of one, became the same word.

    Not touched: two words with any mark or stop between them; words that may follow themselves ("had had", "that
    that", "what it is is"); words doubled on purpose ("very very", "bye bye", "ha ha"); names and everything with a
    capital; scientific names ("Pan troglodytes troglodytes"); numbers; quoted words; speech in a transcript.

    Safety: safe for articles, prepositions and the like from a list of words that never follow themselves, and for
    plain words of four letters and more; the rest is reported.
    """

    name = "repetition/doubled-word"
    measured = Prior(
        confidence=0.95,
        reason="58 of 58 read in machine text right; 19 edits in 1.19 million words of human text, slips all",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("They crossed the the bridge.", "They crossed the bridge.", at="the the"),
        fix("The holiday holiday traffic was light.", "The holiday traffic was light."),
        report("A bad old old sea sea wall gave way.", at="sea sea"),
        keep("He had had enough, and that that was so was very very clear."),
        keep("What it is is a mess. A mess is what it is, is it?"),
        keep("Duran Duran played in Walla Walla, where Pan troglodytes troglodytes does not live."),
        keep("The scribe wrote “the the” here."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each doubled word; three and more are a loop."""
        said = document.once(words)
        for run in said.adjacent:
            if run.period == 1 and run.rounds == 2:
                trust = _trust(document, said, run.first)
                if trust is not None:
                    yield self._edit(said, run, trust)

    def _edit(self, said: Words, run: Repeat, trust: Safety) -> Edit:
        (first, end), (_, last) = said.spans[run.first], said.spans[run.first + 1]
        message = f"“{said.text[first:end]}” twice in a row"
        if trust is Safety.REPORT:
            return self.edit(first, last, message, safety=trust, confidence=0.6)
        return self.edit(first, last, message, [Change(end, last, "")])


def _trust(document: Document, said: Words, index: int) -> Safety | None:
    text = document.text
    (start, end), (begin, stop) = said.spans[index], said.spans[index + 1]
    first, second, gap = text[start:end], text[begin:stop], text[end:begin]
    if setting.spoken(document, start) or not gap or gap.count("\n") > 1:
        return None
    if gap.strip():
        again = gap == ", " and first == second and _CONTENT.fullmatch(first) and not setting.quoted(document, start)
        return Safety.REPORT if again and first not in document.lexicon.words("reduplications") else None
    if text[start - 1 : start] in _QUOTE and text[stop : stop + 1] in _QUOTE and start:
        return None
    if _DASH.match(text, stop):
        return None  # a speaker who begins again
    word = second.lower()
    if word in document.lexicon.words("never-doubled"):
        return Safety.SAFE if second.islower() else None
    if setting.in_short_lines(document, start):
        return None
    if word in document.lexicon.words("reduplications") or not word.isalpha() or "\n" in gap:
        return None
    if first != second or not second.islower():
        return None
    if setting.tabular(document, start) or _after_name(document, said, index):
        return None
    if setting.quoted(document, start):
        return Safety.REPORT
    return Safety.SAFE if _CONTENT.fullmatch(word) else Safety.REPORT


def _after_name(document: Document, said: Words, index: int) -> bool:
    """Whether a name stands before a word that may be Latin: "Pan troglodytes troglodytes"."""
    if not index or said.word(index - 1) in document.lexicon.words("function-words"):
        return False
    start, _ = said.spans[index - 1]
    return said.text[start].isupper() and _LATIN.search(said.word(index)) is not None
