"""The rule source/final-mark."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, Safety, fix, keep

_KINDS = {".": ".。।۔．", ":": ":：", "?": "?？؟;", "!": "!！", "…": "…"}
_END = expression(r"(?P<mark>\.{3}|[.。।۔．:：?？؟;!！…]?)\s*\Z")
_WORDS = expression(r"\w+")
_MIN_WORDS = 3
_ABBREVIATION = expression(r"\.\w*\Z|\b\w{1,3}\Z")


class FinalMark(Rule):
    """End a translation as its source ends: take a stop that the source does not have, add one that it has.

    Why: engines end titles and buttons with a stop, and drop the colon before a field.

    Not touched: fewer than three words with a stop to be added; a source that ends in another mark; ends in brackets
    and quotation marks; text in other scripts, which write other marks.

    Safety: risky. A translator may have had reasons.
    """

    name = "source/final-mark"
    bilingual = True
    elsewhere = Elsewhere.APPLY
    safety = Safety.RISKY
    measured = Prior(
        confidence=0.85, reason="the source says how the unit ends", wrong=0, human_words=0, date="2026-11"
    )
    examples = (
        fix("Neue Datei.", "Neue Datei", at=".", source="New file"),
        fix("Name der Datei", "Name der Datei:", at="Datei", source="Name of the file:"),
        keep("Neue Datei", source="New file"),
        keep("Neue Datei usw.", source="New file etc."),
        keep("新しいファイルです。", source="This is a new file."),
        keep("Wirklich?", source="Really!"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit at the end, if it differs."""
        own, source = _END.search(document.text), _END.search(document.source or "")
        if not (own and source):
            return
        mark, wanted = _kind(own["mark"]), _kind(source["mark"])
        start, end = own.span("mark")
        before, source_before = document.text[:start], source.string[: source.start("mark")]
        if not before[-1:].isalpha() or not source_before[-1:].isalpha():
            return
        if mark == "." and not wanted and not _ABBREVIATION.search(before):
            yield self.edit(start, end, "a final mark that the source does not have", [Change(start, end, "")])
        words = list(_WORDS.finditer(before))
        if not mark and wanted in (".", ":") and before[-1].isascii() and len(words) >= _MIN_WORDS:
            message = f"the final {source['mark']} of the source is missing"
            yield self.edit(words[-1].start(), start, message, [Change(start, start, wanted)])


def _kind(mark: str) -> str:
    """The mark of ASCII that is written so in other scripts."""
    return "…" if mark == "..." else next((kind for kind, marks in _KINDS.items() if mark and mark in marks), mark)
