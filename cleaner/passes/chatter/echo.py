"""The rule chatter/echo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cleaner import language
from cleaner.expressions import expression
from cleaner.rules import Document, Edit, Prior, Rule, Safety, keep, report

_FOREIGN_LETTERS = expression("[\u0370-\u1dff\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts other than Latin, as far as whole blocks tell."""


@dataclass(frozen=True)
class Echo(Rule):
    """Report paragraphs of the source before their translation.

    Why: models and bilingual clients print each paragraph of the source and then its translation.

    Not touched: a text with one such paragraph, such as a poem quoted in the original; sources in Latin letters, which
    cannot be told from quotations so easily.

    Safety: report only. Both halves may be wanted.
    """

    name = "chatter/echo"
    measured = Prior(
        confidence=0.7,
        reason="several paragraphs of the source before their translations; too few were found to count",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    acts_on = _FOREIGN_LETTERS.pattern
    examples = (
        report(
            "桥今天上午重新开放了。\n\nThe bridge opened again this morning.\n\n"
            "市长剪了彩。\n\nThe mayor cut the ribbon.\n\nThe crowd, which had waited for two hours, went home.",
            at="桥今天上午重新开放了。\n\nThe bridge opened again this morning.\n\n"
            "市长剪了彩。\n\nThe mayor cut the ribbon.",
        ),
        keep("The sign says:\n\n桥今天上午重新开放了。\n\nThe bridge opened again this morning."),
    )

    min_pairs: int = 2
    """How many pairs of paragraphs there must be."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit over all pairs."""
        text, lexicon = document.text, document.lexicon
        spans = [(start, end) for start, end in document.paragraphs if _letters(text[start:end])]
        if not spans or not language.is_foreign(text[slice(*spans[0])], lexicon):
            return
        foreign = [(start, end, language.is_foreign(text[start:end], lexicon)) for start, end in spans]
        pairs = [(left, right) for left, right in pairwise(foreign) if left[2] and not right[2]]
        if len(pairs) >= self.min_pairs and len(pairs) * 3 >= len(foreign):
            yield self.edit(pairs[0][0][0], pairs[-1][1][1], "paragraphs of the source beside their translation")


def _letters(text: str) -> bool:
    return any(character.isalpha() for character in text)
