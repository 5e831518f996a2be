"""Which quotation marks of a text belong together: one scanner that every rule about quotations asks.

Marks are read a unit at a time: a line, or a paragraph whose lines were wrapped by hand. What a mark does is told by
its neighbours (space before, word after) and by its shape; a unit is read in several ways, the strictest first, and the
reading under which every mark has a partner is the right one. Where none balances, the unit is uncertain and its marks
without a partner are named. Work is linear in the text for each reading.

`is_alone_in_marks`, `is_set_apart` and `is_open_at` answer the smaller questions that rules of other passes ask about
one position.
"""

from __future__ import annotations

from cleaner.quotation.enclosed import is_alone_in_marks, is_open_at, is_set_apart
from cleaner.quotation.marks import Mark, Role
from cleaner.quotation.orderly import is_orderly
from cleaner.quotation.readings import Reading, Unit
from cleaner.quotation.units import irregular_units, units

__all__ = [
    "Mark",
    "Reading",
    "Role",
    "Unit",
    "irregular_units",
    "is_alone_in_marks",
    "is_open_at",
    "is_orderly",
    "is_set_apart",
    "units",
]
