"""Whether a long text is hardly one: drawings, binary data, rubbish, in which rules would see slips everywhere."""

from __future__ import annotations

import string

from cleaner.document import Document

MIN_LENGTH = 20_000
"""Characters below which a text is never called noise: a short one may be a line of marks that is meant."""

MIN_WORDED = 5
"""Where less than one of so many characters, whitespace aside, is a letter or a digit, there are no words to repair."""

_WORDED = (string.ascii_letters + string.digits).encode()
_WHITESPACE = string.whitespace.encode()


def is_noise(document: Document) -> bool:
    """Whether `document` has hardly a letter; to be asked for through `document.once`."""
    text = document.text
    if len(text) < MIN_LENGTH:
        return False
    marked = text.encode("utf-8", "surrogatepass").translate(None, _WHITESPACE)
    others = marked.translate(None, _WORDED)
    if len(others) * MIN_WORDED <= len(marked) * (MIN_WORDED - 1):
        return False
    filled = "".join(text.split())
    return sum(map(str.isalnum, filled)) * MIN_WORDED < len(filled)
