"""A sentence repeated at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import eq
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.repetition._setting import in_quotes, in_short_lines, in_speech, in_table
from cleaner.rules import Elsewhere, Measured, Prior, Rule, fix, keep, report
from cleaner.sentences import CLOSERS
from cleaner.spans import Span

_TAIL = 14
_PIECES = 4
_MIN_WORDS, _SURE_WORDS = 5, 8
_TWICE = 2
_CUTS = "!?…\n\r"
"""What may end a sentence, beside the full stop."""

_BESIDE = CLOSERS + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What may stand between the stop of a sentence and the next one."""


class DoubledSentence(Rule):
    """Remove a sentence that is repeated right after itself.

    Why: engines and page scrapers repeat a sentence, and what is translated in parts has the last of one part at the
    start of the next paragraph again.

    Not touched: refrains, which come more often; short sentences and cries ("It was here. It was here."), speech,
    verse, tables; sentences that differ in a letter; a headline that the text repeats.

    Safety: safe from eight words on, and from five on where the text breaks off in the midst of a third round; else
    sentences of five to seven words are reported.
    """

    name = "repetition/doubled-sentence"
    measured = Measured(
        right=13,
        judged=13,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    shapes: ClassVar = {
        "short": Prior(
            confidence=0.7,
            reason="writers repeat short sentences",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    elsewhere = Elsewhere.REPORT
    examples = (
        fix(
            "The road to the harbour was closed on Monday. The road to the harbour was closed on Monday. It rained.",
            "The road to the harbour was closed on Monday. It rained.",
        ),
        report(
            "The road was closed again. The road was closed again.",
            at="The road was closed again. The road was closed again.",
        ),
        fix(
            "The road is long and dry. The road is long and dry. The road is long and dry. The road is",
            "The road is long and dry.",
        ),
        keep("It was here. It was here."),
        keep("“I will never say a thing like that again. I will never say a thing like that again.”"),
    )

    def relevant(self, text: str) -> bool:
        """Two equal sentences leave equal pieces between stops, as many apart as a sentence has abbreviations."""
        tails = [piece[-_TAIL:] for piece in text.split(".") if len(piece) > _TAIL]
        if len(set(tails)) == len(tails) or not any(any(map(eq, tails, tails[by:])) for by in range(1, _PIECES)):
            return False
        return _comes_in_pieces_again(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sentence that is repeated, over all its repetitions."""
        text, sentences = document.text, document.sentences
        index = 0
        while index < len(sentences) - 1:
            (start, end), last = sentences[index], index
            while last + 1 < len(sentences) and _is_repeated(
                text, sentences[index], sentences[last], sentences[last + 1]
            ):
                last += 1
            if last > index + 1 and (cut := _cut_round(document, index, last)):
                yield self.edit(start, cut, "sentence repeated until the text breaks off", [Change(end, cut, "")])
            elif last > index:
                yield from self._edits(document, (start, end), sentences[last][1])
            index = last + 1
        yield from self._at_seams(document)

    def _at_seams(self, document: Document) -> Iterator[Edit]:
        """One edit for each sentence that ends a paragraph of several and begins the next again."""
        text, sentences = document.text, document.sentences
        for number, (first, again) in enumerate(pairwise(sentences)):
            if text[slice(*first)] != text[slice(*again)] or not _is_seam(document, number):
                continue
            start, end = again
            words = len(text[start:end].split())
            if text.count(text[start:end]) == _TWICE and _safety(document, start, words) is Safety.SAFE:
                stop = sentences[number + 2][0]
                message = "sentence of the paragraph before, repeated"
                yield self.edit(start, stop, message, [Change(start, stop, "")])

    def _edits(self, document: Document, first: Span, stop: int) -> Iterator[Edit]:
        start, end = first
        safety = _safety(document, start, len(document.text[start:end].split()))
        if safety is Safety.SAFE:
            yield self.edit(start, stop, "repeated sentence", [Change(end, stop, "")], swallows=True)
        elif safety is Safety.REPORT:
            yield self.edit(start, stop, "repeated sentence", shape="short", safety=safety)


def _comes_in_pieces_again(text: str) -> bool:
    """Whether enough words for two sentences lie in pieces in a row that are all somewhere else in the text too: so do
    two equal sentences, wherever their stops are."""
    for mark in _CUTS:
        text = text.replace(mark, ".")
    pieces = [(piece, piece.strip(_BESIDE)) for piece in text.split(".")]
    times = Counter(core for _, core in pieces)
    for comes_again, row in groupby(pieces, key=lambda pair: times[pair[1]] > 1):
        if comes_again and sum(len(piece.split()) + 1 for piece, _ in row) >= _TWICE * _MIN_WORDS:
            return True
    return False


def _is_repeated(text: str, first: Span, before: Span, sentence: Span) -> bool:
    """Whether `sentence` is `first` again, on the line of the sentence `before` it."""
    size = first[1] - first[0]
    if sentence[1] - sentence[0] != size or text[first[1] - 1] not in ".…":
        return False
    return text[slice(*first)] == text[slice(*sentence)] and "\n" not in text[before[1] : sentence[0]]


def _cut_round(document: Document, first: int, last: int) -> int | None:
    """Where the text breaks off in one more round of the sentence `first`, which comes up to `last`: an engine that
    has come to its limit in a loop; None where it does not, or where somebody may repeat himself."""
    text, sentences = document.text, document.sentences
    if last + 2 != len(sentences) or text[sentences[-1][1] :].strip():
        return None
    (start, end), (again, stop) = sentences[first], sentences[-1]
    rest = text[again:stop]
    words = len(text[start:end].split())
    broken = rest[-1:].isalnum() and len(rest) < end - start and text.startswith(rest, start)
    if not broken or "\n" in text[sentences[last][1] : again] or _safety(document, start, words) is None:
        return None
    return stop


def _is_seam(document: Document, number: int) -> bool:
    """Whether the sentence `number` ends a paragraph, the next begins one, and each paragraph has another sentence."""
    text, sentences = document.text, document.sentences
    if not 0 < number < len(sentences) - 2:
        return False
    before, first, again, after = sentences[number - 1 : number + 3]
    parts = [text[one[1] : two[0]] for one, two in ((before, first), (first, again), (again, after))]
    return parts[1].count("\n") > 1 and not parts[1].strip() and "\n" not in parts[0] + parts[2]


def _safety(document: Document, start: int, words: int) -> Safety | None:
    if words < _MIN_WORDS or in_quotes(document, start) or in_speech(document, start):
        return None
    if document.text[start] in "\"“‘'«" or in_short_lines(document, start) or in_table(document, start):
        return None
    return Safety.SAFE if words >= _SURE_WORDS else Safety.REPORT
