"""A word repeated at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._repeats import Repeat, Repeats, repeats
from cleaner.passes.repetition._setting import in_quotes, in_short_lines, in_speech, in_table
from cleaner.rules import Measured, Prior, Rule, fix, keep, report

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
    measured = Measured(
        right=109,
        judged=113,
        wrong=4,
        human_words=3_030_000,
        date="2026-11",
        source="58 edits in machine text and 55 in human text, read by eye",
    )
    shapes: ClassVar = {
        "reported": Prior(
            confidence=0.6,
            reason="short words, quoted words and words with a comma between are doubled on purpose as well",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    lists = ("never-doubled", "reduplications", "function-words")
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
        said = document.once(repeats)
        for run in said.adjacent:
            if run.period == 1 and run.rounds == 2:
                safety = _safety(document, said, run.first)
                if safety is not None:
                    yield self._edit(said, run, safety)

    def _edit(self, said: Repeats, run: Repeat, safety: Safety) -> Edit:
        (first, end), last = said.words.span(run.first), said.stop(run.first + 1)
        message = f"repeated word “{said.text[first:end]}”"
        if safety is Safety.REPORT:
            return self.edit(first, last, message, shape="reported", safety=safety)
        return self.edit(first, last, message, [Change(end, last, "")])


def _safety(document: Document, said: Repeats, index: int) -> Safety | None:
    text = document.text
    (start, end), (begin, stop) = said.words.span(index), said.words.span(index + 1)
    first, second, gap = text[start:end], text[begin:stop], text[end:begin]
    if in_speech(document, start) or not gap or gap.count("\n") > 1:
        return None
    if gap.strip():
        again = gap == ", " and first == second and _CONTENT.fullmatch(first) and not in_quotes(document, start)
        return Safety.REPORT if again and first not in document.lexicon.words("reduplications") else None
    if text[start - 1 : start] in _QUOTE and text[stop : stop + 1] in _QUOTE and start:
        return None
    if _DASH.match(text, stop):
        return None  # a speaker who begins again
    word = second.lower()
    if word in document.lexicon.words("never-doubled"):
        return Safety.SAFE if second.islower() else None
    if in_short_lines(document, start):
        return None
    if word in document.lexicon.words("reduplications") or not word.isalpha() or "\n" in gap:
        return None
    if first != second or not second.islower():
        return None
    if in_table(document, start) or _after_name(document, said, index):
        return None
    if in_quotes(document, start):
        return Safety.REPORT
    return Safety.SAFE if _CONTENT.fullmatch(word) else Safety.REPORT


def _after_name(document: Document, said: Repeats, index: int) -> bool:
    """Whether a name comes before a word that may be Latin: "Pan troglodytes troglodytes"."""
    if not index or said.word(index - 1) in document.lexicon.words("function-words"):
        return False
    start = said.start(index - 1)
    return said.text[start].isupper() and _LATIN.search(said.word(index)) is not None
