"""Which phrases joined to themselves no writer means, whatever the text."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.language import vocabulary
from cleaner.passes.repetition._content import VERB_TAGS, tags_of
from cleaner.passes.repetition._repeats import Repeat, Repeats
from cleaner.passes.repetition._setting import begins_sentence, in_quotes, is_space

_ARTICLES = frozenset(("a", "an", "the"))
_JOINTS = frozenset((b"and", b"or"))
_APART = frozenset(("between", "both", "either", "of", "from", "but", "like", "than", "per"))
"""Words after which a noun may come twice: two sides, or all there is."""

_MAX_OPENING = 5

_RELATIVES = frozenset(("that",))
_ACTS = ("d", "z", "e")
_NOUNS, _SINGULAR, _PLURAL = ("n", "p"), "n", "p"
_PLURAL_ENDS = ("ers", "ors", "ies", "ists", "ions")
_ADJECTIVE = "a"
_TAKES = ("v", "z")
_ENDS_OF_WAYS = frozenset(("to", "into", "upon"))
_CLOSES = ",.;)"

_MIN_NOUN = 5
_TELLS_APART = frozenset(("about", "against", "from", "in", "like", "with", "without"))
"""Prepositions that may tell the second noun from the first: "sentences and sentences in print"."""


def opens_with_article(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether the phrase opens a sentence with its article, which therefore has a capital the first time only, and its
    verb follows."""
    again = said.start(run.first + run.period)
    return (
        run.length > 1
        and said.keys[run.first + run.length] in _JOINTS
        and said.word(run.first) in _ARTICLES
        and document.text[again].islower()
        and begins_sentence(document, said.start(run.first))
        and _acts_next(document, said, run.end)
    )


def is_slip(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether the second time says nothing, and is no emphasis either."""
    start, end = said.span(run.first, run.end)
    last = tags_of(document, said.word(run.end - 1))
    if said.keys[run.first + run.length] not in _JOINTS or in_quotes(document, start):
        return False
    if opens_with_article(document, said, run):
        return run.length <= _MAX_OPENING and last.startswith(_NOUNS)
    before = said.word(run.first - 1) if run.first else ""
    if not document.text[start:end].islower() or before in _APART:
        return False
    if run.length > 2:
        opens = said.word(run.first) in _ARTICLES
        ends = not _acts_next(document, said, run.end) and not is_told_on(document, said, run.end)
        return opens and ends and (not last or last.startswith(_NOUNS))
    ends = document.text[end : end + 1] in _CLOSES
    after = before in document.lexicon.optional("prepositions") and (before != "to" or VERB_TAGS.isdisjoint(last))
    return run.length == 1 and ends and after and last.startswith(_SINGULAR)


def says_nothing(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether a plain noun is joined to itself by "and", with nothing before or after it that tells one from the other:
    "imposes duties and duties on timber"."""
    if run.length > 1 or said.keys[run.first + 1] != b"and":
        return False
    start, end = said.span(run.first, run.end)
    word, opens = said.word(run.first), opens_with_noun(document, said, run)
    tags = tags_of(document, word)
    named = not document.text[start + opens : end].islower() or in_quotes(document, start)
    if len(word) < _MIN_NOUN or named or not (_is_plural(document, word) or set(tags) == {_SINGULAR}):
        return False
    if not opens and not (run.first and is_space(said.gap(run.first)) and _leads_to_noun(document, said, run.first)):
        return False
    after = _follows(said, run.end)
    if not after:
        return document.text[end : end + 1] in _CLOSES
    return after in document.lexicon.optional("prepositions") and (
        after not in _TELLS_APART or (opens and after == "from")
    )


def describes_nothing(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether an adjective is joined to itself between a determiner and a noun: "an important and important choice"."""
    if run.length > 1 or not run.first or said.keys[run.first + 1] != b"and" or not is_space(said.gap(run.first)):
        return False
    start, end = said.span(run.first, run.end)
    word, after = said.word(run.first), _follows(said, run.end)
    plain = len(word) > _MIN_NOUN and tags_of(document, word) == _ADJECTIVE and document.text[start:end].islower()
    before = said.word(run.first - 1) in document.lexicon.optional("determiners")
    return plain and before and tags_of(document, after)[:1] in _NOUNS and not in_quotes(document, start)


def opens_with_noun(document: Document, said: Repeats, run: Repeat) -> bool:
    """Whether a plural opens a sentence, with a capital the first time only: "Fishermen and fishermen came"."""
    first, again = said.start(run.first), said.start(run.first + run.period)
    return (
        run.length == 1
        and document.text[first].isupper()
        and document.text[again].islower()
        and _is_plural(document, said.word(run.first))
        and begins_sentence(document, first)
    )


def _is_plural(document: Document, word: str) -> bool:
    """Whether a word is the plural of a noun, and no verb but one in -s, as the lists have it or as it ends."""
    tags = tags_of(document, word)
    if tags:
        return tags.startswith(_PLURAL) or set(tags) == {_PLURAL, "z"}
    known = vocabulary(document.lexicon)
    return (word.endswith(_PLURAL_ENDS) and word in known) or (word.endswith("men") and f"{word[:-2]}an" in known)


def _leads_to_noun(document: Document, said: Repeats, index: int) -> bool:
    """Whether the word before the one at `index` is a preposition, a determiner or a verb, and describes nothing."""
    before = said.word(index - 1)
    if before in _APART or before in _ENDS_OF_WAYS or before in document.lexicon.optional("auxiliaries"):
        return False
    acts = tags_of(document, before)
    return (
        before in document.lexicon.optional("prepositions")
        or before in document.lexicon.optional("determiners")
        or acts[:1] in _TAKES
    )


def is_told_on(document: Document, said: Repeats, index: int) -> bool:
    """Whether a relative follows, which tells of the second something that is not so of the first: "a doctor and a
    doctor who"."""
    return _follows(said, index) in document.lexicon.optional("relatives") | _RELATIVES


def _acts_next(document: Document, said: Repeats, index: int) -> bool:
    """Whether the word at `index` is a verb that says what somebody did, and nothing else first."""
    word = _follows(said, index)
    return word in document.lexicon.optional("auxiliaries") or tags_of(document, word).startswith(_ACTS)


def _follows(said: Repeats, index: int) -> str:
    """The word at `index`, if only a space or the end of a line is before it."""
    return said.word(index) if index < len(said.keys) and is_space(said.gap(index)) else ""
