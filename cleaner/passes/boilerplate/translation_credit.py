"""The rule boilerplate/translation-credit."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class TranslationCredit(FurnitureRule):
    """Remove the line in which a page names the machine that translated it.

    Why: "Translated by Google" and "This article was translated automatically" are said of the text, not in it.

    Not touched: the same words in a sentence or in quotes; the name of a person who translated.

    Safety: safe. Only whole lines of the lists, at the end of the text or several at its start.
    """

    name = "boilerplate/translation-credit"
    measured = Prior(
        confidence=0.95,
        reason="whole lines of the lists or their beginnings at the end of a text; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "a page names the machine that translated it"
    examples = (
        fix("The talks end today.\n\nTranslated by Google", "The talks end today."),
        fix("The talks end today.\n\nThis article was translated automatically.", "The talks end today."),
        fix("The talks end today. Translated with DeepL.com (free version)", "The talks end today."),
        keep("The sign, translated by Google, promised a soup of our father."),
        keep("The talks end today.\n\nTranslated by Anna Lee"),
        keep("The bill says:\n\n“Translated by Google”"),
    )
