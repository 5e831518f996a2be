"""What rules do in texts: edits in 100,000 words, with samples to read."""

from __future__ import annotations

import dataclasses
import random
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cleaner.edits import Finding, Result
from cleaner.rules import UNMEASURED, Evidence, Measured, Prior

if TYPE_CHECKING:
    from cleaner.pipeline import Pipeline

Name = object
"""How a text is named; `str` of it is shown."""


@dataclass(slots=True)
class Tally:
    """How many findings of one kind there were, and some of them, each with its text, drawn evenly."""

    most: int
    count: int = 0
    samples: list[tuple[Name, Result]] = field(default_factory=list)
    _rng: random.Random = field(default_factory=lambda: random.Random(0))

    def add(self, name: Name, result: Result, finding: Finding) -> None:
        """Count a finding (J. S. Vitter, «Random Sampling with a Reservoir», 1985)."""
        self.count += 1
        place = len(self.samples) if self.count <= self.most else self._rng.randrange(self.count)
        if place < self.most:
            self.samples[place : place + 1] = [(name, dataclasses.replace(result, findings=(finding,)))]


@dataclass(slots=True)
class Measurement:
    """What some rules did in so many texts and words (runs of characters between whitespace).

    `applied` and `reported` count, by rule, the edits that were made and the findings that were not. `failed` counts
    texts that could not be cleaned; they are no part of the words.
    """

    applied: dict[str, Tally]
    reported: dict[str, Tally]
    texts: int = 0
    words: int = 0
    failed: int = 0

    def rate(self, count: int) -> float:
        """So many in 100,000 words."""
        return 100_000 * count / max(1, self.words)


def measure(
    pipeline: Pipeline, texts: Iterable[tuple[Name, str]], rules: Iterable[str], *, samples: int, workers: int = 1
) -> Measurement:
    """Run a pipeline over named texts and count what `rules` do; the other rules are not counted."""
    names: deque[Name] = deque()

    def drawn() -> Iterator[str]:
        for name, text in texts:
            names.append(name)
            yield text

    listed = tuple(rules)
    found = Measurement({name: Tally(samples) for name in listed}, {name: Tally(samples) for name in listed})
    for result in pipeline.run_many(drawn(), workers=workers):
        name = names.popleft()
        if result.error:
            found.failed += 1
            continue
        found.texts += 1
        found.words += len(result.original.split())
        for finding in result.findings:
            tally = (found.applied if finding.applied else found.reported).get(finding.rule)
            if tally:
                tally.add(name, result, finding)
    return found


def evidence(before: Evidence, human: Measurement, rule: str) -> Evidence:
    """The evidence of a rule with its harm in human text counted anew.

    What people wrote needs no repair: an edit in it counts as wrong until somebody has read it and says otherwise.
    """
    wrong, words, month = human.applied[rule].count, human.words, f"{date.today():%Y-%m}"
    if before is UNMEASURED:
        return Prior(confidence=before.confidence, reason=before.reason, wrong=wrong, human_words=words, date=month)
    return dataclasses.replace(before, wrong=wrong, human_words=words, date=month)


def in_python(found: Evidence) -> str:
    """The line that a rule in Python has for it."""
    values = {each.name: getattr(found, each.name) for each in dataclasses.fields(found)}
    shown = (f"{name}={value:_}" if type(value) is int else f"{name}={value!r}" for name, value in values.items())
    return f"measured = {type(found).__name__}({', '.join(shown)})"


def in_toml(found: Evidence) -> str:
    """The value that a rule without code has for it under `measured`."""
    judged = f"right = {found.right}, judged = {found.judged}, " if isinstance(found, Measured) else ""
    return f'{{ {judged}wrong = {found.wrong}, human_words = {found.human_words}, date = "{found.date}" }}'
