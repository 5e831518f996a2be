"""From what rules propose to what is done: the only place that knows priorities, and every reason for a refusal.

Proposals are ranked by safety, confidence, length, place and rule name, a total order, so that the outcome never
depends on the order in which rules ran. Each is then taken or refused on its own; work is linear in the text and in the
summed length of the changes, but for the ranking.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.alignment import Alignment, apply
from cleaner.edits import Change, Edit, NetChange
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
"""The start of the refusal that names the rule whose edit stands there."""

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

_HAZARD = re.compile(
    "</?[A-Za-z!?][^<>]*>|&#?[0-9A-Za-z]{1,32};"
    "|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufffd]"
)
"""What an edit must never make: tags, entities, control and bidi characters, replacement characters."""


@dataclass(frozen=True, slots=True)
class Verdict:
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
    unsettled: frozenset[str] = frozenset(),
) -> list[Verdict]:
    """Decide over all edits that one pass proposes on `text`; the verdicts come sorted by place.

    `by_name` are rules the user asked for by name: their risky edits are applied at level SAFE too. `unsettled` are
    rules that are switched off for this text.
    """
    verdicts: list[Verdict] = []
    floor = _Floor(text)
    for edit in sorted(set(edits), key=_rank):
        refused = _refusal(text, edit, protected, level, min_confidence, by_name, unsettled)
        if refused is None and not floor.take(edit):
            refused = OVERLAPS
        verdicts.append(Verdict(edit, refused))
    verdicts = _with_owners(_without_hazards(text, verdicts))
    verdicts.sort(key=lambda verdict: (verdict.edit.start, verdict.edit.end, verdict.edit.rule, _rank(verdict.edit)))
    return verdicts


def _rank(edit: Edit) -> tuple[object, ...]:
    return (edit.safety, -edit.confidence, edit.start - edit.end, edit.start, edit.rule, edit.changes, edit.message)


def _refusal(
    text: str,
    edit: Edit,
    protected: Spans,
    level: Level,
    min_confidence: float,
    by_name: frozenset[str],
    unsettled: frozenset[str],
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
    return None


class _Floor:
    """Which characters of a text are taken by edits already accepted."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text) + 1)  # characters that a change replaces
        self._inside = bytearray(len(text) + 1)  # gaps strictly inside a change
        self._inserted = bytearray(len(text) + 1)  # gaps at which text was inserted

    def take(self, edit: Edit) -> bool:
        """Accept an edit, unless it overlaps one that was accepted before."""
        if any(self._conflicts(change.start, change.end) for change in edit.changes):
            return False
        for change in edit.changes:
            size = change.end - change.start
            if size:
                self._taken[change.start : change.end] = b"\1" * size
                self._inside[change.start + 1 : change.end] = b"\1" * (size - 1)
            else:
                self._inserted[change.start] = 1
        return True

    def _conflicts(self, start: int, end: int) -> bool:
        if start == end:
            return bool(self._inserted[start] or self._inside[start])
        return self._taken.find(1, start, end) >= 0 or self._inserted.find(1, start + 1, end) >= 0


def _with_owners(verdicts: list[Verdict]) -> list[Verdict]:
    """Complete each refusal for overlap with the rule whose edit stands there."""
    owners = sorted(
        (change.start, change.end, verdict.edit.rule)
        for verdict in verdicts
        if verdict.refused is None
        for change in verdict.edit.changes
    )
    starts = [start for start, _, _ in owners]

    def owner(edit: Edit) -> str:
        for change in edit.changes:
            last = bisect_right(starts, change.end) - 1
            for start, end, rule in owners[max(0, last - 2) : last + 1][::-1]:
                if (start < change.end and change.start < end) or start == change.start:
                    return rule
        return edit.rule  # the place was given up again because the edit there would have made markup

    return [
        Verdict(verdict.edit, OVERLAPS + owner(verdict.edit)) if verdict.refused == OVERLAPS else verdict
        for verdict in verdicts
    ]


def _without_hazards(text: str, verdicts: list[Verdict]) -> list[Verdict]:
    """Refuse the edits that would make a tag, an entity or an unseen character out of what stands around them."""
    kept = {verdict.edit for verdict in verdicts if verdict.refused is None}
    while kept:
        culprits = _hazardous(text, kept)
        if not culprits:
            break
        kept -= culprits
    return [
        Verdict(verdict.edit, MAKES_MARKUP) if verdict.refused is None and verdict.edit not in kept else verdict
        for verdict in verdicts
    ]


def _hazardous(text: str, edits: set[Edit]) -> set[Edit]:
    """The edits that have a part in a hazard which was none before; all of them where it cannot be told which."""
    owned = sorted(
        ((change, edit) for edit in edits for change in edit.changes), key=lambda pair: (pair[0].start, pair[0].end)
    )
    changed = apply(text, [change for change, _ in owned])
    hazards = [match.span() for match in _HAZARD.finditer(changed)]
    if not hazards:
        return set()
    alignment = Alignment([NetChange(c.start, c.end, c.replacement, text[c.start : c.end], ()) for c, _ in owned])
    starts = [change.start for change, _ in owned]
    culprits: set[Edit] = set()
    for low, high in hazards:
        start, end = alignment.to_original(low, high)
        before, after = text[start:end], changed[low:high]
        if before == after or _HAZARD.fullmatch(before):
            continue
        if after.startswith("&") and _fully_decoded(before) == _fully_decoded(after):
            continue  # the same entity, with one escape less
        first = bisect_left(starts, start)
        while first and owned[first - 1][0].end >= start:
            first -= 1
        culprits.update(edit for change, edit in owned[first : bisect_right(starts, end)])
    return culprits


def _fully_decoded(text: str) -> str:
    """`text` with its entities decoded until none is left: `&amp;lt;` and `&lt;` are the same one."""
    import html

    while (once := html.unescape(text)) != text:
        text = once
    return text


def sorted_changes(edits: Iterable[Edit]) -> list[Change]:
    """All changes of edits that do not overlap, in order; at one place an insertion comes first."""
    return sorted(change for edit in edits for change in edit.changes)
