"""The base of the rules of this pass; all report what one search of the document finds, each its kind."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from cleaner import detect
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.untranslated._found import Extent, PassageLanguage, Untranslated
from cleaner.passes.untranslated._latin import find_latin
from cleaner.passes.untranslated._scripts import find_scripts, has_other_script
from cleaner.passes.untranslated._suspects import SUSPECT, has_many_suspects, may_hold_foreign_words, telling_keys
from cleaner.rules import Rule

DETECTOR = "langdetect"

MAX_REPORTS = 2000
"""No more passages of a document are reported; one that has so many needs no list of them."""


def may_be_foreign(document: Document) -> bool:
    return document.once(has_other_script) or document.once(may_hold_foreign_words)


@functools.cache
def _search(detector: str) -> Callable[[Document], tuple[Untranslated, ...]]:
    """The search of a document with a detector; one function a detector, so that a document remembers its result."""

    def search(document: Document) -> tuple[Untranslated, ...]:
        if not may_be_foreign(document) or (document.once(has_many_suspects) and document.foreign):
            return ()
        found = list(islice(chain(find_scripts(document, detector), find_latin(document, detector)), MAX_REPORTS))
        return () if found and document.foreign else _settled(found)

    return search


passages_of = _search(DETECTOR)
"""The foreign passages of a document, as the rules find them unless another detector is asked for."""


def _settled(found: list[Untranslated]) -> tuple[Untranslated, ...]:
    """The findings, with those of uncertain language given the one that the document has elsewhere for certain."""
    sure = Counter(
        (each.other_script, each.language.lang) for each in found if each.language.lang and each.language.sure
    )
    settled = []
    for each in found:
        known = [(count, lang) for (other_script, lang), count in sure.items() if other_script == each.other_script]
        if known and not each.language.sure:
            settled.append(dataclasses.replace(each, language=PassageLanguage(max(known)[1])))
        else:
            settled.append(each)
    return tuple(settled)


@dataclass(frozen=True)
class UntranslatedRule(Rule):
    """Base of the rules that report passages.

    `detector` is asked where words and letters do not tell a language; `drop` deletes what is found.
    """

    acts_on = SUSPECT.pattern
    sources = (has_other_script, may_hold_foreign_words)
    detector: str = DETECTOR
    drop: bool = False

    @classmethod
    def words(cls, lang: str) -> frozenset[bytes]:
        """The words of other languages that tell of them."""
        return telling_keys(lang)

    def __post_init__(self) -> None:
        detect.check(self.detector)

    def edits(self, document: Document, extents: tuple[Extent, ...], *, other_script: bool | None) -> Iterator[Edit]:
        """One edit for each passage of these extents, in another script, in the same, or (None) in either."""
        for found in document.once(_search(self.detector)):
            if found.extent in extents and other_script in (None, found.other_script):
                yield self.edit_for(document, found)

    def edit_for(self, document: Document, found: Untranslated) -> Edit:
        """The report of a passage, or its deletion where that is asked for."""
        if not self.drop:
            return self.edit(found.start, found.end, found.message, shape=found.shape, safety=Safety.REPORT)
        start, end = _with_space(document.text, found.start, found.end)
        change = Change(start, end, "")
        return self.edit(start, end, found.message, [change], shape=found.shape, swallows=True)


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the spaces that would be too many without it: those after it, else those before it."""
    wide_end = end
    while wide_end < len(text) and text[wide_end].isspace():
        wide_end += 1
    if start == 0 or (wide_end > end and text[start - 1].isspace()):
        return start, wide_end
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return start, end
