"""Counts what no edit may add, told apart from the package's own way of telling."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,32};")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OUTSIDE = re.compile("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_REPLACEMENT = re.compile("\N{REPLACEMENT CHARACTER}")


def decoded(text: str) -> str:
    """The text with all entities decoded, however often they were escaped."""
    while (once := html.unescape(text)) != text:
        text = once
    return text


def hazards(text: str) -> dict[str, int]:
    """How many tags (as they stand, and when all is decoded), entities and unseen characters a text has."""
    return {
        "tags": len(_TAG.findall(text)),
        "tags when decoded": len(_TAG.findall(decoded(text))),
        "entities": len(_ENTITY.findall(text)),
        "controls": len(_CONTROL.findall(text)),
        "bidi": len(_BIDI.findall(text)),
        "replacement": len(_REPLACEMENT.findall(text)),
        "surrogates and private use": len(_OUTSIDE.findall(text)),
    }


def grown(before: str, after: str) -> dict[str, tuple[int, int]]:
    """The hazards of which `after` has more than `before`."""
    old, new = hazards(before), hazards(after)
    return {name: (old[name], new[name]) for name in old if new[name] > old[name]}
