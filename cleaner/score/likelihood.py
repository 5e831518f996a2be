"""How likely a text is machine translation, by a small linear model over its style and the evidence of the rules.

The model is data, the list `mt-likelihood`, learnt by `benchmarks/training/likelihood.py`; figures and date are in it.
It multiplies and adds, nothing more: each statistic is held against its mean, counts for at most a few standard
deviations, and moves the odds by its weight.
"""

from __future__ import annotations

import functools
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleaner.edits import Finding, Likelihood, Reason
from cleaner.lexicon import load
from cleaner.score import style

ENOUGH_WORDS = 80
"""Fewer words than so many lend a text less trust, in proportion."""

STEEPNESS = 3
"""How fast trust falls with strangeness beyond the usual."""

_REASONS = 8


@dataclass(frozen=True, slots=True)
class _Statistic:
    """What the model knows of one statistic; `absent` is what it adds where its value is zero."""

    mean: float
    scale: float
    weight: float
    absent: float


@dataclass(frozen=True)
class Model:
    """The numbers of one language's model."""

    prior: float
    intercept: float
    limit: float
    usual_strangeness: float
    statistics: dict[str, _Statistic]

    @functools.cached_property
    def absent(self) -> float:
        """What all statistics together add in a text in which all are zero."""
        return math.fsum(each.absent for each in self.statistics.values())

    def deviation(self, value: float, each: _Statistic) -> float:
        """How many standard deviations a value is from its mean, within the limit."""
        z = (value - each.mean) / each.scale
        return z if -self.limit < z < self.limit else math.copysign(self.limit, z)


@functools.cache
def model(lang: str) -> Model | None:
    """The model of a language, None where it has none."""
    lexicon = load(lang)
    if not lexicon.has("mt-likelihood"):
        return None
    table = json.loads(lexicon.text("mt-likelihood"))
    limit = table["limit"]
    statistics = {}
    for name, (mean, scale, weight) in table["statistics"].items():
        zero = max(-limit, min(limit, -mean / scale))
        statistics[name] = _Statistic(mean, scale, weight, weight * zero)
    return Model(table["prior"], table["intercept"], limit, table["usual strangeness"], statistics)


def evidence(findings: Iterable[Finding], passes: Iterable[str]) -> dict[str, float]:
    """The findings of some passes in the part of a text that is measured, by pass, as logarithms of their counts."""
    counts = Counter(finding.rule.partition("/")[0] for finding in findings if finding.start < style.LENGTH)
    return {f"found {name}": math.log1p(counts[name]) for name in passes if counts[name]}


def judge(text: str, found: Mapping[str, float], lang: str) -> Likelihood:
    """The likelihood that `text`, in which the rules found that `evidence`, is machine translation.

    A language without a model, and a text in which nothing can be counted, get 0.5 without trust.
    """
    learnt = model(lang)
    values = _values(text, found, lang) if learnt else {}
    if learnt is None or not values:
        return Likelihood(learnt.prior if learnt else 0.5, 0.0)
    odds = learnt.intercept + learnt.absent
    known = learnt.statistics
    for name, value in values.items():
        each = known.get(name)
        if each is not None:
            odds += learnt.deviation(value, each) * each.weight - each.absent
    trust = _trust(text, values, learnt)
    prior = math.log(learnt.prior / (1 - learnt.prior))
    return Likelihood(1 / (1 + math.exp(-(prior + trust * odds))), trust)


def reasons(text: str, found: Mapping[str, float], lang: str, trust: float) -> tuple[Reason, ...]:
    """What moved the likelihood most, heaviest first, weighed with the trust that it has."""
    learnt = model(lang)
    if learnt is None or not trust:
        return ()
    values = _values(text, found, lang)
    moved = []
    for name, each in learnt.statistics.items():
        value = values.get(name, 0.0)
        moved.append(Reason(name, value, each.mean, learnt.deviation(value, each) * each.weight * trust))
    moved.sort(key=lambda reason: (-abs(reason.weight), reason.statistic))
    return tuple(moved[:_REASONS])


def _values(text: str, found: Mapping[str, float], lang: str) -> dict[str, float]:
    values = style.measure(text, load(lang))
    return {**values, **found} if values else {}


def _trust(text: str, values: dict[str, float], learnt: Model) -> float:
    """From 1 for a text like those that were learnt from to 0 for one that is nothing like them."""
    build = [(values[name] - learnt.statistics[name].mean) / learnt.statistics[name].scale for name in style.BUILD]
    strangeness = math.sqrt(math.fsum(z * z for z in build) / len(build)) / learnt.usual_strangeness
    words = text[: style.LENGTH].count(" ") + 1
    return min(1.0, words / ENOUGH_WORDS) / max(1.0, strangeness) ** STEEPNESS
