"""The same mark twice, or two of which one belongs."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.passes.punctuation._shared import has_adjacent_marks
from cleaner.rules import Measured, Rule, fix, keep
from cleaner.sentences import is_abbreviation

_NEW_SENTENCE = r"(?=[ \t]+[\"“‘(]?[A-ZÀ-Þ0-9]|[\"”]?[ \t]*(?:\r?\n|\Z))"

_DOUBLED = expression(
    r"(?P<commas>,(?<=[\w)\"”],),)(?=[ \t]+\w)"
    rf"|(?P<comma_stop>,(?<=[^\W\d_]{{2}},)\.(?!\.)){_NEW_SENTENCE}"
    r"|(?P<spaced>[.,](?<=[^\W\d_]{2}[.,])[ \t]{1,2}[.,](?![^\s])(?![ \t]?[.,\d])"
    rf"|\.(?<=\d{{2}}\.)[ ]\.{_NEW_SENTENCE}|\.(?<=\d{{2}}\.)[ ],(?=[ \t]+[a-z]))"
    rf"|(?P<stops>\.(?<=[^\W_]{{3}}\.)\.(?!\.)){_NEW_SENTENCE}"
)

_SPACED = expression(r"[.,][ \t]{1,2}[.,]")

_WORD = expression(r"[ \t]+([^\W\d_]+)")
_LINKS = ("conjunctions", "relatives", "subordinators", "prepositions")

_ELLIPSIS = expression(r"\.\.|…|\. \.")
_TRAILS = expression(r"\.\.|…|\. \. \.")
_ONE_COMMA = expression(r"(?:\A|[.!?\n]) ?[^.,;:!?\n()]{12,}\Z")
_LAST_WORD = expression(r"[^\W\d_]+\Z")
_REACH = 200
_MOST_SPACED = 3
"""Stops after a stop and a space in one text; whoever has more of them trails off that way."""


class DoubledMark(Rule):
    """Write one mark where two stand: `sold,, and`, `sold,. The`, `sold.. The`.

    Why: engines end a sentence twice, once for the source's mark and once for their own.

    Not touched: ellipses, also of two dots where a document has more of them, ranges, paths, fields left empty,
    abbreviations before a comma, a stop and a comma before a word that may begin a sentence as well as go on with one.

    Safety: safe for commas, for a comma before a stop, and for marks with a space between, of which what follows tells
    the right one; two stops are risky, because some writers trail off that way, and a comma before a spaced mark where
    the text is not known to be machine translation, because a page may have lost a word between the two; not so where
    a determiner or a conjunction follows two commas, or where the comma before a stop is the only one of its sentence.
    """

    name = "punctuation/doubled-mark"
    measured = Measured(
        right=29,
        judged=29,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("abbreviations", "function-words", *_LINKS)
    optional_lists = ("determiners",)
    acts_on = r",,[ \t]|,\.(?!\.)|(?<!\.)\.\.(?!\.)|[.,][ \t]{1,2}[.,]"
    examples = (
        fix("The mill was sold,, they said.", "The mill was sold, they said.", at=",,"),
        fix("The mill was sold,. The buyer is new.", "The mill was sold. The buyer is new.", at=",."),
        fix("The mill was sold. . The buyer is new.", "The mill was sold. The buyer is new.", at=". ."),
        fix("The mill was sold. , and burnt.", "The mill was sold, and burnt.", at=". ,"),
        fix("The mill was sold.. The buyer is new.", "The mill was sold. The buyer is new.", at=".."),
        fix("They sold the mill, , the barn and it all.", "They sold the mill, the barn and it all.", at=", ,"),
        keep("The mill was sold. , they slept. It was late."),
        keep("Well.. The mill.. I don't know.. Maybe."),
        keep("Go to ../mill, it takes 16..18 days, etc., and so on..."),
    )

    def relevant(self, text: str) -> bool:
        """Two marks must stand side by side, or with a space between them."""
        return has_adjacent_marks(text) or _SPACED.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair of marks."""
        text = document.text
        for match in _DOUBLED.finditer(text):
            start, end = match.span()
            if match["commas"]:
                yield self.edit(start, end, "repeated comma", [Change(start, end, ",")])
            elif match["comma_stop"]:
                yield self.edit(start, end, "comma before a stop", [Change(start, end, ".")])
            elif match["spaced"]:
                if edit := self._spaced(document, start, end):
                    yield edit
            elif len(_ELLIPSIS.findall(text)) == 1 and not is_abbreviation(text, start, document.lexicon):
                yield self.edit(start, end, "repeated stop", [Change(start, end, ".")], safety=Safety.RISKY)

    def _spaced(self, document: Document, start: int, end: int) -> Edit | None:
        """The edit for two marks with a space between: a comma before a small letter, else a stop."""
        text = document.text
        if text[start] == "." == text[end - 1] and self._is_habit(text):
            return None
        goes_on = text[end : end + 3].lstrip()[:1].islower()
        if text[start] == "." and text[end - 1] == "," and not self._tells(document, end):
            return None  # a word may be lost between the two, or names are listed
        right = "," if goes_on or text[start] == text[end - 1] == "," else "."
        if text[start] == "." and is_abbreviation(text, start, document.lexicon):
            right = ".," if goes_on or text[end - 1] == "," else "."
        lost = text[start] == "," and document.origin != "machine"  # people's pages lose what stood in italics
        lost = lost and not (text[end - 1] == "," and self._goes_on(document, end))
        lost = lost and not (text[end - 1] == "." and self._lists_nothing(document, start))
        safety = Safety.RISKY if lost else self.safety
        return self.edit(start, end, "repeated mark", [Change(start, end, right)], safety=safety)

    @staticmethod
    def _is_habit(text: str) -> bool:
        """Whether the writer has dots in rows, or stops with a space between them again and again."""
        return _TRAILS.search(text) is not None or len(_ELLIPSIS.findall(text)) > _MOST_SPACED

    @staticmethod
    def _lists_nothing(document: Document, comma: int) -> bool:
        """Whether the comma is the only one of its sentence, after a word that ends a phrase: nothing was listed that a
        page could have lost the last of."""
        low = max(0, comma - _REACH)
        word = _LAST_WORD.search(document.text, low, comma)
        if word is None or _ONE_COMMA.search(document.text, low, comma) is None:
            return False
        return word[0] in vocabulary(document.lexicon) - document.lexicon.words("function-words")

    @staticmethod
    def _tells(document: Document, end: int) -> bool:
        """Whether the word after a stop and a comma goes on with the sentence ("which", "and") or opens the next."""
        word = _WORD.match(document.text, end)
        if word is None:
            return True
        if word[1].islower():
            return any(word[1] in document.lexicon.words(name) for name in _LINKS)
        after = _WORD.match(document.text, word.end())
        is_noun = after is not None and after[1].islower() and word[1].lower() in vocabulary(document.lexicon)
        return is_noun or word[1].lower() in document.lexicon.words("function-words")

    @staticmethod
    def _goes_on(document: Document, end: int) -> bool:
        """Whether the word after two commas opens the next part of a list, or a clause: "a", "and", "where"."""
        word = _WORD.match(document.text, end)
        lists = ("conjunctions", "relatives", "subordinators")
        return word is not None and (
            word[1] in document.lexicon.optional("determiners")
            or any(word[1] in document.lexicon.words(name) for name in lists)
        )
