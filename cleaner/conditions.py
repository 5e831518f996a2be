"""What an attempt at cleaning a text begins with: what is known of the text, and what it must do without."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cleaner.chain import Chain
from cleaner.edits import Failure
from cleaner.frame import NO_FRAME, Frame
from cleaner.spans import Span, TouchingSpans


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a text is looked at."""

    chain: Chain
    foreign: bool | None
    origin: str
    frame: Frame = NO_FRAME
    source: str | None = None


@dataclass(frozen=True)
class Without:
    """What an attempt must do without.

    `unsettled` are rules that are off; `failures` those that failed; `barred` are spans of the original with the rule
    whose edits there make a hazard, or "" for every rule; `apart` those where edits are not joined, however crowded
    they are, so that few need be barred.
    """

    unsettled: frozenset[str] = frozenset()
    failures: Mapping[str, Failure] = field(default_factory=lambda: MappingProxyType({}))
    barred: frozenset[tuple[str, Span]] = frozenset()
    apart: frozenset[Span] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.unsettled or self.failures or self.barred or self.apart)

    def also(self, rules: frozenset[str]) -> Without:
        """The same, and these rules are off."""
        return dataclasses.replace(self, unsettled=self.unsettled | rules)

    @functools.cached_property
    def spans(self) -> Mapping[str, TouchingSpans]:
        """The barred spans by rule."""
        by_rule: dict[str, list[Span]] = {}
        for rule, span in self.barred:
            by_rule.setdefault(rule, []).append(span)
        return {rule: TouchingSpans(spans) for rule, spans in by_rule.items()}

    @functools.cached_property
    def apart_spans(self) -> TouchingSpans:
        """The spans where edits are not joined."""
        return TouchingSpans(self.apart)


WITH_ALL = Without()
"""What a first attempt does without: nothing."""


class BeginAnewError(Exception):
    """Raised to start an attempt over, without something more."""

    def __init__(self, without: Without) -> None:
        super().__init__()
        self.without = without
