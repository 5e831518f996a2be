"""What the rules of the pass share: each carries out one outcome of the decision and explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.fragments._decision import Decision, Force, Outcome, decide
from cleaner.passes.fragments._observations import Observation
from cleaner.rules import Prior, Rule

LISTS = (
    "fragments",
    "continuations",
    "parts-of-speech",
    "conjunctions",
    "subject-pronouns",
    "object-pronouns",
    "auxiliaries",
    "subordinators",
    "determiners",
    "prepositions",
    "hanging-verbs",
    "imperatives",
    "modals",
    "relatives",
    "function-words",
    "light-words",
    "comparatives",
    "particles",
    "open-determiners",
    "open-subordinators",
    "speech-verbs",
    "degrees",
    "scales",
    "units",
    "courtesies",
    "chat-words",
    "addresses",
    "agencies",
    "abbreviations",
    "marked-names",
)
"""The word lists that the decision reads; the weights are learnt together with them, so that none can be missing."""

IN_MACHINE = "in machine translation"
"""The shape of an edit where the text is known to be machine translation."""

UNCLEAR = "unclear"
"""The shape of a finding that is only reported."""

UNCLEAR_PRIOR = Prior(
    confidence=0.5,
    reason="the decision is not clear, or a veto holds",
    wrong=0,
    human_words=3_030_000,
    date="2026-11",
)


def explain(decision: Decision) -> str:
    """The message of a finding: what it is, and the strongest evidence for it; the words that a deletion would lose."""
    said = ["stray words after a sentence end", *map(_clause, decision.reasons)]
    if decision.verdict.force is Force.LOSES_WORDS:
        said.append(f"deleting it would lose {', '.join(map(repr, decision.lost))}")
    return "; ".join(said)


def _clause(reason: str) -> str:
    """An observation as a clause: "it has one word", "it comes after a name", "a sentence follows"."""
    if reason.startswith("after "):
        return f"it comes {reason}"
    return reason if reason.endswith(" follows") or reason.startswith(("the ", "nothing ")) else f"it {reason}"


OPTIONAL_LISTS = ("stock-phrases", "domain-endings", "old-words", "followers")


class FragmentRule(Rule):
    """A rule that picks its outcome from the decisions over the document."""

    outcome: ClassVar[Outcome]
    lists = LISTS
    optional_lists = OPTIONAL_LISTS
    sources = (decide,)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each candidate whose outcome is this rule's."""
        for decision in document.once(decide):
            if decision.verdict.outcome is self.outcome and self.is_mine(decision):
                yield self.repair(decision)

    def is_mine(self, decision: Decision) -> bool:  # noqa: ARG002 - for subclasses that share an outcome
        """Whether a decision for the outcome falls to this rule."""
        return True

    def repair(self, decision: Decision) -> Edit:
        """The edit that carries the decision out."""
        raise NotImplementedError

    def make(self, decision: Decision, start: int, end: int, changes: Iterable[Change]) -> Edit:
        """The edit over `start..end`, as sure and as safe as the decision is."""
        shape = IN_MACHINE if decision.in_machine else None
        if decision.verdict.force is Force.REPORTED:
            shape = UNCLEAR
        safety = Safety.RISKY if decision.verdict.force is Force.LOSES_WORDS else None
        return self.edit(start, end, explain(decision), changes, shape=shape, safety=safety)


@dataclass(frozen=True)
class FragmentDeletion(FragmentRule):
    """A rule that deletes the tail and the space before it."""

    outcome: ClassVar[Outcome] = Outcome.DELETE
    max_words: int = 12

    def repair(self, decision: Decision) -> Edit:
        """A deletion; of more than `max_words` words only a report."""
        candidate = decision.candidate
        span = candidate.gap_start, candidate.end
        changes = [Change(*span, "")] if len(candidate.tail.split()) <= self.max_words else []
        return self.make(decision, *span, changes)


def is_echo(decision: Decision) -> bool:
    """Whether the tail repeats what the sentence before it has just said."""
    return Observation.REPEATS_ALL() in decision.observations
