"""A phrase repeated again and again within a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.expressions import expression
from cleaner.passes.repetition._content import has_content
from cleaner.passes.repetition._repeats import Repeats, any_echo, repeats
from cleaner.passes.repetition._setting import in_short_lines, in_speech, in_table
from cleaner.rules import Prior, Rule, keep, report

_TWICE = 2
_STOPS = expression(r"[.!?]\s")


@dataclass(frozen=True)
class RepeatedPhrase(Rule):
    """Report a phrase of three words and more that comes three times within twenty-five words.

    Why: an engine that has lost its source says the same thing in every clause.

    Not touched: phrases of function words alone, subjects of which each time something else is said ("lines will be");
    verse, tables, transcripts and lists.

    Safety: report only.
    """

    name = "repetition/repeated-phrase"
    measured = Prior(
        confidence=0.7,
        reason="16 reports in 1.13 million words of human text, 88 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    lists = ("function-words",)
    optional_lists = ("phrase-openers", "clause-starts", "never-doubled", "auxiliaries")
    sources = (any_echo,)
    examples = (
        report(
            "The town was the centre of the valley, the inn was the centre of the valley, "
            "and the well was the centre of it.",
            at="was the centre of the valley, the inn was the centre of the valley, and the well was the centre",
        ),
        keep("One of the boats and one of the nets and one of the men were lost."),
    )

    within: int = 25
    """How many words may lie between the first time and the last."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such phrase, from its first time to its last."""
        said = document.once(repeats)
        if len(said.echoes) < _TWICE:
            return
        predicates = document.lexicon.optional("auxiliaries")
        done = 0
        for found in _thrice(said):
            phrase = tuple(map(said.word, range(found[0], found[0] + 3)))
            if any(has_content(document, word) for word in phrase):
                for first, second, last in _three_in_a_row(found):
                    if first < done or last + 3 - first > self.within or _parallel(said, second, last):
                        continue
                    if phrase[-1] in predicates and _says_something_else(said, first, second, last):
                        continue
                    if _in_prose(document, said, first, last + 3):
                        yield self.edit(*said.span(first, last + 3), f"“{' '.join(phrase)}” three times")
                        done = last + 3


def _thrice(said: Repeats) -> list[list[int]]:
    """Where each phrase of three words that comes three times begins, in the order of the text."""
    found_at: dict[tuple[bytes, ...], set[int]] = {}
    for run in said.echoes:
        for first in range(run.first, run.first + run.length - 2):
            found_at.setdefault(tuple(said.keys[first : first + 3]), set()).update((first, first + run.period))
    return sorted(sorted(found) for found in found_at.values() if len(found) > _TWICE)


def _three_in_a_row(indexes: list[int]) -> Iterator[tuple[int, int, int]]:
    return zip(indexes, indexes[1:], indexes[2:], strict=False)


def _parallel(said: Repeats, *indexes: int) -> bool:
    """Whether each time begins a clause, as a speaker does it: "you can sing, you can dance"."""
    return all(any(said.gap(index).strip() for index in (each - 2, each - 1, each)) for each in indexes)


def _says_something_else(said: Repeats, *indexes: int) -> bool:
    """Whether another word follows the phrase each time."""
    after = {said.word(index + 3) for index in indexes if index + 3 < len(said.keys)}
    return len(after) == len(indexes)


def _in_prose(document: Document, said: Repeats, first: int, end: int) -> bool:
    """Whether the words are on one line of prose, with no more than one stop among them."""
    start = said.start(first)
    between = document.text[slice(*said.span(first, end))]
    return (
        "\n" not in between
        and len(_STOPS.findall(between)) <= 1
        and not in_speech(document, start)
        and not in_short_lines(document, start)
        and not in_table(document, start)
    )
