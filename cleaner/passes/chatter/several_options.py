"""The rule chatter/several-options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.passes.chatter._words import both, words_of
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report

_LABEL = re.compile(
    r"^[ \t*_#>-]*([^\W\d_]{4,14})[ \t]*#?([1-5A-E])(?: ?\([^()\n]{1,60}\))?[*_]*[ \t]*[:.)–—-]", re.MULTILINE
)
_MIN_ALIKE = 0.4
_MIN_WORDS = 3
_MAX_WORDS = 400


@dataclass(frozen=True)
class SeveralOptions(Rule):
    """Report several translations of one text, given to choose from.

    Why: asked for one translation, models offer "Option 1: … Option 2: …", and all are published.

    Not touched: numbered options that say different things.

    Safety: report only. Which one is wanted is not known.
    """

    name = "chatter/several-options"
    measured = Prior(
        confidence=0.8,
        reason="numbered texts of the same words; lists of like things may look so",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.REPORT
    optional_lists = ("option-labels",)
    acts_on = r" #?[0A] ?[(*_:.)–—-]"
    examples = (
        report(
            "Option 1: The old bridge is open again.\n\nOption 2: The old bridge has been opened again.",
            at="Option 1: The old bridge is open again.\n\nOption 2: The old bridge has been opened again.",
        ),
        keep("Option 1: take the ferry at six.\n\nOption 2: walk around the lake."),
        keep("Option 1: The old bridge is open again."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit from the first label to the end of the last option."""
        text = document.text
        names = both(document.lexicon, "option-labels")
        labels = [match for match in _LABEL.finditer(text) if match[1].lower() in names]
        if len(labels) < 2 or labels[0][2] not in "1A" or len({match[1].lower() for match in labels}) > 1:
            return
        ends = [*(match.start() for match in labels[1:]), len(text.rstrip())]
        options = [
            frozenset(words_of(text[match.end() : end].lower())) for match, end in zip(labels, ends, strict=True)
        ]
        if all(_MIN_WORDS <= len(option) <= _MAX_WORDS for option in options) and _are_alike(options):
            yield self.edit(labels[0].start(), ends[-1], "several translations to choose from")


def _are_alike(options: list[frozenset[str]]) -> bool:
    first, *others = options
    return all(len(first & other) >= _MIN_ALIKE * max(len(first), len(other)) for other in others)
