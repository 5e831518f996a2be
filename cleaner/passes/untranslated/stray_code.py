"""A code of the source language between words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.expressions import expression
from cleaner.language import function_words, vocabulary
from cleaner.lexicon import Lexicon, load
from cleaner.passes.untranslated._found import is_cued
from cleaner.quotation import is_set_apart
from cleaner.rules import Prior, Rule, keep, report
from cleaner.tokens import Tokens

_TWO_LETTERS = expression(r"(?<![\w'’-])[a-z]{2}(?![\w'’-])")
_CODE = expression(r"(?<![^\s(\"“])(?<!\d[ ])(?<!\bcode[ ])[a-z]{2}(?=[ ][^\W\d_])")
_WORD_BEFORE = expression(r"[^\W\d_]+(?=[ ]\Z)")
_WORD_AFTER = expression(r"[ ]([^\W\d_]+)")
_REACH = 40


@dataclass(frozen=True)
class StrayCode(Rule):
    """Report, in text known to be machine translation, a language code of two letters that stands between words.

    Why: multilingual models start from a token of the source language and write it now and then within a sentence:
    "a ministry of ideology. zh joint work", "two applications gl applications".

    Not touched: text of unknown origin; codes that are words, units or abbreviations, or small words of some language;
    codes after a number; one beside another, as in lists of codes; in quotation marks or brackets; of which somebody
    speaks.

    Safety: report only. What is sure by recurrence, or by its place, `markup/language-code` removes.
    """

    name = "untranslated/stray-code"
    measured = Prior(
        confidence=0.85,
        reason="ten reports in two sets of machine translations, read: eight codes, two words of the source",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    lists = ("language-codes", "function-words", "parts-of-speech")
    optional_lists = ("units", "scales", "abbreviations", "name-particles", "mention-cues", "style-words", "chat-words")
    examples = (
        report("It was a ministry of the town. zh joint work began in May.", at="zh", any_origin=True),
        report("They saw two applications gl applications of the mill.", at="gl", any_origin=True),
        keep("They saw two applications gl applications of the mill."),
        keep("The mill is 5 km west, and it weighs 80 lb more.", any_origin=True),
        keep("The codes are zh and ko, ru and bn.", any_origin=True),
        keep("The language code zh means Chinese.", any_origin=True),
    )

    any_origin: bool = False
    """Whether text of unknown origin is searched as well."""

    @classmethod
    def words(cls, lang: str) -> frozenset[bytes]:
        """The codes."""
        return frozenset(Tokens(" ".join(_codes(load(lang)))).keys)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each code."""
        if not (self.any_origin or document.origin == "machine") or document.foreign:
            return
        codes = _codes(document.lexicon)
        if len(codes.intersection(_TWO_LETTERS.findall(document.text))) > 1:
            return  # a model leaves that of its source; a text that has more is about codes
        for match in _CODE.finditer(document.text):
            if match[0] in codes and _is_alone(document, match, codes) and not is_cued(document, match.start()):
                yield self.edit(*match.span(), "language code of a model")


@functools.cache
def _codes(lexicon: Lexicon) -> frozenset[str]:
    """The codes that are nothing else."""
    others = frozenset().union(*(lexicon.optional(name) for name in StrayCode.optional_lists))
    words = {code for code in lexicon.words("language-codes") if len(code) == 2}
    return frozenset(words - others - vocabulary(lexicon) - function_words().keys())


def _is_alone(document: Document, match: re.Match[str], codes: frozenset[str]) -> bool:
    """Whether no other code and no number is beside a code, and nothing sets it apart."""
    text = document.text
    before = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    after = _WORD_AFTER.match(text, match.end())
    beside = {word for word in (before and before[0], after and after[1]) if word}
    scaled = before is not None and before[0] in document.lexicon.optional("scales")
    return not scaled and beside.isdisjoint(codes) and not is_set_apart(text, *match.span())
