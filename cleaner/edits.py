"""The values that everything else passes around: changes, edits, findings and the result of a run.

All of them are frozen. Offsets are code points, as Python counts them; spans are half-open, `text[start:end]`. Changes
and edits are made by the thousand, so they are structs of msgspec, which cost a quarter of what dataclasses do; a copy
with other values is made with `msgspec.structs.replace`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import msgspec

from cleaner.errors import CleanerError


class Safety(enum.IntEnum):
    """How safe an edit is. Ordered: an edit is applied where its safety is at most the level asked for."""

    SAFE = 1
    RISKY = 2
    REPORT = 3

    def __str__(self) -> str:
        return self.name.lower()


class Change(msgspec.Struct, frozen=True, order=True, gc=False):
    """One span of a text and what replaces it; an insertion where `start == end`.

    ValueError where it is no span, TypeError where the replacement is no text.
    """

    start: int
    end: int
    replacement: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")
        if not isinstance(self.replacement, str):
            raise TypeError(f"a replacement that is no text at {self.start}..{self.end}: {self.replacement!r}")


class NetChange(Change, frozen=True, order=True, gc=False):
    """A change of the original that also knows what it replaced and which rules made it: enough to undo it."""

    found: str
    rules: tuple[str, ...]


class Edit(msgspec.Struct, frozen=True, gc=False):
    """A rule's proposal: changes that are made together or not at all.

    `start` and `end` are the span the proposal is about, in the text the rule saw; every change lies within it.
    Without changes the edit only reports. `swallows` says that a deletion may take protected spans whole.
    """

    rule: str
    start: int
    end: int
    message: str
    changes: tuple[Change, ...] = ()
    confidence: float = 1.0
    safety: Safety = Safety.SAFE
    swallows: bool = False

    def __post_init__(self) -> None:
        offset, end, inserted = self.start, self.end, -1
        if not 0 <= offset <= end:
            raise ValueError(f"not a span: {offset}..{end}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"not a confidence: {self.confidence}")
        for change in self.changes:
            low, high = change.start, change.end
            if not offset <= low <= high <= end:
                raise ValueError(f"changes out of order or outside {self.start}..{end}: {self.changes}")
            if low == high == inserted:
                raise ValueError(f"two insertions at {inserted}: {self.changes}")
            offset = high
            inserted = high if low == high else -1


@dataclass(frozen=True, slots=True)
class Finding:
    """What the user gets of an edit.

    `start` and `end` are offsets in the original text and `found` is what is there; `replacement` is what
    the edit puts there, None where it only reports. Where an edit before it rewrote the text, the span
    widens to that. `refused` says why an edit was not applied, None where it was.
    `changes` are the edit's single changes, placed in the original.
    """

    rule: str
    start: int
    end: int
    found: str
    replacement: str | None
    applied: bool
    refused: str | None
    safety: Safety
    confidence: float
    message: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that failed on a text and was off for it: its name, and why, with what it raised or wrongly proposed."""

    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"


class OffsetMap(Protocol):
    """What a result needs to translate offsets; `cleaner.alignment.Alignment` is one."""

    def to_original(self, start: int, end: int) -> tuple[int, int]: ...

    def to_clean(self, start: int, end: int) -> tuple[int, int]: ...

    def undo(self, clean: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Residue:
    """What was counted in a text before cleaning: `counts` findings by pass, among `words` words.

    `score` weighs them, per word, to a number from 0 (nothing found) to 1. It says what was found; never that a person
    wrote the rest.
    """

    words: int
    counts: Mapping[str, int]
    score: float

    @property
    def per_thousand(self) -> dict[str, float]:
        """Findings by pass for each 1,000 words."""
        return {name: 1000 * count / max(1, self.words) for name, count in self.counts.items()}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that moved a likelihood: a statistic of the text, beside what it is on average.

    `weight` is what it adds to the logarithm of the odds; above zero it is evidence for machine translation.
    """

    statistic: str
    value: float
    usual: float
    weight: float

    def __str__(self) -> str:
        return f"{self.statistic}: {self.value:.3g}, on average {self.usual:.3g} ({self.weight:+.2f})"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely a text is machine translation, from 0 to 1.

    `trust` is how far the text is like those the model learnt from; at 0 the value is the model's prior.
    """

    value: float
    trust: float


class Judge(Protocol):
    """What a result needs to be judged when it is asked; `cleaner.score.Scorer` is one."""

    def residue(self, result: Result) -> Residue: ...

    def likelihood(self, result: Result) -> Likelihood: ...

    def reasons(self, result: Result) -> tuple[Reason, ...]: ...


@dataclass(frozen=True)
class Result:
    """The result of cleaning one text.

    `changes` applied to `original` give `text`, exactly; `findings` say how it came to that, sorted by
    offset. `foreign` is true where the text was taken to be in another language than the pipeline's. What `judge` says
    of it is worked out when it is first asked for. `failures` are the rules that failed on the text: they were off for
    it, everything else was done. `error` is what went wrong with one text of many, which is then as
    it was; alone, a text raises it.
    """

    original: str
    text: str
    findings: tuple[Finding, ...]
    changes: tuple[NetChange, ...]
    offsets: OffsetMap
    foreign: bool = False
    judge: Judge | None = field(default=None, repr=False, compare=False)
    error: CleanerError | None = None
    failures: tuple[Failure, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the text differs from the original."""
        return bool(self.changes)

    @cached_property
    def residue(self) -> Residue:
        """The residue counted in the original, by pass and for each 1,000 words."""
        return self._judge().residue(self)

    @property
    def score(self) -> float:
        """The residue as one number from 0 to 1."""
        return self.residue.score

    @cached_property
    def likelihood(self) -> Likelihood:
        """How likely the original is machine translation, and how far the model may be trusted with it."""
        return self._judge().likelihood(self)

    @property
    def mt_likelihood(self) -> float:
        """How likely the original is machine translation, from 0 to 1; near 0.5 where the model cannot tell."""
        return self.likelihood.value

    @cached_property
    def mt_reasons(self) -> tuple[Reason, ...]:
        """What moved `mt_likelihood`, heaviest first."""
        return self._judge().reasons(self)

    def _judge(self) -> Judge:
        if self.judge is None:
            raise ValueError("this result was made without a judge; only a pipeline's results have scores")
        return self.judge

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` came from.

        A boundary inside replaced text widens to the whole replacement. Raises ValueError for a span outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}..{end} is not within the clean text of {len(self.text)} characters")
        return self.offsets.to_original(start, end)

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The span of the clean text that `original[start:end]` became, with what was inserted at its ends.

        So `to_clean(*to_original(start, end))` covers `start..end` for every span of the clean text. Raises ValueError
        for a span outside the original.
        """
        if not 0 <= start <= end <= len(self.original):
            raise ValueError(f"{start}..{end} is not within the original text of {len(self.original)} characters")
        return self.offsets.to_clean(start, end)

    def undo(self) -> str:
        """The original, rebuilt from the clean text and the changes."""
        return self.offsets.undo(self.text)

    def _repr_html_(self) -> str:
        """What notebooks show: the edits inline, and a list of them."""
        from cleaner.report.notebook import notebook

        return notebook(self)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what a rule makes of it; `after` is None where the rule must leave the text alone.

    `at` is the span of `before` that the rule's finding must cover exactly; None leaves it open. `options` are
    settings of the rule that the example needs, `source` what the text is the translation of.
    """

    before: str
    after: str | None
    at: str | None = None
    reported: bool = False
    options: Mapping[str, object] | None = None
    source: str | None = None
