"""Regular expressions that are compiled when they are first asked: most texts ask few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Waiting:
    """Stands for an expression; what is asked of it is kept, so that it costs nothing the next time."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __eq__(self, other: object) -> bool:
        """Whether `other` is what this was compiled to, as the `re` of a match is: to be asked by `==`, never `is`."""
        return other is self or (other is not None and other is self.__dict__.get("_compiled"))

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __getattr__(self, name: str) -> Any:
        compiled = self.__dict__.get("_compiled")
        if compiled is None:
            compiled = self._compiled = re.compile(self.pattern, self._flags)
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first asked; an error in it shows then."""
    return cast("re.Pattern[str]", _Waiting(pattern, flags))
