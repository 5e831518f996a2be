"""A phrase joined to itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.passes.repetition._content import COMPARATIVE, VERB_TAGS, has_content, may_be_verb, tags_of
from cleaner.passes.repetition._joins import (
    describes_nothing,
    is_slip,
    is_told_on,
    opens_with_article,
    opens_with_noun,
    says_nothing,
)
from cleaner.passes.repetition._loops import has_sure_loop
from cleaner.passes.repetition._repeats import Repeat, Repeats, any_joined, repeats
from cleaner.passes.repetition._setting import in_short_lines, in_speech, is_machine, is_space
from cleaner.rules import Measured, Prior, Rule, fix, keep, report

_MAX_REPORTS = 1000
"""Reports in one document; one with more is no prose."""

_MAX_WORDS = 3
_JOINTS = frozenset((b"and", b"or"))
_OR, _BY, _THAN = b"or", b"by", b"than"
_PAIRED = frozenset(("between", "both", "from", "either"))
"""What two sides are named after: one of them cannot go."""

_MIN_NOUN = 4
_ADJECTIVE = "a"
"""The tags of what is an adjective and nothing else: before a noun it says the same twice."""

_ADVERB = "r"
_NOUN, _PAST = "n", frozenset("de")
_MODIFIERS = _ADJECTIVE + "n"
_INFINITIVE = frozenset(("to",))
_OF_THE = " of the "
_MAX_NAME = 40
_OWNER = expression(r"(?<![\w'’-])([^\W\d_]{4,})['’]s (?:[^\W\d_]+ )?[^\W\d_]+\Z")
_OWNERS = (expression(r"'s (?=[^\x00-@\[-\x7f])"), expression(r"’s (?=[^\x00-@\[-\x7f])"))
_HYPHENED = expression(r"-([a-z]{4,})(?![\w-])")


Twin = tuple[int, int, str]
"""Where a word and its like begin and end, and the word."""


def _hyphened(document: Document) -> tuple[Twin, ...]:
    """Words joined to themselves by a hyphen."""
    text, found = document.text, []
    for match in _HYPHENED.finditer(text):
        start = match.start() - len(match[1])
        if start >= 0 and text.startswith(match[1], start):
            before = text[start - 1 : start] if start > 0 else " "
            if not before.isalnum() and before not in "-_":
                found.append((start, match.end(), match[1]))
    return tuple(found)


def _of_its_own_kind(document: Document) -> tuple[Twin, ...]:
    """Nouns of their own plural, or owned by themselves: "the tradition of the traditions", "the town's end of the
    town"."""
    text, found, usual = document.text, [], document.lexicon.words("self-joined")
    after = 0
    for before, piece in pairwise(text.split(_OF_THE)):
        after += len(before) + len(_OF_THE)
        offset = after - len(_OF_THE)
        low = max(0, offset - _MAX_NAME)
        if piece[:_MIN_NOUN] not in text[low:offset]:
            continue  # as nearly always: no such word comes before
        owner = _OWNER.search(text, low, offset) if "s " in text[low:offset] else None
        if owner and piece.startswith(owner[1]) and not piece[len(owner[1]) : len(owner[1]) + 1].isalnum():
            found.append((owner.start(), after + len(owner[1]), owner[1]))
        word = before[-_MAX_NAME:].split(" ")[-1]
        if piece.startswith(f"{word}s") and len(word) > _MIN_NOUN and word.islower() and word.isalpha():
            end = after + len(word) + 1
            if word not in usual and not text[end : end + 1].isalnum():
                found.append((offset - len(word), end, word))
    return tuple(found)


def _owned(document: Document) -> tuple[Twin, ...]:
    """Names that own themselves: "Spain's Spain"."""
    text, found = document.text, []
    for owner in _OWNERS:
        for match in owner.finditer(text):
            offset, after = match.span()
            word = text[max(0, offset - _MAX_NAME) : offset].split()[-1:]
            end = after + len(word[0]) if word else after
            named = bool(word) and word[0].isalpha() and word[0].istitle() and text[after:end] == word[0]
            if named and not text[end : end + 1].isalnum():
                found.append((offset - len(word[0]), end, word[0]))
    return tuple(found)


class SelfJoined(Rule):
    """Report a phrase joined to itself by "and", "or", "of" or a hyphen; keep one where an engine repeats itself.

    Why: where two words of a source have one translation, engines write "rotation and rotation", "a monk or a monk",
    "sword-sword", "the darkness of the darkness".

    Not touched: what people join to itself ("again and again", "more and more", "brighter and brighter", "years and
    years"), what goes on with another noun ("traffic and traffic jams") or with a phrase of its own ("war crimes and
    crimes against peace": a report), doubled words of a list ("knock-knock") or of
    another language ("gado-gado"), transcripts.

    Safety: report, since which word the second should have been is lost. Safe for nouns and adjectives joined by "and"
    or "or" in text known to be machine translation, or with a sure loop: the second says nothing there. So are verbs
    that "or" joins, and that an object follows ("expand and expand the market"). Safe in any text where no writer says
    so for its weight: a plain noun after a verb, a determiner or a preposition and before another or a mark ("levies
    fees and fees on tea"), a noun with its adjective and article ("a valid card and a valid card"), one that opens its
    sentence ("The mayor and the mayor came"), one after its preposition that ends a clause ("rich in iron and iron").
    """

    name = "repetition/self-joined"
    measured = Prior(
        confidence=0.8,
        reason="13 reports in 1.13 million words of human text, 331 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "machine": Measured(
            right=71,
            judged=73,
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
            source="words joined to themselves in machine text, read by eye",
        )
    }
    lists = ("function-words", "phrase-openers", "clause-starts", "never-doubled", "self-joined", "reduplications")
    optional_lists = ("auxiliaries", "determiners", "parts-of-speech", "prepositions", "relatives", "style-words")
    sources = (any_joined, _hyphened, _of_its_own_kind, _owned)
    examples = (
        report("It was rotation and rotation, nothing else.", at="rotation and rotation"),
        fix("They ask for a valid card and a valid card at the door.", "They ask for a valid card at the door."),
        fix("The town levies fines and fines on tea.", "The town levies fines on tea.", at="fines and fines"),
        fix("The minister and the minister met us.", "The minister met us.", at="The minister and the minister"),
        fix("The soil is rich in iron and iron, which is red.", "The soil is rich in iron, which is red."),
        report("There are friends and friends, and so on.", at="friends and friends"),
        report("The weight of the weight was too much.", at="weight of the weight"),
        report("It grew into a custom of the customs.", at="custom of the customs"),
        report("They fight with a sword-sword.", at="sword-sword"),
        report("A smile from a monk or a monk at the door.", at="a monk or a monk"),
        fix(
            "The pier lies at the end of the end of the end of the quay. They fear tariffs and tariffs on steel.",
            "The pier lies at the end of the end of the end of the quay. They fear tariffs on steel.",
            at="tariffs and tariffs",
        ),
        report("They have controversial and controversial topics.", at="controversial and controversial"),
        report("The mill's end of the mill came in May.", at="mill's end of the mill"),
        report("It was five, or more than more.", at="more than more"),
        keep("They ate gado-gado and took a boda-boda home."),
        keep("Again and again it grew brighter and brighter, for years and years and more and more."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such phrase."""
        yield from islice(self._all(document), _MAX_REPORTS)

    def _all(self, document: Document) -> Iterator[Edit]:
        said = document.once(repeats)
        usual = document.lexicon.words("self-joined")
        covered: set[int] = set()
        for run in said.joined:
            phrase = said.phrase(run)
            meant = not any(has_content(document, word) and word not in usual for word in phrase)
            compared = said.keys[run.first + run.length] == _THAN
            if (meant or _is_comparative(document, phrase)) and not compared:
                continue
            if _goes_on(document, said, run):
                continue
            covered.update(range(run.first, run.end))
            start, end = said.span(run.first, run.end)
            message = f"“{' '.join(phrase)}” joined to itself"
            if any(asks(document, said, run) for asks in (_is_engine, is_slip, says_nothing, describes_nothing)):
                change = Change(said.stop(run.first + run.length - 1), end, "")
                yield self.edit(start, end, message, [change], shape="machine")
            else:
                yield self.edit(start, end, message, safety=Safety.REPORT)
        yield from self._hyphened(document)
        yield from self._linked(document, said, covered)
        for start, end, word in document.once(_of_its_own_kind):
            yield self.edit(start, end, f"“{word}” of itself", safety=Safety.REPORT)
        for start, end, word in document.once(_owned):
            yield self.edit(start, end, f"“{word}” of itself", safety=Safety.REPORT)

    def _linked(self, document: Document, said: Repeats, covered: set[int]) -> Iterator[Edit]:
        """Nouns that "of the", "with a" and the like lead back to."""
        usual = document.lexicon.words("self-joined")
        for run in said.names:
            if run.first not in covered and _is_one_phrase(document, said, run.first, run.end):
                yield self.edit(*said.span(run.first, run.end), "name that comes back at once", safety=Safety.REPORT)
        for first in said.linked:
            word = said.word(first)
            if first in covered or not _is_one_phrase(document, said, first, first + 4):
                continue
            if len(word) < _MIN_NOUN or not word.isalpha() or word in usual or not has_content(document, word):
                continue
            yield self.edit(*said.span(first, first + 4), f"“{word}” of itself", safety=Safety.REPORT)

    def _hyphened(self, document: Document) -> Iterator[Edit]:
        meant = document.lexicon.words("reduplications")
        known = vocabulary(document.lexicon)
        for start, end, word in document.once(_hyphened):
            if word in known and word not in meant and not in_speech(document, start):
                yield self.edit(start, end, f"“{word}” joined to itself", safety=Safety.REPORT)


def _is_comparative(document: Document, phrase: list[str]) -> bool:
    """Whether a phrase ends like "brighter", and with no noun that does ("the minister")."""
    noun = phrase[0] in document.lexicon.optional("determiners") and tags_of(document, phrase[-1]).startswith(_NOUN)
    return COMPARATIVE.search(phrase[-1]) is not None and not noun


def _is_one_phrase(document: Document, said: Repeats, first: int, end: int) -> bool:
    """Whether only spaces part the words, and no noun follows at once: "the court or the court clerks"."""
    goes_on = end < len(said.keys) and said.gap(end) == " " and has_content(document, said.word(end))
    return not goes_on and all(gap == " " for gap in said.gaps(first, end))


def _is_engine(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether one of two equal nouns or adjectives may go, since an engine that repeats itself wrote both."""
    if not (is_machine(document) or document.once(has_sure_loop)):
        return False
    start, end = said.span(run.first, run.end)
    before = said.word(run.first - 1) if run.first else ""
    after = _next_verb(document, said, run.end)
    return (
        run.length <= _MAX_WORDS
        and said.keys[run.first + run.length] in _JOINTS
        and before not in _PAIRED
        and document.text[start:end].islower()
        and (not _is_verb(document, said, run) or _takes_object(document, said, run))
        and not _is_told_apart(document, said, run)
        and not is_told_on(document, said, run.end)
        and not (run.length > 1 and (may_be_verb(document, after) or after in document.lexicon.optional("auxiliaries")))
    )


def _is_told_apart(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether a word before the first noun and a phrase after the second tell them apart: "war crimes and crimes
    against peace"."""
    if run.length > 1 or not run.first or run.end >= len(said.keys) or said.keys[run.first + 1] == _OR:
        return False
    if said.gap(run.first) != " " or said.gap(run.end) != " ":
        return False
    tags = tags_of(document, said.word(run.first - 1))
    modifier = tags[:1] in tuple(_MODIFIERS) and VERB_TAGS.isdisjoint(tags)
    return modifier and said.word(run.end) in document.lexicon.optional("prepositions")


def _is_verb(document: Document, said: Repeats, run: Repeat) -> bool:
    return tags_of(document, said.word(run.first + run.length - 1))[:1] in tuple(VERB_TAGS)


def _takes_object(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether an "or" joins a verb to itself, or its object or who did it follows: writers repeat a verb for its
    length, and without more ("it grew and grew"). A noun may come before its verb ("the old building and building a
    new one"), and a passive before an active one ("was elected and elected her")."""
    if said.keys[run.first + run.length] == _OR:
        return True
    if run.end >= len(said.keys) or said.gap(run.end) != " ":
        return False
    if said.keys[run.end] == _BY:
        return True
    before = said.word(run.first - 1) if run.first else ""
    tags = tags_of(document, said.word(run.end - 1))
    noun = _NOUN in tags and before not in _INFINITIVE
    passive = before in document.lexicon.optional("auxiliaries") and not _PAST.isdisjoint(tags)
    return not noun and not passive and said.word(run.end) in document.lexicon.optional("determiners")


def _next_verb(document: Document, said: Repeats, index: int) -> str:
    """The word at `index`, or after it where it is an adverb ("only had"); empty at the end of a sentence."""
    for each in range(index, min(index + 2, len(said.keys))):
        if not is_space(said.gap(each)):
            return ""
        if not tags_of(document, said.word(each)).startswith(_ADVERB):
            return said.word(each)
    return ""


def _goes_on(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether the second time is something else: "traffic and traffic jams", a new sentence, a line of a transcript."""
    joined = said.keys[run.first + run.length] in _JOINTS
    describes = joined and tags_of(document, said.word(run.end - 1)) == _ADJECTIVE
    start, again = said.start(run.first), said.start(run.first + run.period)
    after = run.end
    return (
        not all(map(is_space, said.gaps(run.first, after)))
        or (
            not describes
            and not opens_with_article(document, said, run)
            and after < len(said.keys)
            and not said.gap(after).strip()
            and has_content(document, said.word(after))
        )
        or (
            document.text[start].isupper() != document.text[again].isupper()
            and not opens_with_article(document, said, run)
            and not opens_with_noun(document, said, run)
        )
        or document.text[again : again + 2].isupper() != document.text[start : start + 2].isupper()
        or in_speech(document, start)
        or in_short_lines(document, start)
    )
