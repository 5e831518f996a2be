"""What the findings of a run amount to: the residue counted, and the likelihood of machine translation.

Both are worked out when a result is asked for them, never before.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from cleaner.edits import Finding, Likelihood, Reason, Residue, Result
from cleaner.registry import Registry
from cleaner.resolve import BELOW_CONFIDENCE, BELOW_SAFETY, REPORTED, TOO_MUCH, UNSETTLED
from cleaner.score import likelihood

_NO_RESIDUE = frozenset({"untranslated/foreign-document"})
"""Rules that report what is wrong with a job, not with a text."""

_REPORT = 0.5
"""What a finding that was not applied counts for, times its confidence."""

_COUNTED = (REPORTED, BELOW_SAFETY, BELOW_CONFIDENCE, TOO_MUCH, UNSETTLED)
"""The refusals that leave a finding what it is; what was protected, made no change or lost its span is not counted."""

_FEW_WORDS = 100
"""Added to the words of a text, so that one finding in a short text is no flood."""

_SCALE = 20.0
"""At so many weighted findings for each 1,000 words the score is 0.63."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Judges results of pipelines that clean `lang`; frozen and picklable.

    `weights` are what a finding of a pass counts, for passes where that is not 1; `evidence` are the passes whose
    findings are evidence for machine translation, sorted.
    """

    lang: str
    weights: tuple[tuple[str, float], ...]
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, lang: str, registry: Registry) -> Scorer:
        """A scorer for pipelines with the passes of a registry."""
        weights = tuple((each.name, each.weight) for each in registry.passes if each.weight != 1)
        return cls(lang, weights, tuple(sorted(each.name for each in registry.passes if each.is_translation_evidence)))

    def residue(self, result: Result) -> Residue:
        """The findings counted by pass, and weighed to one number."""
        words = len(result.original.split())
        found = [finding for finding in result.findings if finding.applied or finding.refused in _COUNTED]
        counts = Counter(_pass(finding) for finding in found)
        weights = dict(self.weights)
        # fsum, for the sum of floats differs between versions of Python
        weighed = math.fsum(_weight(finding, weights.get(_pass(finding), 1.0)) for finding in found)
        score = 1 - math.exp(-1000 * weighed / (words + _FEW_WORDS) / _SCALE)
        return Residue(words, dict(sorted(counts.items())), score)

    def likelihood(self, result: Result) -> Likelihood:
        """The likelihood of machine translation; the prior for a text in another language."""
        if result.foreign:
            return likelihood.judge("", {}, self.lang)
        return likelihood.judge(result.original, self._evidence(result), self.lang)

    def reasons(self, result: Result) -> tuple[Reason, ...]:
        """What moved the likelihood; nothing where it is the prior."""
        return likelihood.reasons(result.original, self._evidence(result), self.lang, result.likelihood.trust)

    def _evidence(self, result: Result) -> dict[str, float]:
        return likelihood.evidence(result.findings, self.evidence)


def _pass(finding: Finding) -> str:
    return finding.rule.partition("/")[0]


def _weight(finding: Finding, weight: float) -> float:
    """What a finding counts, of a pass whose findings count `weight`."""
    if finding.rule in _NO_RESIDUE:
        return 0.0
    return weight if finding.applied else weight * _REPORT * finding.confidence
