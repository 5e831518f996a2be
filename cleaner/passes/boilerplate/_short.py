"""Lines that are short: drawn of signs, or left hanging as buttons and titles are."""

from __future__ import annotations

from cleaner.expressions import expression
from cleaner.passes.boilerplate._tables import ENDED

SHORT = 60
"""Characters of a button or of a title in a list of them, at most."""

_SYMBOLS = frozenset("|»›→←▶►◄◀▲▼♥★☆✉☎•·©❤✓✔➤➜\N{BLACK RIGHT-POINTING TRIANGLE}")
_NUMBER = expression(r"\d{3,}[ \-–./]\d{3,}|\d{6,}")
_SENTENCE_INSIDE = expression(r"[a-z]{3}[.!?][\"”’)]* +\S")


def is_drawn(line: str) -> bool:
    """Whether a line is of signs alone, one of them such as pages draw."""
    return len(line) <= SHORT and not _SYMBOLS.isdisjoint(line) and not any(map(str.isalnum, line))


def hangs(line: str, max_length: int = SHORT) -> bool:
    """Whether a line is as short and as unfinished as a button or a title, and holds no sentence that has ended, nor a
    number by which something is called or found: "Desk: 555-0134", "ISSN 2049-1138"."""
    bare = line.strip()
    fits = 0 < len(bare) <= max_length and bare[:1].isupper() and bare[-1] not in ",;:"
    return fits and not any(tells.search(bare) for tells in (ENDED, _SENTENCE_INSIDE, _NUMBER))
