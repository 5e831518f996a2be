"""How much work something is, counted in calls: the same on every machine, whatever else it does."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls; what is loaded or remembered at its first run does not count."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    work()
    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
