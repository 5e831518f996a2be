"""Sentences that broke off before the next begins."""

from __future__ import annotations

import re

from cleaner import sentences
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.gaps import BETWEEN, signs
from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._grammar import FUNCTION_CLASSES, WordClass, classes, is_clause, tokens, word_class
from cleaner.spans import Span

_CLOSERS = f"[{re.escape(sentences.CLOSERS)}]"
_BROKEN = tuple(
    (
        expression(rf"{stop}{_CLOSERS}*[ \t]+{BETWEEN}"),
        expression(
            rf"{stop}(?<=[\w)\]\"”’']{stop}){_CLOSERS}*+(?P<gap>[ \t]+)"
            r"(?P<words>(?:[a-z]+[ \t]+){1,5})(?P<next>[A-Z][a-z]*)[ \t]+(?=[a-z])"
        ),
    )
    for stop in (r"\.", "!", r"\?")
)
"""For each stop, so that the engine can scan for it, what shows in the gaps of a text where a small letter comes after
it; and small words up to one with a capital."""

_ARTICLES = frozenset(("a", "an", "the"))
_NAMES = frozenset(("i", "it", "who"))
"""Small words that also name something: "the It girl", "the Who"."""

_PHRASAL = frozenset({WordClass.PREPOSITION, WordClass.DETERMINER})
_OPEN_CLAUSES = frozenset("as after before since until till than like while for".split())
"""Prepositions that open a clause as well: "as Engineers expect"."""

_ORDERS, _THINGS = "v", "p"
_REACH = 200


def broken_starts(document: Document) -> tuple[Span, ...]:
    """The spans of small words after a sentence end, with the space before them, that end with an article before the
    first word of the next sentence: "and in the The church"."""
    text, lexicon, shown = document.text, document.lexicon, document.once(signs)
    after_stops = [match for gap, words in _BROKEN if gap.search(shown) for match in words.finditer(text)]
    found = []
    for match in sorted(after_stops, key=re.Match.start):
        words = match["words"].split()
        follows = text[match.start("next") : match.start("next") + _REACH]
        broken = _breaks_before(words, match["next"].lower(), lexicon) or _leads_nowhere(words, follows, lexicon)
        if broken and not sentences.is_abbreviation(text, match.start(), lexicon):
            found.append((match.start("gap"), match.end("words")))
    return tuple(found) if found and document.habits.capitalises else ()


def _breaks_before(words: list[str], follows: str, lexicon: Lexicon) -> bool:
    """Whether small words end with an article before a small word that opens a sentence."""
    if words[-1] not in _ARTICLES or follows in _NAMES or follows not in lexicon.words("function-words"):
        return False
    return all(word_class(word, lexicon) in FUNCTION_CLASSES for word in words)


def _leads_nowhere(words: list[str], follows: str, lexicon: Lexicon) -> bool:
    """Whether a preposition, perhaps with its article, has no noun before a sentence that begins with its capital: "of
    Engineers expect", "to the Chop the carrots"."""
    if len(words) > 2 or words[-1] in _OPEN_CLAUSES or (len(words) > 1 and words[-1] not in _ARTICLES):
        return False
    if word_class(words[0], lexicon) is not WordClass.PREPOSITION:
        return False
    return _is_order(follows, lexicon) or (len(words) == 1 and _tells_of_many(follows, lexicon))


def runs_into_sentence(tail: str, lexicon: Lexicon) -> bool:
    """Whether a tail of which a preposition is the first word goes over into another sentence, with its capital."""
    words = tokens(tail)
    for index, word in enumerate(words[1:], 1):
        if word_class(words[index - 1], lexicon) not in _PHRASAL or words[index - 1] in _OPEN_CLAUSES:
            return False
        if word[0].isupper():
            rest = " ".join(words[index:])
            return _is_order(rest, lexicon) or _tells_of_many(rest, lexicon)
    return False


def _is_order(text: str, lexicon: Lexicon) -> bool:
    """Whether a text opens with a verb that has a capital, and an object with its article follows."""
    first, *rest = tokens(text)[:2]
    return bool(rest) and rest[0] in _ARTICLES and _ORDERS in parts_of_speech(lexicon).get(first.lower(), "")


def _tells_of_many(text: str, lexicon: Lexicon) -> bool:
    """Whether a text opens with a plain plural that has a capital, and what they do follows."""
    words = tokens(text)
    tags = parts_of_speech(lexicon).get(words[0].lower(), "")
    return tags[:1] == _THINGS and len(words) > 2 and is_clause(classes(words, lexicon, opening=True))
