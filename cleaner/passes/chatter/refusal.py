"""The rule chatter/refusal."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._lines import LINE_LISTS, lines_of_talk
from cleaner.passes.chatter._words import both, openers, plain, words_of
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report
from cleaner.spans import Span

_STEM = 8
_MAX_REFUSAL = 600
_SENTENCE_START = expression(r"[.!?:]\s+|\n\s*")
_SENTENCE_END = expression(r"[.!?](?=\s|\Z)|\n|\Z")


@functools.cache
def _pieces(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(both(lexicon, "refusal-pieces")))


@functools.cache
def _stems(lexicon: Lexicon) -> tuple[str, ...]:
    """The beginnings of the longest words of the pieces: few, and one of them is in every text that has a piece."""
    return tuple(sorted({max(piece.split(), key=len)[:_STEM] for piece in _pieces(lexicon)}))


def _with_pieces(document: Document) -> tuple[Span, ...]:
    """The first sentence outside quotes that has a phrase of the list."""
    text, lexicon = document.text, document.lexicon
    if not any(stem in text for stem in _stems(lexicon)):
        return ()
    for piece in _pieces(lexicon):
        at = text.find(piece)
        if at < 0:
            continue
        low = max(0, at - _MAX_REFUSAL)
        start = max((match.end() for match in _SENTENCE_START.finditer(text, low, at)), default=low)
        found = _SENTENCE_END.search(text, at + len(piece))
        end = found.end() if found else len(text)
        sentence = text[start:end].rstrip()
        if sentence[:1] not in "\"“'‘«„" and not any(mark in text[end : end + 1] for mark in '"”'):
            return ((start, start + len(sentence)),)
    return ()


class Refusal(Rule):
    """Report a model's refusal to translate, its question for a text, its remark that there is nothing to translate.

    Why: "I'm sorry, but I can't translate this", "Please provide the text" and "no translation is needed" are stored as
    translations, or between the parts of one.

    Not touched: the same words in quotes; a refusal after the start of a text that does not speak of translating.

    Safety: report only. What the text should be is not known.
    """

    name = "chatter/refusal"
    measured = Prior(
        confidence=0.9,
        reason="nothing found in human text; the phrases are those of models",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.REPORT
    optional_lists = (*LINE_LISTS, "refusal-evidence", "refusal-pieces", "translation-words")
    sources = (lines_of_talk, _with_pieces)
    examples = (
        report("I'm sorry, but I can't translate this text.", at="I'm sorry, but I can't translate this text."),
        report(
            "Please provide the text you would like me to translate.\n",
            at="Please provide the text you would like me to translate.",
        ),
        report(
            "The bridge is open.\n\nI'm sorry, but I cannot translate the image.",
            at="I'm sorry, but I cannot translate the image.",
        ),
        report(
            "The text is in English, so no translation is needed.",
            at="The text is in English, so no translation is needed.",
        ),
        keep("“I'm sorry, but I can't translate this,” said the clerk."),
        keep("The bridge is open. I cannot translate the rest."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit over each line that refuses, and over each sentence with a phrase of such remarks."""
        text, lexicon = document.text, document.lexicon
        message = "a model refuses, or asks for a text"
        reported = 0
        for line in document.once(lines_of_talk):
            start = line.start + len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip())
            end = line.start + len(text[line.start : line.end].rstrip())
            short = start >= reported and end - start <= _MAX_REFUSAL
            if short and _refuses(text[start:end], lexicon, at_start=line.before < 0):
                reported = end
                yield self.edit(start, end, message)
        for start, end in document.once(_with_pieces):
            if start >= reported:
                reported = end
                yield self.edit(start, end, message)


def _refuses(line: str, lexicon: Lexicon, *, at_start: bool) -> bool:
    said = plain(line)
    if not openers(lexicon, "refusals").match(said):
        return False
    evidence = both(lexicon, "refusal-evidence" if at_start else "translation-words")
    return not said.isascii() or not evidence.isdisjoint(words_of(said))
