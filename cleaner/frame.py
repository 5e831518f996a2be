"""What is known of a text that was taken out of a file with a structure, and that the text itself does not show.

Rules see the prose of such a file as one text: its units, with walls between them. A frame says where markup was left
out and which spans only show what the file holds; no edit may take those, or reach from one unit into another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cleaner.alignment import Alignment
from cleaner.edits import Change
from cleaner.spans import Span, Spans


@dataclass(frozen=True)
class Frame:
    """The frame of a text, in its offsets.

    `fixed` are spans that no edit may touch; `walls` are those between units, sorted. The unit before a wall that
    starts at an offset in `vanishing_before`, and the one after it in `vanishing_after`, may be deleted whole, and the
    wall with it. At `seams`, sorted, markup was left out: an edit may begin or end there, and not reach over it.
    `size` is the length of the text.
    """

    size: int = 0
    fixed: Spans = field(default_factory=Spans)
    walls: tuple[Span, ...] = ()
    vanishing_before: frozenset[int] = frozenset()
    vanishing_after: frozenset[int] = frozenset()
    seams: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be kept from edits."""
        return not (self.fixed or self.walls or self.seams)

    @cached_property
    def _walls(self) -> Spans:
        return Spans(self.walls)

    def holds(self, changes: Iterable[Change]) -> bool:
        """Whether one of these changes would touch what no edit may."""
        return any(self._holds(change) for change in changes)

    def _holds(self, change: Change) -> bool:
        start, end = change.start, change.end
        if self.fixed.overlaps(start, end):
            return True
        first = bisect_right(self.seams, start)
        if first < len(self.seams) and self.seams[first] < end:
            return True
        return self._walls.overlaps(start, end) and not (not change.replacement and self._takes_units(start, end))

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(start for start, _ in self.walls)

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(end for _, end in self.walls)

    def _takes_units(self, start: int, end: int) -> bool:
        """Whether `start..end` is a number of whole units, each with one wall, which goes with it."""
        index = bisect_left(self.walls, (start, start))
        walls = []
        while index < len(self.walls) and self.walls[index][0] < end:
            walls.append(self.walls[index][0])
            index += 1
        if start in self._starts and (end in self._starts or end == self.size):
            return self.vanishing_after.issuperset(walls)
        if end in self._ends and (start in self._ends or not start):
            return self.vanishing_before.issuperset(walls)
        return False

    def moved(self, alignment: Alignment, size: int) -> Frame:
        """The frame of what changes have made of the text, which has `size` characters now."""
        kept = [(start, alignment.kept(start, end)) for start, end in self.walls]
        kept = [(start, wall) for start, wall in kept if wall[0] < wall[1]]
        return Frame(
            size,
            Spans(alignment.kept(start, end) for start, end in self.fixed),
            tuple(wall for _, wall in kept),
            frozenset(wall[0] for start, wall in kept if start in self.vanishing_before),
            frozenset(wall[0] for start, wall in kept if start in self.vanishing_after),
            tuple(alignment.kept(seam, seam)[0] for seam in self.seams),
        )


NO_FRAME = Frame()
