"""From what rules propose to what is done: the only module that knows priorities, and every reason for a refusal.

Proposals are ranked by safety, confidence, length, offset and rule name, a total order, so that the result never
depends on the order in which rules ran. Each is then taken or refused on its own; work is linear in the text and in the
summed length of the changes, but for the ranking.
"""

from __future__ import annotations

import enum
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from cleaner.edits import Change, Edit
from cleaner.protection import UNREADABLE
from cleaner.spans import Spans


class Level(enum.IntEnum):
    """How much to apply: an edit is applied where its safety is at most this."""

    NONE = 0
    SAFE = 1
    RISKY = 2

    def __str__(self) -> str:
        return self.name.lower()


REPORTED = "reported only"
BELOW_SAFETY = "below safety"
BELOW_CONFIDENCE = "below confidence"
PROTECTED = "protected"
CHANGES_NOTHING = "changes nothing"
MAKES_MARKUP = "makes markup"
TOO_MUCH = "too much"
UNSETTLED = "unsettled"
OVERLAPS = "overlaps "
"""The start of the refusal that names the rule whose edit is there."""

REFUSALS = (
    REPORTED,
    BELOW_SAFETY,
    BELOW_CONFIDENCE,
    PROTECTED,
    CHANGES_NOTHING,
    MAKES_MARKUP,
    TOO_MUCH,
    UNSETTLED,
    OVERLAPS,
)
"""All reasons there are; the last one is followed by a rule's name."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one edit: `refused` is None where it is applied."""

    edit: Edit
    refused: str | None


def resolve(
    text: str,
    edits: Iterable[Edit],
    *,
    protected: Spans,
    level: Level = Level.SAFE,
    min_confidence: float = 0.8,
    by_name: frozenset[str] = frozenset(),
    unsettled: Collection[str] = frozenset(),
    barred: Callable[[Edit], bool] | None = None,
    held: Callable[[Sequence[Change]], bool] | None = None,
) -> list[Ruling]:
    """Decide over all edits that one pass proposes on `text`; the rulings come sorted by offset.

    `by_name` are rules the user asked for by name: their risky edits are applied at level SAFE too. `unsettled` are
    rules that are switched off for this text. `barred` says of an edit whether it was found to make a hazard, `held` of
    changes whether they would touch what is protected however an edit takes it.
    """
    rulings: list[Ruling] = []
    floor = _Floor(len(text))
    for edit in sorted(set(edits), key=_rank):
        refused = _refusal(text, edit, protected, level, min_confidence, by_name, unsettled)
        if refused is None and held is not None and held(edit.changes):
            refused = PROTECTED
        if refused is None and barred is not None and barred(edit):
            refused = MAKES_MARKUP
        if refused is None and (owner := floor.take(edit)) is not None:
            refused = OVERLAPS + owner
        rulings.append(Ruling(edit, refused))
    rulings.sort(key=lambda ruling: (ruling.edit.start, ruling.edit.end, ruling.edit.rule, _rank(ruling.edit)))
    return rulings


def _rank(edit: Edit) -> tuple[object, ...]:
    """The total order of the edits: no two that differ are equal in it."""
    ranks = (edit.safety, -edit.confidence, edit.start - edit.end, edit.start, edit.rule)
    return (*ranks, edit.changes, edit.message, edit.swallows)


def _refusal(
    text: str,
    edit: Edit,
    protected: Spans,
    level: Level,
    min_confidence: float,
    by_name: frozenset[str],
    unsettled: Collection[str],
) -> str | None:
    if not edit.changes:
        return REPORTED
    if edit.rule in unsettled:
        return UNSETTLED
    if edit.safety > max(level, Level.RISKY if level and edit.rule in by_name else Level.NONE):
        return BELOW_SAFETY
    if edit.confidence < min_confidence:
        return BELOW_CONFIDENCE
    if all(text[change.start : change.end] == change.replacement for change in edit.changes):
        return CHANGES_NOTHING
    touches = protected.cuts if edit.swallows else protected.overlaps
    if any(touches(change.start, change.end) for change in edit.changes):
        return PROTECTED
    if edit.swallows and any(UNREADABLE.search(text, change.start, change.end) for change in edit.changes):
        return PROTECTED  # a byte that nobody could read is not taken for a repetition of another
    return None


class _Floor:
    """Which characters of a text, and which gaps between them, are taken by edits already accepted, and by whose.

    Asking about a span costs its length, so that all work is linear in the text and the summed length of the changes.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._rules: list[str] = []  # of the changes, in the order in which they were accepted
        self._taken = bytearray()  # 1 for a character that a change replaces
        self._owner = array("L")  # the number of that change
        self._inserted = bytearray()  # 1 for a gap at which text was inserted
        self._inserter: dict[int, int] = {}  # that gap to the number of the change

    def take(self, edit: Edit) -> str | None:
        """Accept an edit, unless it overlaps one that was accepted before: then the rule of that."""
        if not self._rules:
            self._taken = bytearray(self._size + 1)
            self._owner = array("L", bytes(self._owner.itemsize * (self._size + 1)))
            self._inserted = bytearray(self._size + 1)
        for change in edit.changes:
            number = self._conflict(change.start, change.end)
            if number is not None:
                return self._rules[number]
        for change in edit.changes:
            number, size = len(self._rules), change.end - change.start
            self._rules.append(edit.rule)
            if size:
                self._taken[change.start : change.end] = b"\1" * size
                self._owner[change.start : change.end] = array("L", [number]) * size
            else:
                self._inserted[change.start] = 1
                self._inserter[change.start] = number
        return None

    def _conflict(self, start: int, end: int) -> int | None:
        """The number of an accepted change that `start..end` overlaps; touching is not overlapping."""
        if start < end:
            if (position := self._taken.find(1, start, end)) >= 0:
                return self._owner[position]
            position = self._inserted.find(1, start + 1, end)
            return self._inserter[position] if position >= 0 else None
        if self._inserted[start]:
            return self._inserter[start]
        if not start or not self._taken[start - 1] or not self._taken[start]:
            return None
        left, right = self._owner[start - 1 : start + 1]
        return left if left == right else None


def sorted_changes(edits: Iterable[Edit]) -> list[Change]:
    """All changes of edits that do not overlap, in order; at one offset an insertion comes first."""
    return sorted(change for edit in edits for change in edit.changes)
