"""Whether tags close, of HTML or of forums."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable


def are_closed(tags: Iterable[re.Match[str]], optional: Collection[str] = ()) -> bool:
    """Whether each tag has its partner, none across another pair; those named in `optional` need none.

    A match tells the `name` of its tag, in any case, and whether it is a `close`.
    """
    opened: list[str] = []
    for match in tags:
        name = match["name"].lower()
        if not match["close"]:
            opened.append(name)
            continue
        while opened and opened[-1] != name and opened[-1] in optional:
            opened.pop()
        if not opened or opened.pop() != name:
            return False
    return all(name in optional for name in opened)
