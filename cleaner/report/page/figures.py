"""What a page says of all documents, also of those it does not show: totals, rules, passes, findings a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from cleaner.alignment import Alignment
from cleaner.edits import Result
from cleaner.registry import Registry
from cleaner.rules import max_confidence, summary

BINS = (0, 1, 2, 3, 4, 5, 10, 20, 50)
"""Where the bars of the histogram begin, in findings a document."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, what it does, its stated confidence and where that comes from, and how often it found something."""

    name: str
    summary: str
    confidence: float
    evidence: str
    applied: int
    refused: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its label, what it counts, and its length as a share of the longest."""

    label: str
    count: int
    share: float


class Figures:
    """Adds up documents with findings; those without are known by `total`, at the end."""

    def __init__(self) -> None:
        self.documents = 0
        self.changed = 0
        self.applied: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._confidence: dict[str, float] = {}
        self._bins: Counter[int] = Counter()
        self._before = 0.0
        self._after = 0.0

    def add(self, result: Result) -> None:
        """Count a document with findings."""
        self.documents += 1
        self.changed += result.changed
        for finding in result.findings:
            (self.applied if finding.applied else self.refused)[finding.rule] += 1
            self._confidence[finding.rule] = max(self._confidence.get(finding.rule, 0.0), finding.confidence)
        self._bins[bisect_right(BINS, len(result.findings)) - 1] += 1
        before, after = scores(result)
        self._before += before
        self._after += after

    def mean_scores(self, total: int) -> tuple[float, float]:
        """The mean residue score of so many documents, before and after."""
        return self._before / max(1, total), self._after / max(1, total)

    def rules(self, registry: Registry) -> list[RuleRow]:
        """The rules with findings, in the order they run."""
        found = self.applied | self.refused
        known = [name for name in registry.rules if name in found]
        rows = []
        for name in [*known, *sorted(found.keys() - set(known))]:
            rule = registry.rules.get(name)
            rows.append(
                RuleRow(
                    name,
                    summary(rule) if rule else "",
                    max_confidence(rule) if rule else self._confidence[name],
                    str(rule.measured) if rule else "",
                    self.applied[name],
                    self.refused[name],
                )
            )
        return rows

    def passes(self, registry: Registry) -> list[Bar]:
        """How many findings each pass has; passes without any are left out."""
        found: Counter[str] = Counter()
        for rule, count in (self.applied + self.refused).items():
            found[rule.partition("/")[0]] += count
        names = [name for name in registry.pass_names if name in found]
        return _bars([(name, found[name]) for name in [*names, *sorted(found.keys() - set(names))]])

    def histogram(self, total: int) -> list[Bar]:
        """How many documents have how many findings."""
        bins = self._bins + Counter({0: max(0, total - self.documents)})
        last = max(bins, default=0)
        return _bars([(_label(number), bins[number]) for number in range(last + 1)])


def scores(result: Result) -> tuple[float, float]:
    """The residue score of a text before and after cleaning; of what was made without a judge, nothing."""
    if result.judge is None:
        return 0.0, 0.0
    left = tuple(finding for finding in result.findings if not finding.applied)
    after = replace(result, original=result.text, findings=left, changes=(), offsets=Alignment(()))
    return result.score, after.score


def _label(number: int) -> str:
    start = BINS[number]
    end = BINS[number + 1] - 1 if number + 1 < len(BINS) else None
    return f"{start}+" if end is None else f"{start}" if end == start else f"{start}\N{EN DASH}{end}"


def _bars(counts: list[tuple[str, int]]) -> list[Bar]:
    longest = max((count for _, count in counts), default=0)
    return [Bar(label, count, count / max(1, longest)) for label, count in counts]
