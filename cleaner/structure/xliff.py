"""XLIFF 1.2 and 2: the targets are cleaned, each held against its source.

Units that nobody is to translate, that are locked, or that are fuzzy matches stay, and so do sources, notes, proposals
and every byte between. Elements in a unit: those that hold text are crossed by a sentence, those that stand for code
are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.errors import InputError
from cleaner.structure.prose import Prose
from cleaner.structure.xml import Element, locked, parsed, prose

_KEPT = frozenset("xliff file group unit trans-unit segment alt-trans source target mrk".split())
_CODES = frozenset("x bx ex ph bpt ept it sc ec cp sm em".split())


def read(text: str) -> Sequence[Prose]:
    """The prose of a file, one for each target. InputError, naming the line, where it is broken."""
    root = parsed(text, "XLIFF", _KEPT)
    if not root.child("xliff"):
        raise InputError("it is no XLIFF file: line 1 begins no element <xliff>")
    return list(_proses(text, root))


def _proses(text: str, root: Element) -> Iterator[Prose]:
    stack = [root]
    while stack:
        element = stack.pop()
        if element.name == "alt-trans":
            continue
        stack.extend(reversed(element.children))
        source, target = element.child("source"), element.child("target")
        if element.name not in ("trans-unit", "segment") or not (source and target) or _stays(element, target):
            continue
        lang = target.attributes.get("lang") or element.inherited("target-language") or element.inherited("trgLang")
        found = prose(text, target, _CODES, source=prose(text, source, _CODES).text, lang=lang)
        if found.text.strip():
            yield found


def _stays(unit: Element, target: Element) -> bool:
    """Whether a target is to be left as it is."""
    states = (target.attributes.get("state-qualifier", ""), unit.attributes.get("state-qualifier", ""))
    return locked(unit) or any(state.startswith("fuzzy") for state in states) or _has_untranslated_marks(target)


def _has_untranslated_marks(target: Element) -> bool:
    return any(mark.attributes.get("translate") == "no" for mark in target.children)
