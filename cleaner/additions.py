"""What was added to a text from outside: a model's talk, the furniture of a page. Rules delete it, each its own kind.

A finder reads a document once and returns all its additions, outermost first or in order; the rules of the kinds share
the result through `document.once`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.rules import Prior, Rule

UNCONFIRMED = "unconfirmed"
"""The shape of additions that nothing else in the document confirms; they are reported."""


@dataclass(frozen=True, slots=True)
class Addition:
    """One span (code points) that was added: `kind` is the defect of the rule it belongs to, `start..end` what goes.

    The first of a pair has in `inner` the changes between the two that belong to them.
    """

    kind: str
    start: int
    end: int
    safety: Safety = Safety.SAFE
    inner: tuple[Change, ...] = ()
    why: str = ""
    """What told it, beside the message of its rule, where several signs did."""


@dataclass(frozen=True)
class AdditionRule(Rule):
    """A rule that deletes all additions of its kind, and reports those whose safety says so."""

    message: ClassVar[str] = ""
    shapes = MappingProxyType(
        {
            UNCONFIRMED: Prior(
                confidence=0.6,
                reason="the words are those of an addition, but a writer may have used them",
                wrong=0,
                human_words=3_030_000,
                date="2026-11",
            )
        }
    )

    def additions(self, document: Document) -> tuple[Addition, ...]:
        """All additions of `document`, of whatever kind."""
        raise NotImplementedError

    def own_additions(self, document: Document) -> list[Addition]:
        """The additions of this rule's kind."""
        kind = self.name.partition("/")[2]
        return [addition for addition in self.additions(document) if addition.kind == kind]

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each addition."""
        for addition in self.own_additions(document):
            yield self.without(addition)

    def without(self, addition: Addition) -> Edit:
        """The edit that deletes `addition`, or reports it."""
        start, end = addition.start, addition.end
        message = f"{self.message}: {addition.why}" if addition.why else self.message
        if addition.safety is Safety.REPORT:
            return self.edit(start, end, message, safety=Safety.REPORT, shape=UNCONFIRMED)
        return self.edit(start, end, message, [Change(start, end, "")], swallows=True)
