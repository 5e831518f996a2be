"""What decisions teach: how often each rule was accepted, with an interval, and the settings that would follow.

Only what the reviewer decided counts, not what was left as it was. A suggestion is made where the decisions are enough
to tell; the interval is Wilson's (E. B. Wilson, «Probable inference, the law of succession, and statistical inference»,
Journal of the American Statistical Association 22, 1927), at 95 %.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleaner.review.decisions import DecidedEdit

_Z = 1.959964
"""Of the normal distribution, for 95 %."""

MIN_DECIDED = 10
"""Fewer decisions on a rule, or on edits below a confidence, say too little for a setting."""

GOOD = 0.95
"""The share of edits accepted that a confidence has to reach."""

_MIN_SPARED = 2
"""So often a text has to be rejected, and never accepted, until it is worth protecting."""

_WORD = re.compile(r"[^\W_]{2}")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How many edits were accepted and rejected."""

    accepted: int
    rejected: int

    @property
    def decided(self) -> int:
        """How many were decided on."""
        return self.accepted + self.rejected

    @property
    def share(self) -> float:
        """The share accepted; of none, 0."""
        return self.accepted / max(1, self.decided)

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the share accepted probably lies, were all to be decided on."""
        return wilson(self.accepted, self.decided)


def wilson(count: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a share of which `count` of `total` were seen; of nothing seen, all there is."""
    if not total:
        return 0.0, 1.0
    share, spread = count / total, _Z * _Z / total
    middle = share + spread / 2
    reach = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a set of decisions teaches.

    `rules` are the verdicts by rule, those with the most decisions first. `ignore` are rules that are wrong more often
    than right, for sure; `min_confidence` is the lowest confidence from which on the edits of all other rules are
    accepted often enough, None where that is not known or where all are; `protect` are expressions for texts that were
    always to stay.
    """

    rules: Sequence[tuple[str, Acceptance]]
    ignore: Sequence[str]
    min_confidence: float | None
    protect: Sequence[str]

    def snippet(self) -> str:
        """The settings as they would be in a configuration file; empty where nothing follows."""
        lines = []
        if self.ignore:
            lines.append(f"ignore = [{', '.join(map(_quoted, self.ignore))}]")
        if self.min_confidence is not None:
            lines.append(f"min_confidence = {self.min_confidence:.2f}")
        if self.protect:
            lines.append(f"protect = [{', '.join(map(_quoted, self.protect))}]")
        return "".join(f"{line}\n" for line in lines)


def lesson(edits: Iterable[DecidedEdit]) -> Lesson:
    """What the decisions on these edits teach. An edit that several rules made counts for each of them."""
    decided = [edit for edit in edits if edit.decided]
    accepted = Counter(rule for edit in decided if edit.accepted for rule in edit.rules)
    rejected = Counter(rule for edit in decided if not edit.accepted for rule in edit.rules)
    rules = sorted(accepted | rejected, key=lambda rule: (-accepted[rule] - rejected[rule], rule))
    verdicts = [(rule, Acceptance(accepted[rule], rejected[rule])) for rule in rules]
    ignore = [rule for rule, each in verdicts if each.decided >= MIN_DECIDED and each.interval[1] < 0.5]
    kept = [edit for edit in decided if edit.changes and set(edit.rules).isdisjoint(ignore)]
    return Lesson(verdicts, sorted(ignore), _min_confidence(kept), _protected(kept))


def _min_confidence(edits: Sequence[DecidedEdit]) -> float | None:
    """The lowest confidence, in hundredths, from which on enough are accepted; None where all are or none is known."""
    for hundredths in range(101):
        floor = hundredths / 100
        above = [edit.accepted for edit in edits if edit.confidence >= floor]
        if len(above) < MIN_DECIDED:
            return None
        if sum(above) >= GOOD * len(above):
            return floor if len(above) < len(edits) else None
    return None


def _protected(edits: Sequence[DecidedEdit]) -> list[str]:
    """Expressions for what was rejected more than once, and never accepted, among them words."""
    rejected: Counter[str] = Counter()
    accepted: set[str] = set()
    for edit in edits:
        for text in {change.found.strip() for change in edit.changes}:
            if edit.accepted:
                accepted.add(text)
            elif _WORD.search(text) and text.isprintable():
                rejected[text] += 1
    spared = sorted(text for text, count in rejected.items() if count >= _MIN_SPARED and text not in accepted)
    return [_expression(text) for text in spared]


def _expression(text: str) -> str:
    """A regular expression for a text, as a whole word where it begins or ends with one."""
    start = r"\b" if re.match(r"\w", text) else ""
    end = r"\b" if re.search(r"\w\Z", text) else ""
    return f"{start}{re.escape(text)}{end}"


def _quoted(text: str) -> str:
    """A printable string in TOML: literal where it can be, so that expressions stay legible."""
    if "\\" in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
