"""Which phrases joined to themselves no writer means, whatever the text."""

from __future__ import annotations

from cleaner.document import Document
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
_NOUNS, _SINGULAR = ("n", "p"), "n"
_CLOSES = ",.;)"


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
