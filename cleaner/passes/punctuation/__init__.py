"""Marks of other scripts, marks written twice, marks left alone."""

from __future__ import annotations

from cleaner.passes.punctuation.brackets import UnbalancedBracket
from cleaner.passes.punctuation.doubled import ConflictingMarks, DoubledMark
from cleaner.passes.punctuation.foreign import ColonForStop, ForeignMark
from cleaner.passes.punctuation.ordinal import OrdinalStop
from cleaner.passes.punctuation.stray import StrayMark, UnfinishedEnd
from cleaner.registry import Pass

PASS = Pass(
    "punctuation",
    (
        ForeignMark,
        ColonForStop,
        OrdinalStop,
        DoubledMark,
        ConflictingMarks,
        StrayMark,
        UnfinishedEnd,
        UnbalancedBracket,
    ),
    weight=0.5,
    is_translation_evidence=True,
)
