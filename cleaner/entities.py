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
_DIRECTION = frozenset("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}")


def is_visible(text: str) -> bool:
    """Whether `text` has no control, direction or replacement character and no code point without a character."""
    return _UNWANTED.search(text) is None


_MAX_DIGITS = 7
_NUMBER = re.compile(rf"#(?:0*(?P<decimal>[0-9]{{1,{_MAX_DIGITS}}})|[xX]0*(?P<hex>[0-9a-fA-F]{{1,6}}));?")


def numbered(reference: str) -> str:
    """What a numeric reference (`#233;`, `#xE9`) means by the rules of HTML: a replacement character, or nothing, for
    numbers of no character, however long they are."""
    digits = reference[1:].removesuffix(";")
    if digits.isdigit() and digits.isascii() and len(digits) <= _MAX_DIGITS:
        code = int(digits)
    elif match := _NUMBER.fullmatch(reference):
        code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    else:
        return "\N{REPLACEMENT CHARACTER}"
    if _is_plain(code):
        return chr(code)
    import html

    return html.unescape(f"&#{code};")


def _is_plain(code: int) -> bool:
    """Whether a number means the character of that number; for controls, surrogates and what is no character there are
    exceptions."""
    return (
        0xA0 <= code <= sys.maxunicode
        and not 0xD800 <= code <= 0xDFFF
        and not 0xFDD0 <= code <= 0xFDEF
        and code & 0xFFFE != 0xFFFE
    )


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
