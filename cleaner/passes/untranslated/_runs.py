"""The runs of a sequence of numbers that have the highest sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.spans import Span


def best_runs(points: Sequence[float]) -> list[Span]:
    """All maximal runs with a positive sum (Ruzzo and Tompa 1999), from left to right; linear."""
    runs: list[_ScoredRun] = []
    total = 0.0
    for index, value in enumerate(points):
        if value > 0:
            run = _ScoredRun(index, index + 1, total, total + value)
            while True:
                earlier = len(runs) - 1
                while earlier >= 0 and runs[earlier].before >= run.before:
                    earlier = runs[earlier].link
                run.link = earlier
                if earlier < 0 or runs[earlier].after >= run.after:
                    break
                run.start, run.before = runs[earlier].start, runs[earlier].before
                del runs[earlier:]
            runs.append(run)
        total += value
    return [(run.start, run.end) for run in runs]


@dataclass(slots=True)
class _ScoredRun:
    """A run, the sums before and after it, and the nearest run before it with a smaller sum before it."""

    start: int
    end: int
    before: float
    after: float
    link: int = -1
