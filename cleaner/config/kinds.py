"""Kinds of values that settings have: how each is checked, described to editors, and kept in a configuration.

A value arrives as TOML has it: tables as `dict`, lists as `list`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeGuard

from cleaner.registry import Registry
from cleaner.toml_lines import Path

_SHOWN = 12
"""How many valid names a suggestion lists."""

Schema = dict[str, Any]


class Mistake(NamedTuple):
    """What is wrong with a value; `path` leads from the setting to the part of it that is wrong."""

    message: str
    suggestion: str | None = None
    path: Path = ()


class Kind(Protocol):
    """What a setting needs to know of its values."""

    def mistakes(self, name: str, value: Any, registry: Registry) -> Iterable[Mistake]:
        """Everything that is wrong with `value` for the setting `name`."""

    def schema(self, registry: Registry) -> Schema:
        """The JSON Schema of right values."""

    def kept(self, value: Any, registry: Registry) -> Any:
        """A right value as a configuration keeps it: immutable, of one type."""


@dataclass(frozen=True)
class Choice:
    """One of some names. `missing` is the message for another value; it may use `{name}` and `{value!r}`."""

    names: Callable[[], Iterable[str]]
    missing: str = "invalid value {value!r} for {name!r}"
    read: Callable[[str], object] = str

    def mistakes(self, name: str, value: Any, registry: Registry) -> Iterator[Mistake]:
        names = tuple(self.names())
        if value not in names:
            yield Mistake(self.missing.format(name=name, value=value), suggest(value, names))

    def schema(self, registry: Registry) -> Schema:
        return {"enum": list(self.names())}

    def kept(self, value: Any, registry: Registry) -> object:
        return self.read(value)


@dataclass(frozen=True)
class OnOff:
    """True or false."""

    def mistakes(self, name: str, value: Any, registry: Registry) -> Iterator[Mistake]:
        if not isinstance(value, bool):
            yield Mistake(f"{name!r} must be true or false")

    def schema(self, registry: Registry) -> Schema:
        return {"type": "boolean"}

    def kept(self, value: Any, registry: Registry) -> bool:
        return bool(value)


@dataclass(frozen=True)
class Share:
    """A number from 0 to 1."""

    def mistakes(self, name: str, value: Any, registry: Registry) -> Iterator[Mistake]:
        if not (type(value) in (int, float) and 0 <= value <= 1):
            yield Mistake(f"{name!r} must be a number from 0 to 1")

    def schema(self, registry: Registry) -> Schema:
        return {"type": "number", "minimum": 0, "maximum": 1}

    def kept(self, value: Any, registry: Registry) -> float:
        return float(value)


@dataclass(frozen=True)
class _Strings:
    """A list of strings; subclasses say which."""

    def mistakes(self, name: str, value: Any, registry: Registry) -> Iterator[Mistake]:
        if not is_strings(value):
            yield Mistake(f"{name!r} must be a list of strings")
        else:
            yield from self._wrong_entries(value, registry)

    def schema(self, registry: Registry) -> Schema:
        return {"type": "array", "items": {"type": "string"}}

    def kept(self, value: Any, registry: Registry) -> tuple[str, ...]:
        return tuple(value)

    def _wrong_entries(self, value: list[str], registry: Registry) -> Iterator[Mistake]:
        yield from ()


@dataclass(frozen=True)
class PassNames(_Strings):
    """Names of passes, each once, in the order in which they run."""

    def schema(self, registry: Registry) -> Schema:
        return {"type": "array", "items": {"enum": list(registry.pass_names)}}

    def _wrong_entries(self, value: list[str], registry: Registry) -> Iterator[Mistake]:
        known = registry.pass_names
        yield from (Mistake(f"unknown pass {name!r}", suggest(name, known)) for name in value if name not in known)
        twice = dict.fromkeys(name for name in value if value.count(name) > 1)
        yield from (Mistake(f"the pass {name!r} is listed twice") for name in twice)


@dataclass(frozen=True)
class RuleNames(_Strings):
    """Names of rules and of passes."""

    def schema(self, registry: Registry) -> Schema:
        return {"type": "array", "items": {"enum": [*registry.pass_names, *registry.rules]}}

    def _wrong_entries(self, value: list[str], registry: Registry) -> Iterator[Mistake]:
        known = (*registry.pass_names, *registry.rules)
        yield from (
            Mistake(f"unknown rule or pass {name!r}", suggest(name, known)) for name in value if name not in known
        )


@dataclass(frozen=True)
class Texts(_Strings):
    """Texts of any kind: names of files and packages, which are checked when they are opened."""


@dataclass(frozen=True)
class Patterns(_Strings):
    """Regular expressions."""

    def _wrong_entries(self, value: list[str], registry: Registry) -> Iterator[Mistake]:
        for pattern in value:
            try:
                re.compile(pattern)
            except (re.error, RecursionError, OverflowError) as error:
                yield Mistake(f"{pattern!r} is not a regular expression: {error}")


def is_strings(value: object) -> TypeGuard[list[str]]:
    """Whether a value is a list of strings."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def suggest(wrong: object, known: Iterable[str]) -> str:
    """Which of the `known` names was meant, or which there are."""
    known = tuple(known)
    close = difflib.get_close_matches(str(wrong), known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"expected one of: {', '.join(known[:_SHOWN])}{', …' if len(known) > _SHOWN else ''}"
