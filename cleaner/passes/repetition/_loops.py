"""Which repetitions of three rounds and more are loops of an engine, and how safe it is to collapse them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.passes.repetition._content import COMPARATIVE, has_content, is_function_word, tags_of
from cleaner.passes.repetition._repeats import Repeat, Repeats, repeats
from cleaner.passes.repetition._setting import (
    are_equal,
    begins_sentence,
    in_brackets,
    in_quotes,
    in_short_lines,
    in_speech,
    in_table,
    is_balanced,
    is_machine,
    is_sentence,
    is_space,
)

_DASH = expression(r"…|\.\.|[-–—]")
_STOP = expression(r"[.!?]")
_LABELLED = expression(r"\w: \w|<\w+>|[=\\]")
_CRY = expression(r"[!?]")
_BRACKETS = expression(r"\)\s?\(|\]\s?\[")
_ITEMS = expression(r"(?:\b\w+[,;][ \t]){4,}\Z")
"""Four items of a list and more, of one word each."""

_LIST_REACH = 120
_JOINTS = frozenset(("and", "or"))
_STRESSED = frozenset("no not so yes all more much many down up on over out off round why go do now".split())
_UNCLEAR = frozenset(("etc",))
"""Doubled on purpose, but not four times."""

_MANY = 8
"""So many rounds are no writer's, outside speech."""

_SURE = 4
"""So many rounds, of so many letters where they are one word, are an engine's in its own text, whatever parts them."""

_LINE_WORDS, _LINE_ROUNDS = 4, 5
_LONG_LINE_WORDS, _LONG_LINE_ROUNDS = 6, 4
"""Words of a line, and how often it must come, where it is one of prose among short ones."""

_MAX_CRY = 3
"""Words of a cry that is repeated on purpose."""

_MAX_LINK = 3
"""So many words may be missing from the last round: those that link it to the next."""


@dataclass(frozen=True)
class WordLoop:
    """A phrase that comes three times or more in a row."""

    said: Repeats
    run: Repeat
    missing: int
    """How many words, those that link a round to the next, the last round lacks: "of X of X of X"."""

    @property
    def mentions(self) -> int:
        """How often the phrase comes, with a last time that lacks only its linking words."""
        return self.run.rounds + (self.missing > 0)

    @cached_property
    def bounds(self) -> frozenset[str]:
        """The texts between the rounds, each once."""
        run = self.run
        if self.is_steady:
            return frozenset(map(self.said.gap, {run.first + run.period, run.end - (run.rest or run.period)}))
        if run.period == 1:
            return frozenset(self.said.gaps(run.first, run.end))
        return frozenset(self.said.gap(index) for index in range(run.first + run.period, run.end, run.period))

    @cached_property
    def is_steady(self) -> bool:
        """Whether the whole rounds after the first are the same to the letter, with what is before each: one
        comparison, for there may be thousands."""
        text, run = self.said.text, self.run
        start, stop = (self.said.stop(run.first + rounds * run.period - 1) for rounds in (1, 2))
        return text[start : self.said.stop(run.end - run.rest - 1)] == text[start:stop] * (run.rounds - 1)

    @property
    def last(self) -> int:
        """The index after the last word of the last round."""
        return self.run.end if self.missing else self.run.end - self.run.rest

    @property
    def surplus(self) -> tuple[int, int]:
        """The words that go when the loop collapses, as indexes."""
        return self.run.first + self.run.period - self.missing, self.last

    @property
    def rounds(self) -> Iterator[str]:
        """The text of each round that goes, with what is before it."""
        period, (first, last) = self.run.period, self.surplus
        stops = (self.said.stop(index - 1) for index in range(first + self.missing, last + 1, period))
        return (self.said.text[start:stop] for start, stop in pairwise(stops))


def loops(document: Document) -> list[tuple[WordLoop, Safety]]:
    """The loops of `document` with the safety of collapsing each; what may well be meant is left out. To be asked for
    through `document.once`."""
    said = document.once(repeats)
    found = []
    for run in said.adjacent:
        loop = WordLoop(said, run, _missing(document, said, run))
        if loop.mentions >= 3 and not in_table(document, said.start(run.first)):
            safety = _safety(document, loop)
            if safety is not None:
                found.append((loop, max(safety, _loss(document, loop))))
    return _without_chains(found)


def has_sure_loop(document: Document) -> bool:
    """Whether a loop shows that an engine repeats itself in `document`; none of what is protected does, as code in a
    list of names."""
    said = document.once(repeats)
    return any(
        safety is Safety.SAFE and not document.protected.overlaps(*said.span(loop.run.first, loop.run.end))
        for loop, safety in document.once(loops)
    )


def _without_chains(found: list[tuple[WordLoop, Safety]]) -> list[tuple[WordLoop, Safety]]:
    """Loops that follow each other at once are only reported: which of them is the text cannot be told."""
    ends = {loop.run.end for loop, _ in found}
    starts = {loop.run.first for loop, _ in found}
    return [
        (loop, Safety.REPORT if loop.run.first in ends or loop.run.end in starts else safety) for loop, safety in found
    ]


def _missing(document: Document, said: Repeats, run: Repeat) -> int:
    missing = run.period - run.rest
    if not run.rest or run.period < 3 or missing > min(_MAX_LINK, run.period - 2):
        return 0
    link = [said.word(run.first + run.rest + index) for index in range(missing)]
    if missing == 1:
        return int(len(link[0]) <= 3)
    parted = "," in said.gap(run.first + run.rest)
    return missing if parted and all(is_function_word(document, word) for word in link) else 0


def _loss(document: Document, loop: WordLoop) -> Safety:
    """How safe a collapse is as to what it takes: equal rounds, or rounds with nothing that is not in the first."""
    said, (first, last) = loop.said, loop.surplus
    kept = set(said.keys[loop.run.first : loop.run.first + loop.run.period])
    taken = (key.decode("utf-8", "surrogatepass") for key in set(said.keys[first:last]) - kept)
    if any(not is_function_word(document, word) for word in taken):
        return Safety.RISKY
    start, end = said.stop(first - 1), said.stop(last - 1)
    same = (loop.is_steady and not loop.missing) or are_equal(loop.rounds)
    return Safety.SAFE if same or is_balanced(said.text[start:end]) else Safety.REPORT


def _safety(document: Document, loop: WordLoop) -> Safety | None:
    """How safe it is to collapse a loop; None where it may well be meant."""
    said, run, mentions = loop.said, loop.run, loop.mentions
    offset = said.start(run.first)
    machine, bounds = is_machine(document), loop.bounds
    speech = in_speech(document, offset) and not machine
    if mentions < _MANY and _is_verse(document, loop) and not _is_line_of_prose(loop):
        return None
    if in_brackets(document, *said.span(run.first, run.end)) and not all(map(_BRACKETS.fullmatch, bounds)):
        return None
    if not machine and _is_output(loop):
        return Safety.REPORT
    if any(map(_DASH.search, bounds)):
        if machine and mentions >= _SURE and (run.period > 1 or len(said.word(run.first)) >= _SURE):
            return Safety.SAFE
        return (Safety.REPORT if speech else Safety.SAFE) if mentions >= 12 else None
    if _is_name_with_initial(loop):
        return Safety.SAFE if machine or mentions >= 4 else Safety.REPORT
    if any(map(_STOP.search, bounds)) and said.text[said.start(run.first + run.period)].isupper():
        return _safety_of_sentences(loop, speech=speech, machine=machine)
    if run.period == 1:
        return _safety_of_one_word(document, loop, speech=speech, machine=machine)
    if run.period == 2 and not _joints(document).isdisjoint(said.phrase(run)):
        return _safety_of_joined_words(document, loop, machine=machine)
    gaps = set(said.gaps(run.first, run.end))
    spaced = all(map(is_space, gaps))
    if mentions >= 4:
        cried = not machine and run.period <= _MAX_CRY and any(map(_CRY.search, gaps))
        return Safety.REPORT if cried or (speech and not spaced and mentions < _MANY - 2) else Safety.SAFE
    if speech:
        return None
    cried = not machine and run.period <= _MAX_CRY and begins_sentence(document, offset)
    return Safety.SAFE if spaced and not cried and not in_quotes(document, offset) else Safety.REPORT


def _is_verse(document: Document, loop: WordLoop) -> bool:
    """Whether a loop lies among short lines; a title before it may end like them."""
    starts = loop.said.start(loop.run.first), loop.said.start(loop.run.first + loop.run.period)
    return any(in_short_lines(document, start) for start in starts)


def _is_line_of_prose(loop: WordLoop) -> bool:
    """Whether every round is a line that ends with a stop, and so do the lines beside: no verse, no list."""
    said, run = loop.said, loop.run
    long = run.period >= _LONG_LINE_WORDS and loop.mentions >= _LONG_LINE_ROUNDS
    if not (long or (run.period >= _LINE_WORDS and loop.mentions >= _LINE_ROUNDS)) or loop.missing:
        return False
    before, after = said.text[: said.start(run.first)], said.text[said.stop(loop.last - 1) :][:3]
    lines = {bound.replace("\r", "") for bound in loop.bounds} == {".\n"}
    follows = after.replace("\r", "").startswith(".\n")
    ends = "\n" in before[-3:] and before.rstrip().endswith((".", "!", "?", ":")) if before else follows
    return lines and ends and (follows or after == ".")


def _is_output(loop: WordLoop) -> bool:
    """Whether every round is a line with a label or a placeholder: a program wrote it, and somebody shows it."""
    said, run = loop.said, loop.run
    line = said.text[said.start(run.first) : said.stop(run.first + run.period - 1)]
    return all("\n" in bound for bound in loop.bounds) and _LABELLED.search(line) is not None


def _joints(document: Document) -> frozenset[str]:
    """What writers join the rounds of "talked and talked and talked" with."""
    return _JOINTS if document.lang == "en" else document.lexicon.optional("conjunctions")


def _is_name_with_initial(loop: WordLoop) -> bool:
    """Whether a round is a name that ends with an initial, whose stop ends no sentence: "John S. John S. John S."."""
    said, run = loop.said, loop.run
    first = said.text[said.start(run.first) :][:1]
    named = run.period in (2, 3) and len(said.word(run.first + run.period - 1)) == 1 and first.isupper()
    return named and all(bound == ". " for bound in loop.bounds)


def _safety_of_sentences(loop: WordLoop, *, speech: bool, machine: bool) -> Safety | None:
    """Sentences of their own: cries, greetings and answers are repeated on purpose."""
    mentions, period = loop.mentions, loop.run.period
    if machine:
        return Safety.SAFE if mentions >= 4 else None
    if speech or any(map(_CRY.search, loop.bounds)):
        return Safety.REPORT if mentions >= _MANY else None
    if mentions >= 4 and period >= 4:
        return Safety.SAFE
    return (Safety.SAFE if period > 1 else Safety.REPORT) if mentions >= _MANY else None


def _safety_of_joined_words(document: Document, loop: WordLoop, *, machine: bool) -> Safety | None:
    """ "Talked and talked and talked": a writer's where an engine is not known to have been at work."""
    words = [word for word in loop.said.phrase(loop.run) if word not in _joints(document)]
    begins = loop.said.start(loop.run.first + loop.run.period)
    if machine and loop.mentions >= _SURE and ((words[:1] and words[0].isdigit()) or loop.said.text[begins].isupper()):
        return Safety.SAFE
    if words and words[0] in document.lexicon.optional("determiners") & document.lexicon.optional("never-doubled"):
        return Safety.SAFE if loop.mentions >= 4 else Safety.REPORT
    if not words or COMPARATIVE.search(words[0]) or not has_content(document, words[0]):
        return None
    if machine:
        return Safety.SAFE if loop.mentions >= 4 else Safety.REPORT
    if loop.mentions >= _MANY - 2:
        return Safety.SAFE
    return Safety.REPORT if loop.mentions >= 5 else None


def _safety_of_one_word(document: Document, loop: WordLoop, *, speech: bool, machine: bool) -> Safety | None:
    said, run = loop.said, loop.run
    start, end = said.words.span(run.first)
    word = document.text[start:end]
    capitals = word.isupper() and len(word) > 1
    if capitals and not _among_capitals(said, run):
        return None
    if _is_listed(document, start):
        return None
    if word.lower() in _UNCLEAR:
        return Safety.SAFE if run.rounds >= 4 else None
    if word.lower() in document.lexicon.optional("reduplications"):
        return None
    if all(map(_BRACKETS.fullmatch, loop.bounds)):
        return Safety.SAFE if run.rounds >= 5 else Safety.REPORT
    if is_sentence(document, start, said.stop(run.end - 1)) and not machine:
        return Safety.REPORT if run.rounds >= 5 else None
    if not capitals and (speech or in_quotes(document, start)):
        return Safety.REPORT if run.rounds >= _MANY else None
    if run.rounds >= _MANY:
        return Safety.SAFE
    if run.rounds > _SURE and (word.islower() or capitals) and _leads_on(document, loop):
        return Safety.SAFE
    if not all(map(is_space, loop.bounds)):
        named = run.rounds > _SURE and (word.istitle() or set(tags_of(document, word)) in ({"n"}, {"p"}))
        sure = (run.rounds >= (4 if machine else 6) or named) and len(word) >= 4
        return Safety.SAFE if sure else Safety.REPORT if run.rounds >= (3 if machine else 5) else None
    return Safety.SAFE if run.rounds >= 4 - machine and len(word) >= 4 else Safety.REPORT


def _leads_on(document: Document, loop: WordLoop) -> bool:
    """Whether a loop of a small word that says nothing by itself has only spaces between and after its rounds: "we we
    we we we would"; no answer or stress ("no no no no no")."""
    said, run = loop.said, loop.run
    word, after = said.word(run.first), run.end
    lists = ("determiners", "prepositions", "auxiliaries", "subject-pronouns", "conjunctions", "subordinators")
    small = any(word in document.lexicon.optional(name) for name in lists) and word not in _STRESSED
    return small and after < len(said.keys) and all(map(is_space, (*loop.bounds, said.gap(after))))


def _is_listed(document: Document, start: int) -> bool:
    """Whether the items before `start` are single words of which some come again, as in a row of colours: "white,
    yellow, white, yellow; "."""
    listed = _ITEMS.search(document.text, max(0, start - _LIST_REACH), start)
    items = re.findall(r"\w+", listed[0]) if listed else []
    return len(set(items)) * 4 <= len(items) * 3 and len(set(items)) > 1


def _among_capitals(said: Repeats, run: Repeat) -> bool:
    """Whether the words beside a loop, or next to a number beside it, are in capitals too."""
    after = run.end + (run.end < len(said.keys) and said.words.piece(run.end).strip(".,:;").isdigit())
    beside = [index for index in (run.first - 1, after) if 0 <= index < len(said.keys)]
    pieces = [said.words.piece(index) for index in beside]
    return bool(pieces) and all(piece.isupper() for piece in pieces)
