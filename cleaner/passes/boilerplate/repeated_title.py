"""The rule boilerplate/repeated-title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, fix, keep
from cleaner.spans import Span

_MIN_WORDS = 3
_MAX_TITLE = 200
_MAX_SITE = 60
_WORD = expression(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = expression(r"[.!?…。！？][\"”’»)]*\s*\Z")
_MIN_SENTENCE = 4


class RepeatedTitle(Rule):
    """Remove the title of the browser's window above that of the page: "Old mill burns | The Post".

    Why: scrapers take the first as the title and the second as the first line of the text, or a theme prints both.

    Not touched: verse and refrains, lists, titles of one or two words, a second line that says more than the first.

    Safety: safe. Only the first two lines of a text with sentences below; every word that goes stands in the line that
    stays, but for the name of a site.
    """

    name = "boilerplate/repeated-title"
    measured = Prior(
        confidence=0.95,
        reason="the two first lines say the same, and no list or poem is below them",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    needs = ("\n",)
    examples = (
        fix(
            "Old mill burns down | The Valley Times\n\nOld mill burns down\n\nThe fire broke out before dawn.",
            "Old mill burns down\n\nThe fire broke out before dawn.",
            at="Old mill burns down | The Valley Times\n\n",
        ),
        fix(
            "How the mill was saved\n\nHow the Mill Was Saved\n\nIt was bought by its neighbours.",
            "How the Mill Was Saved\n\nIt was bought by its neighbours.",
        ),
        keep("The mill is turning,\nthe mill is turning,\nand nobody is in."),
        keep("The mill is turning now\n\nThe mill is turning now\n\nround and round and round"),
        keep("Mill\n\nMill\n\nThe fire broke out before dawn on Friday."),
    )

    def relevant(self, text: str) -> bool:
        """Whether the first words of the text come again in its second line."""
        return _first_lines(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for the first line."""
        found = _first_lines(document.text)
        if found is None:
            return
        first, second = found
        changes = [Change(first[0], second[0], "")]
        yield self.edit(
            first[0], second[0], "the title of the window above the title of the page", changes, swallows=True
        )


def _first_lines(text: str) -> tuple[Span, Span] | None:
    """The first two lines of a text where the first says what the second says, and perhaps the name of a site."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start, start + _MAX_TITLE)
    if end < 0:
        return None
    below = end + len(text[end : end + 40]) - len(text[end : end + 40].lstrip())
    stop = text.find("\n", below, below + _MAX_TITLE)
    if stop < 0 or text.count("\n", end, below) < 2 or text.count("\n", stop, stop + 3) < 2:
        return None
    if not _same_title(text[start:end].strip(), text[below:stop].strip()):
        return None
    rest = text[stop:].lstrip()
    prose = rest[: rest.find("\n")] if "\n" in rest else rest
    is_prose = _SENTENCE.search(prose) is not None and prose[:1].isupper() and len(prose.split()) >= _MIN_SENTENCE
    return ((start, end), (below, stop)) if is_prose or (prose[:1] in '"“‘«(' and len(prose) > _MAX_SITE) else None


def _same_title(first: str, second: str) -> bool:
    words, again = (_WORD.findall(line.casefold().replace("’", "'")) for line in (first, second))
    if len(again) < _MIN_WORDS or (_SENTENCE.search(first) is not None and first[-1] not in "?!"):
        return False
    if words == again:
        return True
    if words[: len(again)] == again:
        return _is_site(first, second)
    return words[-len(again) :] == again and _is_site(first[::-1], second[::-1])


def _is_site(first: str, second: str) -> bool:
    """Whether what `first` has after `second` is a sign and a name of a few words."""
    letters, index = [letter for letter in second if letter.isalnum()], 0
    for offset, letter in enumerate(first):
        if index == len(letters):
            rest = first[offset:].lstrip("\"'”’)?!.")
            return re.match(r"\s*[|·•»«›‹:–—-]{1,2}\s*\S", rest) is not None and len(rest) <= _MAX_SITE
        index += letter.isalnum()
    return False
