"""Which lines are sentences like any other, so that no form of furniture need be tried on them.

Every text comes here with its last line, and most of these are such sentences.
"""

from __future__ import annotations

from cleaner.expressions import expression
from cleaner.passes.boilerplate._facts import states_fact
from cleaner.passes.boilerplate._tables import FurnitureTables

_PLAIN = expression(r"[A-Z](?:[A-Za-zÀ-ÿ,.!?'’“”\"-]++| (?![ -])|\d++(?![A-Za-z]))*+(?<=[.!])")
"""A sentence of words and numbers: no sign or gap of which pages make anything."""

_DIGIT = expression(r"\d")


def is_plain(bare: str, words: list[str], tables: FurnitureTables) -> bool:
    """Whether a line of these words is a sentence that does not begin as furniture does and has nothing of it."""
    if not _PLAIN.fullmatch(bare):
        return False
    if words[0] in tables.first_words or not tables.telling_words.isdisjoint(words):
        return False
    return not (_DIGIT.search(bare) and states_fact(bare, tables))
