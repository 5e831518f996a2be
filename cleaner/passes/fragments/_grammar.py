"""Just enough English grammar for fragments: the class of a word, and what a sequence of classes looks like."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence

from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon

_TOKEN = expression(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:]")
MARKS = ",;:"
"""The marks that `tokens` yields beside words."""


class WordClass(enum.StrEnum):
    """What kind of word a token is; the values are quoted in messages and are part of the keys of the weights."""

    CONJUNCTION = "conjunction"
    SUBJECT_PRONOUN = "subject pronoun"
    PRONOUN_AND_VERB = "pronoun with a verb"
    OBJECT_PRONOUN = "object pronoun"
    AUXILIARY = "auxiliary"
    CLAUSE_OPENER = "clause opener"
    DETERMINER = "determiner"
    PREPOSITION = "preposition"
    NOUN = "noun"
    PLURAL_NOUN = "plural noun"
    VERB = "verb"
    VERB_IN_S = "verb in -s"
    PAST_VERB = "past verb"
    PARTICIPLE = "participle"
    FORM_IN_ING = "form in -ing"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    NUMBER = "number"
    NAME = "name"
    UNKNOWN = "unknown word"
    MARK = "mark"


_CLOSED = (
    (WordClass.CONJUNCTION, "conjunctions"),
    (WordClass.SUBJECT_PRONOUN, "subject-pronouns"),
    (WordClass.OBJECT_PRONOUN, "object-pronouns"),
    (WordClass.AUXILIARY, "auxiliaries"),
    (WordClass.CLAUSE_OPENER, "subordinators"),
    (WordClass.DETERMINER, "determiners"),
    (WordClass.PREPOSITION, "prepositions"),
)
"""Classes of function words and their lists; the first list that holds a word names its class."""

_OPEN = {
    "n": WordClass.NOUN,
    "p": WordClass.PLURAL_NOUN,
    "v": WordClass.VERB,
    "z": WordClass.VERB_IN_S,
    "d": WordClass.PAST_VERB,
    "e": WordClass.PARTICIPLE,
    "g": WordClass.FORM_IN_ING,
    "a": WordClass.ADJECTIVE,
    "r": WordClass.ADVERB,
}
"""The codes of the list of parts of speech."""

FUNCTION_CLASSES = frozenset(name for name, _ in _CLOSED) | {WordClass.PRONOUN_AND_VERB}
OPEN_ENDED = frozenset(
    {WordClass.PREPOSITION, WordClass.DETERMINER, WordClass.CONJUNCTION, WordClass.CLAUSE_OPENER},
)
VERB_FORMS = frozenset({WordClass.AUXILIARY, WordClass.VERB, WordClass.PAST_VERB, WordClass.PARTICIPLE})
FINITE = frozenset({WordClass.AUXILIARY, WordClass.PRONOUN_AND_VERB, WordClass.VERB_IN_S, WordClass.PAST_VERB})
_AFTER_PRONOUN = FINITE | {WordClass.VERB}
_SUBJECTS = (WordClass.NOUN, WordClass.PLURAL_NOUN, WordClass.NAME, WordClass.UNKNOWN)
_NOMINAL = frozenset(
    {
        WordClass.DETERMINER,
        WordClass.ADJECTIVE,
        WordClass.NOUN,
        WordClass.PLURAL_NOUN,
        WordClass.NAME,
        WordClass.NUMBER,
        WordClass.PARTICIPLE,
        WordClass.FORM_IN_ING,
        WordClass.UNKNOWN,
    }
)
_SUBJECT_REACH = 5
"""Words within which a clause must come to its verb to be seen as one."""


def tokens(text: str) -> list[str]:
    """The words of a text as they are spelled, and the marks inside its sentences."""
    return _TOKEN.findall(text)


def plain(word: str) -> str:
    """A word in lower case, with a plain apostrophe."""
    return word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@functools.lru_cache(maxsize=8192)
def word_class(word: str, lexicon: Lexicon) -> WordClass:
    """The class of a lower-case word: a closed class if it is in one, else its commonest part of speech."""
    for name, entries in _CLOSED:
        if word in lexicon.words(entries):
            return name
    if "'" in word and word.partition("'")[0] in lexicon.words("subject-pronouns"):
        return WordClass.PRONOUN_AND_VERB
    if word[:1].isdigit():
        return WordClass.NUMBER
    tags = parts_of_speech(lexicon).get(word)
    if tags:
        return _OPEN[tags[0]]
    if word.endswith("ly"):
        return WordClass.ADVERB
    if word.endswith("ing"):
        return WordClass.FORM_IN_ING
    return WordClass.PAST_VERB if word.endswith("ed") else WordClass.UNKNOWN


def classes(words: Sequence[str], lexicon: Lexicon, *, opening: bool = False) -> list[WordClass]:
    """The classes of tokens; capitalised ones are names, save the first where the tokens open a sentence."""
    found = []
    for index, word in enumerate(words):
        if word in MARKS:
            found.append(WordClass.MARK)
        elif word[0].isupper() and (index or not opening) and not _is_pronoun(plain(word), lexicon):
            found.append(WordClass.NAME)
        else:
            found.append(word_class(plain(word), lexicon))
    return found


def _is_pronoun(word: str, lexicon: Lexicon) -> bool:
    """Whether a word of one letter, perhaps with a verb after it, is a pronoun that is always a capital: "I'm"."""
    pronoun = word.partition("'")[0]
    return len(pronoun) == 1 and pronoun in lexicon.words("subject-pronouns")


def has_finite_verb(tail: Sequence[WordClass]) -> bool:
    """Whether one of the classes is a verb that a clause can have."""
    return not FINITE.isdisjoint(tail)


def is_clause(tail: Sequence[WordClass]) -> bool:
    """Whether the classes begin with a subject and come soon to its verb."""
    if tail[0] is WordClass.PRONOUN_AND_VERB:
        return True
    if tail[0] is WordClass.SUBJECT_PRONOUN:
        return len(tail) > 1 and not _AFTER_PRONOUN.isdisjoint(tail[1:3])
    for index, name in enumerate(tail[: _SUBJECT_REACH + 1]):
        if index and name in FINITE:
            return any(before in _SUBJECTS for before in tail[:index])
        if index and name is WordClass.VERB and tail[index - 1] in (WordClass.PLURAL_NOUN, WordClass.UNKNOWN):
            return True
        if name is WordClass.ADVERB and index and tail[index - 1] in _SUBJECTS:
            continue
        if name not in _NOMINAL:
            return False
    return False
