"""Quotation marks: spaces on the wrong side, marks doubled, mixed, turned, foreign, missing; the style asked for."""

from __future__ import annotations

from cleaner.passes.quotes.csv_field import CsvField
from cleaner.passes.quotes.doubled import Doubled
from cleaner.passes.quotes.empty_pair import EmptyPair
from cleaner.passes.quotes.foreign_quote import ForeignQuote
from cleaner.passes.quotes.misplaced_space import MisplacedSpace
from cleaner.passes.quotes.missing_closing import MissingClosing
from cleaner.passes.quotes.missing_space_outside import MissingSpaceOutside
from cleaner.passes.quotes.mixed_pair import MixedPair
from cleaner.passes.quotes.orphan_line import OrphanLine
from cleaner.passes.quotes.recurring_filler import RecurringFiller
from cleaner.passes.quotes.recurring_remark import RecurringRemark
from cleaner.passes.quotes.recurring_word import RecurringWord
from cleaner.passes.quotes.space_inside import SpaceInside
from cleaner.passes.quotes.stray import Stray
from cleaner.passes.quotes.style import Style
from cleaner.passes.quotes.unbalanced import Unbalanced
from cleaner.passes.quotes.wrapped_line import WrappedLine
from cleaner.passes.quotes.wrong_apostrophe import WrongApostrophe
from cleaner.passes.quotes.wrong_direction import WrongDirection
from cleaner.registry import Pass

PASS = Pass(
    "quotes",
    (
        SpaceInside,
        MisplacedSpace,
        CsvField,
        WrappedLine,
        EmptyPair,
        Doubled,
        WrongDirection,
        MixedPair,
        ForeignQuote,
        MissingSpaceOutside,
        WrongApostrophe,
        RecurringFiller,
        RecurringRemark,
        RecurringWord,
        MissingClosing,
        Stray,
        OrphanLine,
        Unbalanced,
        Style,
    ),
    weight=0.3,
    needs_words=True,
    by_paragraph=True,
)
