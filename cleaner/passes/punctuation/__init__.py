"""Marks of other scripts, marks written twice, marks left alone."""

from __future__ import annotations

from cleaner.passes.punctuation.capital_after_comma import CapitalAfterComma
from cleaner.passes.punctuation.colon_for_stop import ColonForStop
from cleaner.passes.punctuation.conflicting_marks import ConflictingMarks
from cleaner.passes.punctuation.doubled_bullet import DoubledBullet
from cleaner.passes.punctuation.doubled_mark import DoubledMark
from cleaner.passes.punctuation.foreign_mark import ForeignMark
from cleaner.passes.punctuation.full_width import FullWidth
from cleaner.passes.punctuation.inverted_mark import InvertedMark
from cleaner.passes.punctuation.mark_loop import MarkLoop
from cleaner.passes.punctuation.ordinal_stop import OrdinalStop
from cleaner.passes.punctuation.stray_mark import StrayMark
from cleaner.passes.punctuation.unbalanced_bracket import UnbalancedBracket
from cleaner.passes.punctuation.unfinished_end import UnfinishedEnd
from cleaner.registry import Pass

PASS = Pass(
    "punctuation",
    (
        ForeignMark,
        FullWidth,
        InvertedMark,
        MarkLoop,
        ColonForStop,
        OrdinalStop,
        CapitalAfterComma,
        DoubledMark,
        DoubledBullet,
        ConflictingMarks,
        StrayMark,
        UnfinishedEnd,
        UnbalancedBracket,
    ),
    weight=0.5,
    is_translation_evidence=True,
    needs_words=True,
    by_paragraph=True,
)
