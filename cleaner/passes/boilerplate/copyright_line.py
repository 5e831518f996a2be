"""The rule boilerplate/copyright-line."""

from __future__ import annotations

from cleaner.passes.boilerplate._shared import FurnitureRule
from cleaner.rules import Prior, fix, keep


class CopyrightLine(FurnitureRule):
    """Remove the line that says who owns the page.

    Why: the foot of every page has one; it belongs to no article.

    Not touched: copyright in a sentence, in quotes, on the title page at the start of a book, at the head of a licence.

    Safety: safe. Only whole lines at the end of the text, from the lists or with the sign or the word and a year.
    """

    name = "boilerplate/copyright-line"
    measured = Prior(
        confidence=0.95,
        reason="lines of pages that were written after the rule was: 3 of 3 were removed, too few to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "a copyright line, left over from the page"
    examples = (
        fix("The talks end today.\n\nAll rights reserved.", "The talks end today."),
        fix("The talks end today.\n\n© 2023 The Valley Times. All rights reserved.", "The talks end today."),
        fix("The talks end today.\nCopyright 2019 Valley Times", "The talks end today."),
        keep("Copyright © in each contribution remains with its author. He may withdraw it."),
        keep("He had it printed on every page:\n\n“All rights reserved.”"),
        keep(
            "The mill grinds whatever you like.\n\n## License\n\nCopyright (c) 2005 The Mill, Inc. All rights reserved."
        ),
        keep(
            "The wheel was given to us by the miller and all who had worked there before.\n\n"
            "Copyright (C) 1993 Anna Miller\nCopyright (C) 1994 Otto Reed\n\n"
            "This file is a collection of all that was said of the wheel and of its stones."
        ),
        keep("If it breaks, you may keep both pieces.\n\t\t-- Copyright notice of the mill, (c) 1988"),
        keep('It is in Anna Miller, "A Guide to Stones and\nWheels", Valley Press (c) 1988'),
        keep("Copyright 1922\n\nTo my wife"),
        keep(
            "The wheel was given to us by the miller and all who had worked there before.\n\n"
            "Copyright (c) 2005 The Mill, Inc. All rights reserved.\n\n"
            "Permission is hereby granted to grind whatever you like with this mill, and to sell it."
        ),
    )
