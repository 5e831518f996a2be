"""From what rules propose to what is done: the only place that knows priorities, and every reason for a refusal.

Proposals are ranked by safety, confidence, length, place and rule name, a total order, so that the outcome never
depends on the order in which rules ran. Each is then taken or refused on its own; work is linear in the text and in the
summed length of the changes, but for the ranking.
"""

from __future__ import annotations

import enum
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.alignment import Alignment, apply
from cleaner.edits import Change, Edit, NetChange
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

_AMP = r"&(?:(?:amp|AMP|\#0*38|\#[xX]0*26);?)*"
"""An ampersand, however often it was escaped; browsers and `html.unescape` do without the semicolon."""

_OPEN = rf"(?:<|{_AMP}(?:lt|LT|\#0*60|\#[xX]0*3[cC]);?)"
_CLOSE = rf"(?:>|{_AMP}(?:gt|GT|\#0*62|\#[xX]0*3[eE]);?)"
_TAG = rf"{_OPEN}/?[A-Za-z!?](?:(?!{_OPEN}|{_CLOSE})[^<>])*+{_CLOSE}"
_ENTITY = rf"{_AMP}\#?[0-9A-Za-z]{{1,32}};"
_UNSEEN = (
    "["
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # controls, but for tab and line ends
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # bidi
    "\\ufffd"
    "]"
)
_HAZARDS = (re.compile(_TAG), re.compile(_ENTITY), re.compile(_UNSEEN))
"""What an edit must never make: tags and entities (also those that show when everything is decoded), control and bidi
characters, replacement characters."""


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
    floor = _Floor(len(text))
    for edit in sorted(set(edits), key=_rank):
        refused = _refusal(text, edit, protected, level, min_confidence, by_name, unsettled)
        if refused is None and (owner := floor.take(edit)) is not None:
            refused = OVERLAPS + owner
        verdicts.append(Verdict(edit, refused))
    verdicts = _without_hazards(text, verdicts)
    verdicts.sort(key=lambda verdict: (verdict.edit.start, verdict.edit.end, verdict.edit.rule, _rank(verdict.edit)))
    return verdicts


def _rank(edit: Edit) -> tuple[object, ...]:
    """The total order of the edits: no two that differ stand at one place of it."""
    ranks = (edit.safety, -edit.confidence, edit.start - edit.end, edit.start, edit.rule)
    return (*ranks, edit.changes, edit.message, edit.swallows)


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
    if edit.swallows and any(UNREADABLE.search(text, change.start, change.end) for change in edit.changes):
        return PROTECTED  # a byte that nobody could read is not taken for a repetition of another
    return None


class _Floor:
    """Which characters of a text, and which gaps between them, are taken by edits already accepted, and by whose.

    A look at a span costs its length, so that all work is linear in the text and the summed length of the changes.
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
            if (place := self._taken.find(1, start, end)) >= 0:
                return self._owner[place]
            place = self._inserted.find(1, start + 1, end)
            return self._inserter[place] if place >= 0 else None
        if self._inserted[start]:
            return self._inserter[start]
        if not start or not self._taken[start - 1] or not self._taken[start]:
            return None
        left, right = self._owner[start - 1 : start + 1]
        return left if left == right else None


_ROUNDS = 8
"""How often hazards are looked for again after edits that make them were refused, before all are refused."""


def _without_hazards(text: str, verdicts: list[Verdict]) -> list[Verdict]:
    """Refuse the edits that would make a tag, an entity or an unseen character out of what stands around them."""
    accepted = {verdict.edit for verdict in verdicts if verdict.refused is None}
    kept = accepted
    for _ in range(_ROUNDS):
        culprits = _hazardous(text, kept)
        kept = kept - culprits
        if not culprits:
            break
    else:
        kept = set()
    if kept == accepted:
        return verdicts
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
    hazards = [(pattern, *match.span()) for pattern in _possible(changed, owned) for match in pattern.finditer(changed)]
    if not hazards:
        return set()
    alignment = Alignment([NetChange(c.start, c.end, c.replacement, text[c.start : c.end], ()) for c, _ in owned])
    starts = [change.start for change, _ in owned]
    ends = [change.end for change, _ in owned]
    unseen = _HAZARDS[-1]
    culprits: set[Edit] = set()
    reached = dict.fromkeys(_HAZARDS, 0)
    for pattern, low, high in hazards:
        start, end = alignment.to_original(low, high)
        first, last = bisect_left(ends, start), bisect_right(starts, end)
        doubled = start < reached[pattern]  # the one before came of the same place
        was = text[start:end] == changed[low:high] or (pattern is not unseen and pattern.fullmatch(text, start, end))
        if first < last and (doubled or not was):
            culprits.update(edit for _, edit in owned[first:last])
        reached[pattern] = end
    return culprits


def _possible(changed: str, owned: list[tuple[Change, Edit]]) -> Iterator[re.Pattern[str]]:
    """The hazards that a cheap look does not rule out."""
    tag, entity, unseen = _HAZARDS
    if "&" in changed:
        yield entity
        yield tag
    elif "<" in changed and ">" in changed:
        yield tag
    if any(unseen.search(change.replacement) for change, _ in owned):
        yield unseen


def sorted_changes(edits: Iterable[Edit]) -> list[Change]:
    """All changes of edits that do not overlap, in order; at one place an insertion comes first."""
    return sorted(change for edit in edits for change in edit.changes)
