"""The rule source/added-quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, fix, keep

_MARKS = '"“”„‟«»「」『』'
_WRAPPED = expression(rf"\s*(?P<open>[{_MARKS}])[^{_MARKS}]*[^{_MARKS}\s](?P<close>[{_MARKS}])[.。]?\s*", re.DOTALL)


class AddedQuotation(Rule):
    """Take the quotation marks around a translation whose source has none.

    Why: language models hand a translation over in quotation marks.

    Not touched: a source with any quotation mark; marks around a part of the text.

    Safety: safe. The source says that nobody is quoted.
    """

    name = "source/added-quotation"
    bilingual = True
    elsewhere = Elsewhere.APPLY
    measured = Prior(
        confidence=0.9, reason="the source has no quotation mark at all", wrong=0, human_words=0, date="2026-11"
    )
    examples = (
        fix("“Die Datei ist offen.”", "Die Datei ist offen.", at="“Die Datei ist offen.”", source="The file is open."),
        fix('"Neue Datei"', "Neue Datei", at='"Neue Datei"', source="New file"),
        keep("“Die Datei ist offen.”", source="'The file is open.'"),
        keep("Die Datei „a.txt“", source="The file a.txt"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for both marks."""
        match = _WRAPPED.fullmatch(document.text)
        if match and not re.search(rf"[{_MARKS}'‘’‹›`]", document.source or ""):
            changes = [Change(*match.span("open"), ""), Change(*match.span("close"), "")]
            message = "quotation marks around a translation whose source has none"
            yield self.edit(match.start("open"), match.end("close"), message, changes)
