"""The rule boilerplate/advertisement-label."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class AdvertisementLabel(FurnitureRule):
    """Remove labels that stood over an advertisement.

    Why: the advertisement is gone, its label is left between two paragraphs.

    Not touched: the word in a sentence, a heading, a line in quotes, a list of such words.

    Safety: safe. A line of the lists alone between sentences that have ended, or at either end of the text.
    """

    name = "boilerplate/advertisement-label"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages that were written after the rule was: 4 of 4 were removed, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "the label of an advertisement, left over from the page"
    examples = (
        fix("The talks end today.\n\nAdvertisement", "The talks end today."),
        fix(
            "The talks end today.\n\nADVERTISEMENT\n\nThe minister said that they had been hard for everybody there.",
            "The talks end today.\n\nThe minister said that they had been hard for everybody there.",
        ),
        fix("The talks end today.\n\nSponsored Content\n", "The talks end today.\n"),
        keep("Above it must stand the word “Advertisement” in small type."),
        keep("Advertisement\n\nShort."),
        keep("The word over the text was:\n\n“Advertisement”"),
    )
