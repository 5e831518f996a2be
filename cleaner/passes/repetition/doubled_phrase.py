"""A phrase of several words repeated at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._content import COMPARATIVE, has_content
from cleaner.passes.repetition._repeats import Repeat, Repeats, any_repeated, repeats
from cleaner.passes.repetition._setting import (
    crosses_stop,
    in_quotes,
    in_short_lines,
    in_speech,
    in_table,
    is_comma,
    is_machine,
    is_space,
)
from cleaner.rules import Elsewhere, Measured, Prior, Rule, fix, keep, report

_JOINTS = frozenset(("and", "or", "by", "to"))
_ACCELERATIONS = frozenset(("second", "sec", "s", "minute"))


_OPENS, _CLOSES = ('"', "“"), ('"', "”")


class DoubledPhrase(Rule):
    """Remove the second of two equal phrases of two to twenty words in a row.

    Why: engines repeat a phrase before they go on: "149 miles per hour per hour", "due to the heat due to the heat".

    Not touched: phrases parted by a stop, a colon or a dash; transcripts, verse and tables; numbers;
    phrases that are only function words ("it is, it is").

    Safety: safe where nothing but a space lies between the two and the phrase begins with a preposition or an
    auxiliary and ends with another word, so that no sentence could go on like that; else reported, for writers take up
    a phrase again ("your hand, your hand would").
    """

    name = "repetition/doubled-phrase"
    measured = Measured(
        right=32,
        judged=32,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="28 edits in machine text and 4 in human text, read by eye",
    )
    shapes: ClassVar = {
        "reported": Prior(
            confidence=0.6,
            reason="writers take up a phrase again",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    lists = ("function-words", "phrase-openers", "clause-starts", "never-doubled", "self-joined")
    optional_lists = ("determiners", "prepositions")
    elsewhere = Elsewhere.SKIP
    sources = (any_repeated,)
    examples = (
        fix("It made 149 miles per hour per hour.", "It made 149 miles per hour.", at="per hour per hour"),
        fix("He left on New Year's Eve on New Year's Eve.", "He left on New Year's Eve."),
        report(
            "They ban all concerts, including concerts, including concerts, again.",
            at="concerts, including concerts, including concerts",
        ),
        keep("It was a puzzle. It was a puzzle to all."),
        keep("Again and again and again it rained, and it is, it is still wet."),
        keep("Little by little by little, the tide came in."),
        fix("He put the lamp on the on the table.", "He put the lamp on the table.", at="on the on the"),
        keep("No plan is as bad as bad planning, and it fell at ten metres per second per second."),
        keep("Is it done? “Not yet, not yet.” He left."),
        report("Wages are higher than in Spain in Spain rents are lower.", at="in Spain in Spain"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each phrase that is there exactly twice."""
        said = document.once(repeats)
        for run in said.adjacent:
            if run.period > 1 and run.rounds == 2:
                safety = _safety(document, said, run)
                if safety is Safety.REPORT:
                    yield self.edit(*said.span(run.first, run.end), "repeated phrase", shape="reported", safety=safety)
                elif safety is not None:
                    start, end = (
                        said.stop(run.first + run.period - 1),
                        said.stop(run.first + 2 * run.period - 1),
                    )
                    yield self.edit(said.start(run.first), end, "repeated phrase", [Change(start, end, "")])


def _safety(document: Document, said: Repeats, run: Repeat) -> Safety | None:
    phrase = [said.word(index) for index in range(run.first, run.first + run.period)]
    start, bound = said.start(run.first), said.gap(run.first + run.period)
    end = run.first + 2 * run.period
    if not is_comma(bound) or crosses_stop(said, run.first, end) or _is_lead(said, run):
        return None
    if in_speech(document, start) or in_table(document, start) or in_short_lines(document, start):
        return None
    spaced = all(map(is_space, said.gaps(run.first, end)))
    if not spaced and _is_whole_quotation(document, start, said.stop(end - 1)):
        return None
    if spaced and _is_opening(document, said, phrase, end):
        return Safety.SAFE
    says = len(phrase) > (2 if spaced else 3) or any(has_content(document, word) for word in phrase)
    if _usual(document, said, run) or not says:
        return None
    openers = document.lexicon.words("phrase-openers")
    if spaced and _is_nested(phrase) and not is_machine(document):
        return Safety.REPORT
    if spaced and phrase[0] in openers and has_content(document, phrase[-1]) and not in_quotes(document, start):
        return Safety.SAFE if is_machine(document) or not _begins_clause(document, said, phrase, end) else Safety.REPORT
    takes_up = phrase[0] in document.lexicon.words("clause-starts") and run.period <= 3 and not spaced
    return None if takes_up else Safety.REPORT


def _is_whole_quotation(document: Document, start: int, end: int) -> bool:
    """Whether the two are all that somebody is quoted with: “Not yet, not yet.”"""
    text = document.text
    return text[start - 1 : start] in _OPENS and text[end : end + 2].strip(".!?,")[:1] in _CLOSES


def _is_lead(said: Repeats, run: Repeat) -> bool:
    """Whether the second time begins with a capital, on a line of its own or where the first has none: a headline, and
    a text that begins alike."""
    first, second = said.text[said.start(run.first)], said.text[said.start(run.first + run.period)]
    return second.isupper() and ("\n" in said.gap(run.first + run.period) or not first.isupper())


def _is_nested(phrase: list[str]) -> bool:
    """Whether things may hold things of their kind: "access of arrays of arrays"."""
    return len(phrase) == 2 and phrase[0] == "of" and phrase[1].endswith("s")


def _is_opening(document: Document, said: Repeats, phrase: list[str], end: int) -> bool:
    """Whether a preposition with its article comes twice before a word: "on the on the table"."""
    return (
        phrase[0] in document.lexicon.optional("prepositions")
        and phrase[-1] in document.lexicon.optional("determiners") & document.lexicon.words("never-doubled")
        and not any(has_content(document, word) for word in phrase)
        and end < len(said.keys)
        and is_space(said.gap(end))
    )


def _begins_clause(document: Document, said: Repeats, phrase: list[str], end: int) -> bool:
    """Whether the second time may open a clause that lacks its comma: "than in Spain in Spain prices are"."""
    if phrase[0] == "to" or end >= len(said.keys) or not is_space(said.gap(end)):
        return False
    after = said.word(end)
    lexicon = document.lexicon
    return (
        has_content(document, after) or after in lexicon.words("clause-starts") or said.text[said.start(end)].isupper()
    )


def _usual(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether people repeat it so: "smarter and smarter and smarter", "millions of millions", "from cell to cell to",
    "as big as big halls", "metres per second per second"."""
    if run.period != 2:
        return False
    usual = document.lexicon.words("self-joined")
    first, second = said.word(run.first), said.word(run.first + 1)
    if first == "as" or (first == "per" and second in _ACCELERATIONS):
        return True
    return any(word in usual or COMPARATIVE.search(word) or word in _JOINTS for word in (first, second))
