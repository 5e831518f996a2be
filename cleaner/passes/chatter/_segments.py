"""A text whose every line or paragraph stands in a tag of its own, as prompts and files of translations number them:
`<seg id="1">…</seg>`."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.edits import Change
from cleaner.expressions import expression
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import both

_ATTRIBUTE = r"\s+(?:id|n|no|num|nr|number|index|idx|sid|key|lang|language|xml:lang)\s*=\s*[\"']?[\w.:-]{1,20}[\"']?"
_ELEMENT = expression(
    rf"<((?P<name>[A-Za-z_]{{1,24}}?)\d{{0,4}})(?P<attributes>(?:{_ATTRIBUTE}){{0,4}})\s*>"
    rf"\s*(?P<said>[^<>\s](?:[^<>]*[^<>\s])?)\s*</\1>(?P<gap>\s*)"
)
_NUMBERED = frozenset(
    ("s", "seg", "segment", "sentence", "sent", "line", "chunk", "part", "para", "tu", "block", "unit")
)
"""Names of such tags, beside those of answers, which pages do not have or not with a number."""

_UNNUMBERED = _NUMBERED - {"s", "line", "part", "block"}
_MIN_WORDS = 3
_MIN_SEGMENTS = 2


def take_segments(peeling: Peeling) -> bool:
    """All tags of all segments; none where one is not closed or holds another, or something stands between two."""
    text, low, high = peeling.text, peeling.low, peeling.high
    if text[low] != "<" or text[high - 1] != ">":
        return False
    found: list[re.Match[str]] = []
    at = low
    while at < high:
        element = _ELEMENT.match(text, at, high)
        if element is None or not _is_of_segment(element, peeling):
            return False
        if found and (element["name"] != found[0]["name"] or "\n" not in found[-1]["gap"]):
            return False
        found.append(element)
        at = element.end()
    numbered = bool(found[0]["attributes"]) or found[0][1] != found[0]["name"]
    if len(found) < _MIN_SEGMENTS and not numbered:
        return False
    if sum(len(element["said"].split()) for element in found) < _MIN_WORDS:
        return False
    inner = tuple(Change(before.end("said"), after.start("said"), before["gap"]) for before, after in pairwise(found))
    return peeling.both("answer-wrapper", found[0].start("said"), found[-1].end("said"), inner)


def _is_of_segment(element: re.Match[str], peeling: Peeling) -> bool:
    name = element["name"].lower()
    own = _NUMBERED if element["attributes"] else _UNNUMBERED
    return name in own or name in both(peeling.lexicon, "answer-tags")
