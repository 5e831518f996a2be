"""Spaces that translation lost beside inline tags."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.lexicon import Lexicon
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_TAGS = r"(?:a|abbr|b|cite|code|em|i|kbd|mark|q|samp|span|strong|u|var)"
_WORD = r"(?P<word>[^\W\d_]{2,20})"
_OPENING = expression(rf"(?<![\w'’-]){_WORD}(?P<tag><{_TAGS}(?:\s[^<>]*)?>)(?=[^\W_])", re.IGNORECASE)
_CLOSING = expression(rf"(?<=[^\W_])(?P<tag></{_TAGS}>){_WORD}(?![\w'’-])", re.IGNORECASE)
_CODE = expression(r"</?(?:code|kbd|samp|var)\b", re.IGNORECASE)
"""Tags around what need not be a word."""

_LAST_WORD = expression(r"[^\W\d_]+\Z")
_FIRST_WORD = expression(r"[^\W\d_]+")
_LONGEST = 40
_MIN_GAPS = 2


class MissingSpaceAtTag(Rule):
    """Put the space back between a word and an inline tag: `the<a href="…">rules</a>and`.

    Why: engines translate the pieces between tags on their own, and nobody puts the spaces between them back.

    Not touched: tags within a word (`<b>in</b>to`, `<a>dog</a>s`), a single gap in a text, code; words of content where
    fewer than two function words touch tags, unless one does and all that touch are words and make none together.

    Safety: safe. Words that touch tags from outside at two gaps are no accident, and only spaces come in.
    """

    name = "markup/missing-space-at-tag"
    measured = Measured(
        right=200,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="lines that lost the spaces at two tags, restored exactly",
    )
    lists = ("function-words",)
    optional_lists = ("prepositions", "conjunctions", "subordinators", "determiners", "auxiliaries")
    needs = ("</",)
    acts_on = "</"
    elsewhere = Elsewhere.SKIP
    examples = (
        fix('<p>Read the<a href="x">rules</a>and go.</p>', '<p>Read the <a href="x">rules</a> and go.</p>', at="</a>"),
        fix("It is<b>shut</b>until noon.", "It is <b>shut</b> until noon.", at="<b>"),
        fix("It is<b>shut</b>until<i>noon</i>now.", "It is <b>shut</b> until <i>noon</i> now.", at="<b>"),
        fix("It is<b>shut</b>until noon in<b>any</b>house.", "It is <b>shut</b> until noon in <b>any</b> house."),
        fix("It was built<b>twice</b>by them.", "It was built <b>twice</b> by them."),
        fix("Copy the<code>wheel</code>file.", "Copy the <code>wheel</code> file.", at="<code>"),
        keep("Step <b>in</b>to the <b>with</b>in and see."),
        keep("The <b>dog</b>s and <b>cat</b>s of the<b>m</b>e park."),
        keep("It is<b>shut</b>."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each gap, at the tag."""
        text = document.text
        words = _function_words(document.lexicon)
        gaps = [(match, _after(text, match.end())) for match in _OPENING.finditer(text)]
        gaps += [(match, _before(text, match)) for match in _CLOSING.finditer(text)]
        found = [match for match, inner in gaps if _is_apart(match["word"], inner, words)]
        known = vocabulary(document.lexicon)
        if len(found) < _MIN_GAPS and not (found and _are_all_apart(gaps, known)):
            return
        found += [
            match
            for match, inner in gaps
            if match not in found
            and (inner[0].lower() in known or _CODE.match(match["tag"]))
            and _is_apart(match["word"], inner, known)
        ]
        for match in found:
            start, end = match.span("tag")
            at = start if match.re == _OPENING else end
            yield self.edit(start, end, "missing space at an inline tag", [Change(at, at, " ")])


@functools.cache
def _function_words(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.words("function-words") | lexicon.optional("prepositions") | lexicon.optional("conjunctions")
    return words.union(
        lexicon.optional("subordinators"), lexicon.optional("determiners"), lexicon.optional("auxiliaries")
    )


def _after(text: str, offset: int) -> tuple[str, bool]:
    """The first word inside a tag, and that it follows the word outside."""
    match = _FIRST_WORD.match(text, offset)
    return (match[0] if match else "", True)


def _before(text: str, match: re.Match[str]) -> tuple[str, bool]:
    """The last word inside a tag, and that it does not follow the word outside."""
    last = _LAST_WORD.search(text, max(0, match.start() - _LONGEST), match.start())
    return (last[0] if last else "", False)


def _are_all_apart(gaps: list[tuple[re.Match[str], tuple[str, bool]]], known: frozenset[str]) -> bool:
    """Whether words of the language touch tags from both sides at two gaps and more, and make none together at any."""
    return len(gaps) >= _MIN_GAPS and all(
        (inner[0].lower() in known or _CODE.match(match["tag"])) and _is_apart(match["word"], inner, known)
        for match, inner in gaps
    )


def _is_apart(word: str, inner: tuple[str, bool], words: frozenset[str]) -> bool:
    """Whether a word outside a tag is a function word, and makes none with the word inside."""
    other, follows = inner
    joined = word + other if follows else other + word
    return word.lower() in words and joined.lower() not in words
