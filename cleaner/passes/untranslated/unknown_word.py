"""Words left in the source language that only their letters tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.passes.untranslated._found import is_cued
from cleaner.passes.untranslated._unknown import oddness
from cleaner.quotation import is_open_at, is_set_apart
from cleaner.rules import Prior, Rule, keep, report

_MAX_REPORTS = 1000
_MIN_ODD = 3
_REACH = 400
_NEAR = 2000
"""Characters after a word within which a name would most likely come again."""

_WORD = re.compile(r"(?<![\w'’@#./_&-])[^\W\d_]{4,}(?![\w'’@/_=-]|\.\w)")
_CLAUSE = re.compile(r", (?:they|he|she|it|we|there|this) ")
_BETWEEN = re.compile(r",? ")


@dataclass(frozen=True)
class UnknownWord(Rule):
    """Report, in text known to be machine translation, words that are not the target's by their letters.

    Why: an engine copies words of its source that it does not know, also where they have no letter of their own:
    "Naprimjer, they left early".

    Not touched: text of unknown origin, where such words are names of things; names; words in quotation marks, brackets
    or addresses; words made of known ones; loanwords; all capitals.

    Safety: report only.
    """

    name = "untranslated/unknown-word"
    measured = Prior(
        confidence=0.7,
        reason="rare words of the target and misspellings have odd letters too",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    lists = ("function-words", "letter-trigrams", "parts-of-speech")
    optional_lists = ("loanwords", "style-words", "mention-cues", "word-endings", "word-prefixes")
    examples = (
        report(
            "The boats came back. Naprimjer, they left early.",
            at="Naprimjer",
            any_origin=True,
        ),
        keep("Naprimjer, they left early."),
        report("They need a zadnjica skladba before the winter.", at="zadnjica skladba", any_origin=True),
        keep("The mayor opened the harbour, and sailors sang.", any_origin=True),
        keep("Ksenia, you need not come; Zdenko, who came, is here.", any_origin=True),
        keep("They call it “zadnjica skladba” (zadnjica).", any_origin=True),
    )

    any_origin: bool = False
    """Whether text of unknown origin is searched as well."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word, or run of them."""
        if not (self.any_origin or document.origin == "machine") or document.foreign:
            return
        yield from islice(self._runs(document), _MAX_REPORTS)

    def _runs(self, document: Document) -> Iterator[Edit]:
        text = document.text
        start = end = odd = count = 0
        for match in _WORD.finditer(text):
            points = self._points(document, match)
            if points and count and _BETWEEN.fullmatch(text, end, match.start()):
                end, odd, count = match.end(), max(odd, points), count + 1
                continue
            yield from self._report(document, start, end, odd, count)
            start, end, odd, count = match.start(), match.end(), points, int(points > 0)
        yield from self._report(document, start, end, odd, count)

    def _points(self, document: Document, match: re.Match[str]) -> int:
        """How odd a word is; a word with a capital counts where it opens a sentence and a comma follows it."""
        word, text = match[0], document.text
        if word.islower():
            return oddness(word, document.lexicon)
        opens = (
            word.istitle()
            and _CLAUSE.match(text, match.end())
            and text.find(word, match.end(), match.end() + _NEAR) < 0
        )
        before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
        if opens and (not before or before[-1] in ".!?\n"):
            return oddness(word.lower(), document.lexicon) and _MIN_ODD
        return 0

    def _report(self, document: Document, start: int, end: int, odd: int, count: int) -> Iterator[Edit]:
        if (count < 2 and odd < _MIN_ODD) or not count or is_cued(document, start):
            return
        line, _ = document.line_at(start)
        if is_set_apart(document.text, start, end) or is_open_at(document.text, max(line, start - _REACH), start):
            return
        yield self.edit(start, end, "not a word of this language by its letters")
