"""What the first line of a text is where a page begins with more than its title.

A first line may always be a title. So what goes there is what no title is made of: links that skip to the content,
trails of headings, rows of buttons, dates with their labels, the names of first pages and of searches; and a button in
another language than the paragraph below it.
"""

from __future__ import annotations

from cleaner.expressions import expression
from cleaner.passes.boilerplate._facts import is_age, is_byline, is_fact
from cleaner.passes.boilerplate._rows import is_trail, set_kind
from cleaner.passes.boilerplate._tables import (
    CREDIT_LABELS,
    ENDED,
    MAX_LINE,
    FurnitureTables,
    lowered,
    plain,
    words_of,
)

_MIN_FOREIGN = 4
_MIN_SPOKEN = 4
_SPOKEN_SHARE = 5
_REACH = 200
_STEM = 4
_GUIDING = frozenset(
    "you your click tap press type button screen user users password option options settings browser page".split()
)
_CREDIT = expression(
    r"[(\[]?(?P<label>[^\W\d_]{2,14})[:：] ?[^\W\d_a-z][\w.’'-]+(?:[ /][^\W\d_a-z][\w.’'-]*){0,3}[)\]]?"
)
_TRAIL = expression(r"(?:[^\W\d_][\w&’' ]{1,24} ?[>›»] ?){2,6}[^\W\d_][\w&’' ,-]{1,60}")


def opens_page(bare: str, following: str, tables: FurnitureTables) -> str | None:
    """The kind of a first line above `following` that is furniture there, whatever it would be elsewhere."""
    if not bare or len(bare) > MAX_LINE:
        return None
    said = plain(bare)
    if said in tables.opening:
        guided = said not in tables.matters["home-words"] and _guides(said, following, tables)
        return None if guided else tables.lines.get(said) or "read-more"
    if is_foreign(said, following, tables):
        return tables.lines.get(said) or "read-more"
    if bare[0] == "©":
        return "copyright-line"
    if is_age(bare):
        return "page-fact" if bare.lower().startswith(tables.dated) else None
    if ENDED.search(bare):
        return "page-fact" if is_fact(bare, tables) or is_byline(bare, tables) else None
    if is_trail(bare, tables) or _TRAIL.fullmatch(bare):
        return "read-more"
    return "page-fact" if is_fact(bare, tables) or is_byline(bare, tables) else set_kind(bare, tables)


def _guides(said: str, following: str, tables: FurnitureTables) -> bool:
    """Whether a paragraph tells how to do what the line above it names, as in a manual: it speaks to the reader, or of
    the same."""
    words = words_of(following)
    stems = {word[:_STEM] for word in said.split() if len(word) >= _STEM and word not in tables.small}
    return not _GUIDING.isdisjoint(words) or any(word[:_STEM] in stems for word in words)


def is_foreign(said: str, following: str, tables: FurnitureTables) -> bool:
    """Whether a button of another language stands above a paragraph in that of the lists."""
    known = said in tables.foreign and (len(said) >= _MIN_FOREIGN or not said.isascii())
    return known and _is_spoken(following, tables)


def foreign_kind(bare: str, following: str | None, tables: FurnitureTables) -> str | None:
    """The kind of a line between paragraphs that is a button of several words, or the credit of a picture, in another
    language than the paragraph below, which is not asked where it is None."""
    said = plain(bare)
    kind = tables.lines.get(said) if " " in said and said in tables.foreign else None
    credit = None if kind else _CREDIT.fullmatch(bare)
    if credit is not None and lowered(credit["label"]) in tables.matters["credit-labels"] - CREDIT_LABELS:
        kind = "page-fact"
    return kind if kind and (following is None or _is_spoken(following, tables)) else None


def _is_spoken(following: str, tables: FurnitureTables) -> bool:
    """Whether a paragraph has as many of the small words of the language as its sentences have."""
    words = words_of(following[:_REACH])
    spoken = sum(word in tables.spoken for word in words)
    return len(words) >= _MIN_SPOKEN and spoken * _SPOKEN_SHARE >= len(words)
