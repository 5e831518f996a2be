"""What comes after one quotation of a document and the next."""

from __future__ import annotations

import re
from collections.abc import Iterable

MIN_RECURRENCE = 3
"""So often it stands after a quotation where it is an engine's."""

_MOST = 2000


def recurring(text: str, patterns: Iterable[re.Pattern[str]]) -> list[re.Match[str]]:
    """All matches in the order of the text, a bounded number; none where they are too few for anything to recur."""
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    return sorted(found, key=re.Match.start)[:_MOST] if len(found) >= MIN_RECURRENCE else []
