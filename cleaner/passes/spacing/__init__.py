"""Spaces before marks, inside words and numbers, and missing after stops."""

from __future__ import annotations

from cleaner.passes.spacing.misplaced_comma import MisplacedComma
from cleaner.passes.spacing.missing_space_after_comma import MissingSpaceAfterComma
from cleaner.passes.spacing.missing_space_after_genitive import MissingSpaceAfterGenitive
from cleaner.passes.spacing.missing_space_after_number import MissingSpaceAfterNumber
from cleaner.passes.spacing.missing_space_after_stop import MissingSpaceAfterStop
from cleaner.passes.spacing.missing_space_beside_bracket import MissingSpaceBesideBracket
from cleaner.passes.spacing.space_after_opening import SpaceAfterOpening
from cleaner.passes.spacing.space_before_mark import SpaceBeforeMark
from cleaner.passes.spacing.space_inside_word import SpaceInsideWord
from cleaner.passes.spacing.spaced_letters import SpacedLetters
from cleaner.passes.spacing.spaced_thousands import SpacedThousands
from cleaner.passes.spacing.split_abbreviation import SplitAbbreviation
from cleaner.passes.spacing.split_contraction import SplitContraction
from cleaner.passes.spacing.split_currency import SplitCurrency
from cleaner.passes.spacing.split_handle import SplitHandle
from cleaner.passes.spacing.split_hyphen import SplitHyphen
from cleaner.passes.spacing.split_ligature import SplitLigature
from cleaner.passes.spacing.split_number import SplitNumber
from cleaner.passes.spacing.split_ordinal import SplitOrdinal
from cleaner.passes.spacing.split_time import SplitTime
from cleaner.passes.spacing.split_word import SplitWord
from cleaner.passes.spacing.tokenized import Tokenized
from cleaner.registry import Pass

PASS = Pass(
    "spacing",
    (
        Tokenized,
        SpaceBeforeMark,
        MisplacedComma,
        SpaceAfterOpening,
        MissingSpaceAfterStop,
        MissingSpaceAfterComma,
        MissingSpaceBesideBracket,
        MissingSpaceAfterNumber,
        SplitContraction,
        MissingSpaceAfterGenitive,
        SplitNumber,
        SpacedThousands,
        SplitOrdinal,
        SplitTime,
        SplitHandle,
        SplitHyphen,
        SpacedLetters,
        SplitWord,
        SpaceInsideWord,
        SplitLigature,
        SplitAbbreviation,
        SplitCurrency,
    ),
    weight=0.5,
    is_translation_evidence=True,
    needs_words=True,
    by_paragraph=True,
)
