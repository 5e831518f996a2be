"""A space on the wrong side of a mark."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.quotes._pairs import misplaced
from cleaner.quotation import Mark, Reading
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Measured, Rule, fix, keep

_SINGLES = expression(
    r"‘(?<!\w‘)[^‘\n]{2,300}?[,.!?](?P<before>[ ])’(?P<tag>[ ][^‘’\n]{3,40}[.,])(?P<opening>‘[ ])"
    r"[^‘\n]{2,300}?[,.!?…](?P<after>[ ]?)’(?!\w)"
)
"""Two quotations in single marks with who spoke between, each mark on the wrong side of its space."""


def _holds_singles(document: Document) -> bool:
    """Whether a single mark opens before a space, after a stop or comma."""
    return ".‘ " in document.text or ",‘ " in document.text


class MisplacedSpace(Rule):
    """Carry a space from the inside of a quotation mark to its outside: `he said" yes"`, `“Yes, “added Anna`.

    Why: translation engines put the mark back on the wrong side of the space.

    Not touched: paragraphs in which the marks do not pair up when the space is moved, feet and inches.

    Safety: safe, because every mark of the paragraph finds its partner that way and no other.
    """

    name = "quotes/misplaced-space"
    measured = Measured(
        right=11,
        judged=12,
        wrong=1,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    optional_lists = ("speech-tags",)
    acts_on = rf"{QUOTATION_GAP}|[.,]‘ "
    sources = (quotation.irregular_units, _holds_singles)
    examples = (
        fix('He said" we agree" and left.', 'He said "we agree" and left.', at='" we agree"'),
        fix('"We agree, "he said to us.', '"We agree," he said to us.', at='"We agree, "'),
        fix("“We agree, “added Anna.", "“We agree,” added Anna.", at="“We agree, “"),
        fix("‘It’s late, ’ said Tom.‘ Don’t wait. ’", "‘It’s late,’ said Tom. ‘Don’t wait.’"),
        keep('"We agree," he said.'),
        keep('He asked, "Who said "yes" to it?" and left.'),
        keep('The 12" pipe is longer than the 10" one.'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        for unit in document.once(quotation.irregular_units):
            if unit.reading is Reading.NONE:
                continue
            for opening, closing in unit.pairs:
                changes = misplaced(document, unit, opening, closing)
                if changes:
                    changes = tuple(_turned(change, opening) for change in changes)
                    message = "space on the wrong side of a quotation mark"
                    yield self.edit(opening.start, closing.end, message, changes)
        if document.once(_holds_singles):
            yield from self._singles(document)

    def _singles(self, document: Document) -> Iterator[Edit]:
        tags = document.lexicon.optional("speech-tags")
        for match in _SINGLES.finditer(document.text):
            if not tags.isdisjoint(match["tag"].rstrip(".,").split()):
                changes = [
                    Change(*match.span("before"), ""),
                    Change(*match.span("opening"), " ‘"),
                    Change(*match.span("after"), ""),
                ]
                changes = [change for change in changes if change.start < change.end]
                yield self.edit(*match.span(), "space on the wrong side of single quotation marks", changes)


def _turned(change: Change, opening: Mark) -> Change:
    """The change with its curly mark turned the right way."""
    if change.start == opening.start:
        return Change(change.start, change.end, change.replacement.replace("”", "“"))
    return Change(change.start, change.end, change.replacement.replace("“", "”"))
