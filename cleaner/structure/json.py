"""JSON: string values of a file that is an array of records, or a locale file of any depth; keys never change.

A field is a path of keys with dots between them; lists on the way do not count. `*` is any key, `**` any path. Each
value is a text of its own. What a program fills in (`{name}`, `%s`, tags) is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.carried import PLACEHOLDER
from cleaner.errors import InputError
from cleaner.structure.prose import Prose, ProseBuilder

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_PART = re.compile(rf"(?P<escape>{_HIGH}{_LOW}|\\u[0-9a-fA-F]{{4}}|\\.)|(?P<fixed>{PLACEHOLDER.pattern})")
_SURROGATE = re.compile("[\ud800-\udfff]")
ALL = ("**",)


@dataclass(frozen=True, slots=True)
class _JsonString:
    """A string value: the keys that lead to it, the objects around it by number, and its span with its quotes."""

    path: tuple[str, ...]
    objects: tuple[int, ...]
    start: int
    end: int


class JsonValue(NamedTuple):
    """A value of a field: its prose, all that is in it, and what the file calls the format it is in."""

    prose: Prose
    format: str | None


def read(
    text: str,
    fields: Sequence[str] = ALL,
    source_field: str | None = None,
    lang_field: str | None = None,
    format_field: str | None = None,
) -> Sequence[JsonValue]:
    """The values of the fields. InputError, naming the line, where it is no JSON, and where it has none of them."""
    try:
        json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise InputError(
            f"it is no JSON: line {error.lineno} has an error in column {error.colno}: {error.msg}"
        ) from error
    except RecursionError as error:
        raise InputError("it is nested too deep to be read") from error
    found = list(_strings(text))
    patterns = [_pattern(field) for field in fields]
    chosen = [each for each in found if any(pattern.fullmatch("\0".join(each.path)) for pattern in patterns)]
    if found and not chosen:
        names = ", ".join(dict.fromkeys(".".join(each.path) for each in found[:50]))
        raise InputError(
            f"it has no string {' or '.join(map(repr, fields))}; it has {names}; name those of the texts with --field "
            "('**' for all)"
        )
    sources, langs, formats = (_members(text, found, field) for field in (source_field, lang_field, format_field))
    values = (
        JsonValue(_prose(text, each, _nearest(sources, each), _nearest(langs, each)), _nearest(formats, each))
        for each in chosen
    )
    return [each for each in values if each.prose.text.strip() and not _SURROGATE.search(each.prose.text)]


def _pattern(field: str) -> re.Pattern[str]:
    """What a path matches, its keys with NULs between them."""
    keys = {"**": ".*", "*": "[^\0]*"}
    return re.compile("\0".join(keys.get(key) or re.escape(key) for key in field.split(".")), re.DOTALL)


def _strings(text: str) -> Iterator[_JsonString]:
    """All string values, in the order of the file, which is known to be JSON."""
    objects: list[int] = []
    keys: list[str | None] = []  # of each object or list that is open, where it stands
    kinds: list[str] = []
    key: str | None = None
    count = 0
    awaits_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ("{", "["):
            keys.append(key)
            kinds.append(token)
            objects += [count] * (token == "{")
            count += 1
            key, awaits_key = None, token == "{"
        elif token in ("}", "]"):
            if kinds.pop() == "{":
                objects.pop()
            keys.pop()
            awaits_key = False
        elif token == ",":
            awaits_key = bool(kinds) and kinds[-1] == "{"
            key = None
        elif token == ":":
            awaits_key = False
        elif token[0] == '"':
            if awaits_key:
                key = json.loads(token)
            else:
                path = tuple(each for each in (*keys, key) if each is not None)
                yield _JsonString(path, tuple(objects), *match.span())


def _members(text: str, found: Sequence[_JsonString], field: str | None) -> dict[int, str]:
    """The strings of a field, by the object that has it."""
    return {
        each.objects[-1]: json.loads(text[each.start : each.end])
        for each in found
        if field is not None and each.objects and each.path[-1:] == (field,)
    }


def _nearest(known: dict[int, str], string: _JsonString) -> str | None:
    return next((known[number] for number in reversed(string.objects) if number in known), None)


def _prose(text: str, string: _JsonString, source: str | None, lang: str | None) -> Prose:
    inside = text[string.start + 1 : string.end - 1]
    builder = ProseBuilder(text, _spelled_ascii if inside.isascii() else _spelled)
    done = string.start + 1
    for match in _PART.finditer(text, string.start + 1, string.end - 1):
        start, end = match.span()
        builder.plain(done, start)
        if match["fixed"]:
            builder.fixed(start, end)
        else:
            builder.spelled(json.loads(f'"{match[0]}"'), start, end)
        done = end
    builder.plain(done, string.end - 1)
    return builder.prose(source=source, lang=lang)


def _spelled(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _spelled_ascii(text: str) -> str:
    return json.dumps(text)[1:-1]
