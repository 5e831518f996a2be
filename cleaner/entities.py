"""What HTML's character references mean, and which of them no edit may decode."""

from __future__ import annotations

import functools
import re
import sys

import regex

LOOKS_LIKE_REFERENCE = re.compile(r"#?[0-9A-Za-z]{1,32};")
"""What makes an entity of an ampersand before it."""

_UNWANTED = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\N{REPLACEMENT CHARACTER}\u061C\u202A-\u202E\u2066-\u2069--[\t\n]]", regex.V1
)
_PLAIN = regex.compile(r"[\xA0-\U0010FFFF--[\p{Cs}\p{Noncharacter_Code_Point}]]", regex.V1)
"""Numbers of these mean the character of that number; for others there are exceptions."""

_DIRECTION = frozenset("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}")


def is_visible(text: str) -> bool:
    """Whether `text` has no control, direction or replacement character and no code point without a character."""
    return _UNWANTED.search(text) is None


_NUMBER = re.compile(r"#(?:0*(?P<decimal>[0-9]{1,7})|[xX]0*(?P<hex>[0-9a-fA-F]{1,6}));?")


def numbered(reference: str) -> str:
    """What a numeric reference (`#233;`, `#xE9`) means by the rules of HTML: a replacement character, or nothing, for
    numbers of no character, however long they are."""
    match = _NUMBER.fullmatch(reference)
    if match is None:
        return "\N{REPLACEMENT CHARACTER}"
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    if code <= sys.maxunicode and _PLAIN.match(meant := chr(code)):
        return meant
    import html

    return html.unescape(f"&#{code};")


@functools.lru_cache(maxsize=4096)
def character(reference: str) -> str | None:
    """The text of a reference without `&` and `;`; None for unknown ones and for those of unseen characters."""
    from html.entities import html5

    if reference[0] == "#":
        decoded = numbered(reference)
    elif f"{reference};" in html5:
        decoded = html5[f"{reference};"]
    elif reference.isupper() and (lower := html5.get(f"{reference.lower()};", "")).isalpha():
        decoded = lower.upper()  # &EACUTE; comes of writing a whole name in capitals
    else:
        return None
    if decoded in _DIRECTION:
        return ""
    return None if not decoded or _UNWANTED.search(decoded) else decoded
