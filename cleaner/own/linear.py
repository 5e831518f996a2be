r"""Regular expressions of users, made safe: what they cost for one character of a text is known before they run.

A repeat without an upper limit gets one, `MAX_REPEAT`. Then the work that an expression can do from one offset is
counted from its parts: `\d+ left` costs at most one repeat, in `.*\d+` the first repeat can give back what the second
takes, so that their costs multiply. Where the count is above `MAX_WORK`, or where a repeated part can be read in
several ways (`(?:a+)+`), the expression is refused, with the part that does it. So the work is linear in the length of
a text.
"""

from __future__ import annotations

import ast
import functools
import itertools
import re
from dataclasses import dataclass, field

MAX_REPEAT = 200
"""A repeat without an upper limit goes up to so many."""

MAX_WORK = 1000
"""Steps an expression may take from one offset of a text."""

_SAMPLE = "".join(map(chr, range(9, 14))) + "".join(map(chr, range(32, 127))) + "\u00a0éßøĞяЖαא中かー한“”‘’–—…«»€"
"""Characters with which it is decided whether two parts can match the same one; those of the expression are added."""

_ESCAPED = re.compile(r"\\(?:N\{[^}]+\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")

Characters = frozenset[str]
NONE: Characters = frozenset()


class CostlyPatternError(ValueError):
    """A regular expression may take too long; the message names the part that does it."""


@dataclass(frozen=True)
class Part:
    """A part of an expression: its text, what it can begin with and contain, whether it can be empty."""

    text: str
    first: Characters
    every: Characters
    empty: bool = False


@dataclass(frozen=True)
class One(Part):
    """One character of a set; `literal` is the only one there is, where it was written so."""

    literal: str = ""


@dataclass(frozen=True)
class Fixed(Part):
    """An anchor, a lookaround or an atomic group: it is matched in one way; `work` is what that costs."""

    work: int = 1


@dataclass(frozen=True)
class Repetition(Part):
    """A part, repeated; `gives_back` is false for a possessive repeat."""

    body: Part = field(default_factory=lambda: Part("", NONE, NONE))
    least: int = 0
    most: int = 1
    gives_back: bool = True


@dataclass(frozen=True)
class Row(Part):
    """Parts in a row."""

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Either(Part):
    """Alternatives."""

    branches: tuple[Part, ...] = ()


def row(text: str, parts: list[Part]) -> Part:
    """Parts in a row as one."""
    if len(parts) == 1:
        return parts[0]
    first: Characters = NONE
    empty = True
    for part in parts:
        if empty:
            first |= part.first
            empty = part.empty
    return Row(text, first, NONE.union(*(part.every for part in parts)), empty, tuple(parts))


def either(text: str, branches: list[Part]) -> Part:
    """Alternatives as one part."""
    if len(branches) == 1:
        return branches[0]
    first, every = (NONE.union(*(getattr(each, name) for each in branches)) for name in ("first", "every"))
    return Either(text, first, every, any(each.empty for each in branches), tuple(branches))


def sample(pattern: str) -> str:
    """The characters to try the parts of an expression with."""
    escaped = (ast.literal_eval(f'"{escape}"') for escape in _ESCAPED.findall(pattern))
    return _SAMPLE + "".join(sorted({*escaped, *(character for character in pattern if not character.isascii())}))


@functools.lru_cache(maxsize=4096)
def members(piece: str, flags: int, characters: str) -> Characters:
    """Which characters a piece for one character matches; all, where it matches none that are tried."""
    matches = re.compile(piece, flags).match
    return frozenset(filter(matches, characters)) or frozenset(characters)


def work(part: Part, rest: int = 0, follow: Characters = NONE) -> int:
    """The most steps of `part` from one offset, where what comes after it takes `rest` and begins with `follow`."""
    if isinstance(part, Row):
        for each in reversed(part.parts):
            rest, follow = work(each, rest, follow), each.first | (follow if each.empty else NONE)
        return rest
    if isinstance(part, Either):
        ways = 1 if _exclusive(part) else len(part.branches)
        return sum(work(each, 0, follow) for each in part.branches) + ways * rest
    if isinstance(part, Repetition):
        return _work_of_repeat(part, rest, follow)
    return (part.work if isinstance(part, Fixed) else 1) + rest


def _work_of_repeat(part: Repetition, rest: int, follow: Characters) -> int:
    once = work(part.body, 0, part.body.first | follow)
    if part.most > 1 and part.gives_back and not isinstance(part.body, One | Fixed):
        _refuse_ambiguous(part.body, part.body.first | follow, part.text)
    ways = 1
    if part.gives_back and part.most > part.least and part.body.every & follow:
        ways = part.most - part.least + 1
    total = part.most * once + ways * rest
    if total > MAX_WORK:
        hint = "it can give back what the next part takes" if ways > 1 else "it is repeated too often"
        raise CostlyPatternError(f"{part.text!r} may take too long: {hint}; give it a limit, as {{0,20}}")
    return total


def _refuse_ambiguous(part: Part, follow: Characters, whole: str) -> None:
    """Refuse a part of a repeated group `whole` that can be matched in several ways over the same text."""
    if part.empty:
        raise CostlyPatternError(f"{whole!r} repeats {part.text!r}, which can match nothing")
    if isinstance(part, Row):
        for each in reversed(part.parts):
            if not isinstance(each, Repetition) or each.most > each.least:
                _refuse_in_row(each, follow, whole)
            follow = each.first | (follow if each.empty else NONE)
    elif isinstance(part, Either):
        if not _exclusive(part):
            raise CostlyPatternError(f"{whole!r} repeats {part.text!r}, whose alternatives can match the same text")
        for branch in part.branches:
            _refuse_ambiguous(branch, follow, whole)
    elif isinstance(part, Repetition):
        _refuse_in_row(part, follow, whole)


def _refuse_in_row(part: Part, follow: Characters, whole: str) -> None:
    if isinstance(part, Repetition):
        if part.gives_back and part.most > part.least and part.body.every & follow:
            raise CostlyPatternError(f"{whole!r} repeats {part.text!r}, which can give back what comes next")
        if part.most > 1 and not isinstance(part.body, One | Fixed):
            _refuse_ambiguous(part.body, part.body.first | follow, whole)
    elif isinstance(part, Row | Either):
        _refuse_ambiguous(part, follow, whole)


def _exclusive(part: Either) -> bool:
    """Whether no text can be matched by two of the alternatives, as far as their beginnings tell."""
    literals = [_literal(each) for each in part.branches]
    if all(literal is not None for literal in literals):
        ordered = sorted(str(literal) for literal in literals)
        return not any(after.startswith(before) for before, after in itertools.pairwise(ordered))
    seen: set[str] = set()
    for each in part.branches:
        if each.empty or not seen.isdisjoint(each.first):
            return False
        seen |= each.first
    return True


def _literal(part: Part) -> str | None:
    """The text of a part that matches one text only."""
    parts = part.parts if isinstance(part, Row) else (part,)
    literals = [each.literal if isinstance(each, One) else "" for each in parts]
    return "".join(literals) if all(literals) else None


def needed_literal(part: Part) -> str:
    """The longest text that is in every match; empty where none is known."""
    parts = part.parts if isinstance(part, Row) else (part,)
    best = run = ""
    for each in parts:
        literal = _literal(each)
        run = run + literal if literal is not None else ""
        best = max(best, run, key=len)
    return best
