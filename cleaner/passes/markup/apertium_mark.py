"""The marks that Apertium puts on words it could not translate."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import STARRED_WORDS
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep

_STARRED = regex.compile(r"(?<=[\p{L}\p{N},;:.][ ])\*\p{L}[\p{L}\p{M}'’-]*+(?![*\p{N}_(])")
_OTHER_MARK = regex.compile(r"(?<=[\p{L}\p{N},;][ ])[@#]\p{Ll}[\p{L}\p{M}]*+(?![\w.@#])")
_EMPHASIS = regex.compile(r"\*\*|\w\*|^\s*\*\s", regex.MULTILINE)
_MIN_WORDS = 3


class ApertiumMark(Rule):
    """Drop the stars that Apertium puts before words it does not know; its `@lemma` and `#form` are reported.

    Why: unless it is told not to, Apertium writes *word for a word it does not know, and leaves the word as it was.

    Not touched: texts with fewer than three starred words, with stars for emphasis, lists or notes, texts that speak of
    starred forms; `@` and `#` in texts without such stars, where they are handles and hashtags.

    Safety: risky. The words are still untranslated, and the star was all that said so.
    """

    name = "markup/apertium-mark"
    measured = Prior(
        confidence=0.9,
        reason="three starred words in a text without emphasis, lists or footnotes have no other cause known",
        wrong=38,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("starred-form-terms",)
    safety = Safety.RISKY
    elsewhere = Elsewhere.APPLY
    needs = ("*",)
    acts_on = r"\*"
    examples = (
        fix(
            "The *ayuntamiento closed the *plaza and the old *lonja today.",
            "The ayuntamiento closed the plaza and the old lonja today.",
            at="*ayuntamiento closed the *plaza and the old *lonja",
        ),
        keep("The *ayuntamiento closed today."),
        keep("It was *not* the end, she said, *not* at all, and *never* would be."),
        keep("Compare Proto-Germanic *wulfaz, Gothic *wulfs and Norse *ulfr."),
        keep("Dry it. *Please wait. Store it. *Keep dry. Use it. *Wash hands."),
        keep("* one\n* two\n* three *and *four *five"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line with starred words."""
        text = document.text
        starred = [match for match in _STARRED.finditer(text) if not _is_note(text, match)]
        if len({match[0] for match in starred}) < _MIN_WORDS or _EMPHASIS.search(text):
            return
        if is_meant(document, 0, len(text), STARRED_WORDS):
            return
        for line in document.lines:
            words = [word for word in _STARRED.finditer(text, *line) if not _is_note(text, word)]
            if words:
                stars = [Change(word.start(), word.start() + 1, "") for word in words]
                yield self.edit(words[0].start(), words[-1].end(), "words marked as unknown by Apertium", stars)
        for match in _OTHER_MARK.finditer(text):
            yield self.edit(*match.span(), "word that Apertium did not inflect")


def _is_note(text: str, starred: regex.Match[str]) -> bool:
    """Whether a sentence begins with the star: a note to something above, as printed matter has them."""
    start = starred.start()
    return text[start - 2] in ".;:" and text[start + 1].isupper()
