"""A quotation glued to the word before or after it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.lexicon import Lexicon
from cleaner.mentions import is_meant
from cleaner.passes.quotes._leave_alone import PARAGRAPHS, QUOTATIONS, QUOTED
from cleaner.quotation import Mark, Reading
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Measured, Rule, fix, keep

_WORD_AFTER = expression(r"([^\W\d_]+(?:['’][^\W\d_]+)?)(?![\w\"“”=\\/@<>])")
_WORD_BEFORE = expression(r"(?<![\w\"“”=\\/@<>.'’-])([^\W\d_]+)([.,:;!?]?)\Z")
_SINGLE = expression(r"’(?<=[^\W\d_]’)(?P<word>[a-z]{2,7})(?![\w’'])")
_OPENING = expression(r"‘(?<!\w‘)[A-Z][^‘’\n]{1,60}\Z")
_BRACKET = expression(r"\([a-z][^()\n]{2,80}\)(?![\w(])")
_BLOCK = expression(r"[ \t]*\{[ \t]*(?:\r?\n|\Z)")
"""What follows the name of a block of settings: `Section."mill" {`."""

_SENTENCE_MARKS = frozenset(".,!?…")
_REACH, _WIDTH = 40, 64
_CLITICS = frozenset(("re", "ve", "ll"))
_MIN_LETTERS = 2
_ARTICLES = frozenset("a")


def _glued_singles(document: Document) -> tuple[int, ...]:
    """Where a name in single curly marks ends at a small word: `‘Summertime’in the kitchen`."""
    text, small = document.text, document.lexicon.words("function-words")
    return tuple(
        match.start() + 1
        for match in _SINGLE.finditer(text)
        if match["word"] in small
        and match["word"] not in _CLITICS
        and _OPENING.search(text, max(0, match.start() - _WIDTH), match.start())
    )


class MissingSpaceOutside(Rule):
    """Write the space between a quotation and the word glued to it: `“We agree,”said`, `the term“wall”is`.

    Why: engines that translate from languages without spaces lose it, and half-made repairs leave it out.

    Not touched: endings glued on purpose (`"wall"s`), code and attributes, names of blocks of settings, parts of words,
    paragraphs in which the marks do not pair up.

    Safety: safe where the glued word is one of the language's, or the mark stands beside a stop or comma.
    """

    name = "quotes/missing-space-outside"
    measured = Measured(
        right=13,
        judged=14,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("function-words",)
    optional_lists = ("speech-tags",)
    acts_on = rf"{QUOTATION_GAP}|’"
    sources = (quotation.irregular_units, _glued_singles)
    examples = (
        fix("“We agree,”said the miller.", "“We agree,” said the miller.", at="”"),
        fix('The soup was "hot"and the bread fresh.', 'The soup was "hot" and the bread fresh.', at='"'),
        fix("He sang ‘Summertime’in the mill.", "He sang ‘Summertime’ in the mill.", at="’"),
        fix("The word “ferry”(a boat) is old.", "The word “ferry” (a boat) is old.", at="”"),
        fix("The term“wall”is old.", "The term “wall” is old."),
        fix('They call it a"wall of glass" now.', 'They call it a "wall of glass" now.'),
        fix("The miller said.“Now we go,” and left.", "The miller said. “Now we go,” and left.", at="“"),
        keep('He saw two "wall"s and was "google"ing it.'),
        keep('Set name="wall"and to="x"or else.'),
        keep('The "wall" is old.'),
        keep('Section."wall" {\n\tColour "red"\n}'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each side of a quotation."""
        for unit in document.once(quotation.irregular_units):
            if unit.reading in (Reading.NONE, Reading.ALTERNATING):
                continue
            if is_meant(document, unit.start, unit.end, PARAGRAPHS):
                continue
            for opening, closing in unit.pairs:
                if is_meant(document, opening.start, closing.end, QUOTATIONS):
                    continue
                if is_meant(document, opening.end, closing.start, QUOTED) or _BLOCK.match(document.text, closing.end):
                    continue
                if opening.start > unit.start and _is_glued_before(document, opening):
                    message = "no space before a quotation"
                    yield self.edit(opening.start, opening.end, message, [Change(opening.start, opening.start, " ")])
                if closing.end < unit.end and _is_glued_after(document, closing):
                    yield self._space_after(closing.start, closing.end)
        for end in document.once(_glued_singles):
            yield self._space_after(end - 1, end)

    def _space_after(self, start: int, end: int) -> Edit:
        return self.edit(start, end, "no space after a quotation", [Change(end, end, " ")])


def _is_glued_before(document: Document, mark: Mark) -> bool:
    """Whether a whole word of the language, or one with its comma or stop, touches the opening mark."""
    if not document.text[mark.end].isalnum():
        return False
    match = _WORD_BEFORE.search(document.text, max(0, mark.start - _REACH), mark.start)
    return match is not None and _is_word(match[1], document.lexicon, sure=bool(match[2]), before=True)


def _is_glued_after(document: Document, mark: Mark) -> bool:
    """Whether a whole word touches the closing mark, and no ending such as the s of a plural."""
    if mark.shape == "”" and _BRACKET.match(document.text, mark.end):
        return True
    match = _WORD_AFTER.match(document.text, mark.end)
    if match is None:
        return False
    return _is_word(match[1], document.lexicon, sure=document.text[mark.start - 1] in _SENTENCE_MARKS)


def _is_word(word: str, lexicon: Lexicon, *, sure: bool, before: bool = False) -> bool:
    """Whether the letters are a word that stands by itself; `sure` where a mark shows it already."""
    lower = word.lower()
    if lower in lexicon.words("function-words") or lower in lexicon.optional("speech-tags"):
        return len(word) >= _MIN_LETTERS or sure or (before and word in _ARTICLES)
    return len(word) >= _MIN_LETTERS and (sure or (len(word) > _MIN_LETTERS and lower in vocabulary(lexicon)))
