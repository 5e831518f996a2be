"""Words left in the source language that only their letters tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.expressions import expression
from cleaner.passes.untranslated._found import is_cued
from cleaner.passes.untranslated._shared import passages_of
from cleaner.passes.untranslated._unknown import is_learned, oddness
from cleaner.quotation import is_open_at, is_set_apart
from cleaner.rules import Measured, Rule, keep, report
from cleaner.spans import Spans

_MAX_REPORTS = 1000
_MIN_ODD = 3
"""Sequences of letters that the target does not have from which a word needs no other evidence."""

_MANY = 3
"""So many other words in no list, or passages, are evidence for a word with ordinary letters: "the saturs of it"."""

_SHARE = 100
"""Words of a document to each of them, at most; more are a writer's trade."""

_REACH = 400
_NEAR = 2000
"""Characters after a word within which a name would most likely come again."""

_WORD = expression(r"(?<![\w'’@#./_&-])[^\W\d_]{4,}(?![\w'’@/_=&-]|\.\w)")
_CLAUSE = expression(r", (?:they|he|she|it|we|there|this) ")
_BETWEEN = expression(r",? ")


@dataclass(frozen=True, slots=True)
class _UnlistedRun:
    """Words in a row that are in no list: how odd the oddest is, and how many they are."""

    start: int
    end: int
    odd: int
    count: int

    @property
    def is_sure(self) -> bool:
        """Whether the run needs no other evidence."""
        return self.odd >= _MIN_ODD or (self.count > 1 and self.odd > 0)

    def is_supported(self, others: int, *, dense: bool) -> bool:
        """Whether so many others in the document are enough; `dense`: they are many for its length."""
        if self.odd:
            return others >= _MIN_ODD - self.odd
        return others >= _MANY and dense


@dataclass(frozen=True)
class UnknownWord(Rule):
    """Report, in text known to be machine translation, words that are in no list of the target.

    Why: an engine copies words of its source that it does not know, also where they have no letter of their own:
    "Naprimjer, they left early". Where it does so more than once, a word needs less to be one of them: letters in an
    order that the target does not have, or, where many are, none.

    Not touched: text of unknown origin, where such words are names of things; names; words in quotation marks, brackets
    or addresses; words made of known ones, or as learned words are; loanwords; all capitals; a word with ordinary
    letters that comes again.

    Safety: report only.
    """

    name = "untranslated/unknown-word"
    measured = Measured(
        right=143,
        judged=157,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="reports in 800 machine translations, read by eye; the wrong ones are rare words and names of things",
    )
    safety = Safety.REPORT
    lists = ("function-words", "letter-trigrams", "parts-of-speech", "further-words")
    optional_lists = ("loanwords", "style-words", "mention-cues", "word-endings", "word-prefixes", "learned-endings")
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
        """The runs that tell enough: each needs the less, the more the document has of its source elsewhere."""
        text = document.text
        passages = [found for found in document.once(passages_of) if not found.other_script]
        inside = Spans((found.start, found.end) for found in passages)
        runs = [
            run
            for run in self._unknown_runs(document)
            if not inside.overlaps(run.start, run.end) and not self._is_meant(document, run.start, run.end)
        ]
        times = Counter(text[run.start : run.end] for run in runs)
        evidence = len(passages) + sum(count == 1 for count in times.values())
        dense = evidence >= _MANY and evidence * _SHARE > len(text.split())
        for run in runs:
            alone = times[text[run.start : run.end]] == 1
            if run.is_sure or ((run.odd or alone) and run.is_supported(evidence - alone, dense=dense)):
                yield self.edit(run.start, run.end, "not a word of this language, as far as its lists go")

    def _unknown_runs(self, document: Document) -> Iterator[_UnlistedRun]:
        text = document.text
        last: _UnlistedRun | None = None
        for match in _WORD.finditer(text):
            odd = self._oddness(document, match)
            if odd is not None and last and _BETWEEN.fullmatch(text, last.end, match.start()):
                last = _UnlistedRun(last.start, match.end(), max(last.odd, odd), last.count + 1)
                continue
            if last:
                yield last
            last = _UnlistedRun(*match.span(), odd, 1) if odd is not None else None
        if last:
            yield last

    def _oddness(self, document: Document, match: re.Match[str]) -> int | None:
        """How odd a word in no list is; a word with a capital counts where it opens a sentence and a comma follows."""
        word, text, lexicon = match[0], document.text, document.lexicon
        if word.islower():
            odd = oddness(word, lexicon)
            return None if odd is not None and odd < _MIN_ODD - 1 and is_learned(word, lexicon) else odd
        opens = (
            word.istitle()
            and _CLAUSE.match(text, match.end())
            and text.find(word, match.end(), match.end() + _NEAR) < 0
        )
        before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
        if opens and (not before or before[-1] in ".!?\n"):
            return _MIN_ODD if oddness(word.lower(), lexicon) else None
        return None

    def _is_meant(self, document: Document, start: int, end: int) -> bool:
        """Whether somebody speaks of the word, or sets it apart."""
        if is_cued(document, start) or is_set_apart(document.text, start, end):
            return True
        line, _ = document.line_at(start)
        return is_open_at(document.text, max(line, start - _REACH), start)
