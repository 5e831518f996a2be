"""A word that stands after one closing mark and the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.quotes._recurring import MIN_RECURRENCE, recurring
from cleaner.rules import Prior, Rule, fix, keep

_LEFT = tuple(
    expression(rf"{mark}(?<=[^\s\"“”][.!?,…]{mark})[ \t]+([a-z]{{1,4}}(?:['’][a-z]{{1,2}})?)(?![\w'’.,;:!?-])")
    for mark in '"”'
)
"""One for each mark, so that the engine can scan for it."""

_LINE_END = expression(r"[ \t\r]*(?:\n|\Z)")
_STRANDED = expression(r"[ \t\r]*(?:\n|\Z)[\s\"“]*(?![a-z])|[ \t]+[A-Z\"“]")
_APOSTROPHE = expression("['’]")
_LONE_LETTERS = frozenset("bcdefghijklmnpqrstuvwxyz")
"""Letters that are no word by themselves in lower case, so that no sentence goes on with them."""


def _left(document: Document) -> list[re.Match[str]]:
    """The small words after closing marks, where there are enough of them to recur."""
    return recurring(document.text, _LEFT)


class RecurringWord(Rule):
    """Delete a small word that stands alone after several quotations of a document: `…restore trust." i`.

    Why: one engine writes a word of its own after closing marks; what it is differs from document to document.

    Not touched: words that a sentence goes on with at least once, speech tags, words of content.

    Safety: safe, because the same word is alone after three quotations or more, once at least at the end of a line,
    and nowhere goes on, or is a letter with which nothing goes on: nothing said is lost.
    """

    name = "quotes/recurring-word"
    measured = Prior(
        confidence=0.85,
        reason="seen with one engine; the recurrence within the document is the evidence",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("function-words",)
    optional_lists = ("speech-tags", "auxiliaries")
    acts_on = r"[.!?,…][\"”][ \t]+$"
    sources = (_left,)
    examples = (
        fix(
            '"We sold the mill." i\n\nHe said: "We left." i\n\n"The pier is shut." i',
            '"We sold the mill."\n\nHe said: "We left."\n\n"The pier is shut."',
        ),
        keep('"We sold the mill." i\n\nHe said: "We left." i'),
        keep('"We sold it." he\n\n"We left it." he\n\n"We lost it." he said.'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such word."""
        text = document.text
        by_word: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
        for match in document.once(_left):
            by_word[match[1]].append(match)
        for word, matches in by_word.items():
            if len(matches) < MIN_RECURRENCE or not _says_nothing(document, word):
                continue
            if word not in _LONE_LETTERS and not all(_STRANDED.match(text, match.end()) for match in matches):
                continue
            if not any(_LINE_END.match(text, match.end()) for match in matches):
                continue
            message = f"“{word}” after a closing mark, {len(matches)} times in the document"
            for match in matches:
                yield self.edit(match.start(), match.end(), message, [Change(match.start() + 1, match.end(), "")])


def _says_nothing(document: Document, word: str) -> bool:
    """Whether the word is a letter, an auxiliary or a function word, and none that tells who speaks."""
    lexicon = document.lexicon
    word = _APOSTROPHE.split(word)[0]
    small = len(word) == 1 or word in lexicon.words("function-words") or word in lexicon.optional("auxiliaries")
    return small and word not in lexicon.optional("speech-tags")
