"""A phrase of several words repeated at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._content import COMPARATIVE, has_content, tags_of
from cleaner.passes.repetition._repeats import Repeat, Repeats, any_repeated, repeats
from cleaner.passes.repetition._setting import (
    begins_sentence,
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


_LINKS = frozenset(("of", "to"))
_CLOSERS = (",", ".", ";")
_RELATIVES = frozenset(("that", "what", "whatever", "whoever", "where", "when", "if", "how", "those"))
_SUBJECT = 6
"""So many words before a verb its subject may have, with what opens it."""

_TOGETHER = frozenset(
    "because of|due to|according to|such as|instead of|as well as|in order to|together with|along with|based on|"
    "thanks to|prior to|in addition to|in front of|on behalf of|as part of|more than|less than|at least|in spite of|"
    "as a result of|in accordance with|with regard to".split("|")
)
"""Words that stand for one preposition, which nobody says twice."""

_MAX_NAME = 4
_TWICE_NAMED = frozenset(("new", "bora", "pago", "duran"))
_MIN_LONG = 5
"""Words that nobody writes twice at once by intent."""

_CLAUSE = 10
_MAX_DATE = 4
_MAX_NAMED = 2
"""Words of what a relative clause without its relative may follow: "the company the company keeps"."""

_OPENS, _CLOSES = ('"', "“"), ('"', "”")


class DoubledPhrase(Rule):
    """Remove the second of two equal phrases of two to twenty words in a row.

    Why: engines repeat a phrase before they go on: "149 miles per hour per hour", "due to the heat due to the heat".

    Not touched: phrases parted by a stop, a colon or a dash; transcripts, verse and tables; numbers;
    phrases that are only function words ("it is, it is").

    Safety: safe where nothing but a space lies between the two and the phrase begins with a preposition or an
    auxiliary and ends with another word, so that no sentence could go on like that, or with a preposition that lacks
    its noun ("on the edge of on the edge of the town"); for three words and more that begin with a finite verb, if the
    sentence goes on ("comes into force comes into force on Monday"); for a preposition with a year, between commas; in
    text known to be machine translation for whatever comes twice with a space between. Else reported, for writers take
    up a phrase again ("your hand, your hand would").
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
    optional_lists = ("auxiliaries", "determiners", "parts-of-speech", "prepositions", "relatives")
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
        fix("It lies on the edge of on the edge of the town.", "It lies on the edge of the town."),
        fix("He has taught here since 2009, since 2009, and sings.", "He has taught here since 2009, and sings."),
        fix("Two men were led to the mill were led to the mill early.", "Two men were led to the mill early."),
        report("Those who were in the mill were in the mill for good.", at="were in the mill were in the mill"),
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
    if spaced and (
        _is_opening(document, said, phrase, end) or _breaks_off(document, said, run) or " ".join(phrase) in _TOGETHER
    ):
        return Safety.SAFE
    if _is_date(document, said, run):
        return Safety.SAFE
    says = len(phrase) > (2 if spaced else 3) or any(has_content(document, word) for word in phrase)
    if _usual(document, said, run) or not says:
        return None
    openers = document.lexicon.words("phrase-openers")
    if spaced and _is_nested(phrase) and not is_machine(document):
        return Safety.REPORT
    if spaced and phrase[0] in openers and has_content(document, phrase[-1]) and not in_quotes(document, start):
        return Safety.SAFE if is_machine(document) or not _begins_clause(document, said, phrase, end) else Safety.REPORT
    if spaced and _is_verb_phrase(document, said, run):
        return Safety.SAFE
    if spaced and (_is_long(document, said, run) or _is_name(document, said, run)):
        return Safety.SAFE
    if spaced and is_machine(document) and _is_engine(document, said, run):
        return Safety.SAFE
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


def _breaks_off(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether a preposition leads to another that has nothing to go with the first time: "on the edge of on the edge of
    the town"; not where things hold things of their kind ("of the end of the end of")."""
    phrase = [said.word(index) for index in range(run.first, run.first + run.period)]
    prepositions, end = document.lexicon.optional("prepositions"), run.first + 2 * run.period
    complete = end < len(said.keys) and is_space(said.gap(end)) and said.text[said.start(run.first) :][:1].islower()
    opens = phrase[0] in prepositions and phrase[0] not in _LINKS and phrase[-1] in prepositions
    return complete and opens and run.period > 2 and any(has_content(document, word) for word in phrase)


def _is_date(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether a preposition and a number or name come twice between commas: "since 2009, since 2009, and"."""
    first, last = said.word(run.first), said.word(run.first + run.period - 1)
    end = run.first + 2 * run.period
    closed = said.text[said.stop(end - 1) : said.stop(end - 1) + 1] in _CLOSERS
    named = said.text[said.start(run.first + run.period - 1)].isupper() and said.text[said.start(run.first)].islower()
    dated = first in document.lexicon.optional("prepositions") and (last.isdigit() or named)
    return dated and closed and run.period <= _MAX_DATE and not in_quotes(document, said.start(run.first))


def _is_engine(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether no sentence of a writer would have the two: in small letters, opened by no conjunction, after no relative
    ("what is new is new")."""
    start, end = said.start(run.first), said.stop(run.first + 2 * run.period - 1)
    before = {said.word(index) for index in range(max(0, run.first - _SUBJECT), run.first + run.period)}
    opens = said.word(run.first) in _JOINTS
    relatives = _RELATIVES | document.lexicon.optional("relatives")
    small = said.text[start:end].islower() or (
        said.text[start + 1 : end].islower() and begins_sentence(document, start) and run.period > _MAX_NAMED
    )
    return small and not opens and before.isdisjoint(relatives)


def _is_verb_phrase(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether what somebody does comes twice, in three words and more, and the sentence goes on: "comes into force
    comes into force on Monday"; not after a relative ("whoever comes into force")."""
    first, end = run.first, run.first + 2 * run.period
    if run.period <= _MAX_NAMED or not first or end >= len(said.keys) or not is_space(said.gap(end)):
        return False
    before = [said.word(index) for index in range(max(0, first - _CLAUSE), first)]
    relatives = _RELATIVES | document.lexicon.optional("relatives")
    acts = (
        said.word(first) in document.lexicon.optional("auxiliaries") or tags_of(document, said.word(first))[:1] == "z"
    )
    begun = begins_sentence(document, said.start(first)) or not is_space(said.gap(first))
    says = any(has_content(document, said.word(index)) for index in range(first + 1, first + run.period))
    return acts and says and not begun and relatives.isdisjoint(before)


def _is_name(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether a name of several words comes twice within a sentence that goes on in small letters: "the Port Board Port
    Board met"; not "New York New York", nor names of parts that are equal already."""
    first, end = run.first, run.first + 2 * run.period
    names = [said.words.piece(index) for index in range(first, end)]
    if not first or not is_space(said.gap(first)) or run.period > _MAX_NAME or len(set(names)) < run.period:
        return False
    if not all(name.istitle() and name.isalpha() for name in names) or said.word(first) in _TWICE_NAMED:
        return False
    goes_on = end < len(said.keys) and is_space(said.gap(end)) and said.words.piece(end).islower()
    led = said.words.piece(first - 1).islower() or said.word(first - 1) in document.lexicon.optional("determiners")
    return goes_on and led and not in_quotes(document, said.start(first))


def _is_long(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether so many words come twice within a sentence that goes on: "they say that the mill they say that the mill
    is old"; not after a relative, whose clause may end in the words that its sentence goes on with."""
    first, end = run.first, run.first + 2 * run.period
    opens = run.period == _MIN_LONG - 1 and said.word(run.first + run.period - 1) == "that"
    if (run.period < _MIN_LONG and not opens) or end >= len(said.keys) or not is_space(said.gap(end)):
        return False
    phrase = [said.word(index) for index in range(first, first + run.period)]
    before = [said.word(index) for index in range(max(0, first - _CLAUSE), first)]
    relatives = _RELATIVES | document.lexicon.optional("relatives")
    clause = phrase[-1] in document.lexicon.optional("auxiliaries") and not relatives.isdisjoint(phrase)
    says = sum(has_content(document, word) for word in phrase) > 1 - opens
    return says and not clause and relatives.isdisjoint(before) and not in_quotes(document, said.start(first))


def _begins_clause(document: Document, said: Repeats, phrase: list[str], end: int) -> bool:
    """Whether the second time may open a clause that lacks its comma: "than in Spain in Spain prices are"; what begins
    with an auxiliary does so only after a relative ("who were in Spain were in Spain when")."""
    if phrase[0] in document.lexicon.optional("auxiliaries") and len(phrase) > 2:
        first = end - 2 * len(phrase)
        before = {said.word(index) for index in range(max(0, first - _SUBJECT), first)}
        return not before.isdisjoint(_RELATIVES | document.lexicon.optional("relatives"))
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
