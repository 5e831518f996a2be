"""How the marks of a unit pair up: readings from strict to lenient, of which the first that balances holds."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.quotation.marks import Mark, Role
from cleaner.spans import Span


class Reading(enum.Enum):
    """Under which reading the marks of a unit pair up; from strict to lenient."""

    SHAPE = "by shape and position"
    CONTEXT = "by context alone"
    MEASURES = "with marks after numbers taken for inches"
    ALTERNATING = "every other mark closes"
    NONE = "not at all"


@dataclass(slots=True, eq=False)
class Unit:
    """A passage of text read as one, with its double marks and how they pair."""

    start: int
    end: int
    marks: list[Mark]
    reading: Reading = Reading.NONE
    pairs: list[tuple[Mark, Mark]] = field(default_factory=list)

    def nested(self) -> Iterator[tuple[Mark, Mark, Mark]]:
        """The pairs that lie within another, each with the opening mark of the one around it."""
        around: list[tuple[Mark, Mark]] = []
        for opening, closing in self.pairs:
            while around and around[-1][1].start < opening.start:
                around.pop()
            if around and closing.end <= around[-1][1].start:
                yield opening, closing, around[-1][0]
            around.append((opening, closing))

    @property
    def lone(self) -> list[Mark]:
        """The marks without a partner, measures and speeches that go on aside."""
        return [m for m in self.marks if m.partner is None and not m.measure and not m.continued]


def _by_shape(mark: Mark) -> Role:
    return mark.context if mark.glyph is Role.EITHER else mark.glyph


def _by_context(mark: Mark) -> Role:
    return mark.glyph if mark.context is Role.EITHER else mark.context


def read(text: str, span: Span, marks: list[Mark], verbs: frozenset[str]) -> Unit:
    """Try the readings in turn; the first that leaves no mark alone holds. Empty quotations stay out if they can."""
    filled = [mark for mark in marks if not mark.empty]
    unit = Unit(*span, filled)
    unit.reading = _reading(text, filled, verbs)
    if unit.reading is Reading.NONE and len(filled) < len(marks):
        with_empty = _reading(text, marks, verbs)
        if with_empty is Reading.NONE:
            _reading(text, filled, verbs)
        else:
            unit.marks, unit.reading = marks, with_empty
    unit.pairs = [(m, m.partner) for m in unit.marks if m.partner is not None and m.partner.start > m.start]
    return unit


def _reading(text: str, marks: Sequence[Mark], verbs: frozenset[str]) -> Reading:
    """Pair the marks under the strictest reading that balances, or as far as it goes by position."""
    counted = [mark for mark in marks if not mark.measure]
    if _balances(counted, _by_shape):
        return Reading.SHAPE
    if _balances(counted, _by_context):
        return Reading.CONTEXT
    inches = [m for m in counted if _after_number(text, m)]
    if inches and _balances([m for m in counted if not _after_number(text, m)], _by_context):
        for mark in inches:
            mark.measure, mark.partner = True, None
        return Reading.MEASURES
    if _alternates(text, counted, verbs):
        return Reading.ALTERNATING
    _balances(counted, _by_context)
    return Reading.NONE


def _after_number(text: str, mark: Mark) -> bool:
    return mark.shape in ('"', "''", "”") and text[mark.start - 1 : mark.start].isdigit()


def _balances(marks: Sequence[Mark], role: Callable[[Mark], Role]) -> bool:
    """Pair the marks under a reading; whether each found its partner."""
    open_marks: list[Mark] = []
    balanced = True
    for mark in marks:
        mark.partner = None
        wanted = role(mark)
        if open_marks and _closes_low_mark(open_marks[-1], mark):
            wanted = Role.CLOSE
        if wanted is Role.EITHER:
            wanted = Role.CLOSE if open_marks else Role.OPEN
        mark.role = wanted
        if wanted is Role.OPEN:
            open_marks.append(mark)
        elif open_marks:
            mark.partner = open_marks.pop()
            mark.partner.partner = mark
        else:
            balanced = False
    return balanced and not open_marks


def _closes_low_mark(opening: Mark, mark: Mark) -> bool:
    """Whether `mark` is the “ of „text“."""
    return opening.shape in ("„", ",,") and mark.shape == "“" and mark.context is not Role.OPEN


def _alternates(text: str, marks: Sequence[Mark], verbs: frozenset[str]) -> bool:
    """Pair first and second, third and fourth, where a mark that objects only stands on the wrong side of a space."""
    if len(marks) % 2 or any(mark.shape not in ('"', "“", "”") for mark in marks):
        return False
    for index, mark in enumerate(marks):
        wanted = Role.CLOSE if index % 2 else Role.OPEN
        if mark.context not in (wanted, Role.EITHER) and not _may_be_misplaced(text, marks, index, verbs):
            return False
        mark.role = wanted
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        opening.partner, closing.partner = closing, opening
    return True


_SHORT = 60
"""The length up to which words between two marks may be a quotation that no stop or comma sets off."""


def _may_be_misplaced(text: str, marks: Sequence[Mark], index: int, verbs: frozenset[str]) -> bool:
    """Whether a mark that seems to do the opposite may just stand on the wrong side of its space.

    A closing mark may, where a speech tag stands after it or few words before it: `"Yes, "he said`; an opening one
    before few words: `as" so"`.
    """
    mark = marks[index]
    if index % 2:
        if text[mark.start - 1 : mark.start] not in (" ", "\t") or not text[mark.end : mark.end + 1].islower():
            return False
        inner = text[marks[index - 1].end : mark.start].rstrip()
        tag = text[mark.end : mark.end + 60].split()[:4]
        return (inner.endswith((",", "!", "?")) and not verbs.isdisjoint(tag)) or _is_short(inner)
    if text[mark.end : mark.end + 1] not in (" ", "\t") or not text[mark.start - 1 : mark.start].islower():
        return False
    return marks[index + 1].context is not Role.OPEN and _is_short(text[mark.end : marks[index + 1].start])


def _is_short(inner: str) -> bool:
    return len(inner) <= _SHORT and not re.search(r"[.!?;:]\s", inner)
