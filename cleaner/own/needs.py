"""Whether a document holds any of many literals, asked once for many rules.

A literal of several words has one that is whole in every text that holds it. The words of a text are looked up at once;
only where such a word is found is the literal looked for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from cleaner.document import Document
from cleaner.rules import Source
from cleaner.tokens import Tokens, tokens

_WHITESPACE = re.compile(r"[ \t\n\r\x0b\x0c]+")


@functools.cache
def any_of(needs: tuple[str, ...], of_file: tuple[str, ...]) -> Source:
    """What finds out whether any of `needs` is in a document, with one look-up for all literals `of_file`; the same
    source for the same ones."""
    words = {need: word for need in needs if (word := _whole_word(need))}
    alone = [need for need in needs if need not in words]
    look_up = _look_up(of_file)

    def found(document: Document) -> bool:
        text = document.text
        there = document.once(look_up)
        if there and any(word in there and need in text for need, word in words.items()):
            return True
        return any(need in text for need in alone)

    return found


@functools.cache
def _look_up(of_file: tuple[str, ...]) -> Callable[[Document], frozenset[bytes]]:
    words = frozenset(word for need in of_file if (word := _whole_word(need)))
    return lambda document: words.intersection(document.once(tokens).keys)


def _whole_word(need: str) -> bytes | None:
    """The longest word that has whitespace before and after it in a literal."""
    keys = [key for piece in _WHITESPACE.split(need)[1:-1] for key in Tokens(piece).keys]
    return max(keys, key=len, default=None)
