"""What is evidence for and against a fragment: observers, each with the observations it can make of a candidate."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.mentions import shows_program
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import (
    FINITE,
    FUNCTION_CLASSES,
    VERB_FORMS,
    WordClass,
    has_finite_verb,
    is_clause,
)
from cleaner.passes.fragments._observations import (
    NAMED_CLASSES,
    NAMED_WORDS,
    OPENING_CLASSES,
    OTHERS,
    VERB_COUNTS,
    Observation,
)
from cleaner.passes.fragments._reading_on import border, pairs
from cleaner.passes.fragments._view import ORDINAL_ENDS, SPEAKERS, YEAR, View, is_old, talks

_STEM = 4
"""Characters that two words share at their start where they are forms of one another."""

_END = 8
"""Words before the stop that are the end of their sentence."""

_LONG = 12
"""Words of a tail above which it is a long one."""

_NEAR = 4
"""Words before the stop among which a number is near."""

_FEW = 3

_CODE = 2
"""Characters of the language codes that engines leave in their output."""

_HEADS = (WordClass.NOUN, WordClass.PLURAL_NOUN, WordClass.ADJECTIVE, WordClass.UNKNOWN)
_LETTERS = {
    **dict.fromkeys(_HEADS, "N"),
    **dict.fromkeys((*VERB_FORMS, WordClass.VERB_IN_S), "V"),
    WordClass.CONJUNCTION: "C",
}
_COUNTED_VERBS = (WordClass.AUXILIARY, WordClass.VERB, WordClass.PAST_VERB, WordClass.VERB_IN_S)
_PARTICIPLES = (WordClass.PARTICIPLE, WordClass.PAST_VERB, WordClass.FORM_IN_ING)
_ASKED = ([WordClass.SUBJECT_PRONOUN], [WordClass.DETERMINER])
_NOUN_AND_VERB = expression(r"N{1,3}CV")


def observe(document: Document, candidate: Candidate, others: int = 0) -> frozenset[str]:
    """Everything that is true of a candidate; nothing where it or the sentence before has no words.

    `others` is the number of other candidates that the document has.
    """
    view = View(
        candidate,
        document.lexicon,
        others,
        talks=document.once(talks),
        of_program=document.once(shows_program),
        old=document.once(is_old),
    )
    if not view.before or not view.tail:
        return frozenset()
    return frozenset(itertools.chain.from_iterable(observer(view) for observer in OBSERVERS))


def _opening(view: View) -> Iterator[str]:
    """How long it is and how it begins and ends."""
    first = view.classes[0]
    yield Observation.SIZE(view.size)
    yield Observation.BEGINS_WITH(first)
    yield Observation.BEGINS_WITH_OF_SIZE(first, view.size)
    if len(view.tail) > 1:
        yield Observation.BEGINS_WITH_PAIR(first, view.classes[1])
        yield Observation.ENDS_WITH(view.classes[-1])
    if first in NAMED_CLASSES or view.tail[0] in NAMED_WORDS:
        yield Observation.FIRST_WORD(view.tail[0])
    if len(view.tail) > _LONG:
        yield Observation.LONG()
    if first == WordClass.UNKNOWN and len(view.tail[0]) <= _CODE < len("".join(view.tail)):
        yield Observation.OPENS_WITH_CODE()


def _clause(view: View) -> Iterator[str]:
    """What kind of clause it is or lacks."""
    if is_clause(view.classes):
        yield Observation.CLAUSE()
        yield Observation.CLAUSE_OF_SIZE(view.size)
        if len(view.tail) > 2 and view.classes[0] != WordClass.SUBJECT_PRONOUN:
            yield Observation.WHOLE_CLAUSE()
    elif has_finite_verb(view.classes):
        yield Observation.VERB_WITHOUT_CLAUSE(view.size)
    if view.may_be_named():
        yield Observation.NAME_AND_VERB()
    if view.adds_clause():
        yield Observation.ADVERB_AND_CLAUSE()
    if not has_finite_verb(view.classes):
        yield Observation.NO_FINITE_VERB()
    if all(name in VERB_FORMS or word == "to" for word, name in zip(view.tail, view.classes, strict=True)):
        yield Observation.ONLY_VERBS()
    if view.is_open(view.tail[-1], view.classes[-1]) or view.classes[-1] == WordClass.AUXILIARY:
        yield Observation.ENDS_OPEN()
    if view.tail[0] == "it" and view.has("speech-verbs", view.tail[-1]) and len(view.tail) <= 5:
        yield Observation.REPORTS_SPEECH()
    if view.classes[0] == WordClass.AUXILIARY and view.classes[1:2] in (
        [WordClass.SUBJECT_PRONOUN],
        [WordClass.DETERMINER],
    ):
        yield Observation.LIKE_QUESTION()


def _link(view: View) -> Iterator[str]:
    """How it could be linked to the sentence before: as a relative clause, by a conjunction, by a comparison."""
    words, names = view.tail, view.classes
    relative = view.has("relatives", words[0])
    if relative or (names[0] == WordClass.PREPOSITION and view.has("relatives", " ".join(words[1:2]))):
        yield Observation.LIKE_RELATIVE()
    if names[0] == WordClass.CONJUNCTION and len(names) > 1:
        clause = is_clause(names[1:])
        yield Observation.CONJUNCTION_AND_CLAUSE() if clause else Observation.CONJUNCTION_WITHOUT_CLAUSE()
        if view.has("subject-pronouns", words[1]):
            yield Observation.CONJUNCTION_AND_SUBJECT()
        if words[0] != "but" and not has_finite_verb(names):
            yield Observation.CONJUNCTION_WITHOUT_VERB()
        if not set(words[1:]) <= set(view.before):
            yield Observation.CONJUNCTION_AND_NEWS()
    if words[0] == "than":
        yield Observation.COMPARES_TOO() if view.compares() else Observation.COMPARES_ALONE()
    if view.has_main_clause():
        if names[0] in OPENING_CLASSES and not relative:
            yield Observation.PHRASE_AND_MAIN_CLAUSE(names[0])
        else:
            yield Observation.MAIN_CLAUSE_AFTER_COMMA()
    elif not view.asks and view.leads():
        yield Observation.PHRASE_ALONE()
    if view.has_subject_after_verb():
        yield Observation.SUBJECT_AFTER_VERB()
    if view.tie:
        yield view.tie


def _phrase(view: View) -> Iterator[str]:
    """What kind of phrase it is, where it is no clause."""
    names = view.classes
    verb = has_finite_verb(names)
    follow = names[1:2]
    if names[0] in _PARTICIPLES and follow and follow[0] in _AFTER_PARTICIPLE:
        yield Observation.PARTICIPLE_PHRASE()
    if view.tail[0] == "to" and follow == [WordClass.VERB]:
        yield Observation.INFINITIVE()
    if names[0] == WordClass.PREPOSITION and not verb and follow:
        yield Observation.PREPOSITION_PHRASE()
    if _NOUN_AND_VERB.match("".join(_LETTERS.get(name, "x") for name in names)):
        yield Observation.NOUN_AND_JOINED_VERB()
    if not verb and names[0] in (*_HEADS, WordClass.DETERMINER, WordClass.NUMBER):
        yield Observation.NOUN_PHRASE()
        yield Observation.NOUN_PHRASE_OF_SIZE(view.size)
        if WordClass.VERB not in names:
            yield Observation.VERBLESS_PHRASE()
    if names[0] in FINITE and not view.has("speech-verbs", view.tail[0]):
        yield Observation.VERB_WITHOUT_SUBJECT()


_AFTER_PARTICIPLE = (WordClass.PREPOSITION, WordClass.DETERMINER, WordClass.CLAUSE_OPENER, WordClass.NAME)


def _before(view: View) -> Iterator[str]:
    """What the sentence before lacks."""
    if not has_finite_verb(view.left_classes) and WordClass.VERB not in view.left_classes:
        yield Observation.BEFORE_HAS_NO_VERB()
    if view.left_classes[0] == WordClass.CLAUSE_OPENER and "," not in view.candidate.before:
        yield Observation.BEFORE_IS_SUBORDINATE()
    if view.is_open(view.before[-1], view.left):
        yield Observation.BEFORE_ENDS_OPEN()
    verbs = sum(name in _COUNTED_VERBS for name in view.left_classes)
    yield Observation.BEFORE_VERBS(VERB_COUNTS[min(verbs, len(VERB_COUNTS) - 1)])


def _stems(words: list[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def _echo(view: View) -> Iterator[str]:
    """What it repeats of the sentence before."""
    content = view.content
    stems = _stems(view.before)
    said = [word for word in content if word in view.before or (len(word) >= _STEM and word[:_STEM] in stems)]
    if content and len(said) == len(content):
        yield Observation.REPEATS_ALL()
        yield Observation.REPEATS_ALL_OF_SIZE(view.size)
    elif content and len(said) * 2 >= len(content):
        yield Observation.REPEATS_HALF()
    elif content:
        yield Observation.REPEATS_SOME() if said else Observation.REPEATS_NOTHING()
    if said and len(view.tail) > 1:
        if content[0] in said:
            yield Observation.BEGINS_WITH_REPEATED()
        late = {word[:_STEM] for word in view.before[-_END:]}
        near = any(word[:_STEM] in late for word in said)
        yield Observation.REPEATS_END() if near else Observation.REPEATS_EARLIER()
    pairs = set(itertools.pairwise(view.before))
    if any(pair in pairs and not set(pair).isdisjoint(content) for pair in itertools.pairwise(view.tail)):
        yield Observation.REPEATS_PAIR()


def _edges(view: View) -> Iterator[str]:
    """Which of its first and last words are in the sentence before."""
    before, tail, names = view.before, view.tail, view.classes
    if tail[0] == before[0] and names[0] not in FUNCTION_CLASSES and view.candidate.stop == ".":
        yield Observation.BEGINS_ALIKE()
    if tail[0] == before[-1]:
        yield Observation.BEGINS_WITH_LAST()
    elif tail[-1] == before[-1]:
        yield Observation.ENDS_WITH_LAST()
    if len(tail) > 1 and tail[-1] in before and names[-1] not in FUNCTION_CLASSES:
        yield Observation.ENDS_WITH_REPEATED()
    if names[0] is view.left:
        yield Observation.BEGINS_LIKE_LAST()
    if names[-1] is view.left:
        yield Observation.ENDS_LIKE_LAST()


def _number(view: View) -> Iterator[str]:
    """How it fits to a number before the stop."""
    last = view.before[-1]
    scaled = view.has("scales", last)
    if view.has("units", view.tail[0]) and (scaled or view.left == WordClass.NUMBER):
        yield Observation.NAMES_UNIT()
    elif scaled:
        yield Observation.AFTER_SCALE()
    if YEAR.fullmatch(last) and view.tail in (["year"], ["years"]):
        yield Observation.NAMES_YEAR()
    if last[0].isdigit() and last.endswith(ORDINAL_ENDS):
        yield Observation.AFTER_ORDINAL()
    counts = [word[0].isdigit() for word in view.before[-_NEAR:]]
    if counts[-2:-1] == [True] and (scaled or view.has("units", last)):
        yield Observation.AFTER_UNIT()
    if any(counts):
        yield Observation.NUMBER_NEAR()
    if any(word[0].isdigit() for word in view.tail):
        yield Observation.NUMBER_INSIDE()


def _marks(view: View) -> Iterator[str]:
    """The marks and the text around it."""
    candidate = view.candidate
    yield (Observation.STOP_AND_CLOSER if candidate.closers else Observation.STOP)(candidate.stop[:1])
    if candidate.capital:
        yield Observation.CAPITAL()
        if len(view.tail) > 1 and view.has("modals", view.tail[0]):
            yield Observation.CAPITAL_MODAL()
        if view.classes[0] is WordClass.PREPOSITION and len(view.tail) > 1:
            yield Observation.CAPITAL_PHRASE()
    if candidate.start - candidate.gap_start > 1:
        yield Observation.WIDE_GAP()
    yield Observation.OWN_STOP() if view.stop in ".!?…" else Observation.NO_STOP()
    if candidate.opens_in_lower_case:
        yield Observation.PARAGRAPH_IN_LOWER_CASE()
    if view.stop == "?":
        yield Observation.ENDS_IN_QUESTION()
    if candidate.ends_line:
        yield Observation.ENDS_PARAGRAPH()
    else:
        lower = candidate.text[candidate.end :].lstrip()[:1].islower()
        yield Observation.LOWER_CASE_FOLLOWS() if lower else Observation.SENTENCE_FOLLOWS()


def _company(view: View) -> Iterator[str]:
    """What the text is, and how many others there are."""
    if view.talks:
        yield Observation.TALKS()
    if view.of_program:
        yield Observation.OF_PROGRAM()
    if view.old:
        yield Observation.OF_OLD_TIMES()
    yield Observation.OTHERS(
        OTHERS[0 if not view.others else 1 if view.others == 1 else 2 if view.others <= _FEW else 3]
    )


def _speech(view: View) -> Iterator[str]:
    """What it could be after a quotation or a question."""
    if view.quoted:
        yield Observation.AFTER_QUOTATION(view.classes[0])
        if view.says(4):
            yield Observation.SAYS_AFTER_QUOTATION()
            if view.classes[0] in SPEAKERS:
                yield Observation.NAMES_SPEAKER()
    elif view.says(1) and view.classes[1:2] == [WordClass.NAME]:
        yield Observation.SAYS_WITH_NAME()
    if view.candidate.stop[-1] == "?":
        if view.stop in "?!":
            yield Observation.ASKS_ON()
        elif view.tie != Observation.UNTIED() or not view.candidate.ends_line:
            yield Observation.STATES_ON()


# fmt: off
OBSERVERS: Mapping[Callable[[View], Iterator[str]], tuple[Observation, ...]] = {
    _opening: (
        Observation.SIZE, Observation.BEGINS_WITH, Observation.BEGINS_WITH_OF_SIZE, Observation.BEGINS_WITH_PAIR,
        Observation.ENDS_WITH, Observation.FIRST_WORD, Observation.LONG, Observation.OPENS_WITH_CODE,
    ),
    _clause: (
        Observation.CLAUSE, Observation.CLAUSE_OF_SIZE, Observation.WHOLE_CLAUSE, Observation.VERB_WITHOUT_CLAUSE,
        Observation.NO_FINITE_VERB, Observation.ONLY_VERBS, Observation.ENDS_OPEN, Observation.REPORTS_SPEECH,
        Observation.LIKE_QUESTION, Observation.NAME_AND_VERB, Observation.ADVERB_AND_CLAUSE,
    ),
    _link: (
        Observation.LIKE_RELATIVE, Observation.CONJUNCTION_AND_CLAUSE, Observation.CONJUNCTION_WITHOUT_CLAUSE,
        Observation.CONJUNCTION_WITHOUT_VERB, Observation.CONJUNCTION_AND_SUBJECT,
        Observation.CONJUNCTION_AND_NEWS, Observation.COMPARES_TOO,
        Observation.COMPARES_ALONE, Observation.PHRASE_AND_MAIN_CLAUSE, Observation.MAIN_CLAUSE_AFTER_COMMA,
        Observation.SUBJECT_AFTER_VERB, Observation.PHRASE_ALONE,
        Observation.SHORT_QUESTION, Observation.SHORT_CRY, Observation.COUNTED, Observation.PERHAPS_COUNTED,
        Observation.SHORT_AFTER_QUOTATION, Observation.COMPLETES, Observation.TIED_BY, Observation.COURTESY,
        Observation.SHORT_ADVERB, Observation.UNTIED,
    ),
    _phrase: (
        Observation.PARTICIPLE_PHRASE, Observation.INFINITIVE, Observation.PREPOSITION_PHRASE,
        Observation.NOUN_AND_JOINED_VERB, Observation.NOUN_PHRASE, Observation.NOUN_PHRASE_OF_SIZE,
        Observation.VERBLESS_PHRASE,
        Observation.VERB_WITHOUT_SUBJECT,
    ),
    _before: (
        Observation.BEFORE_HAS_NO_VERB, Observation.BEFORE_IS_SUBORDINATE, Observation.BEFORE_ENDS_OPEN,
        Observation.BEFORE_VERBS,
    ),
    _echo: (
        Observation.REPEATS_ALL, Observation.REPEATS_ALL_OF_SIZE, Observation.REPEATS_HALF, Observation.REPEATS_SOME,
        Observation.REPEATS_NOTHING, Observation.BEGINS_WITH_REPEATED, Observation.REPEATS_END,
        Observation.REPEATS_EARLIER, Observation.REPEATS_PAIR,
    ),
    _edges: (
        Observation.BEGINS_ALIKE, Observation.BEGINS_WITH_LAST, Observation.ENDS_WITH_LAST,
        Observation.ENDS_WITH_REPEATED, Observation.BEGINS_LIKE_LAST,
        Observation.ENDS_LIKE_LAST,
    ),
    _number: (
        Observation.NAMES_UNIT, Observation.AFTER_SCALE, Observation.NAMES_YEAR,
        Observation.AFTER_ORDINAL, Observation.AFTER_UNIT,
        Observation.NUMBER_NEAR, Observation.NUMBER_INSIDE,
    ),
    border: (
        Observation.AFTER, Observation.BETWEEN, Observation.BETWEEN_ALONE, Observation.READS_ON,
    ),
    pairs: (Observation.FOLLOWS_LAST, Observation.FOLLOWS_EARLIER),
    _marks: (
        Observation.STOP_AND_CLOSER, Observation.STOP, Observation.CAPITAL, Observation.CAPITAL_PHRASE,
        Observation.CAPITAL_MODAL,
        Observation.WIDE_GAP, Observation.OWN_STOP, Observation.NO_STOP, Observation.ENDS_IN_QUESTION,
        Observation.ENDS_PARAGRAPH, Observation.PARAGRAPH_IN_LOWER_CASE, Observation.LOWER_CASE_FOLLOWS,
        Observation.SENTENCE_FOLLOWS,
    ),
    _company: (
        Observation.TALKS,
        Observation.OF_PROGRAM,
        Observation.OF_OLD_TIMES,
        Observation.OTHERS,
    ),
    _speech: (
        Observation.AFTER_QUOTATION, Observation.SAYS_AFTER_QUOTATION, Observation.NAMES_SPEAKER,
        Observation.SAYS_WITH_NAME, Observation.ASKS_ON, Observation.STATES_ON,
    ),
}
# fmt: on
"""Who makes an observation: each observer with all that it can observe."""
