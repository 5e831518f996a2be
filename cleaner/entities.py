"""What HTML's character references mean, and which of them no edit may decode."""

from __future__ import annotations

import functools
import re

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


@functools.lru_cache(maxsize=1024)
def character(reference: str) -> str | None:
    """The text of a reference without `&` and `;`; None for unknown ones and for those of unseen characters."""
    import html
    from html.entities import html5

    if reference[0] == "#":
        decoded = html.unescape(f"&{reference};")
    elif f"{reference};" in html5:
        decoded = html5[f"{reference};"]
    elif reference.isupper() and (lower := html5.get(f"{reference.lower()};", "")).isalpha():
        decoded = lower.upper()  # &EACUTE; comes of writing a whole name in capitals
    else:
        return None
    if decoded in _DIRECTION:
        return ""
    return None if not decoded or _UNWANTED.search(decoded) else decoded
