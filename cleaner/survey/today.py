"""What a pipeline does today with what a survey found, where it was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.edits import Result
from cleaner.survey.proposals import Proposal
from cleaner.survey.units import UnitForm, shape

if TYPE_CHECKING:
    from cleaner.pipeline import Pipeline

DELETED, CHANGED, REPORTED, LEFT = "deletes it", "changes it", "reports it", "leaves it"

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Treatment:
    """What happens to a proposal at so many of the offsets that were looked at, and by which rules."""

    what: str
    rules: tuple[str, ...]
    count: int
    looked_at: int

    def __str__(self) -> str:
        by = f" ({', '.join(self.rules)})" if self.rules else ""
        return f"{self.what}{by}" + (f" in {self.count} of {self.looked_at}" if self.count < self.looked_at else "")


class Treatments:
    """Cleans texts, each once, to see what becomes of proposals in them."""

    def __init__(self, pipeline: Pipeline, texts: Mapping[str, str]) -> None:
        """`texts`: those of the proposals, by name; what is not among them is not looked at."""
        self._pipeline = pipeline
        self._texts = texts
        self._results: dict[str, Result] = {}

    def of(self, proposal: Proposal) -> tuple[Treatment, ...]:
        """What happens to a proposal, the most frequent first; nothing where none of its texts is known."""
        found = Counter(self._at(proposal, name, offset) for name, offset in proposal.places if name in self._texts)
        ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Treatment(what, rules, count, found.total()) for (what, rules), count in ordered)

    def _at(self, proposal: Proposal, name: str, offset: int) -> tuple[str, tuple[str, ...]]:
        if name not in self._results:
            self._results[name] = self._pipeline.run(self._texts[name])
        result = self._results[name]
        start, end = span(proposal, result.original, offset)
        touching = [each for each in result.findings if each.start < end and start < each.end]
        applied = tuple(sorted({each.rule for each in touching if each.applied}))
        if not applied:
            return (REPORTED, tuple(sorted({each.rule for each in touching}))) if touching else (LEFT, ())
        first, last = result.to_clean(start, end)
        return (CHANGED if result.text[first:last].strip() else DELETED), applied


def span(proposal: Proposal, text: str, offset: int) -> tuple[int, int]:
    """Where a proposal is in a text that has it at `offset`; a shape stands for what has it."""
    if text.startswith(proposal.text, offset):
        return offset, offset + len(proposal.text)
    for match in _TOKEN.finditer(text, offset):
        if proposal.form is UnitForm.TOKEN and shape(proposal.text) in shape(match[0]):
            return match.span()
        break
    return offset, offset + 1


def wanted(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    """The names of the texts in which proposals were found."""
    return (name for each in proposals for name, _ in each.places)
