"""Text from outside, made harmless to show: what would steer a terminal, or hide, is spelled out."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection

import regex

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_STEERING = regex.compile(rf"[[\p{{Cc}}\p{{Cf}}\p{{Cs}}\p{{Co}}\p{{Zl}}\p{{Zp}}]--[{_JOINERS}]]", regex.V1)
"""Controls, marks of direction and other unseen characters, separators of lines, substitutes of unreadable bytes;
not the joiners, which Persian and Indian scripts and emoji need."""

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def inert(text: str, *, but: str = "") -> str:
    """`text` with unseen and steering characters as escapes, those in `but` aside; fit for UTF-8 and for one line."""
    return _STEERING.sub(_escaping(but), text)


@functools.cache
def _escaping(but: str) -> Callable[[regex.Match[str]], str]:
    return lambda match: match[0] if match[0] in but else _escape(match[0])


def told_apart(before: str, after: str, same: Collection[str]) -> tuple[str, str]:
    """Two texts that differ, made inert so that a reader can tell them apart.

    Of the characters that one has more often than the other, those are escaped that join others, that are a kind of
    space, or that are in `same`, the characters that are drawn like others; so are spaces at the end of a line. Of
    texts that Unicode takes to be equivalent, all of the first text's are escaped. The texts may be of several lines.
    """
    counts, others = Counter(before), Counter(after)
    differing = {character for character in counts | others if counts[character] != others[character]}
    equivalent = unicodedata.normalize("NFC", before) == unicodedata.normalize("NFC", after)
    if equivalent:
        hidden = differing & counts.keys()
    else:
        hidden = {each for each in differing if each in same or (each != " " and _UNSEEN.fullmatch(each))}

    def shown(text: str) -> str:
        spelled = "".join(_escape(each) if each in hidden else each for each in text)
        return _LAST_SPACES.sub(lambda match: "\\u0020" * len(match[0]), inert(spelled, but="\n"))

    return shown(before), shown(after)


_UNSEEN = regex.compile(r"[\p{M}\p{Z}\p{Cf}]")
_LAST_SPACES = regex.compile(r" ++$", regex.MULTILINE)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # a byte that could not be decoded
    return _SHORT.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")


def valid(text: str) -> str:
    """`text` as UTF-8 can hold it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def inert_json(json: str) -> str:
    """A JSON text with the same characters as JSON's own escapes; it means what it meant."""
    return _STEERING.sub(_json_escape, json)


def _json_escape(match: regex.Match[str]) -> str:
    if match[0] == "\n":  # within a string it is escaped already
        return "\n"
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[offset : offset + 2].hex()}" for offset in range(0, len(units), 2))
