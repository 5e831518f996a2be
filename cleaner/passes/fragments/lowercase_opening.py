"""A text whose first letter is small."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._grammar import WordClass, classes, has_finite_verb, tokens
from cleaner.passes.fragments._shared import LISTS, OPTIONAL_LISTS
from cleaner.rules import TEXT_START, Prior, Rule, fix, keep

_MIN_WORDS = 5
_MAX_SENTENCE = 600
_SMALL_START = expression(r"[a-z]{2}[.!?][ \t]+[a-z]")
_ENDS = (".", "!", "?")
_LINKS = frozenset(("that", "those", "i"))
"""What may also go on with a sentence that was cut before the text begins."""


class LowercaseOpening(Rule):
    """Capitalise the first sentence of a text all of whose other sentences have their capital.

    Why: engines that get a text in pieces lower the first letter of some.

    Not touched: text that begins in the midst of a sentence, as excerpts do; lines without a stop, names, code; writers
    who leave capitals out anywhere else.

    Safety: safe. One character changes, where an article, a pronoun or a phrase before one opens a whole clause.
    """

    name = "fragments/lowercase-opening"
    measured = Prior(
        confidence=0.9,
        reason="one edit in human text, of a sentence that lacks its capital",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = LISTS
    optional_lists = (*OPTIONAL_LISTS, "never-doubled")
    acts_on = rf"{TEXT_START}\s*$"
    examples = (
        fix("the mill was sold in May. It has a new roof.", "The mill was sold in May. It has a new roof.", at="the"),
        keep("the mill was sold in May. it has a new roof."),
        keep("<p> the mill was sold in May. It has a new roof."),
        keep("the mill in the valley. It has a new roof. that the mill was old. It is."),
    )

    def relevant(self, text: str) -> bool:
        """The text must begin with a small letter."""
        return text.lstrip()[:1].islower()

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for the first word."""
        text, lexicon = document.text, document.lexicon
        if len(document.sentences) < 2:
            return
        start, end = document.sentences[0]
        sentence = text[start : min(end, start + _MAX_SENTENCE)].rstrip()
        words = tokens(sentence) if sentence[:1].islower() else []
        if not words or not sentence.endswith(_ENDS) or len(words) < _MIN_WORDS or "\n" in sentence:
            return
        word = words[0]
        articles = lexicon.words("determiners") & lexicon.optional("never-doubled")
        opens = word in articles or word in lexicon.words("subject-pronouns") or _leads(words, lexicon)
        if not opens or word in _LINKS or not has_finite_verb(classes(words, lexicon)):
            return
        if self._is_alone(document):
            change = Change(start, start + 1, text[start].upper())
            yield self.edit(start, start + len(word), "text that begins with a small letter", [change])

    @staticmethod
    def _is_alone(document: Document) -> bool:
        """Whether no other sentence begins in lower case."""
        habits = document.habits
        others = habits.lower > 1 or habits.small_openings > 1 or habits.small_i
        return not others and _SMALL_START.search(document.text) is None


def _leads(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a preposition with its article and noun comes before a pronoun and its verb: "after the war she"."""
    found = classes(words[:5], lexicon)
    return found[:2] == [WordClass.PREPOSITION, WordClass.DETERMINER] and (
        found[3] is WordClass.SUBJECT_PRONOUN and has_finite_verb(found[4:])
    )
