"""Words doubled within a list, and at the start of a sentence."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.passes.repetition._content import tags_of
from cleaner.passes.repetition._repeats import Repeats
from cleaner.passes.repetition._setting import begins_sentence, in_short_lines, in_speech

_REACH = 200
_RELATES = ("al", "ic", "ary", "ian", "ese")
"""Endings of adjectives that say what a thing belongs to, and cannot be stressed."""

_OPENERS = frozenset(
    "a an the this these those it we they she there in on at of from with by for to as after before during since under "
    "when while if although because and or but what where who which its their our his".split()
)
"""Words that open a sentence and never twice."""

_NOUNS = ({"n"}, {"p"}, {"n", "p"}, {"p", "z"})
_SUNG = frozenset(
    "album albums band bands concert concerts cover covers drummer fan frontman gig gigs guitarist hit hits lyrics "
    "member members merch record records singer single song songs tour tours track tracks video videos".split()
)
"""What follows the name of a band: "The The song"."""


def is_of_list(document: Document, said: Repeats, index: int) -> bool:
    """Whether a list names a thing twice that nobody stresses: "to Bonn, Ulm, Ulm and Bern", "nails, screws, screws,
    and glue", "a legal, legal and moral duty"."""
    word, after = said.word(index), said.word(index + 2)
    if in_short_lines(document, said.start(index)) or in_speech(document, said.start(index)):
        return False
    tags = tags_of(document, word)
    later = said.word(index + 3) if index + 3 < len(said.keys) else ""
    if later in ("more", "still", "yet", "only", word):
        return False  # "roads, roads and more roads"
    if set(tags) == {"a"}:
        return after in ("and", "or") and word.endswith(_RELATES)
    if set(tags) == {"p"} and after in ("and", "or"):
        return True
    listed = index > 0 and said.gap(index) == ", " and (said.gap(index + 2) == ", " or after in ("and", "or"))
    noun = set(tags) in _NOUNS or (tags[:1] in ("n", "p") and word not in document.lexicon.optional("reduplications"))
    return listed and (noun or said.text[said.start(index)].isupper())


def is_of_call(text: str, start: int) -> bool:
    """Whether a word is in brackets that a name of a program opens: "split(oid, integer, integer, text)"."""
    low = max(0, start - _REACH)
    opening = text.rfind("(", low, start)
    return opening > text.rfind(")", low, start) and text[max(0, opening - 1) : opening].isalnum()


def opens_twice(document: Document, said: Repeats, index: int) -> bool:
    """Whether a sentence opens with the word and its capital twice, and goes on in small letters: "The The mill is"."""
    (start, end), after = said.words.span(index), index + 2
    twice = said.text[start:end] == said.text[slice(*said.words.span(index + 1))]
    if not twice or not said.text[start:end].istitle() or after >= len(said.keys) or said.gap(after) != " ":
        return False
    next_word = said.text[slice(*said.words.span(after))]
    if not next_word.islower() or not begins_sentence(document, start):
        return False
    if said.word(index) != "the":
        return said.word(index) in _OPENERS
    acts = tags_of(document, next_word)[:1] in tuple("zd") or next_word in document.lexicon.optional("auxiliaries")
    return not acts and next_word not in _SUNG
