"""Reading a regular expression: its parts with their texts, and the same expression with every repeat limited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.own.linear import (
    MAX_REPEAT,
    MAX_WORK,
    NONE,
    Characters,
    CostlyPatternError,
    Fixed,
    One,
    Part,
    Repetition,
    either,
    members,
    needed_literal,
    row,
    sample,
    work,
)

_ANCHORS = frozenset(["\\b", "\\B", "\\A", "\\Z"])
_ESCAPE = re.compile(r"\\(?:N\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[1-9][0-9]?|.)", re.DOTALL)
_LIMITS = re.compile(r"\{(?:(\d+)(,?)(\d*)|,(\d+))\}")
_OPENING = re.compile(r"\(\?(?:P<\w+>|P=\w+\)|#[^)]*\)|[aiLmsux]+\)|<[=!]|[:=!>])")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


@dataclass(frozen=True)
class Safe:
    """An expression that takes a bounded time for each character: its pattern, and a text that all matches hold."""

    pattern: re.Pattern[str]
    literal: str


def safe(expression: str) -> Safe:
    """`expression`, with its repeats limited. re.error where it is none; CostlyPatternError where it may take long."""
    compiled = re.compile(expression)
    if compiled.flags & re.VERBOSE:
        raise CostlyPatternError("write it without the flag x")
    reader = _ExpressionReader(expression, compiled.flags)
    whole = reader.alternatives()
    total = work(whole)
    if total > MAX_WORK:
        raise CostlyPatternError(
            f"{expression!r} may take {total} steps for each character; at most {MAX_WORK} are allowed"
        )
    literal = "" if compiled.flags & re.IGNORECASE else needed_literal(whole)
    return Safe(re.compile("".join(reader.limited)), literal)


class _ExpressionReader:
    """Reads an expression that is known to be right."""

    def __init__(self, expression: str, flags: int) -> None:
        self.text, self.offset, self.flags = expression, 0, flags
        self.sample = sample(expression)
        self.limited: list[str] = []
        """The pieces of the expression so far, with limits."""

    def alternatives(self) -> Part:
        """Alternatives up to a closing bracket or the end."""
        start = self.offset
        branches = [self.sequence()]
        while self.text.startswith("|", self.offset):
            self.take(1)
            branches.append(self.sequence())
        return either(self.text[start : self.offset], branches)

    def sequence(self) -> Part:
        """Parts up to a bar, a closing bracket or the end."""
        start, parts = self.offset, list[Part]()
        while self.offset < len(self.text) and self.text[self.offset] not in "|)":
            parts.append(self.repeated(self.offset, self.atom()))
        return row(self.text[start : self.offset], parts)

    def take(self, size: int) -> str:
        """The next piece, as it is."""
        piece = self.text[self.offset : self.offset + size]
        self.offset += size
        self.limited.append(piece)
        return piece

    def atom(self) -> Part:
        """One part without its quantifier."""
        character = self.text[self.offset]
        if character == "(":
            return self.group()
        if character == "[":
            match = _CLASS.match(self.text, self.offset)
            assert match is not None
            return self.one(self.take(len(match[0])))
        if character == "\\":
            match = _ESCAPE.match(self.text, self.offset)
            assert match is not None
            piece = self.take(len(match[0]))
            if piece in _ANCHORS:
                return Fixed(piece, NONE, NONE, empty=True)
            if piece[1].isdigit() and piece[1] != "0":
                return self.reference(piece)
            return self.one(piece, "" if piece[1].isalnum() else piece[1])
        piece = self.take(1)
        return Fixed(piece, NONE, NONE, empty=True) if piece in "^$" else self.one(piece, "" if piece == "." else piece)

    def one(self, piece: str, literal: str = "") -> Part:
        """A piece that matches one character, `literal` where only that."""
        found: Characters = members(piece, self.flags & (re.IGNORECASE | re.DOTALL | re.ASCII), self.sample)
        return One(piece, found, found, literal=literal)

    def reference(self, piece: str) -> Part:
        """A reference to a group: it can be anything, and is compared character by character."""
        every = frozenset(self.sample)
        return Fixed(piece, every, every, empty=True, work=MAX_REPEAT)

    def group(self) -> Part:
        """A group, a lookaround, a comment or flags."""
        start = self.offset
        opening = _OPENING.match(self.text, start)
        if opening is None and self.text.startswith("(?", start):
            raise CostlyPatternError(f"{self.text[start : start + 4]!r} is not supported")
        kind = self.take(len(opening[0]) if opening else 1)
        if kind.endswith(")"):
            return self.reference(kind) if kind.startswith("(?P=") else Fixed(kind, NONE, NONE, empty=True)
        inner = self.alternatives()
        self.take(1)
        text = self.text[start : self.offset]
        if kind in ("(?=", "(?!", "(?<=", "(?<!"):
            return Fixed(text, NONE, NONE, empty=True, work=work(inner))
        if kind == "(?>":
            return Fixed(text, inner.first, inner.every, inner.empty, work=work(inner))
        return inner

    def repeated(self, start: int, body: Part) -> Part:
        """`body` with the quantifier that comes next, if there is one."""
        limits = self.quantifier()
        if limits is None:
            return body
        least, most = limits
        suffix = self.take(1) if self.text[self.offset : self.offset + 1] in ("?", "+") else ""
        text = self.text[start : self.offset]
        return Repetition(text, body.first, body.every, body.empty or not least, body, least, most, suffix != "+")

    def quantifier(self) -> tuple[int, int] | None:
        """The least and the most of the quantifier at the offset; one without an upper limit is given one."""
        character = self.text[self.offset : self.offset + 1]
        if character == "?":
            self.take(1)
            return 0, 1
        if character in ("*", "+"):
            least, most, size = int(character == "+"), MAX_REPEAT, 1
        else:
            match = _LIMITS.match(self.text, self.offset)
            if match is None:
                return None
            least = int(match[1] or 0)
            most = int(match[3] or match[4] or (max(least, MAX_REPEAT) if match[2] else least))
            size = len(match[0])
        self.offset += size
        self.limited.append(f"{{{least},{most}}}")
        return least, most
