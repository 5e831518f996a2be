"""The rule source/untranslated."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report

_WORD = expression(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MIN_WHOLE = 3
_MIN_SPAN = 5


class UntranslatedSource(Rule):
    """Report a translation that is its source, or holds a span of it.

    Why: engines copy what they cannot translate, and files keep units that nobody translated.

    Not touched: fewer than three words in all, or five within other text; names, codes and words in capitals; spans in
    which fewer than half of the words are in small letters.

    Safety: report only. It has to be translated.
    """

    name = "source/untranslated"
    bilingual = True
    elsewhere = Elsewhere.APPLY
    safety = Safety.REPORT
    measured = Prior(confidence=0.9, reason="the very words of the source", wrong=0, human_words=0, date="2026-11")
    examples = (
        report("The file is open.", at="The file is open.", source="The file is open."),
        report(
            "Er sagte: the file is open in another window.",
            at="the file is open in another window",
            source="He said the file is open in another window.",
        ),
        keep("OK", source="OK"),
        keep("New York Times Magazine", source="New York Times Magazine"),
        keep("Die Datei ist offen.", source="The file is open."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for the whole, or for each span."""
        words = [(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(document.text)]
        source = [match[0].casefold() for match in _WORD.finditer(document.source or "")]
        if len(words) >= _MIN_WHOLE and [word for *_, word in words] == source:
            if self._says_something(document.text, words):
                start = len(document.text) - len(document.text.lstrip())
                yield self.edit(start, len(document.text.rstrip()), "the translation is its source")
            return
        known = {tuple(source[at : at + _MIN_SPAN]) for at in range(len(source) - _MIN_SPAN + 1)}
        first = last = 0
        for at in range(len(words) - _MIN_SPAN + 1):
            if tuple(word for *_, word in words[at : at + _MIN_SPAN]) not in known:
                continue
            if at >= last:
                yield from self._span(document.text, words[first:last])
                first = at
            last = at + _MIN_SPAN
        yield from self._span(document.text, words[first:last])

    def _span(self, text: str, words: list[tuple[int, int, str]]) -> Iterator[Edit]:
        if words and self._says_something(text, words):
            yield self.edit(words[0][0], words[-1][1], "words of the source in the translation")

    @staticmethod
    def _says_something(text: str, words: list[tuple[int, int, str]]) -> bool:
        """Whether half of the words are in small letters, or of a script that has none."""
        return 2 * sum(not text[start].isupper() for start, *_ in words) >= len(words)
