"""The rule boilerplate/symbol-line."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class SymbolLine(FurnitureRule):
    """Remove a last line of signs such as pages draw: arrows, bars, stars.

    Why: icons of buttons are characters of a font, and a scraper keeps them.

    Not touched: the stars, dashes and dots with which writers part scenes; lines within the text.

    Safety: safe. Only at the end of the text, only lines without any letter or digit.
    """

    name = "boilerplate/symbol-line"
    measured = Prior(
        confidence=0.95,
        reason="a last line of signs that pages draw, without a word; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "a line of signs, left over from the page"
    examples = (
        fix("The talks end today.\n\n» | «", "The talks end today."),
        fix("The talks end today.\n▲", "The talks end today."),
        keep("The talks end today.\n\n* * *"),
        keep("The talks end today.\n\n---"),
        keep("Price ▲ 4"),
    )
