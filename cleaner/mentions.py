"""Whether a text speaks of a subject: a page about entities, encodings or tokenisers shows on purpose what is residue
elsewhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence


def mentions(text: str, terms: Sequence[str]) -> bool:
    """Whether one of `terms` (in lower case, as in `data/`) stands in `text` as words of its own."""
    return _pattern(tuple(terms)).search(text.lower()) is not None


@functools.lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)")
