"""The loops of translation engines: one phrase over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._repeats import Repeat, Repeats, repeats
from cleaner.passes.repetition._setting import (
    are_equal,
    in_quotes,
    in_short_lines,
    in_speech,
    in_table,
    is_balanced,
    is_space,
)
from cleaner.rules import Elsewhere, Measured, Prior, Rule, fix, keep, report

_MEANT = re.compile(r"…|\.\.|[-–—]")
_STOP = re.compile(r"[.!?]")
_HYPHENED_ROUNDS = 4
_HYPHENED = re.compile(r"-([^\W\d_]{2,})(?:-\1){2,}(?:-[^\W\d_]*)?(?![\w-])")


@dataclass(frozen=True)
class Loop(Rule):
    """Collapse a phrase of one to twenty words that comes three times or more in a row to one round.

    Why: engines fall into loops ("of the end of the end of the end of the line", "st st st st st") where a source is
    hard to them, and fill whole lines with one phrase, sometimes with a round that differs in a word.

    Not touched: cries, stammers and chants ("Are you drunk? Are you drunk?", "no no no no", "Boil, boil, boil"), loops
    of whole short sentences, verse, lists, tables and transcripts; numbers. What is likely but not
    certain is reported.

    Safety: safe from four rounds on, or three without any mark between them. The first round keeps its capital and the
    last its stop. Loops between dashes, quotation marks or question marks are a writer's.
    """

    name = "repetition/loop"
    measured = Measured(
        right=46,
        judged=46,
        wrong=15,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine text, read by eye; the wrong ones are sound effects and stage scripts",
    )
    shapes: ClassVar = {
        "reported": Prior(
            confidence=0.7,
            reason="writers repeat a phrase three times for weight",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    optional_lists = ("reduplications",)
    elsewhere = Elsewhere.REPORT
    examples = (
        fix(
            "The boat lay at the end of the end of the end of the pier.",
            "The boat lay at the end of the pier.",
        ),
        fix(
            "They brought a child, a child, a child, a child, a child. The rest stayed.",
            "They brought a child. The rest stayed.",
            at="a child, a child, a child, a child, a child",
        ),
        fix("The core of the plant is nuclear nuclear nuclear nuclear nuclear.", "The core of the plant is nuclear."),
        keep("“No no no no,” she said, and Boil, boil, boil, said the book."),
        keep("Guy: Are you drunk? Are you drunk? Are you drunk? Are you drunk?"),
        keep("It grew brighter and brighter and brighter."),
        report(
            "They went up the hill, up the hill, up the hill, and “rested”.", at="up the hill, up the hill, up the hill"
        ),
    )

    least_rounds: int = 3
    """How many rounds make a loop."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each loop of words, and for each within a word joined by hyphens."""
        said = document.once(repeats)
        for run in said.adjacent:
            if _mentions(said, run) >= self.least_rounds and not in_table(document, said.start(run.first)):
                yield from self._of_words(document, said, run)
        yield from self._of_hyphens(document)

    def _of_words(self, document: Document, said: Repeats, run: Repeat) -> Iterator[Edit]:
        safety = _safety(document, said, run)
        if safety is None:
            return
        linked = _linked(said, run)
        last = run.end if linked else run.end - run.rest
        start, end = said.stop(run.first + run.period - linked - 1), said.stop(last - 1)
        phrase = " ".join(document.text[slice(*said.span(run.first, run.first + run.period))].split())
        message = f"“{phrase[:60]}” repeated {_mentions(said, run)} times in a row"
        pieces = [
            document.text[said.stop(index - 1) : said.stop(index + run.period - 1)]
            for index in range(run.first + run.period, last - run.period + 1, run.period)
        ]
        if safety is not Safety.REPORT and not (are_equal(pieces) or is_balanced(document.text[start:end])):
            safety = Safety.REPORT
        if safety is Safety.REPORT:
            yield self.edit(*said.span(run.first, run.end), message, shape="reported", safety=safety)
        else:
            first = said.start(run.first)
            yield self.edit(first, end, message, [Change(start, end, "")], safety=safety, swallows=True)

    def _of_hyphens(self, document: Document) -> Iterator[Edit]:
        text = document.text
        for match in _HYPHENED.finditer(text):
            word = match[1]
            start = match.start() - len(word)
            if start < 0 or not text.startswith(word, start) or text[start - 1 : start].isalnum():
                start = match.start() + 1  # the word before the first hyphen is another
            if match[0].count(f"-{word}") + (start < match.start()) >= _HYPHENED_ROUNDS:
                change = Change(start + len(word), match.end(), "")
                yield self.edit(start, match.end(), f"“{word}” repeated, joined by hyphens", [change])


def _mentions(said: Repeats, run: Repeat) -> int:
    """How often the phrase comes, with a last time that lacks only its linking word: "of X of X of X"."""
    return run.rounds + _linked(said, run)


def _linked(said: Repeats, run: Repeat) -> bool:
    return run.period >= 3 and run.rest == run.period - 1 and len(said.keys[run.first + run.rest]) <= 3


def _safety(document: Document, said: Repeats, run: Repeat) -> Safety | None:
    """How safe it is to collapse a loop; None where it may well be meant."""
    offset = said.start(run.first)
    bounds = [said.gap(index) for index in range(run.first + run.period, run.end, run.period)]
    mentions = _mentions(said, run)
    if mentions < 8 and in_short_lines(document, offset):
        return None
    if any(map(_MEANT.search, bounds)):
        return Safety.SAFE if mentions >= 12 else None
    if any(map(_STOP.search, bounds)) and said.text[said.start(run.first + run.period)].isupper():
        return Safety.SAFE if mentions >= 8 or (mentions >= 4 and run.period >= 4) else None
    if run.period == 1:
        return _safety_of_one_word(document, said, run, bounds)
    if mentions >= 4:
        return Safety.SAFE
    if in_speech(document, offset):
        return None
    gaps = said.gaps(run.first, run.end)
    sure = all(map(is_space, gaps)) and not in_quotes(document, offset)
    return Safety.SAFE if sure else Safety.REPORT


def _safety_of_one_word(document: Document, said: Repeats, run: Repeat, bounds: list[str]) -> Safety | None:
    start, end = said.words.span(run.first)
    word = document.text[start:end]
    if word.lower() in document.lexicon.optional("reduplications") or (word.isupper() and len(word) > 1):
        return None
    if run.rounds >= 8:
        return Safety.SAFE
    if in_speech(document, start) or in_quotes(document, start):
        return None
    if not all(map(is_space, bounds)):
        return Safety.REPORT if run.rounds >= 5 else None
    return Safety.SAFE if run.rounds >= 4 and len(word) >= 4 else Safety.REPORT
