"""Phrases said twice at once, joined to themselves, or again and again within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition import setting
from cleaner.passes.repetition.rounds import Repeat, Words, words
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_COMPARATIVE = re.compile(r"..[^\W\d_]er\Z")
_TWICE = 2
_MOST = 1000
"""Reports in one document; one with more is no text."""

_OF_THE = " of the "
_HYPHENED = re.compile(r"-([a-z]{4,})(?![\w-])")
_FUNCTION = ("function-words", "phrase-openers", "clause-starts", "never-doubled")
_STOPS = re.compile(r"[.!?]\s")


@dataclass(frozen=True)
class DoubledPhrase(Rule):
    """Remove the second of two equal phrases of two to twenty words in a row.

    Why: engines say a phrase again before they go on: "149 miles per hour per hour", "due to the heat due to the heat".

    Not touched: what stands on both sides of a stop, a colon or a dash; transcripts, verse and tables; numbers;
    phrases that are only function words ("it is, it is").

    Safety: safe where nothing but a blank stands between the two and the phrase begins with a preposition or an
    auxiliary and ends with another word, so that no sentence could go on like that; else reported, for writers take up
    a phrase again ("your hand, your hand would").
    """

    name = "repetition/doubled-phrase"
    measured = Prior(
        confidence=0.95,
        reason="28 of 28 read in machine text right; no edit in 1.19 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.SKIP
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
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each phrase that stands there exactly twice."""
        said = document.once(words)
        for run in said.adjacent:
            if run.period > 1 and run.rounds == 2:
                trust = _trust(document, said, run)
                if trust is Safety.REPORT:
                    yield self.edit(*said.span(run.first, run.end), "a phrase said twice", safety=trust, confidence=0.6)
                elif trust is not None:
                    start, end = (
                        said.spans[run.first + run.period - 1][1],
                        said.spans[run.first + 2 * run.period - 1][1],
                    )
                    yield self.edit(said.spans[run.first][0], end, "a phrase said twice", [Change(start, end, "")])


def _trust(document: Document, said: Words, run: Repeat) -> Safety | None:
    phrase = [said.word(index) for index in range(run.first, run.first + run.period)]
    (start, _), bound = said.spans[run.first], said.gap(run.first + run.period)
    end = run.first + 2 * run.period
    if not setting.no_stop(bound) or setting.crosses_stop(said, run.first, end):
        return None
    if _usual(document, phrase) or not (len(phrase) > 3 or any(has_content(document, word) for word in phrase)):
        return None
    if setting.spoken(document, start) or setting.tabular(document, start) or setting.in_short_lines(document, start):
        return None
    openers = document.lexicon.words("phrase-openers")
    blank = all(map(setting.only_blank, map(said.gap, range(run.first + 1, end))))
    if blank and phrase[0] in openers and has_content(document, phrase[-1]) and not setting.quoted(document, start):
        return Safety.SAFE
    takes_up = phrase[0] in document.lexicon.words("clause-starts") and run.period <= 3
    return None if takes_up else Safety.REPORT


def has_content(document: Document, word: str) -> bool:
    """Whether `word` is more than a function word."""
    return len(word) >= 3 and not any(word in document.lexicon.words(name) for name in _FUNCTION)


def _usual(document: Document, phrase: list[str]) -> bool:
    """Whether people say it so: "smarter and smarter and smarter", "millions of millions"."""
    usual = document.lexicon.words("self-joined")
    return len(phrase) == 2 and any(
        word in usual or _COMPARATIVE.search(word) or word in ("and", "or", "by") for word in phrase
    )


@dataclass(frozen=True)
class SelfJoined(Rule):
    """Report a phrase that is joined to itself by "and", "or", "of" or a hyphen.

    Why: where two words of a source have one translation, engines write "rotation and rotation", "a monk or a monk",
    "sword-sword", "the darkness of the darkness".

    Not touched: what people join to itself ("again and again", "more and more", "brighter and brighter", "years and
    years"), what goes on with another noun ("traffic and traffic jams"), doubled words of a list ("knock-knock"),
    transcripts.

    Safety: report only. Which word the second should have been is lost.
    """

    name = "repetition/self-joined"
    measured = Prior(
        confidence=0.8,
        reason="applied 0, reported 13 in 1.13 million words of human text; 0 and 331 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    examples = (
        report("It is due to rotation and rotation, nothing else.", at="rotation and rotation"),
        report("The weight of the weight was too much.", at="weight of the weight"),
        report("They fight with a sword-sword.", at="sword-sword"),
        report("A smile from a monk or a monk at the door.", at="a monk or a monk"),
        keep("Again and again it grew brighter and brighter, for years and years and more and more."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such phrase."""
        yield from islice(self._all(document), _MOST)

    def _all(self, document: Document) -> Iterator[Edit]:
        said = document.once(words)
        usual = document.lexicon.words("self-joined")
        for run in said.joined:
            phrase = said.phrase(run)
            meant = not any(has_content(document, word) and word not in usual for word in phrase)
            if meant or _COMPARATIVE.search(phrase[-1]) or _goes_on(document, said, run):
                continue
            start, end = said.span(run.first, run.end)
            yield self.edit(start, end, f"“{' '.join(phrase)}” is joined to itself")
        yield from self._hyphened(document)
        yield from self._of_the_same(document)

    def _of_the_same(self, document: Document) -> Iterator[Edit]:
        text, usual = document.text, document.lexicon.words("self-joined")
        place = text.find(_OF_THE)
        while place >= 0:
            after = place + len(_OF_THE)
            start = text.rfind(" ", 0, place) + 1
            word = text[start:place]
            if text.startswith(word, after) and len(word) > 3 and word.isalpha() and word.lower() not in usual:
                end = after + len(word)
                if not text[end : end + 1].isalnum():
                    yield self.edit(start, end, f"“{word}” of itself")
            place = text.find(_OF_THE, after)

    def _hyphened(self, document: Document) -> Iterator[Edit]:
        text, meant = document.text, document.lexicon.words("reduplications")
        for match in _HYPHENED.finditer(text):
            start = match.start() - len(match[1])
            before = text[start - 1 : start] if start > 0 else " "
            if start < 0 or not text.startswith(match[1], start) or before.isalnum() or before in "-_":
                continue
            if match[1] not in meant and not setting.spoken(document, start):
                yield self.edit(start, match.end(), f"“{match[1]}” is joined to itself")


def _goes_on(document: Document, said: Words, run: Repeat) -> bool:
    """Whether the second time is something else: "traffic and traffic jams", a new sentence, a line of a transcript."""
    start, again = said.spans[run.first][0], said.spans[run.first + run.period][0]
    after = run.end
    return (
        not all(map(setting.only_blank, map(said.gap, range(run.first + 1, after))))
        or (after < len(said.keys) and not said.gap(after).strip() and has_content(document, said.word(after)))
        or document.text[start].isupper() != document.text[again].isupper()
        or setting.spoken(document, start)
        or setting.in_short_lines(document, start)
    )


@dataclass(frozen=True)
class RepeatedPhrase(Rule):
    """Report a phrase of three words and more that comes three times within twenty-five words.

    Why: an engine that has lost its source says the same thing in every clause.

    Not touched: phrases of function words alone; verse, tables, transcripts and lists.

    Safety: report only.
    """

    name = "repetition/repeated-phrase"
    measured = Prior(
        confidence=0.7,
        reason="applied 0, reported 16 in 1.13 million words of human text; 0 and 88 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
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
        """One edit for each such phrase, over all its places."""
        said = document.once(words)
        if len(said.echoes) < _TWICE:
            return
        places: dict[tuple[str, ...], set[int]] = {}
        for run in said.echoes:
            for first in range(run.first, run.first + run.length - 2):
                phrase = tuple(map(said.word, range(first, first + 3)))
                places.setdefault(phrase, set()).update((first, first + run.period))
        done = 0
        for phrase, found in sorted(places.items(), key=lambda item: min(item[1])):
            if any(has_content(document, word) for word in phrase):
                for first, second, last in _three_in_a_row(sorted(found)):
                    if first < done or last + 3 - first > self.within or _parallel(said, second, last):
                        continue
                    if _in_prose(document, said, first, last + 3):
                        yield self.edit(*said.span(first, last + 3), f"“{' '.join(phrase)}” three times")
                        done = last + 3


def _three_in_a_row(places: list[int]) -> Iterator[tuple[int, int, int]]:
    return zip(places, places[1:], places[2:], strict=False)


def _parallel(said: Words, *places: int) -> bool:
    """Whether each time begins a clause, as a speaker does it: "you can sing, you can dance"."""
    return all(any(said.gap(index).strip() for index in (place - 1, place)) for place in places)


def _in_prose(document: Document, said: Words, first: int, end: int) -> bool:
    """Whether the words are on one line of prose, with no more than one stop among them."""
    start, _ = said.spans[first]
    between = document.text[slice(*said.span(first, end))]
    return (
        "\n" not in between
        and len(_STOPS.findall(between)) <= 1
        and not setting.spoken(document, start)
        and not setting.in_short_lines(document, start)
        and not setting.tabular(document, start)
    )
