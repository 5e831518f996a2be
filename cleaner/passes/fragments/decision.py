"""What to do with a candidate: the one decision of the pass.

The observations of `evidence` are weighed by a log-linear model whose weights are data (`data/<lang>/fragments.txt`).
The outcome with the highest chance is the finding; it is applied only where its chance is so high that, on rows the
weights never saw, repairs of its kind were right often enough.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments.candidate import Candidate
from cleaner.passes.fragments.candidates import find
from cleaner.passes.fragments.evidence import MAIN_CLAUSE, OPENING_CLASSES, observe
from cleaner.passes.fragments.view import UNTIED

SCALE = 100
"""Weights are kept as whole numbers, so many to the unit."""

DELETE, JOIN, CAPITALISE, KEEP = OUTCOMES = "DJCK"

FOUND = 0.5
"""A candidate that is kept with at least this chance is no finding."""

CLEAR = {DELETE: 0.6, JOIN: 0.45, CAPITALISE: 0.6}
"""The chance from which an outcome is clear enough to be applied."""

CLEAR_SHORT = {**CLEAR, DELETE: 0.45}
"""The same for one or two words: little is lost with them, and little else can be done about them."""

SHORT = frozenset({"has one word", "has two words"})

CONFIDENCE = {DELETE: 0.94, JOIN: 0.88, CAPITALISE: 0.83}
"""The cross-validated share of right repairs among the clear ones: 113 of 120, 133 of 150, 24 of 29 (2026-11)."""

DOUBT = 0.5
"""The confidence of what is not clear: reported."""

DOUBTFUL = frozenset(
    {
        "states on behind “?”",
        "begins with a capital modal",
        "begins as the sentence before does",
        "begins with two letters that are no word",
    }
)
"""Observations under which nothing is applied: people, too, go on in lower case behind a question, write "Must not be
empty." in notes, and "good prices. good service" in lists without marks; and a language code opens no sentence."""

DOUBTFUL_FOR = {
    DELETE: frozenset({"is a whole clause", "may be counted by the number before"}),
    JOIN: frozenset({"begins with a capital"} | {f"{MAIN_CLAUSE}: {name}" for name in OPENING_CLASSES}),
    CAPITALISE: frozenset({UNTIED, "begins with unknown word"}),
}
"""Observations under which one outcome is not applied: a whole clause is not thrown away, nor one that a phrase opens
joined; a word that is in no list, or a word or two without a tie, are not made a sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a candidate, its chance among all outcomes, and whether that is enough to act on.

    `doubtful` is true where the candidate's kind is only ever reported, whatever the chance; `short` where it has
    one or two words.
    """

    outcome: str
    chance: float
    doubtful: bool = False
    short: bool = False

    @property
    def confident(self) -> bool:
        """Whether the outcome is clear."""
        return not self.doubtful and self.chance >= (CLEAR_SHORT if self.short else CLEAR)[self.outcome]

    @property
    def confidence(self) -> float:
        """The measured share of right repairs of this kind."""
        return CONFIDENCE[self.outcome] if self.confident else DOUBT


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate with its verdict and the observations that spoke loudest for it."""

    candidate: Candidate
    verdict: Verdict
    observations: frozenset[str]
    reasons: tuple[str, ...]


def judge(chances: Mapping[str, float], observations: frozenset[str]) -> Verdict | None:
    """The verdict by the chances of the outcomes; None where the candidate stays as it is and is no finding."""
    if chances[KEEP] >= FOUND:
        return None
    outcome = max(DELETE + JOIN + CAPITALISE, key=lambda name: chances[name])
    doubtful = not (DOUBTFUL | DOUBTFUL_FOR[outcome]).isdisjoint(observations)
    return Verdict(outcome, chances[outcome], doubtful, not SHORT.isdisjoint(observations))


@functools.cache
def _weights(lexicon: Lexicon) -> dict[str, tuple[int, ...]]:
    table = {}
    for entry in lexicon.entries("fragments"):
        name, *values = entry.rsplit(" ", len(OUTCOMES))
        table[name] = tuple(map(int, values))
    return table


def decide(document: Document) -> tuple[Decision, ...]:
    """The decisions over all candidates of a document that are findings."""
    decisions = []
    table = _weights(document.lexicon)
    for candidate in find(document):
        observations = observe(document, candidate)
        weights = {name: table[name] for name in sorted(observations) if name in table}
        verdict = judge(_chances([table["bias"], *weights.values()]), observations)
        if verdict:
            decisions.append(Decision(candidate, verdict, observations, _reasons(weights, verdict.outcome)))
    return tuple(decisions)


def _chances(weights: Sequence[tuple[int, ...]]) -> dict[str, float]:
    sums = [sum(column) / SCALE for column in zip(*weights, strict=True)]
    powers = [math.exp(value - max(sums)) for value in sums]
    return {name: power / sum(powers) for name, power in zip(OUTCOMES, powers, strict=True)}


def _reasons(weights: Mapping[str, tuple[int, ...]], outcome: str) -> tuple[str, ...]:
    """The two observations that speak most for the outcome, against the average of the others."""
    place = OUTCOMES.index(outcome)
    ranked = sorted(weights, key=lambda name: (sum(weights[name]) - 4 * weights[name][place], name))
    return tuple(name for name in ranked if not name.startswith("reads on") and " before " not in name)[:2]
