"""A word that a list names twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.expressions import expression
from cleaner.passes.repetition._content import has_content
from cleaner.passes.repetition._setting import in_quotes, in_short_lines, in_speech, in_table
from cleaner.rules import Prior, Rule, keep, report

_MAX_REPORTS = 1000
_REACH = 4
"""So many items on, the same word is searched for."""

_MIN_WORD = 4
_MAX_ITEM = 30
"""Characters of an item of a list; what is longer between two commas is a clause."""

_LAST = expression(r"(?<![^\W_])[^\W\d_]{4,}\Z")
_FIRST = expression(r"(?:and |or )?([^\W\d_]{4,})(?![\w'’-])")
_JOINTS = (" and ", " or ")
_JOINED = expression(r"[^\W\d_]+ (?:and|or) ([^\W\d_]{4,})(?![\w'’-])")


def _twice(document: Document) -> list[tuple[str, int, int]]:
    """The words that come twice among items of a list, with where the first begins and the second ends.

    Only what is short, or begins with a word joined to another, can be the next item of a list.
    """
    items = document.text.split(", ")
    twice = []
    for index, (before, item) in enumerate(pairwise(items)):
        if len(item) <= _MAX_ITEM or item.startswith(_JOINTS, item.find(" ")):
            word = _last_word(before)
            if word and word in ", ".join(items[index + 1 : index + _REACH]):
                twice.append((word, index))
    if not twice:
        return []
    starts = [0, *accumulate(len(item) + 2 for item in items)]
    found = [(word, index, _second(word, items, starts, index)) for word, index in twice]
    return [(word, starts[index + 1] - 2 - len(word), end) for word, index, end in found if end]


def _second(word: str, items: list[str], starts: list[int], index: int) -> int:
    """The offset after the second time, 0 where there is none."""
    for later in range(index + 1, min(index + _REACH, len(items))):
        item = items[later]
        joined = _JOINED.match(item)
        if joined and joined[1] == word:
            return starts[later] + joined.end()
        if later > index + 1 and (match := _FIRST.match(item)) and match[1] == word:
            return starts[later] + match.end()
        if len(item) > _MAX_ITEM or not item.replace(" ", "").isalpha():
            return 0
    return 0


def _last_word(item: str) -> str:
    """The word at the end of an item, "" where there is none of four letters and more."""
    last = item[item.rfind(" ") + 1 :]
    if last.isalpha() and len(last) <= _MAX_ITEM:
        return last if len(last) >= _MIN_WORD else ""
    match = _LAST.search(item, max(0, len(item) - _MAX_ITEM))
    return match[0] if match else ""


class RepeatedItem(Rule):
    """Report a word that a list names twice.

    Why: where a source lists near synonyms, engines give two of them one name: "films, music, films and books".

    Not touched: words doubled at once, function words, clauses between commas, quotations, verse, tables, transcripts.

    Safety: report only. Which word the second should have been is lost.
    """

    name = "repetition/repeated-item"
    measured = Prior(
        confidence=0.7,
        reason="people who list things by habit or for weight do it too",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    lists = ("function-words",)
    optional_lists = ("phrase-openers", "clause-starts", "never-doubled")
    needs = (", ",)
    acts_on = r","
    sources = (_twice,)
    examples = (
        report("They collect stamps, coins, stamps and letters.", at="stamps, coins, stamps"),
        report("It names poets, painters and poets.", at="poets, painters and poets"),
        keep("They collect stamps, coins, old stamps and letters."),
        keep("He came, she saw that he came, and they left."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such word, from its first time to its second."""
        reports = 0
        for word, start, end in document.once(_twice):
            if reports < _MAX_REPORTS and _may_be_residue(document, word, start):
                reports += 1
                yield self.edit(start, end, f"list names “{word}” twice")


def _may_be_residue(document: Document, word: str, start: int) -> bool:
    return (
        word.islower()
        and has_content(document, word)
        and not in_quotes(document, start)
        and not in_speech(document, start)
        and not in_table(document, start)
        and not in_short_lines(document, start)
    )
