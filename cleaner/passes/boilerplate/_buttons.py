"""Furniture told by how a page sets it: buttons glued to each other, bars of links, counts of comments, dates."""

from __future__ import annotations

import re

from cleaner.expressions import expression
from cleaner.passes.boilerplate._tables import ENDED, FurnitureTables, plain, words_of

_MAX_PIECES = 24
_MIN_GLUED = 2
_MIN_SURE = 3
_MIN_PARTS = 3
_MIN_SPACED = 3
_MAX_SPACED = 24
_MAX_BUTTON = 6
_MIN_DATE_WORDS = 2
_MIN_DATE_WORD = 3
_DATE_NUMBERS = 2
_SOFT = frozenset("!?…)")
_MAY_BE_GLUED = expression(r"(?:[^\W_A-Z]|[!?…)])[^\W\d_a-z]|[^\W\d_]\d")
_BAR_SIGN = expression(r"\s*[|·•]\s*")
_COUNT = expression(r"(?:(?P<before>\d{1,6}) )?(?P<word>[^\W\d_]{4,})(?: ?[(\[]?(?P<after>\d{1,6})[)\]]?)? ?:?")
_DATE = expression(r"(?:[^\W\d_]{2,12}[,.]? |\d{1,2}(?:st|nd|rd|th|º|\.)?,? ){1,5}(?:19|20)\d\d")
_COUNTED = expression(r"(?<!\S)\(?\d[\d.,]*[kKmM]?\)?(?!\S)")
_ARROWS = "→»›►▶➜➤↑▲«‹←"
_CLOCK_END = expression(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?\Z", re.IGNORECASE)
_MAX_POSTED = 12
_SHARE = expression(
    r"(?:Share|Post|Submit|Send|Save|Pin|Tweet|Add)(?: (?:this|it|article|story|page|post))? (?:to|on|via|in|with) "
    r"(?P<where>\S+(?: \S+)?)"
)
_FOLLOWING = ("Follow ", "Like ", "Join ")
_FOLLOW = expression(
    r"(?:Follow|Like|Join) (?:us|me|@\w+|(?:the )?[A-Z][\w&’'.-]*(?: (?:[A-Z&][\w&’'.-]*|of|the|and)){0,5}) "
    r"(?:on|via) (?:our )?(?P<where>.{1,80})"
)


def glued_buttons(bare: str, tables: FurnitureTables) -> tuple[str, bool] | None:
    """The kind of a line that is nothing but buttons with no space between some of them, "ShareTweetPrint", and whether
    so many that it is no name: "Email ThisBlogThis!Share to Facebook"."""
    if not _MAY_BE_GLUED.search(bare):
        return None
    pieces, glued = _cut(bare)
    if not glued or not _MIN_GLUED <= len(pieces) <= _MAX_PIECES:
        return None
    kinds = _parse(pieces, tables)
    if kinds is None and len(pieces) >= _MIN_SURE:
        kinds = _parse(pieces, tables, in_row=True)
        kinds = kinds if kinds and len(kinds) >= _MIN_SURE else None
    if kinds is None:
        return None
    named = [kind for kind in kinds if kind]
    return (named[0], len(kinds) >= _MIN_SURE) if len(named) >= _MIN_GLUED else None


def spaced_buttons(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of a line that is nothing but buttons, with single spaces between them: "Share Tweet Pin Email"."""
    if sum(word[0].isupper() for word in bare.split()) < _MIN_SURE or ENDED.search(bare):
        return None
    words = _COUNTED.sub("", bare).split()
    if not _MIN_SPACED <= len(words) <= _MAX_SPACED:
        return None
    starts = [word[0].isupper() for word in words]
    best: list[list[str] | None] = [[]] + [None] * len(words)
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - _MAX_BUTTON), end):
            head = best[start]
            if head is None or not starts[start] or best[end] is not None:
                continue
            said = plain(" ".join(words[start:end]))
            kind = tables.lines.get(said) or tables.rowed.get(said)
            if kind is not None:
                best[end] = [*head, kind]
    kinds = best[-1]
    if kinds is None or len(kinds) < _MIN_SURE:
        return None
    return next((kind for kind in kinds if kind != "read-more"), kinds[0])


def _cut(bare: str) -> tuple[list[str], bool]:
    """The pieces between spaces, and between letters where a small one stands before a capital or a number."""
    pieces, start, glued = [], 0, False
    for at in range(1, len(bare)):
        before, after = bare[at - 1], bare[at]
        if after.isspace() or before.isspace():
            joint = before.isspace() and not after.isspace()
        else:
            capital = after.isupper() and (before.islower() or before.isdigit() or before in _SOFT)
            joint = capital or (after.isdigit() and before.isalpha())
            glued = glued or joint
        if joint:
            pieces.append(bare[start:at])
            start = at
    return [*pieces, bare[start:]], glued


def _parse(pieces: list[str], tables: FurnitureTables, *, in_row: bool = False) -> list[str] | None:
    """The kinds of the buttons that the pieces make, empty for a number; None where they make none. `in_row`: words
    count, too, that are buttons in a row alone."""
    best: list[list[str] | None] = [[]] + [None] * len(pieces)
    for end in range(1, len(pieces) + 1):
        for start in range(end):
            head = best[start]
            if head is None or best[end] is not None:
                continue
            kind = _button("".join(pieces[start:end]), tables, in_row=in_row)
            if kind is not None:
                best[end] = [*head, kind]
    return best[-1]


def _button(text: str, tables: FurnitureTables, *, in_row: bool) -> str | None:
    said = plain(text)
    if said.isdigit():
        return ""
    return tables.lines.get(said) or tables.labels.get(f"{said}:") or (tables.rowed.get(said) if in_row else None)


def is_count(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is the number of comments, in any language: "3 comentarios:", "Kommentare (3)"."""
    match = _COUNT.fullmatch(bare)
    return (
        match is not None
        and (match["before"] is None) != (match["after"] is None)
        and tables.words.get(match["word"].lower()) == "comment-prompt"
    )


def is_bar(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is a bar of links: parts between strokes, each made of the words of furniture."""
    parts = _BAR_SIGN.split(bare)
    return len(parts) >= _MIN_PARTS and all(_is_known(part, tables) for part in parts)


def is_listed_bar(bare: str, tables: FurnitureTables) -> bool:
    """Whether one of the parts of such a bar is a button that the lists have whole."""
    return is_bar(bare, tables) and any(plain(part) in tables.lines for part in _BAR_SIGN.split(bare))


def _is_known(part: str, tables: FurnitureTables) -> bool:
    words = words_of(part)
    return bool(words) and not tables.strangers(words)


def is_pointed(bare: str) -> bool:
    """Whether a line begins or ends with an arrow, as links do."""
    return bare[0] in _ARROWS or bare[-1] in _ARROWS or bare[:2] == "<<" or bare[-2:] == ">>"


def is_page_date(bare: str) -> bool:
    """Whether a line is a whole date: "Wednesday 7 March 2012", in any language with spaces."""
    numbers = sum(word[0].isdigit() for word in words_of(bare))
    return numbers == _DATE_NUMBERS and _DATE.fullmatch(bare) is not None


def has_weekday(bare: str) -> bool:
    """Whether a whole date has two words beside its numbers: most likely a day of the week and a month."""
    return sum(word.isalpha() and len(word) >= _MIN_DATE_WORD for word in words_of(bare)) >= _MIN_DATE_WORDS


def is_posting(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line says who posted something at what time: "Posted by Anna at 10:12 AM"."""
    if _CLOCK_END.search(bare) is None or len(bare.split()) > _MAX_POSTED:
        return False
    said = bare.lower()
    return any(said.startswith(f"{opener} ") for opener in tables.matters["posting-openers"])


def shares_to(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is a button that shares to a network: "Post to Tumblr"."""
    match = _SHARE.fullmatch(bare)
    return match is not None and match["where"].lower() in tables.matters["network-names"]


def asks_to_follow(sentence: str, tables: FurnitureTables) -> bool:
    """Whether a sentence asks to follow somebody on a social network: "Follow The Post on Facebook and X."."""
    match = _FOLLOW.fullmatch(ENDED.sub("", sentence)) if sentence.startswith(_FOLLOWING) else None
    if match is None:
        return False
    where = match["where"].lower()
    return where.startswith(tables.networks) or where == "x" or where.startswith(("x,", "x and"))
