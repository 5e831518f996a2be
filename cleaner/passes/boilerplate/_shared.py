"""The base of the rules, one for each kind of furniture; what is furniture is decided in `_furniture`."""

from __future__ import annotations

from cleaner.additions import Addition, AdditionRule
from cleaner.document import Document
from cleaner.passes.boilerplate._furniture import furniture
from cleaner.passes.boilerplate._lists import FURNITURE_LISTS
from cleaner.rules import Elsewhere


class FurnitureRule(AdditionRule):
    """A rule that deletes all furniture of its kind."""

    elsewhere = Elsewhere.APPLY
    optional_lists = FURNITURE_LISTS
    sources = (furniture,)

    def additions(self, document: Document) -> tuple[Addition, ...]:
        """The furniture of the page."""
        return document.once(furniture)
