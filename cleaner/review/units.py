"""What a reviewer decides on as one: the changes of a result that are made together or not at all.

Edits of several passes may have gone into one net change, and one edit may have made several. A unit is the smallest
group of changes such that every applied edit lies wholly in one unit, and no other edit built on a part of it. Edits
that were not applied but could be are units too, as are findings that only report, which change nothing. All units of
a result are disjoint, so any choice of them can be made at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.alignment import apply
from cleaner.edits import Change, Finding, NetChange, Result
from cleaner.resolve import BELOW_CONFIDENCE, BELOW_SAFETY, REPORTED

_OPEN = (BELOW_SAFETY, BELOW_CONFIDENCE)
"""The refusals that a reviewer may overrule: the edit is possible, and only was not trusted enough."""


@dataclass(frozen=True, slots=True)
class ReviewUnit:
    """Changes of the original that are decided on as one, and the findings that asked for them.

    `applied` is whether cleaning made them. A unit without changes is a finding that only reports.
    """

    changes: tuple[NetChange, ...]
    findings: tuple[Finding, ...]
    applied: bool

    @property
    def start(self) -> int:
        """The first offset of the original that it is about."""
        return self.changes[0].start if self.changes else self.findings[0].start

    @property
    def end(self) -> int:
        """The offset after the last one."""
        return self.changes[-1].end if self.changes else self.findings[0].end

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that had a part in it, in the order of their edits."""
        named = [*(finding.rule for finding in self.findings), *(rule for each in self.changes for rule in each.rules)]
        return tuple(dict.fromkeys(named))

    @property
    def confidence(self) -> float:
        """That of its least certain edit."""
        return min((finding.confidence for finding in self.findings), default=1.0)


def units(result: Result) -> tuple[list[ReviewUnit], list[Finding]]:
    """The units of a result in the order of the text, and the findings that belong to none.

    Those are refusals that nobody could overrule here (protected, overlapping), and edits that cancelled out.
    """
    found, rest = _applied(result)
    taken = _Taken()
    for unit in found:
        taken.add(unit.changes)
    for finding in result.findings:
        if finding.applied:
            continue
        if finding.refused == REPORTED:
            found.append(ReviewUnit((), (finding,), applied=False))
            continue
        changes = tuple(_net(result.original, finding)) if finding.refused in _OPEN else ()
        if changes and taken.free(changes):
            taken.add(changes)
            found.append(ReviewUnit(changes, (finding,), applied=False))
        else:
            rest.append(finding)
    return sorted(found, key=lambda unit: (unit.start, unit.end, unit.rules)), rest


def _net(original: str, finding: Finding) -> Iterator[NetChange]:
    for change in finding.changes:
        found = original[change.start : change.end]
        if found != change.replacement:
            yield NetChange(change.start, change.end, change.replacement, found, (finding.rule,))


def _applied(result: Result) -> tuple[list[ReviewUnit], list[Finding]]:
    """The units of what was applied, and the applied edits that left no trace in the net changes."""
    changes = result.changes
    starts, ends = [change.start for change in changes], [change.end for change in changes]
    groups = list(range(len(changes)))  # of each net change one that is in the same unit; of the first, itself
    homes: list[tuple[Finding, int]] = []
    rest = []
    for finding in result.findings:
        if not finding.applied:
            continue
        touched = [
            number
            for change in finding.changes
            for number in range(bisect_left(ends, change.start), bisect_right(starts, change.end))
            if finding.rule in changes[number].rules
        ]
        if not touched:
            rest.append(finding)
            continue
        first = min(_root(groups, number) for number in touched)
        for number in touched:
            groups[_root(groups, number)] = first
        homes.append((finding, first))
    made: dict[int, list[NetChange]] = {}
    for number, net in enumerate(changes):
        made.setdefault(_root(groups, number), []).append(net)
    asked: dict[int, list[Finding]] = {}
    for finding, home in homes:
        asked.setdefault(_root(groups, home), []).append(finding)
    found = [ReviewUnit(tuple(each), tuple(asked.get(root, ())), applied=True) for root, each in made.items()]
    return [part for unit in found for part in _parts(result.original, unit)], rest


def _parts(original: str, unit: ReviewUnit) -> list[ReviewUnit]:
    """A unit edit by edit, where its edits only touch: net changes that touch are one, but need not be decided on as
    one. Where an edit rewrote what another had made, the unit stays whole."""
    parts = [ReviewUnit(tuple(_net(original, each)), (each,), applied=True) for each in unit.findings]
    if len(parts) < 2 or not all(part.changes for part in parts):
        return [unit]
    taken = _Taken()
    for part in parts:
        if not taken.free(part.changes):
            return [unit]
        taken.add(part.changes)
    start, end = unit.start, unit.end
    single = sorted(change for part in parts for change in part.changes)
    if single[0].start < start or single[-1].end > end:
        return [unit]
    same = _made(original, start, end, single) == _made(original, start, end, unit.changes)
    return parts if same else [unit]


def _made(original: str, start: int, end: int, changes: Iterable[Change]) -> str:
    """What changes make of a span of the original."""
    moved = [Change(change.start - start, change.end - start, change.replacement) for change in changes]
    return apply(original[start:end], moved)


def _root(groups: list[int], number: int) -> int:
    while groups[number] != number:
        groups[number] = number = groups[groups[number]]
    return number


class _Taken:
    """The spans that are taken by changes of units; touching is not overlapping, two insertions at one offset are."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []  # sorted, disjoint

    def add(self, changes: Iterable[Change]) -> None:
        for change in changes:
            insort(self._spans, (change.start, change.end))

    def free(self, changes: Iterable[Change]) -> bool:
        return not any(self._conflicts(change.start, change.end) for change in changes)

    def _conflicts(self, start: int, end: int) -> bool:
        at = max(0, bisect_left(self._spans, (start, start)) - 1)  # the one before may reach over the start
        while at < len(self._spans) and self._spans[at][0] <= end:
            other_start, other_end = self._spans[at]
            if start == end == other_start == other_end or (start < other_end and other_start < end):
                return True
            at += 1
        return False
