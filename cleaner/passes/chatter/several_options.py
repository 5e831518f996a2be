"""The rule chatter/several-options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.passes.chatter._words import both, words_of
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report

_NAMED = r"[ \t*_#>-]*([^\W\d_]{4,14})[ \t]*#?([1-5A-E])(?: ?\([^()\n]{1,60}\))?[*_]*[ \t]*[:.)–—-]"
_LABEL, _LATER_LABEL = expression(f"^{_NAMED}", re.MULTILINE), expression(f"\n{_NAMED}")
_NUMBERED = expression(r"^[ \t*_#>-]*([1-5])[.)][ \t*_]+", re.MULTILINE)
_INTRODUCED = expression(r"\s*+[^\n:：]{8,160}[:：][*_]*[ \t]*\n")
_MIN_ALIKE = 0.4
_MIN_WORDS = 3
_MAX_INTRODUCTION = 20
_MAX_WORDS = 400


class SeveralOptions(Rule):
    """Report several translations of one text, given to choose from.

    Why: asked for one translation, models offer "Option 1: … Option 2: …", or number them under a line that
    says so, and all are published.

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
    optional_lists = ("option-labels", "option-words")
    acts_on = r" #?[0A] ?[(*_:.)–—-]|[:：][*_]*\n+[*_ ]*0[.)]"
    examples = (
        report(
            "Option 1: The old bridge is open again.\n\nOption 2: The old bridge has been opened again.",
            at="Option 1: The old bridge is open again.\n\nOption 2: The old bridge has been opened again.",
        ),
        report(
            "Two possible translations:\n\n1. The old bridge is open again.\n2. The old bridge was opened again.",
            at="1. The old bridge is open again.\n2. The old bridge was opened again.",
        ),
        keep("Two possible routes:\n\n1. Take the ferry at six.\n2. Walk around the lake."),
        keep("Option 1: take the ferry at six.\n\nOption 2: walk around the lake."),
        keep("Option 1: The old bridge is open again."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit from the first label to the end of the last option."""
        text = document.text
        names = both(document.lexicon, "option-labels")
        several = _LATER_LABEL.search(text) is not None  # the engine can scan for it
        labels = [match for match in _LABEL.finditer(text) if match[1].lower() in names] if several else []
        if len(labels) < 2 and _INTRODUCED.match(text) and (introduced := self._introduced(document)):
            labels = introduced
        elif len(labels) < 2 or labels[0][2] not in "1A" or len({match[1].lower() for match in labels}) > 1:
            return
        ends = [*(match.start() for match in labels[1:]), len(text.rstrip())]
        options = [
            frozenset(words_of(text[match.end() : end].lower())) for match, end in zip(labels, ends, strict=True)
        ]
        if all(_MIN_WORDS <= len(option) <= _MAX_WORDS for option in options) and _are_alike(options):
            yield self.edit(labels[0].start(), ends[-1], "several translations to choose from")

    def _introduced(self, document: Document) -> list[re.Match[str]]:
        """The numbers of a list that is all there is after a first line that offers several translations."""
        text = document.text
        start = len(text) - len(text.lstrip())
        end = text.find("\n", start)
        words = words_of(text[start : max(start, end)].lower())
        said = both(document.lexicon, "option-words")
        if len(words) > _MAX_INTRODUCTION or said.isdisjoint(words) or text[start:end].rstrip("*_ ")[-1:] not in ":：":
            return []
        numbers = list(_NUMBERED.finditer(text, end))
        in_order = [int(match[1]) for match in numbers] == list(range(1, len(numbers) + 1))
        first = numbers[0].start() if numbers else len(text)
        return numbers if in_order and not text[end:first].strip() else []


def _are_alike(options: list[frozenset[str]]) -> bool:
    first, *others = options
    return all(len(first & other) >= _MIN_ALIKE * max(len(first), len(other)) for other in others)
