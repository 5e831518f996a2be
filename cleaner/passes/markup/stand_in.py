"""Stand-ins that were not put back."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import STAND_INS
from cleaner.passes.markup._stand_ins import stand_ins
from cleaner.rules import Elsewhere, Prior, Rule, keep, report


class StandIn(Rule):
    """Report what held the place of code, a link or a tag during translation and was not put back: `@@PH1@@`.

    Why: programs that translate documents put `__INLINE_CODE_4__` or `%%PLACEHOLDER_1%%` in; where the engine changes
    one or the program forgets it, the reader sees it.

    Not touched: all of it; what it stood for is not in the text. Code, texts that speak of placeholders.

    Safety: report.
    """

    name = "markup/stand-in"
    measured = Prior(
        confidence=0.95,
        reason="doubled signs around a name and a number are written by programs only",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("placeholder-terms",)
    safety = Safety.REPORT
    elsewhere = Elsewhere.APPLY
    acts_on = r"@@|%%|\$\$|__|# ?A|\{\{|⟦|\[\[?A|<"
    examples = (
        report("Use the __INLINE_CODE_4__ file first.", at="__INLINE_CODE_4__"),
        report("Press @@PH1@@ to save.", at="@@PH1@@"),
        report("It is valid for %%PLACEHOLDER_minutes_0%% minutes.", at="%%PLACEHOLDER_minutes_0%%"),
        report("Order #Product1# today.", at="#Product1#"),
        report("The order # NUMBER # is late.", at="# NUMBER #"),
        keep("Run `__MAIN__` first."),
        keep("The placeholder @@PH1@@ is put back."),
        keep("See #winter2024 and {{ name }} and [1]."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each."""
        for start, end in document.once(stand_ins):
            if not is_meant(document, start, end, STAND_INS):
                yield self.edit(start, end, "stand-in that was not put back")
