"""Entities that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.entities import LOOKS_LIKE_REFERENCE
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import SPLIT_ENTITIES
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_CHARACTERS = {
    "quot": '"',
    "#34": '"',
    "apos": "'",
    "#39": "'",
    "amp": "&",
    "#38": "&",
    "nbsp": "\N{NO-BREAK SPACE}",
    "#160": "\N{NO-BREAK SPACE}",
    "rsquo": "’",
    "lsquo": "‘",
    "rdquo": "”",
    "ldquo": "“",
    "ndash": "–",
    "mdash": "—",
    "hellip": "…",
}
_BROKEN = re.compile(
    r"&(?P<space1> ?)(?P<sign>#?)(?P<space2> ?)"
    r"(?P<name>quot|apos|amp|nbsp|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip|3[489]|160)(?P<space3> ?);",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SplitEntity(Rule):
    """Decode entities that translation broke with spaces or capitals: `& quot;`, `& # 39 ;`, `&Quot;`.

    Why: engines translate escaped text without decoding it first and set the signs off; no decoder knows them after.

    Not touched: entities in one piece, which the encoding pass decodes; those of `<` and `>`; texts that speak of
    markup; one alone in quotation marks.

    Safety: safe. An ampersand, a known name and a semicolon in a row are in no other text.
    """

    name = "markup/split-entity"
    measured = Measured(
        right=150,
        judged=150,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damaged lines that were repaired, compared with the original",
    )
    lists = ("markup-terms",)
    elsewhere = Elsewhere.APPLY
    needs = ("&",)
    acts_on = "&"
    examples = (
        fix("the & quot;green& quot; line", 'the "green" line', at="& quot;"),
        fix("It& # 39; s open", "It' s open", at="& # 39;"),
        fix("Fish & amp; chips", "Fish & chips", at="& amp;"),
        fix("the &Quot;green&Quot; line", 'the "green" line', at="&Quot;"),
        keep("Fish &amp; chips"),
        keep("rock & roll; jazz & blues"),
        keep("In HTML, & quot; with a space is no entity."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each broken entity."""
        text = document.text
        for match in _BROKEN.finditer(text):
            start, end = match.span()
            name = match["name"].lower()
            decoded = _CHARACTERS.get(match["sign"] + name)
            spaces = match["space1"] or match["space2"] or match["space3"]
            whole = not spaces and (match["sign"] or match["name"] in (name, name.upper()))
            if decoded is None or whole or is_meant(document, start, end, SPLIT_ENTITIES):
                continue
            if decoded == "&" and LOOKS_LIKE_REFERENCE.match(text, end):
                continue
            yield self.edit(start, end, f"broken entity of {decoded!r}", [Change(start, end, decoded)])
