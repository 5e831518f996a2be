"""The loops of translation engines: one phrase over and over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.passes.repetition._loops import WordLoop, loops
from cleaner.passes.repetition._repeats import any_repeated
from cleaner.rules import Elsewhere, Measured, Prior, Rule, fix, keep, report

_HYPHENED_ROUNDS = 4
_COUNTED_ROUNDS = 8
"""Nobody counts so many generations by saying each."""

_HYPHENED = expression(r"-([^\W\d_]{4,})(?:-\1){2,}(?!\w)")


def _varies(loop: WordLoop) -> bool:
    """Whether the rounds after the first are written in capitals here and not there: then they say different things."""
    if loop.is_steady:
        return False
    said, run = loop.said, loop.run
    starts = range(run.first + run.period, run.end - run.period + 1, run.period)
    rounds = {said.text[slice(*said.span(start, start + run.period))] for start in starts}
    return len(rounds) > 1 and len({each.casefold() for each in rounds}) < len(rounds)


def _hyphened(document: Document) -> bool:
    """Whether a word comes three times and more, joined by hyphens."""
    return "-" in document.text and _HYPHENED.search(document.text) is not None


@dataclass(frozen=True)
class Loop(Rule):
    """Collapse a phrase of one to twenty words that comes three times or more in a row to one round.

    Why: engines fall into loops ("of the end of the end of the end of the line", "st st st st st") where a source is
    hard to them, and fill whole lines with one phrase, sometimes with a round that differs in a word.

    Not touched: cries, stammers and chants ("Are you drunk? Are you drunk?", "no no no no", "Boil, boil, boil"), sounds
    in brackets ("[saw saw saw saw]"), loops of whole short sentences, verse, lists, tables and transcripts; lines that
    a program wrote; numbers; compounds that count ("great-great-great-great-grandfather"). What is likely but not
    certain is reported: a word that is its own sentence, "talked and talked and talked", several loops in a chain.

    Safety: safe from four rounds on, or three without any mark between them. The first round keeps its capital and the
    last its stop. Loops between dashes, quotation marks or question marks are a writer's. Where a round has a word that
    the others lack, collapsing is risky: that word is said nowhere else. In text known to be machine translation fewer
    rounds are enough.
    """

    name = "repetition/loop"
    measured = Measured(
        right=46,
        judged=46,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine text, read by eye",
    )
    shapes: ClassVar = {
        "variant": Prior(
            confidence=0.85,
            reason="a round that differs in a word is most often the engine's too",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        ),
        "reported": Prior(
            confidence=0.7,
            reason="writers repeat a phrase three times for weight",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        ),
    }
    optional_lists = (
        "reduplications",
        "function-words",
        "auxiliaries",
        "phrase-openers",
        "clause-starts",
        "never-doubled",
        "determiners",
        "conjunctions",
        "parts-of-speech",
        "prepositions",
        "subject-pronouns",
        "subordinators",
    )
    elsewhere = Elsewhere.REPORT
    sources = (any_repeated, _hyphened)
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
        fix(
            "Ana came back to the coast, where she came back to the coast, where she came back to the coast, where she "
            "came back to the coast.",
            "Ana came back to the coast.",
        ),
        fix("(Music) (Applause) (Applause) (Applause) (Applause) (Applause)", "(Music) (Applause)"),
        fix("THE SIEGE OF OF OF OF OF THE OLD TOWN", "THE SIEGE OF THE OLD TOWN", at="OF OF OF OF OF"),
        fix("DO NOT PULL PULL PULL PULL PULL THE LEVER.", "DO NOT PULL THE LEVER."),
        keep("[hum hum hum hum hum hum hum hum] Ho-ho-ho-ho-ho! His great-great-great-great-grandfather laughed."),
        keep("The hen said bwuck-bwuck-bwuck-bwuck."),
        keep("They walked and walked and walked and walked."),
        report("The pens pens pens pens inks inks inks inks.", at="pens pens pens pens"),
        keep("“No no no no,” she said, and Boil, boil, boil, said the book."),
        keep("Guy: Are you drunk? Are you drunk? Are you drunk? Are you drunk?"),
        keep("It grew brighter and brighter and brighter."),
        report("Thank you thank you thank you, Amir!", at="Thank you thank you thank you"),
        report(
            "They went up the hill, up the hill, up the hill, and “rested”.", at="up the hill, up the hill, up the hill"
        ),
    )

    min_rounds: int = 3
    """How many rounds make a loop."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each loop of words, and for each within a word joined by hyphens."""
        for loop, safety in document.once(loops):
            if loop.mentions >= self.min_rounds:
                yield self._edit(loop, safety)
        yield from self._of_hyphens(document)

    def _edit(self, loop: WordLoop, safety: Safety) -> Edit:
        said, run = loop.said, loop.run
        phrase = " ".join(said.text[slice(*said.span(run.first, run.first + run.period))].split())
        message = f"“{phrase[:60]}” repeated {loop.mentions} times in a row"
        if safety is Safety.REPORT or _varies(loop):
            return self.edit(*said.span(run.first, run.end), message, shape="reported", safety=Safety.REPORT)
        first, last = loop.surplus
        change = Change(said.stop(first - 1), said.stop(last - 1), "")
        shape = None if safety is Safety.SAFE else "variant"
        return self.edit(
            said.start(run.first), change.end, message, [change], shape=shape, safety=safety, swallows=True
        )

    def _of_hyphens(self, document: Document) -> Iterator[Edit]:
        text, meant = document.text, document.lexicon.optional("reduplications")
        known = vocabulary(document.lexicon)
        for match in _HYPHENED.finditer(text):
            word = match[1]
            start = match.start() - len(word)
            whole = start >= 0 and text.startswith(word, start) and not text[start - 1 : start].isalnum()
            if not whole or text.startswith("-", match.end()):
                rounds = match[0].count(f"-{word}")
                if rounds >= (_COUNTED_ROUNDS if word == "great" else _HYPHENED_ROUNDS):
                    message = f"“{word}” repeated in a compound"
                    yield self.edit(*match.span(), message, shape="reported", safety=Safety.REPORT)
                continue
            if match[0].count(f"-{word}") + 1 >= _HYPHENED_ROUNDS and word.lower() in known - meant:
                change = Change(start + len(word), match.end(), "")
                yield self.edit(start, match.end(), f"“{word}” repeated, joined by hyphens", [change])
