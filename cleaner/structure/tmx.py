"""Translation memories, TMX: the segments of the target languages are cleaned, each held against its source.

The source is the variant in the language of the header (`srclang`), or of the unit, and the first one where neither
says. It stays, and so do notes, properties, native code in segments and every byte between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.errors import InputError
from cleaner.structure.prose import Prose
from cleaner.structure.xml import Element, parsed, prose

_KEPT = frozenset("tmx header body tu tuv seg".split())
_CODES = frozenset("bpt ept it ph ut".split())


def read(text: str) -> Sequence[Prose]:
    """The prose of a memory, one for each target segment. InputError, naming the line, where it is broken."""
    root = parsed(text, "TMX", _KEPT)
    memory = root.child("tmx")
    if not memory:
        raise InputError("it is no TMX file: line 1 begins no element <tmx>")
    header, body = memory.child("header"), memory.child("body")
    default = header.attributes.get("srclang") if header else None
    units = body.children if body else []
    return [each for unit in units if unit.name == "tu" for each in _unit(text, unit, default)]


def _unit(text: str, unit: Element, default: str | None) -> Iterator[Prose]:
    variants = [each for each in unit.children if each.name == "tuv" and each.child("seg")]
    wanted = (unit.attributes.get("srclang") or default or "").lower()
    source = next((each for each in variants if _lang(each).lower() == wanted), None)
    source = source or next((e for e in variants if _lang(e).lower().split("-")[0] == wanted.split("-")[0]), None)
    source = source or (variants[0] if variants else None)
    for variant in variants:
        segment, original = variant.child("seg"), source.child("seg") if source else None
        if variant is not source and segment and original:
            told = prose(text, original, _CODES).text
            found = prose(text, segment, _CODES, source=told, lang=_lang(variant) or None)
            if found.text.strip():
                yield found


def _lang(variant: Element) -> str:
    return variant.attributes.get("lang", "")
