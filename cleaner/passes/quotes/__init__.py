"""Quotation marks: blanks on the wrong side, marks doubled, mixed, turned, foreign, missing; the style asked for."""

from __future__ import annotations

from cleaner.passes.quotes.direction import ForeignQuote, MixedPair, WrongDirection
from cleaner.passes.quotes.doubled import Doubled
from cleaner.passes.quotes.missing import MissingClosing, OrphanLine, Stray, Unbalanced
from cleaner.passes.quotes.spaces import MisplacedSpace, SpaceInside
from cleaner.passes.quotes.style import Style
from cleaner.registry import Pass

PASS = Pass(
    "quotes",
    (
        SpaceInside,
        MisplacedSpace,
        Doubled,
        WrongDirection,
        MixedPair,
        ForeignQuote,
        MissingClosing,
        Stray,
        OrphanLine,
        Unbalanced,
        Style,
    ),
    weight=0.3,
)
