"""The rule source/missing-placeholder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report
from cleaner.spans import Spans


class MissingPlaceholder(Rule):
    """Report placeholders, tags and addresses that only one of source and translation has.

    Why: the program then fills in nothing, or fails.

    Not touched: those that the translation has in a broken form, which are repaired; plural forms without the number.

    Safety: report only. Nobody knows where it belongs.
    """

    name = "source/missing-placeholder"
    bilingual = True
    elsewhere = Elsewhere.APPLY
    safety = Safety.REPORT
    measured = Prior(confidence=0.9, reason="the two are compared", wrong=0, human_words=0, date="2026-11")
    examples = (
        report("Hola.", at="Hola.", source="Hello, %s."),
        report("Hola, %s y %d.", at="%d", source="Hello, %s."),
        keep("Hola, % s.", source="Hello, %s."),
        keep("Hola, %s.", source="Hello, %s."),
        keep("", source="Hello, %s."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for all that are missing, and one for each that there is too much."""
        text = document.text
        if not text.strip():
            return
        comparison, broken = document.comparison, document.broken
        missing = list((Counter(comparison.missing) - Counter(each.text for each in broken)).elements())
        if missing:
            start = len(text) - len(text.lstrip())
            yield self.edit(start, len(text.rstrip()), f"the source has {', '.join(missing)}, which is missing here")
        repaired = Spans((each.start, each.end) for each in broken)
        for each in comparison.extra:
            if not repaired.overlaps(each.start, each.end):
                yield self.edit(each.start, each.end, f"the source has no {each.text}")
