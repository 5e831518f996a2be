"""A text in an object that a program made: JSON, or what Python prints, with nothing beside it but what tells of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from cleaner.edits import Change
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._words import both
from cleaner.spans import Span

_MAX_HEAD = 400
_MIN_WORDS = 3
_MAX_OTHER = 80
_TOKEN = expression(
    r"\s*(?:(?P<string>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')|(?P<mark>[{}\[\],:])|(?P<bare>-?\d[\d.eE+-]*|[A-Za-z]{4,5}\b))",
    re.DOTALL,
)
_COLON = expression(r"\s*:")
_NAMED = expression(r"[\[{]\s*(?:\{\s*)*[\"'][^\"'\n]{2,40}[\"']\s*:")
_ESCAPES = expression(r"(?:\\(?:[\"'\\/bfnrt]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}))+")
_BYTE, _UNICODE = expression(r"\\x([0-9a-fA-F]{2})"), r"\\u00\1"
_APOSTROPHE, _QUOTED = expression(r"((?:\\\\)*)\\'"), r"\1'"
_BARE = frozenset(("true", "false", "null", "True", "False", "None"))
_SPECIAL = expression(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffd\ue000-\uf8ff<&]"
)
"""What no escape may be decoded to: control, invisible and bidi characters, and what could make a tag or an entity."""

_TEXT_KEYS = frozenset(("text", "content", "message", "body"))
"""Names of the text where another name beside it, or above it, says that it is a translation or an answer."""

_ABOVE = frozenset(("translations", "translation", "choices", "segments", "results", "output", "response", "outputs"))
_NUMBERING = frozenset(("id", "index", "segment", "segment_id", "number", "line", "n"))
_LANGUAGE = expression(
    r"(?:source|target|detected|src|tgt|from|to|input|output)?[_ ]?(?:source|target)?[_ ]?"
    r"lang(?:uage)?(?:[_ ](?:code|name))?s?|language"
)
_DESCRIBES = expression(
    rf"{_LANGUAGE.pattern}|confidence|score|quality|model|engine|notes?|comments?|tone|register|style|formality"
    r"|status|provider|needs_review|reviewed|success|error|errors|warnings?|role|object|created|finish_reason|logprobs"
    r"|refusal|system_fingerprint|usage|prompt_tokens|completion_tokens|total_tokens|to|from|code|ok|done|type"
)
_CAMEL = expression(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _ObjectValue:
    """A value that holds no others: its name, the name above that, whether it is in a list, its span without quotes."""

    name: str
    above: str
    listed: bool
    start: int
    end: int
    quoted: bool


def object_of_text(text: str, low: int, high: int, lexicon: Lexicon) -> tuple[Span, tuple[Change, ...]] | None:
    """The span of the text in the object that is `low..high`, with the changes within that span which decode it and
    put the parts of a list on lines of their own; None where it is no such object."""
    if text[low] not in "{[" or text[high - 1] not in "}]" or not _NAMED.match(text, low, min(high, low + _MAX_HEAD)):
        return None
    leaves = _leaves(text, low, high)
    if leaves is None:
        return None
    told = any(_LANGUAGE.fullmatch(leaf.name) or leaf.above in _ABOVE for leaf in leaves)
    names = both(lexicon, "answer-keys")
    texts = [leaf for leaf in leaves if leaf.quoted and (leaf.name in names or (told and leaf.name in _TEXT_KEYS))]
    taken = {leaf.start for leaf in texts}
    others = [leaf for leaf in leaves if leaf.start not in taken]
    if not texts or len({leaf.name for leaf in texts}) > 1 or not all(_describes(leaf) for leaf in others):
        return None
    if len(texts) > 1 and not all(leaf.listed for leaf in texts):
        return None
    if sum(len(text[leaf.start : leaf.end].split()) for leaf in texts) < _MIN_WORDS:
        return None
    changes: list[Change] = []
    for number, leaf in enumerate(texts):
        if number:
            changes.append(Change(texts[number - 1].end, leaf.start, "\n"))
        decoded = decoded_between(text, leaf.start, leaf.end, _ESCAPES, _decoded)
        if decoded is None:
            return None
        changes += decoded
    return (texts[0].start, texts[-1].end), tuple(changes)


def _describes(leaf: _ObjectValue) -> bool:
    short = leaf.end - leaf.start <= _MAX_OTHER
    return short and (_DESCRIBES.fullmatch(leaf.name) is not None or (leaf.listed and leaf.name in _NUMBERING))


def _leaves(text: str, low: int, high: int) -> list[_ObjectValue] | None:
    """The values of the object that is `low..high`; None where it is none, or goes on."""
    found: list[_ObjectValue] = []
    names: list[str] = []
    open_marks: list[str] = []
    name, at = "", low
    while at < high:
        token = _TOKEN.match(text, at, high)
        if token is None or (found and not open_marks):
            return None
        at = token.end()
        if token["mark"]:
            if token["mark"] in "{[":
                open_marks.append(token["mark"])
                names.append(name)
            elif token["mark"] in "}]":
                if not open_marks or open_marks.pop() + token["mark"] not in ("{}", "[]"):
                    return None
                name = names.pop()
            continue
        start, end = token.span("string") if token["string"] else token.span("bare")
        if token["string"] and _COLON.match(text, at, high):
            name = _CAMEL.sub("_", text[start + 1 : end - 1]).lower().replace("-", "_")
            continue
        if token["bare"] and token["bare"].isalpha() and token["bare"] not in _BARE:
            return None
        quoted = token["string"] is not None
        above = names[-1] if names else ""
        found.append(_ObjectValue(name, above, "[" in open_marks, start + quoted, end - quoted, quoted))
    return None if open_marks else found


def _decoded(escapes: str) -> str:
    decoded: str = json.loads(f'"{_APOSTROPHE.sub(_QUOTED, _BYTE.sub(_UNICODE, escapes))}"')
    return decoded


def decoded_between(
    text: str, start: int, end: int, escapes: re.Pattern[str], decode: Callable[[str], str]
) -> tuple[Change, ...] | None:
    """The changes that decode all escapes between the offsets; None where one stands for what no edit may make, or says
    nothing that `decode` knows (a ValueError), or a backslash is left."""
    changes = []
    for match in escapes.finditer(text, start, end):
        try:
            replacement = decode(match[0])
        except ValueError:
            return None
        if _SPECIAL.search(replacement):
            return None
        changes.append(Change(*match.span(), replacement))
    return None if "\\" in escapes.sub("", text[start:end]) else tuple(changes)
