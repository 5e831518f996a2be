"""What can be true of a candidate: the closed set of observations, the inputs of the decision.

An observation is a short phrase; a family of them has slots, each filled from a closed set. The phrases key the weights
in `data/<lang>/fragments.txt`, and findings quote them. A phrase is only made by calling its member
(`Observation.BEGINS_WITH("noun")`), so that a misspelt one is an error, and `vocabulary` knows all that can be made.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
import string
from collections.abc import Mapping

from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._grammar import WordClass

LINKS = (WordClass.PREPOSITION, WordClass.CONJUNCTION, WordClass.CLAUSE_OPENER)
"""The classes of words that tie a tail to the sentence before it."""

OPENING_CLASSES = (WordClass.CLAUSE_OPENER, WordClass.PREPOSITION, WordClass.ADVERB)
"""The classes of words that open a phrase which a main clause follows."""

SIZES = ((1, "one word"), (2, "two words"), (4, "three or four words"), (7, "five to seven words"))
LONGEST = "eight words or more"

OTHERS = ("no", "one", "two or three", "more than three")
"""How many other candidates a document has."""

VERB_COUNTS = ("no verb form", "one verb form", "two verb forms", "more than two verb forms")

FIT = (-3.0, -2.0, -1.2, -0.5, 0.0, 0.5, 1.2)
"""Marks on the scale of `_continuation.log_odds`; an observation says which of them a tail passes."""
FIT_NAMES = tuple(f"{mark:+}" for mark in FIT)

NAMED_CLASSES = (
    WordClass.CONJUNCTION,
    WordClass.CLAUSE_OPENER,
    WordClass.AUXILIARY,
    WordClass.PREPOSITION,
    WordClass.SUBJECT_PRONOUN,
)
"""The classes whose words are observed one by one."""

NAMED_WORDS = ("to", "the", "a")

_WORD_LISTS = ("conjunctions", "subordinators", "auxiliaries", "prepositions", "subject-pronouns")
_STOP_MARKS = ".!?"


PAIRS = ("3,000", "10,000", "30,000", "100,000")
"""How many pairs of words are as usual, or more so: the tiers of the list of followers."""


class Observation(enum.Enum):
    """A phrase that completes "the tail …"; `{slots}` are filled by calling the member."""

    SIZE = "has {size}"
    BEGINS_WITH = "begins with {class}"
    BEGINS_WITH_OF_SIZE = "begins with {class}, has {size}"
    BEGINS_WITH_PAIR = "begins with {class} and {class}"
    ENDS_WITH = "ends with {class}"
    FIRST_WORD = "begins with “{word}”"
    LONG = "has more than twelve words"
    OPENS_WITH_CODE = "begins with two letters that are no word"

    CLAUSE = "is a clause with its subject"
    CLAUSE_OF_SIZE = "is a clause with its subject, has {size}"
    WHOLE_CLAUSE = "is a whole clause"
    VERB_WITHOUT_CLAUSE = "has a finite verb without being a clause, has {size}"
    NO_FINITE_VERB = "has no finite verb"
    ONLY_VERBS = "is nothing but verb forms"
    ENDS_OPEN = "ends open"
    REPORTS_SPEECH = "says that something was said"
    LIKE_QUESTION = "begins like a question"

    LIKE_RELATIVE = "begins like a relative clause"
    CONJUNCTION_AND_CLAUSE = "begins with a conjunction and a clause"
    CONJUNCTION_WITHOUT_CLAUSE = "begins with a conjunction and no clause"
    CONJUNCTION_WITHOUT_VERB = "begins with a conjunction and has no verb"
    CONJUNCTION_AND_SUBJECT = "begins with a conjunction and a pronoun that is a subject"
    CONJUNCTION_AND_NEWS = "begins with a conjunction and says something new"
    COMPARES_TOO = "compares, as the sentence before does"
    COMPARES_ALONE = "compares what was not compared"
    PHRASE_AND_MAIN_CLAUSE = "begins with a phrase that a main clause follows: {opening}"
    MAIN_CLAUSE_AFTER_COMMA = "has a main clause after a comma"
    SUBJECT_AFTER_VERB = "has its subject after its verb"
    PHRASE_ALONE = "begins with a phrase that no main clause follows"

    SHORT_QUESTION = "is a short question"
    SHORT_CRY = "is a short cry"
    COUNTED = "is counted by the number before"
    PERHAPS_COUNTED = "may be counted by the number before"
    SHORT_AFTER_QUOTATION = "is short, after a quotation"
    COMPLETES = "completes what stands open"
    TIED_BY = "is short and tied by a {link}"
    COURTESY = "is a courtesy"
    SHORT_ADVERB = "is a short adverb"
    UNTIED = "is short and tied to nothing"

    PARTICIPLE_PHRASE = "begins like a participle phrase"
    INFINITIVE = "begins with an infinitive"
    PREPOSITION_PHRASE = "is a phrase with its preposition"
    NOUN_AND_JOINED_VERB = "begins with a noun and a joined verb"
    NOUN_PHRASE = "is a noun phrase"
    VERBLESS_PHRASE = "is a noun phrase without any verb"
    NOUN_PHRASE_OF_SIZE = "is a noun phrase, has {size}"
    VERB_WITHOUT_SUBJECT = "begins with a verb without its subject"

    BEFORE_HAS_NO_VERB = "the sentence before has no verb"
    BEFORE_IS_SUBORDINATE = "the sentence before is a subordinate clause"
    BEFORE_ENDS_OPEN = "the sentence before ends open"
    BEFORE_VERBS = "the sentence before has {count}"

    REPEATS_ALL = "repeats words of the sentence before"
    REPEATS_ALL_OF_SIZE = "repeats words of the sentence before, has {size}"
    REPEATS_HALF = "repeats half of its words from the sentence before"
    REPEATS_SOME = "repeats a word of the sentence before"
    REPEATS_NOTHING = "repeats nothing of the sentence before"
    BEGINS_WITH_REPEATED = "begins with a word of the sentence before"
    REPEATS_END = "repeats what the sentence before ended with"
    REPEATS_EARLIER = "repeats what came far before"
    REPEATS_PAIR = "repeats two words in a row"

    BEGINS_ALIKE = "begins as the sentence before does"
    BEGINS_WITH_LAST = "begins with the word before the stop"
    ENDS_WITH_LAST = "ends with the word before the stop"
    ENDS_WITH_REPEATED = "ends with a word of the sentence before"
    BEGINS_LIKE_LAST = "begins with a word of the class before the stop"
    ENDS_LIKE_LAST = "ends with a word of the class before the stop"

    NAMES_UNIT = "names what the number before counts"
    AFTER_SCALE = "after a number word"
    NAMES_YEAR = "says that a year is one"
    AFTER_ORDINAL = "after an ordinal"
    AFTER_UNIT = "after a number and its unit"
    NUMBER_NEAR = "after words with a number"
    NUMBER_INSIDE = "has a number"

    AFTER = "after {left}"
    BETWEEN = "{left} before {class}"
    BETWEEN_ALONE = "{left} before a lone {class}"
    READS_ON = "reads on, above {fit}"
    FOLLOWS_LAST = "begins with a word that follows the last one in the {pairs} most usual pairs"
    FOLLOWS_EARLIER = "begins with a word that follows one shortly before in the {pairs} most usual pairs"

    STOP = "after “{stop}”"
    STOP_AND_CLOSER = "after “{stop}” and a closing mark"
    CAPITAL = "begins with a capital"
    CAPITAL_PHRASE = "is a phrase with its preposition and a capital"
    CAPITAL_MODAL = "begins with a capital modal"
    WIDE_GAP = "after a wide gap"
    OWN_STOP = "has its own stop"
    NO_STOP = "has no stop"
    ENDS_IN_QUESTION = "ends with a question mark"
    ENDS_PARAGRAPH = "ends its paragraph"
    PARAGRAPH_IN_LOWER_CASE = "is in a paragraph that begins in lower case"
    LOWER_CASE_FOLLOWS = "a lower-case word follows"
    SENTENCE_FOLLOWS = "a sentence follows"

    TALKS = "is in a text that talks to somebody"
    OTHERS = "the text has {others} more like it"

    AFTER_QUOTATION = "after a quotation: {class}"
    SAYS_AFTER_QUOTATION = "has a verb of saying after a quotation"
    NAMES_SPEAKER = "says who said it"
    SAYS_WITH_NAME = "begins with a verb of saying and a name"
    ADVERB_AND_CLAUSE = "begins with an adverb and a clause"
    NAME_AND_VERB = "may be a name in lower case and its verb"
    OF_PROGRAM = "is in a text about a program"
    OF_OLD_TIMES = "is in a text of old times"
    ASKS_ON = "asks on after “?”"
    STATES_ON = "states on after “?”"

    def __call__(self, *slots: str) -> str:
        """The phrase, with its slots filled in their order. ValueError where they are too few or too many."""
        first, *rest = _pieces(self)
        return first + "".join(slot + piece for slot, piece in zip(slots, rest, strict=True))


@functools.cache
def _slots(observation: Observation) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in string.Formatter().parse(observation.value) if name is not None)


@functools.cache
def _pieces(observation: Observation) -> tuple[str, ...]:
    return tuple(re.split(r"\{\w+\}", observation.value))


def size_name(words: int) -> str:
    """How many words a tail has, as a phrase."""
    return next((name for limit, name in SIZES if words <= limit), LONGEST)


def _fillings(slot: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Everything that may fill a slot."""
    if slot == "size":
        return (*(name for _, name in SIZES), LONGEST)
    if slot in ("class", "left"):
        return tuple(WordClass)
    if slot == "word":
        return tuple(dict.fromkeys((*NAMED_WORDS, *(word for name in _WORD_LISTS for word in lexicon.entries(name)))))
    if slot in ("count", "others"):
        return VERB_COUNTS if slot == "count" else OTHERS
    sets = {"opening": OPENING_CLASSES, "link": LINKS, "fit": FIT_NAMES, "pairs": PAIRS, "stop": tuple(_STOP_MARKS)}
    return sets[slot]


@functools.cache
def vocabulary(lexicon: Lexicon) -> Mapping[str, Observation]:
    """Every phrase that can be observed in a language, with the observation it belongs to."""
    return {
        observation(*filled): observation
        for observation in Observation
        for filled in itertools.product(*(_fillings(slot, lexicon) for slot in _slots(observation)))
    }
