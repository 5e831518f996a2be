"""A text whose every line or paragraph stands in a tag of its own, as prompts and files of translations number them:
`<seg id="1">…</seg>`."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.edits import Change
from cleaner.expressions import expression
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import both
from cleaner.spans import Span

_ATTRIBUTE = r"\s+(?:id|n|no|num|nr|number|index|idx|sid|key|lang|language|xml:lang)\s*=\s*[\"']?[\w.:-]{1,20}[\"']?"
_ELEMENT = expression(
    rf"<((?P<name>[A-Za-z_]{{1,24}}?)\d{{0,4}})(?P<attributes>(?:{_ATTRIBUTE}){{0,4}})\s*>"
    r"(?P<said>[^<>]+)</\1>(?P<gap>\s*)"
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
    spans = [_said(element) for element in found]
    inner = tuple(
        Change(before[1], after[0], element["gap"])
        for (before, after), element in zip(pairwise(spans), found, strict=False)
    )
    return peeling.both("answer-wrapper", spans[0][0], spans[-1][1], inner)


def _said(element: re.Match[str]) -> Span:
    """What an element holds, without the whitespace at both ends."""
    said = element["said"]
    start = element.start("said") + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _is_of_segment(element: re.Match[str], peeling: Peeling) -> bool:
    if not element["said"].strip():
        return False
    name = element["name"].lower()
    own = _NUMBERED if element["attributes"] else _UNNUMBERED
    return name in own or name in both(peeling.lexicon, "answer-tags")
