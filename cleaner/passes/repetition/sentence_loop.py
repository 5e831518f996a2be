"""A sentence four times and more in a row, in text of any language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.repetition._repeats import repeats
from cleaner.passes.repetition._setting import in_quotes, in_speech, in_table
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep

_STOP = ". "
_MIN_ROUNDS = 4
_MANY_ROUNDS = 6
"""Rounds from which a shorter sentence is no emphasis either."""

_MIN_WORDS = 4
_MIN_CHARACTERS = 15
_MIN_SHORT_WORDS = 3
_MIN_SHORT_CHARACTERS = 10
_NEVER = frozenset('!?"“”„«»:\n')
"""Marks of cries, questions, speech and labels."""


def _any_loop(document: Document) -> bool:
    """Whether as many words as a sentence has come again and again."""
    return any(
        (run.rounds >= _MIN_ROUNDS and run.period >= _MIN_WORDS)
        or (run.rounds >= _MANY_ROUNDS and run.period >= _MIN_SHORT_WORDS)
        for run in document.once(repeats).adjacent
    )


class SentenceLoop(Rule):
    """Collapse a sentence that comes four times and more in a row on its line, whatever its language and its capitals;
    one of three words from six times on.

    Why: engines fall into loops in every language, and in warnings, too: "DO NOT TOUCH THE FENCE. DO NOT TOUCH THE
    FENCE. …".

    Not touched: sentences of one or two words, cries and questions, speech, lines of verse, tables, sentences
    that differ in a letter.

    Safety: safe. Nobody writes a sentence four times in a row without a mark of speech or a new line.
    """

    name = "repetition/sentence-loop"
    measured = Prior(
        confidence=0.9,
        reason="no edit in human text of thirteen languages",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    sources = (_any_loop,)
    examples = (
        fix(
            "Die Mühle ist alt. Sie steht am Bach. Sie steht am Bach. Sie steht am Bach. Sie steht am Bach.",
            "Die Mühle ist alt. Sie steht am Bach.",
        ),
        keep("Sie steht am Bach. Sie steht am Bach. Sie steht am Bach."),
        keep("Ich gehe. Ich gehe. Ich gehe. Ich gehe. Ich gehe."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each loop, over all its rounds."""
        text = document.text
        pieces = text.split(_STOP)
        start = number = 0
        for sentence, group in groupby(pieces):
            rounds = sum(1 for _ in group)
            stop = start + rounds * (len(sentence) + len(_STOP)) - len(_STOP)
            first, after = number, number + rounds
            if rounds > 1 and _is_plain(sentence):
                round_ = f"{sentence}."
                begin = start
                if first and _ends_with(pieces[first - 1], sentence):
                    begin, rounds = start - len(_STOP) - len(sentence), rounds + 1
                if after < len(pieces) and _begins_with(pieces[after], round_):
                    stop, rounds = stop + len(_STOP) + len(sentence), rounds + 1
                needed = _MIN_ROUNDS if _is_long(sentence) else _MANY_ROUNDS
                if rounds >= needed and not _is_spoken(document, begin, rounds):
                    end = min(stop + 1, len(text))  # the last may have lost its stop with the rest of the text
                    change = Change(begin + len(round_), end, "")
                    yield self.edit(begin, end, f"sentence repeated {rounds} times", [change], swallows=True)
            start, number = start + (after - first) * (len(sentence) + len(_STOP)), after


def _is_plain(sentence: str) -> bool:
    """Whether a sentence is long enough, and no cry, question, speech or label."""
    long = len(sentence) >= _MIN_SHORT_CHARACTERS and len(sentence.split()) >= _MIN_SHORT_WORDS
    return long and _NEVER.isdisjoint(sentence)


def _is_long(sentence: str) -> bool:
    return len(sentence) >= _MIN_CHARACTERS and len(sentence.split()) >= _MIN_WORDS


def _ends_with(piece: str, sentence: str) -> bool:
    """Whether a piece has the sentence after a line break or another mark, as the first of a paragraph."""
    return piece.endswith(sentence) and piece[: -len(sentence)].endswith(("\n", "? ", "! "))


def _begins_with(piece: str, sentence: str) -> bool:
    """Whether a piece has the sentence with its stop before the end of a line or of the text."""
    return piece.startswith(sentence) and piece[len(sentence) : len(sentence) + 1] in ("", "\n", "\r")


def _is_spoken(document: Document, offset: int, rounds: int) -> bool:
    """Whether the loop is in a table or quotation, or of a speaker who says the same up to four times."""
    spoken = rounds <= _MIN_ROUNDS and in_speech(document, offset)
    return spoken or in_quotes(document, offset) or in_table(document, offset)
