"""What a run counts, in a form that can be added up over workers and kept in a checkpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.edits import Result


@dataclass(slots=True)
class Counts:
    """Documents are texts that were cleaned, records what lies in a file for itself: for text files both are the same.

    `changed` counts records, `residue` adds up the scores of documents where they were asked for,
    `rule_failures` counts, by rule, the documents that a rule failed on and was off for.
    """

    records: int = 0
    changed: int = 0
    failed: int = 0
    binary: int = 0
    documents: int = 0
    residue: float = 0.0
    applied: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    rule_failures: Counter[str] = field(default_factory=Counter)

    def note(self, result: Result, *, scored: bool) -> None:
        """Count one cleaned document."""
        self.documents += 1
        if scored:
            self.residue += result.score
        self.rule_failures.update(failure.rule for failure in result.failures)
        for finding in result.findings:
            (self.applied if finding.applied else self.refused)[finding.rule] += 1

    def add(self, other: Counts) -> None:
        """Count what another has counted."""
        self.records += other.records
        self.changed += other.changed
        self.failed += other.failed
        self.binary += other.binary
        self.documents += other.documents
        self.residue += other.residue
        self.applied.update(other.applied)
        self.refused.update(other.refused)
        self.rule_failures.update(other.rule_failures)

    @property
    def found(self) -> int:
        """How many findings there are, applied or not."""
        return self.applied.total() + self.refused.total()

    @property
    def mean_residue(self) -> float:
        """The residue score of a document, on average."""
        return self.residue / max(1, self.documents)

    def sentence(self, verb: str, noun: str) -> str:
        """The counts for people; `verb` says what was done with the `noun`s that differ."""
        parts = [f"{self.changed:,} of {plural(self.records, noun)} {verb}"]
        parts.append(f"{plural(self.applied.total(), 'edit')}, {self.refused.total():,} more reported")
        if self.binary:
            parts.append(f"{plural(self.binary, 'binary file')} left as found")
        return "; ".join(parts)

    def plain(self) -> dict[str, Any]:
        """The counts as values for JSON."""
        return {
            "records": self.records,
            "changed": self.changed,
            "failed": self.failed,
            "binary": self.binary,
            "documents": self.documents,
            "residue": self.residue,
            "applied": dict(self.applied),
            "refused": dict(self.refused),
            "rule_failures": dict(self.rule_failures),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Counts:
        """The counts that `plain` was made of."""
        return cls(**{**plain, **{name: Counter(plain[name]) for name in ("applied", "refused", "rule_failures")}})


def plural(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
