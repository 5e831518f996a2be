"""Blanks before marks, inside words and numbers, and missing behind stops."""

from __future__ import annotations

from cleaner.passes.spacing.abbreviations import SplitAbbreviation
from cleaner.passes.spacing.after_stop import MissingSpaceAfterStop
from cleaner.passes.spacing.before_mark import SpaceBeforeMark
from cleaner.passes.spacing.brackets import SpaceAfterOpening
from cleaner.passes.spacing.contractions import MissingSpaceAfterGenitive, SplitContraction
from cleaner.passes.spacing.hyphens import SplitHyphen
from cleaner.passes.spacing.numbers import SplitCurrency, SplitNumber
from cleaner.passes.spacing.tokenized import Tokenized
from cleaner.registry import Pass

PASS = Pass(
    "spacing",
    (
        Tokenized,
        SpaceBeforeMark,
        SpaceAfterOpening,
        MissingSpaceAfterStop,
        SplitContraction,
        MissingSpaceAfterGenitive,
        SplitNumber,
        SplitHyphen,
        SplitAbbreviation,
        SplitCurrency,
    ),
    weight=0.5,
    is_translation_evidence=True,
)
