"""Whether a first paragraph can be talk about a translation at all: asked of every text before anything is weighed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from itertools import repeat
from operator import or_

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon, load
from cleaner.passes.chatter._facts import MARKS, names_others, words_elsewhere
from cleaner.passes.chatter._words import PROMPTS, both, openers

_MAX_PLAIN = 280
_SPOKEN_OF = ("ranslat", "RANSLAT", "he user")
_CODE = expression(r"\b(?:lang|language)\s*[=:]|\W*[A-Z]{2}\W*\Z")
_MAX_CODE = 40
_NAME = expression(r"(?<=[a-z,;] )[A-Z][a-z]{2,}|\d")
_FEW = 8
_MANY_CUES = 3
_OTHER_SCRIPT = expression(r"[^\x00-\u036f\u2000-\u2bff]{3}")
_WORD = expression(r"[^\W\d_]+")
_TAIL = " *_#\n\r\t\ufe0f"
_ENDS = ":：…—–-=👇⬇`>"
_ANSWERING = ("agreements", "assents", "hesitations")


def may_open(paragraph: str, lexicon: Lexicon) -> bool:
    """Whether a first paragraph can be talk at all; cheap, for every text is asked, and few are."""
    if paragraph.rstrip(_TAIL)[-1:] in _ENDS or any(piece in paragraph for piece in _SPOKEN_OF):
        return True
    if not paragraph.isascii() and _OTHER_SCRIPT.search(paragraph):
        return True
    if len(paragraph) > _MAX_PLAIN:
        return False
    if len(paragraph) <= _MAX_CODE and _CODE.match(paragraph):
        return True
    lower = paragraph.lower()
    if openers(lexicon, *_ANSWERING).match(lower.lstrip(MARKS)):
        return True
    said = _WORD.findall(lower)
    words = frozenset(said)
    kinds = functools.reduce(or_, map(_cues(lexicon).get, words, repeat(0)), 0)
    cues = kinds.bit_count() + (len(said) <= _FEW)
    if cues > 1 and (cues > _MANY_CUES or not _is_named(paragraph, lexicon)):
        return True
    return words.isdisjoint(load(PROMPTS).optional("function-words")) and (
        len(words & words_elsewhere()) > 1 or any(stem in lower for stem in both(lexicon, "translation-stems"))
    )


def _is_named(paragraph: str, lexicon: Lexicon) -> bool:
    """Whether it has names or numbers, those of languages aside."""
    return names_others(_NAME.finditer(paragraph), lexicon)


@functools.cache
def _cues(lexicon: Lexicon) -> Mapping[str, int]:
    """Words of which a first paragraph that is talk has some, each with a bit for every kind that it is of."""
    kinds = (
        ("forward-words",),
        ("language-names",),
        ("model-words", "asker-words"),
        ("speaker-words",),
        ("address-words",),
        ("text-words", "source-words"),
    )
    cues: dict[str, int] = {}
    for number, names in enumerate(kinds):
        for word in frozenset().union(*(both(lexicon, name) for name in names)):
            cues[word] = cues.get(word, 0) | 1 << number
    return cues
