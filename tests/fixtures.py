"""Reads the fixtures, and says what is wrong with one; `fixtures/README.md` has the format.

Nothing is skipped in silence: a file that cannot be read as cases is a test that fails and names it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = FIXTURES / "rules"
DAMAGE, LEAVE_ALONE, KNOWN_FAILURE = "damage", "leave-alone", "known-failure"

_KEYS = {
    "shows": str,
    "from": str,
    "before": str,
    "after": str,
    "at": (str, list),
    "reported": bool,
    "options": dict,
    "lang": str,
    "source": str,
}
_NEEDED = ("shows", "from", "before")
_SEPARATOR = re.compile(r"^%\r?$\n?", re.MULTILINE)


class FixtureError(Exception):
    """A fixture is not in form; the message names the file and the case."""


@dataclass(frozen=True)
class Case:
    """One case of a rule. `at` has what the findings cover, in order; empty where that is left open."""

    rule: str
    number: int
    shows: str
    before: str
    after: str | None = None
    at: tuple[str, ...] = ()
    reported: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "en"
    source: str | None = None

    def __str__(self) -> str:
        return f"{self.rule}-{self.number}-{self.shows}"


def rule_files(folder: Path = RULES) -> dict[str, Path]:
    """The files of cases, by the name of their rule. FixtureError for a file in the wrong place."""
    files = {}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_dir():
            continue
        if len(place.parts) != 2 or path.suffix != ".toml":
            raise FixtureError(f"fixtures/rules/{place.as_posix()} is not of the form <pass>/<rule>.toml")
        files[place.with_suffix("").as_posix()] = path
    return files


def read_cases(rule: str, path: Path) -> list[Case]:
    """The cases of a file. FixtureError with everything that is wrong with it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FixtureError(f"{path}: {error}") from error
    entries = table.get("case")
    if set(table) != {"case"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise FixtureError(f"{path}: it must hold [[case]] tables and nothing else")
    problems = [f"case {number}: {problem}" for number, e in enumerate(entries, 1) for problem in _case_problems(e)]
    kinds = {entry.get("shows") for entry in entries}
    problems += [f"it has no case that shows {kind}" for kind in (DAMAGE, LEAVE_ALONE) if kind not in kinds]
    texts = [
        (entry.get("before"), str(entry.get("options")), entry.get("lang"), entry.get("source")) for entry in entries
    ]
    problems += [
        f"case {number}: its text stands there before" for number, t in enumerate(texts, 1) if t in texts[: number - 1]
    ]
    if problems:
        raise FixtureError(f"{path}: " + "; ".join(problems))
    return [_case(rule, number, entry) for number, entry in enumerate(entries, 1)]


def _case_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"it lacks {key!r}" for key in _NEEDED if not entry.get(key))
    for key, value in entry.items():
        if key not in _KEYS:
            yield f"there is no key {key!r}; there are: {', '.join(_KEYS)}"
        elif not isinstance(value, _KEYS[key]):  # type: ignore[arg-type]
            yield f"{key!r} is of a wrong type"
    shows, before, after = entry.get("shows"), entry.get("before", ""), entry.get("after")
    if shows not in (DAMAGE, LEAVE_ALONE, KNOWN_FAILURE):
        yield f"it shows {shows!r}, which is none of {DAMAGE}, {LEAVE_ALONE}, {KNOWN_FAILURE}"
    if entry.get("reported") and (after is not None or not entry.get("at")):
        yield "what is reported stays: it needs 'at' and has no 'after'"
    if shows == DAMAGE and not entry.get("reported") and after is None:
        yield "damage needs 'after', or 'reported = true'"
    if after == before:
        yield "'after' is equal to 'before'"
    if shows == LEAVE_ALONE and {"after", "at", "reported"} & set(entry):
        yield "what is left alone has no 'after', 'at' or 'reported'"
    for at in _at(entry):
        if not isinstance(at, str) or not at or at not in str(before):
            yield f"{at!r} does not stand in 'before'"


def _at(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    at = entry.get("at", [])
    return tuple(at) if isinstance(at, list) else (at,)


def _case(rule: str, number: int, entry: Mapping[str, Any]) -> Case:
    return Case(
        rule,
        number,
        entry["shows"],
        entry["before"],
        entry.get("after"),
        _at(entry),
        entry.get("reported", False),
        entry.get("options", {}),
        entry.get("lang", "en"),
        entry.get("source"),
    )


@functools.cache
def cases() -> tuple[Case, ...]:
    """All cases of all files that are in form; what is not, `test_fixtures` reports."""
    found: list[Case] = []
    for rule, path in rule_files().items():
        try:
            found += read_cases(rule, path)
        except FixtureError:
            continue
    return tuple(found)


def passages(path: Path) -> list[str]:
    """The passages of a keep file. FixtureError for an empty one."""
    found = [piece.strip("\r\n") for piece in _SEPARATOR.split(path.read_bytes().decode("utf-8"))]
    if not all(piece.strip() for piece in found):
        raise FixtureError(f"{path} has an empty passage")
    return found


@functools.cache
def keeps() -> dict[str, str]:
    """The passages that must come out as they are, by `<language>/<file>-<number>`."""
    folder = FIXTURES / "keep"
    return {
        f"{path.relative_to(folder).with_suffix('').as_posix()}-{number}": text
        for path in sorted(folder.rglob("*.txt"))
        for number, text in enumerate(passages(path), 1)
    }


@functools.cache
def articles() -> dict[str, tuple[str, str]]:
    """The articles: damaged text and what it should become, by name. FixtureError where one of the two is missing."""
    before, after = (
        {path.stem: path.read_bytes().decode("utf-8") for path in sorted((FIXTURES / "articles" / side).glob("*.txt"))}
        for side in ("before", "after")
    )
    if lonely := set(before) ^ set(after):
        raise FixtureError(f"fixtures/articles has only one side of: {', '.join(sorted(lonely))}")
    return {name: (before[name], after[name]) for name in before}


@functools.cache
def texts() -> dict[str, str]:
    """Every text of every fixture, by an id of its own."""
    found = {f"keep/{name}": text for name, text in keeps().items()}
    for name, (before, after) in articles().items():
        found |= {f"articles/{name}-before": before, f"articles/{name}-after": after}
    for case in cases():
        found[f"rules/{case}"] = case.before
    return found
