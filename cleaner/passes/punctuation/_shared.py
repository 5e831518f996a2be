"""What the rules about two marks side by side share."""

from __future__ import annotations

import functools

from cleaner.expressions import expression

_ADJACENT = expression(r"[!?.;:,][.,;:]")


@functools.lru_cache(maxsize=2)
def has_adjacent_marks(text: str) -> bool:
    """Whether two marks stand side by side; kept for the text at hand, because both rules ask."""
    return _ADJACENT.search(text) is not None
