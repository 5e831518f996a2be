"""Names from outside in messages: of fields, of columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

_SHOWN, _LONG_NAME = 12, 40


def listed(names: Iterable[str]) -> str:
    """The first dozen names, long ones cut, all made harmless to show; the empty string where there are none."""
    first = list(islice(names, _SHOWN + 1))
    shown = [repr(name if len(name) <= _LONG_NAME else name[:_LONG_NAME] + "…") for name in first[:_SHOWN]]
    return ", ".join(shown) + (" and more" if len(first) > _SHOWN else "")
