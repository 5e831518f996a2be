"""The rule chatter/refusal."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._envelope import envelope
from cleaner.passes.chatter._lines import TalkLine, lines_of_talk
from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.passes.chatter._words import both, openers, plain, words_of
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, Safety, fix, keep, report
from cleaner.spans import Span, Spans

_STEM = 8
_MAX_REFUSAL = 600
_SENTENCE_START = expression(r"[.!?:]\s+|\n\s*")
_SENTENCE_END = expression(r"[.!?](?=\s|\Z)|\n|\Z")


@functools.cache
def _pieces(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(both(lexicon, "refusal-pieces")))


@functools.cache
def _stems(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The beginnings of the longest words of the pieces, each with those that it is in: they are few, and one of them
    is in every text that has a piece."""
    stems: dict[str, set[str]] = {}
    for piece in _pieces(lexicon):
        stems.setdefault(max(piece.split(), key=len)[:_STEM], set()).add(piece)
    return {stem: frozenset(pieces) for stem, pieces in stems.items()}


def _refusing(document: Document) -> tuple[TalkLine, ...]:
    """The lines of talk that may begin as refusals do."""
    refusals = openers(document.lexicon, "refusals")
    return tuple(line for line in document.once(lines_of_talk) if refusals.may_match(line.opening))


def _with_pieces(document: Document) -> tuple[Span, ...]:
    """The first sentence outside quotes that has a phrase of the list."""
    text, lexicon = document.text, document.lexicon
    may = [pieces for stem, pieces in _stems(lexicon).items() if stem in text]
    for piece in sorted(frozenset().union(*may)):
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


_REFUSED_PART = "refused-part"
_KINDS = frozenset(("refusal", _REFUSED_PART))


class Refusal(Rule):
    """Report a model's refusal to translate, its question for a text, its remark that there is nothing to translate;
    remove those that say no more than that, between other paragraphs.

    Why: "I'm sorry, but I can't translate this", "Please provide the text" and "no translation is needed" are stored as
    translations, or between the parts of one.

    Not touched: the same words in quotes; a refusal after the start of a text that does not speak of translating.

    Safety: report, for what the text should be is not known. Safe where a paragraph of its own, with other text left,
    says in the form that models have for it what it is, or that the text is in English already. A refusal between
    other paragraphs stands for a part of the text: it goes where that is known to be machine translation, and is
    reported elsewhere.
    """

    name = "chatter/refusal"
    measured = Prior(
        confidence=0.9,
        reason="the phrases are those of models; none that it takes or reports was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.REPORT
    optional_lists = (*EnvelopeRule.optional_lists, "refusal-evidence", "refusal-pieces")
    sources = (envelope, _refusing, _with_pieces)
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
        fix(
            "The text you provided is already in English, so no translation is needed.\n\nThe bridge is open.",
            "The bridge is open.",
        ),
        report(
            "The bridge is open.\n\nI'm sorry, but I can't assist with that request.\n\nThe toll has gone.",
            at="I'm sorry, but I can't assist with that request.",
        ),
        keep("“I'm sorry, but I can't translate this,” said the clerk."),
        keep("The bridge is open. I cannot translate the rest."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit over each line that refuses, and over each sentence with a phrase of such remarks."""
        text, lexicon = document.text, document.lexicon
        message = "a model refuses, or asks for a text"
        reported = 0
        taken = [addition for addition in document.once(envelope) if addition.kind in _KINDS]
        gone = Spans((addition.start, addition.end) for addition in taken)
        for addition in taken:
            start, end = addition.start, addition.end
            said = text[start:end]
            if addition.kind != _REFUSED_PART or document.origin == "machine":
                yield self.edit(start, end, message, [Change(start, end, "")], swallows=True)
            else:
                start, end = end - len(said.lstrip()), start + len(said.rstrip())
                yield self.edit(start, end, message, safety=Safety.REPORT)
        for line in document.once(lines_of_talk) if taken else document.once(_refusing):
            start = line.start + len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip())
            end = line.start + len(text[line.start : line.end].rstrip())
            short = start >= reported and end - start <= _MAX_REFUSAL
            if start in gone:
                reported = max(reported, end)
            elif short and _refuses(text[start:end], lexicon, at_start=line.before < 0):
                reported = end
                yield self.edit(start, end, message, safety=Safety.REPORT)
        for start, end in document.once(_with_pieces):
            if start >= reported and start not in gone:
                reported = end
                yield self.edit(start, end, message, safety=Safety.REPORT)


def _refuses(line: str, lexicon: Lexicon, *, at_start: bool) -> bool:
    said = plain(line)
    if not openers(lexicon, "refusals").match(said):
        return False
    evidence = both(lexicon, "refusal-evidence" if at_start else "translation-words")
    return not said.isascii() or not evidence.isdisjoint(words_of(said))
