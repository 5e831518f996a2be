"""A bracket glued to the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.lexicon import Lexicon
from cleaner.passes.spacing._leave_alone import ends_statement
from cleaner.rules import Prior, Rule, fix, keep

_PAIR = expression(r"\(([^()\[\]{}<>=;|\\_\n]{3,200})\)")
_SHORT = expression(r"\((?P<short>[A-Z][A-Za-z]{1,7})\)")
_WORD_BEFORE = expression(r"(?<![\w'’.@#/\\=<>&-])[^\W\d_]{2,}\Z")
_WORD_AFTER = expression(r"[^\W\d_]{2,}(?![\w@#/\\=<>(&-])")
_PROSE = expression(r"\w.*[\w.!?%]\Z", re.DOTALL)
_CAST, _CALLED = "as", expression(r"(?<![^\W\d_])[A-Z]{2,}\Z")
"""What is in the bracket of a function of SQL, and its name: CAST(price AS integer)."""

_VARIABLE = expression(r"\$[A-Za-z_]")
_REACH = 30
_MIN_WORDS = 3
_NAME_BEFORE = re.compile(r"(?:[A-Z][a-z]+[ ](?:(?:of|for|and|the|on|in|de)[ ]){0,2}){1,8}[A-Z][a-z]+[ ]?\Z")
_NAME_REACH = 120
_MIN_INITIALS = 2
"""Letters of a short form that are the initials of the name before it."""


class MissingSpaceBesideBracket(Rule):
    """Write the spaces around a bracket that is glued to its neighbours: `the mill(built in 1820)was sold`.

    Why: East Asian text writes none, and engines copy that.

    Not touched: calls and formulas, plurals such as `mill(s)`, brackets around one or two words, but for the short form
    of the name before it.

    Safety: safe where the bracket holds three words, one of them small, and the glued word is the language's; or the
    initials of the name before it.
    """

    name = "spacing/missing-space-beside-bracket"
    measured = Prior(
        confidence=0.9,
        reason="seen in reports; a bracket of several words within a word has no other reading",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("function-words",)
    acts_on = r"(?:^|[^\W\d_])\(|\)(?:$|[^\W\d_])"
    needs = ("(",)
    examples = (
        fix("The mill(built in 1820)was sold.", "The mill (built in 1820) was sold.", at="(built in 1820)"),
        fix("The mill (built in 1820)was sold.", "The mill (built in 1820) was sold.", at="(built in 1820)"),
        fix("The Port of Hull Authority(PHA)warned us.", "The Port of Hull Authority (PHA) warned us.", at="(PHA)"),
        keep("It yields CAST(stone as text) of the mill."),
        keep("The mill(s) and print(the list) and (un)known sizes stay."),
        keep("The mill (built in 1820) was sold."),
        keep("The mill runs:\n    turn(the wheel at last);\n"),
        keep("accept(my $wheel, $stone) or turn(the $wheel, $stone);"),
        keep("if(NOT HAVE_WHEEL OR NOT HAVE_STONES AND IN_USE)"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each bracket."""
        for match in _SHORT.finditer(document.text):
            if changes := _around_short(document, match):
                yield self.edit(*match.span(), "no space beside a bracket", changes)
        text = document.text
        small = document.lexicon.words("function-words")
        for match in _PAIR.finditer(text):
            words = match[1].lower().split()
            if (
                len(words) < _MIN_WORDS
                or _VARIABLE.search(match[1])
                or not _PROSE.match(match[1])
                or small.isdisjoint(words)
                or (_CAST in words and _CALLED.search(text, max(0, match.start() - _REACH), match.start()))
            ):
                continue
            start, end = match.span()
            if ends_statement(text, end):
                continue
            before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
            after = _WORD_AFTER.match(text, end, end + _REACH)
            changes = []
            if before and after is None and text[end : end + 1] not in ("", *" \n.,;:!?)"):
                continue
            if before and (after is not None or _ends_phrase(text, end)) and _is_word(before[0], document.lexicon):
                changes.append(Change(start, start, " "))
            if after and _is_word(after[0], document.lexicon):
                changes.append(Change(end, end, " "))
            if changes:
                yield self.edit(start, end, "no space beside a bracket", changes)


def _around_short(document: Document, match: re.Match[str]) -> list[Change]:
    """The spaces due around a bracket that holds the short form of the name before it: "the Port Authority(PA)"."""
    text, (start, end) = document.text, match.span()
    before = _NAME_BEFORE.search(text, max(0, start - _NAME_REACH), start)
    if before is None:
        return []
    initials = "".join(word[0] for word in before[0].split() if word[0].isupper())
    capitals = "".join(char for char in match["short"] if char.isupper())
    if len(capitals) < _MIN_INITIALS or not initials.endswith(capitals):
        return []
    changes = [Change(start, start, " ")] if text[start - 1].isalnum() else []
    after = _WORD_AFTER.match(text, end, end + _REACH)
    if after and _is_word(after[0], document.lexicon):
        changes.append(Change(end, end, " "))
    return changes


def _ends_phrase(text: str, end: int) -> bool:
    """Whether what follows the bracket is prose too: a space and a word, a mark, or the end of the line."""
    return text[end : end + 1].strip() == "" or (text[end] in ".,;:!?" and text[end + 1 : end + 2].strip() == "")


def _is_word(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return lower in lexicon.words("function-words") or (len(word) > 2 and lower in vocabulary(lexicon))
