"""Translations held against what they are the translation of."""

from __future__ import annotations

from cleaner.passes.source.added_quotation import AddedQuotation
from cleaner.passes.source.broken_placeholder import BrokenPlaceholder
from cleaner.passes.source.changed_number import ChangedNumber
from cleaner.passes.source.final_mark import FinalMark
from cleaner.passes.source.missing_placeholder import MissingPlaceholder
from cleaner.passes.source.untranslated import UntranslatedSource
from cleaner.registry import Pass

PASS = Pass(
    "source",
    (BrokenPlaceholder, MissingPlaceholder, ChangedNumber, UntranslatedSource, FinalMark, AddedQuotation),
    counts_as_loss=False,
    is_translation_evidence=True,
)
