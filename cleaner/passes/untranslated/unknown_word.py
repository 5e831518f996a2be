"""Words left in the source language that only their letters tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.passes.untranslated._found import is_cued
from cleaner.passes.untranslated._shared import passages_of
from cleaner.passes.untranslated._unknown import oddness
from cleaner.quotation import is_open_at, is_set_apart
from cleaner.rules import Prior, Rule, keep, report
from cleaner.spans import Spans

_MAX_REPORTS = 1000
_MIN_ODD = 3
_REACH = 400
_NEAR = 2000
"""Characters after a word within which a name would most likely come again."""

_WORD = re.compile(r"(?<![\w'’@#./_&-])[^\W\d_]{4,}(?![\w'’@/_=-]|\.\w)")
_CLAUSE = re.compile(r", (?:they|he|she|it|we|there|this) ")
_BETWEEN = re.compile(r",? ")


@dataclass(frozen=True, slots=True)
class _OddRun:
    """Odd words in a row: how odd the oddest is, and how many they are."""

    start: int
    end: int
    odd: int
    count: int

    @property
    def is_sure(self) -> bool:
        """Whether the run needs no other evidence."""
        return self.count > 1 or self.odd >= _MIN_ODD


@dataclass(frozen=True)
class UnknownWord(Rule):
    """Report, in text known to be machine translation, words that are not the target's by their letters.

    Why: an engine copies words of its source that it does not know, also where they have no letter of their own:
    "Naprimjer, they left early". Where it does so more than once, a word needs less to be one of them.

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
        keep("The turniketov is closed.", any_origin=True),
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
        """The runs that are odd enough: the less, the more the document has of its source elsewhere."""
        passages = [found for found in document.once(passages_of) if not found.other_script]
        inside = Spans((found.start, found.end) for found in passages)
        runs = [run for run in self._odd_runs(document) if not inside.overlaps(run.start, run.end)]
        evidence = len(passages) + sum(run.is_sure for run in runs)
        least = max(1, _MIN_ODD - evidence)
        for run in runs:
            if (run.is_sure or run.odd >= least) and not self._is_meant(document, run.start, run.end):
                yield self.edit(run.start, run.end, "not a word of this language by its letters")

    def _odd_runs(self, document: Document) -> Iterator[_OddRun]:
        text = document.text
        last: _OddRun | None = None
        for match in _WORD.finditer(text):
            points = self._points(document, match)
            if points and last and _BETWEEN.fullmatch(text, last.end, match.start()):
                last = _OddRun(last.start, match.end(), max(last.odd, points), last.count + 1)
                continue
            if last:
                yield last
            last = _OddRun(*match.span(), points, 1) if points else None
        if last:
            yield last

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

    def _is_meant(self, document: Document, start: int, end: int) -> bool:
        """Whether somebody speaks of the word, or sets it apart."""
        if is_cued(document, start) or is_set_apart(document.text, start, end):
            return True
        line, _ = document.line_at(start)
        return is_open_at(document.text, max(line, start - _REACH), start)
