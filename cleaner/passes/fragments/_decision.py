"""What to do with a candidate: the one decision of the pass.

The observations of `_evidence` are weighed by a log-linear model whose weights are data (`data/<lang>/fragments.txt`).
The outcome with the highest chance is the finding; it is applied only where its chance is so high that, on rows the
weights never saw, repairs of its kind were right often enough.
"""

from __future__ import annotations

import enum
import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.errors import LexiconError
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._evidence import OBSERVERS, observe
from cleaner.passes.fragments._finder import find
from cleaner.passes.fragments._grammar import WordClass
from cleaner.passes.fragments._observations import OPENING_CLASSES, Observation, vocabulary

SCALE = 100
"""Weights are kept as whole numbers, so many to the unit."""


class Outcome(enum.Enum):
    """What is done with a candidate; the values are the labels of the rows that the weights are learnt from."""

    DELETE = "D"
    JOIN = "J"
    CAPITALISE = "C"
    KEEP = "K"


BIAS = "bias"
"""The key of the weights that hold without any observation."""

FOUND = 0.5
"""A candidate that is kept with at least this chance is no finding."""

CLEAR = {Outcome.DELETE: 0.6, Outcome.JOIN: 0.45, Outcome.CAPITALISE: 0.6}
"""The chance from which an outcome is clear enough to be applied."""

CLEAR_SHORT = {**CLEAR, Outcome.DELETE: 0.45}
"""The same for one or two words: little is lost with them, and little else can be done about them."""

SHORT = frozenset({Observation.SIZE("one word"), Observation.SIZE("two words")})

CONFIDENCE = {Outcome.DELETE: 0.94, Outcome.JOIN: 0.88, Outcome.CAPITALISE: 0.83}
"""The cross-validated share of right repairs among the clear ones: 113 of 120, 133 of 150, 24 of 29 (2026-11)."""

DOUBT = 0.5
"""The confidence of what is not clear: reported."""

VETOES: Mapping[Outcome, frozenset[str]] = {
    Outcome.DELETE: frozenset({Observation.WHOLE_CLAUSE(), Observation.PERHAPS_COUNTED()}),
    Outcome.JOIN: frozenset(
        {Observation.CAPITAL(), *(Observation.PHRASE_AND_MAIN_CLAUSE(name) for name in OPENING_CLASSES)}
    ),
    Outcome.CAPITALISE: frozenset({Observation.UNTIED(), Observation.BEGINS_WITH(WordClass.UNKNOWN)}),
}
"""Observations under which one outcome is not applied: a whole clause is not thrown away, nor one that a phrase opens
joined; a word that is in no list, or a word or two without a tie, are not made a sentence."""

VETOES_FOR_ALL = frozenset(
    {
        Observation.STATES_ON(),
        Observation.CAPITAL_MODAL(),
        Observation.BEGINS_ALIKE(),
        Observation.OPENS_WITH_CODE(),
    }
)
"""Observations under which nothing is applied: people, too, go on in lower case after a question, write "Must not be
empty." in notes, and "good prices. good service" in lists without marks; and a language code opens no sentence."""


UNQUOTED = frozenset({Observation.READS_ON, Observation.BETWEEN, Observation.BETWEEN_ALONE})
"""Observations that a message does not quote: they say little to a reader."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a candidate, its chance among all outcomes, and whether that is enough to act on.

    `doubtful` is true where the candidate's kind is only ever reported, whatever the chance; `short` where it has
    one or two words.
    """

    outcome: Outcome
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
    """A candidate with its verdict and the observations that were the strongest evidence for it."""

    candidate: Candidate
    verdict: Verdict
    observations: frozenset[str]
    reasons: tuple[str, ...]


def judge(chances: Mapping[Outcome, float], observations: frozenset[str]) -> Verdict | None:
    """The verdict by the chances of the outcomes; None where the candidate stays as it is and is no finding."""
    if chances[Outcome.KEEP] >= FOUND:
        return None
    outcome = max((each for each in Outcome if each is not Outcome.KEEP), key=lambda each: chances[each])
    doubtful = not (VETOES_FOR_ALL | VETOES[outcome]).isdisjoint(observations)
    return Verdict(outcome, chances[outcome], doubtful, not SHORT.isdisjoint(observations))


def decide(document: Document) -> tuple[Decision, ...]:
    """The decisions over all candidates of a document that are findings."""
    decisions = []
    table = weights(document.lexicon)
    for candidate in find(document):
        observations = observe(document, candidate)
        weighed = {phrase: table[phrase] for phrase in sorted(observations) if phrase in table}
        verdict = judge(_chances([table[BIAS], *weighed.values()]), observations)
        if verdict:
            reasons = _reasons(weighed, verdict.outcome, document.lexicon)
            decisions.append(Decision(candidate, verdict, observations, reasons))
    return tuple(decisions)


@functools.cache
def weights(lexicon: Lexicon) -> Mapping[str, tuple[int, ...]]:
    """Observation to its weights for the outcomes, in the order of `Outcome`.

    LexiconError where a key is no observation, or where a veto or an observer holds one that the other does not know.
    """
    table = {}
    for entry in lexicon.entries("fragments"):
        phrase, *values = entry.rsplit(" ", len(Outcome))
        table[phrase] = tuple(map(int, values))
    for problem in problems(table, lexicon):
        raise LexiconError(f"data/{lexicon.lang}/fragments.txt: {problem}")
    return table


def problems(table: Iterable[str], lexicon: Lexicon) -> list[str]:
    """What in the keys of a table of weights, in the vetoes and in the observers does not fit together."""
    known = vocabulary(lexicon)
    made = frozenset().union(*OBSERVERS.values())
    vetoes = VETOES_FOR_ALL.union(*VETOES.values())
    return [
        *(f"{key!r} is no observation" for key in table if key not in known and key != BIAS),
        *(f"the veto {veto!r} is no observation" for veto in vetoes if veto not in known),
        *(f"{each.value!r} is observed by no observer" for each in Observation if each not in made),
    ]


def _chances(weighed: Sequence[tuple[int, ...]]) -> dict[Outcome, float]:
    sums = [sum(column) / SCALE for column in zip(*weighed, strict=True)]
    powers = [math.exp(value - max(sums)) for value in sums]
    return {outcome: power / sum(powers) for outcome, power in zip(Outcome, powers, strict=True)}


def _reasons(weighed: Mapping[str, tuple[int, ...]], outcome: Outcome, lexicon: Lexicon) -> tuple[str, ...]:
    """The two observations that are the most evidence for the outcome, against the average of the others."""
    column = list(Outcome).index(outcome)
    known = vocabulary(lexicon)
    ranked = sorted(weighed, key=lambda phrase: (sum(weighed[phrase]) - 4 * weighed[phrase][column], phrase))
    return tuple(phrase for phrase in ranked if known[phrase] not in UNQUOTED)[:2]
