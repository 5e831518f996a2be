"""JSON lines: an object a line. Only the code points that change are rewritten; every other byte of a line stays.

So numbers are never converted, keys never sorted, escapes never spelled another way. The values are found with the
scanner of the standard library; what is done here is to walk the keys of an object, to know where each value stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import BinaryIO, NamedTuple

from cleaner.alignment import apply
from cleaner.edits import Change
from cleaner.errors import RecordError
from cleaner.formats import lines
from cleaner.formats.base import BLOCK, MAX_RECORD, Block, Splice
from cleaner.formats.names import listed
from cleaner.formats.records import Records
from cleaner.structure import format_named

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # the byte-order mark, decoded

_DEEPEST = 256
"""How deep a line may be nested. The scanner gives up too, but where depends on who called it and on the version."""

_BLANK = r"[ \t\n\r]*+"
_SPACE = re.compile(_BLANK)
_COLON = re.compile(f"{_BLANK}:{_BLANK}")
_COMMA = re.compile(f"{_BLANK}(?:,{_BLANK}|}})")
"""What follows a key, and what a value: another member, or the end of the object."""

_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
"""A string, taken whole even where it does not end, or a bracket outside of one."""

_HIGH, _LOW, _ANY = r"\\u[dD][89abAB]..", r"\\u[dD][c-fC-F]..", r"\\u[dD][89a-fA-F].."
_ESCAPE = re.compile(rf"{_HIGH}{_LOW}|(?P<lone>{_ANY})|\\u....|\\.")
"""One escaped code point of a string that the scanner took; `lone` is half a surrogate pair."""


class _Number(str):
    """A number as it is spelled: whatever it is, it costs nothing and cannot fail."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_Number)

_KINDS = {dict: "an object", list: "a list", bool: "a truth value", _Number: "a number", str: "a string"}


class _Member(NamedTuple):
    """A value of an object, and where it stands in the line."""

    value: object
    start: int
    end: int


_Members = dict[str, _Member]


@dataclass(frozen=True, slots=True)
class JsonText:
    """A string of a line: what is between its quotes stands at `start:end` of the line, in code points."""

    field: str
    text: str
    line: str
    start: int
    end: int

    def splices(self, changes: Sequence[Change]) -> list[Splice]:
        """The changed code points, spelled as JSON; with escapes alone where the whole string is ASCII."""
        spelled = self.line[self.start : self.end]
        ascii_only = spelled.isascii()
        places = _places(spelled, [place for change in changes for place in (change.start, change.end)])
        spelled_changes = [
            Change(start, end, json.dumps(change.replacement, ensure_ascii=ascii_only)[1:-1])
            for change, start, end in zip(changes, places[::2], places[1::2], strict=True)
        ]
        _check(apply(spelled, spelled_changes), apply(self.text, changes))
        ends = _byte_places(self.line, [self.start + place for place in places])
        return [
            Splice(start, end, _encode(change.replacement))
            for change, start, end in zip(spelled_changes, ends[::2], ends[1::2], strict=True)
        ]


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """The texts of a line, in the order in which the line has them."""

    values: tuple[JsonText, ...]
    id: str | None
    lang: str | None
    origin: str | None = None
    source: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class JsonLines(Records):
    """Which values of each line are its texts, its id, its language, its origin, its source and its format.

    A field is a key of the object, or else a path of keys with dots between them. Of equal keys the last counts. Bytes
    that are not valid UTF-8 are kept. A record of more than `longest` bytes is not read.
    """

    fields: tuple[str, ...] = ("text",)
    id_field: str | None = "id"
    lang_field: str | None = None
    longest: int = MAX_RECORD
    origin_field: str | None = None
    source_field: str | None = None
    format_field: str | None = None

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Block]:
        """The whole stream, in the shortest blocks of whole lines that have `size` bytes."""
        return lines.blocks(lines.pieces(stream, self.longest), lines.Cutter(start, line), size)

    def split(self, data: bytes) -> Iterator[bytes]:
        """The lines of a block."""
        return lines.split(data)

    def read(self, raw: bytes) -> JsonRecord | None:
        """The record on a line; None where it is empty.

        RecordError where it is no JSON object, a text is no string or not Unicode, or none of the fields is there.
        """
        line = raw.decode("utf-8", "surrogateescape")
        mark = len(_MARK) if line.startswith(_MARK) else 0
        if not line[mark:].strip(" \t\r\n"):
            return None
        try:
            members = _only_object(line, mark)
        except json.JSONDecodeError as error:
            reason = error.msg[:1].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")
            raise RecordError(f"it is not valid JSON, in column {error.pos + 1 - mark}: {reason}") from error
        except RecursionError as error:
            raise RecordError("it is nested too deep to be read") from error
        name = self._id(line, members)
        try:
            texts = self._texts(line, members)
            form = format_named(_string(_lookup(line, members, self.format_field)))
        except RecordError as error:
            error.id = name
            raise
        lang = _string(_lookup(line, members, self.lang_field))
        origin = _string(_lookup(line, members, self.origin_field))
        return JsonRecord(texts, name, lang, origin, _string(_lookup(line, members, self.source_field)), form)

    def _texts(self, line: str, members: _Members) -> tuple[JsonText, ...]:
        found = {field: _lookup(line, members, field) for field in self.fields}
        if not any(found.values()):
            raise RecordError(f"it has no {listed(self.fields)}; it has {listed(members) or 'no fields'}")
        texts: dict[int, JsonText] = {}
        for field, member in found.items():
            if member and member.value is not None:
                texts.setdefault(member.start, _text(field, line, member))
        return tuple(texts[start] for start in sorted(texts))

    def _id(self, line: str, members: _Members) -> str | None:
        member = _lookup(line, members, self.id_field)
        return str(member.value) if member and isinstance(member.value, str) else None


def _string(member: _Member | None) -> str | None:
    """The string of a member, if it is one that says something."""
    return (member.value or None) if member and type(member.value) is str else None


def is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    try:
        _only_object(line.decode("utf-8", "surrogateescape"), 0)
    except (json.JSONDecodeError, RecordError, RecursionError):
        return False
    return True


def _only_object(line: str, place: int) -> _Members:
    """The members of the object that is all there is after `place`. JSONDecodeError, RecordError, RecursionError."""
    if _nested_too_deep(line):
        raise RecordError(f"it is nested more than {_DEEPEST} deep")
    start = _skip_space(line, place)
    if line.startswith("{", start):
        members, end = _object(line, start)
    else:
        value, end = _DECODER.raw_decode(line, start)
    end = _skip_space(line, end)
    if end < len(line):
        raise json.JSONDecodeError("Something follows the value", line, end)
    if not line.startswith("{", start):
        raise RecordError(f"it is {_kind(value)}, not an object with fields")
    return members


def _nested_too_deep(line: str) -> bool:
    if line.count("[") + line.count("{") <= _DEEPEST:
        return False
    steps = (bool(bracket["open"]) - bool(bracket["close"]) for bracket in _BRACKET.finditer(line))
    return any(depth > _DEEPEST for depth in accumulate(steps))


def _object(line: str, place: int) -> tuple[_Members, int]:
    """The members of the object that begins at `place`, the last of those with equal keys; and where it ends."""
    members: _Members = {}
    place = _skip_space(line, place + 1)
    if line.startswith("}", place):
        return members, place + 1
    while True:
        if not line.startswith('"', place):
            raise json.JSONDecodeError("Expecting a key in double quotes", line, place)
        key, end = _DECODER.raw_decode(line, place)
        start = _behind(_COLON, ":", line, end)
        value, end = _DECODER.raw_decode(line, start)
        members[key] = _Member(value, start, end)
        place = _behind(_COMMA, ",", line, end)
        if line.startswith("}", place - 1):
            return members, place


def _behind(pattern: re.Pattern[str], sign: str, line: str, place: int) -> int:
    """Where what must come next ends."""
    match = pattern.match(line, place)
    if not match:
        raise json.JSONDecodeError(f"Expecting '{sign}'", line, _skip_space(line, place))
    return match.end()


def _skip_space(line: str, place: int) -> int:
    match = _SPACE.match(line, place)
    return match.end() if match else place


def _lookup(line: str, members: _Members, path: str | None) -> _Member | None:
    """The value at `path`: a key of its own or, the longest beginning first, a key and a path in its object.

    On a path that ends early in a null, that.
    """
    if path is None:
        return None
    if path in members:
        return members[path]
    for dot in reversed([place for place, letter in enumerate(path) if letter == "."]):
        member = members.get(path[:dot])
        if member and isinstance(member.value, dict):
            member = _lookup(line, _object(line, member.start)[0], path[dot + 1 :])
        elif member and member.value is not None:
            member = None
        if member:
            return member
    return None


def _text(field: str, line: str, member: _Member) -> JsonText:
    """The text of a member. RecordError where it is no string, or has half a surrogate pair."""
    if type(member.value) is not str:
        raise RecordError(f"its {field!r} is {_kind(member.value)}, not a string")
    text = JsonText(field, member.value, line, member.start + 1, member.end - 1)
    lone = _lone_surrogate(line[text.start : text.end])
    if lone:
        raise RecordError(f"its {field!r} has {lone}, half of a surrogate pair: it is not Unicode text")
    return text


def _lone_surrogate(spelled: str) -> str | None:
    """The first escape in a string that is half of a surrogate pair."""
    if r"\ud" not in spelled and r"\uD" not in spelled:
        return None
    return next((match["lone"] for match in _ESCAPE.finditer(spelled) if match["lone"]), None)


def _places(spelled: str, wanted: Iterable[int]) -> list[int]:
    """Where the code points `wanted` of a string, which ascend, begin in its spelling."""
    escapes = _ESCAPE.finditer(spelled)
    escape = next(escapes, None)
    shift = 0  # spelling minus text
    places = []
    for place in wanted:
        while escape and escape.start() < place + shift:
            shift += len(escape[0]) - 1
            escape = next(escapes, None)
        places.append(place + shift)
    return places


def _check(spelled: str, text: str) -> None:
    """RecordError unless a string that is spelled so is `text`, once it was written and read again."""
    again = _encode(f'"{spelled}"').decode("utf-8", "surrogateescape")
    value, _ = _DECODER.raw_decode(again)
    if value != text or _lone_surrogate(again):
        raise RecordError("its clean text cannot be written as JSON: it would not read the same")


def _byte_places(line: str, places: Sequence[int]) -> list[int]:
    """The bytes at which the code points `places` of a line, which ascend, begin."""
    sizes = (len(_encode(line[start:end])) for start, end in pairwise([0, *places]))
    return list(accumulate(sizes))


def _encode(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise RecordError("its clean text cannot be written as UTF-8") from error


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS[type(value)]
