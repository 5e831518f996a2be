"""The rules of a pipeline, as its texts meet them: pass by pass, only those that could act, by their sources."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.config import Config
from cleaner.document import Document
from cleaner.gaps import gaps_of
from cleaner.prefilter import Prefilter
from cleaner.rules import Rule, Source
from cleaner.score import Scorer
from cleaner.tokens import tokens

MAX_PICKED = 4096
"""Sets of signals whose rules are remembered."""

Groups = tuple[tuple[tuple[Source, ...], tuple[Rule, ...]], ...]
"""Rules of a pass by their common sources of candidates."""


def _grouped(rules: Iterable[Rule]) -> Groups:
    groups: dict[tuple[Source, ...], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.sources, []).append(rule)
    return tuple((sources, tuple(group)) for sources, group in groups.items())


@dataclass(frozen=True)
class Chain:
    """What a pipeline cleans all its texts with: its settings and its rules, pass by pass."""

    config: Config
    passes: tuple[tuple[Rule, ...], ...]
    patterns: tuple[re.Pattern[str], ...]
    prefilter: Prefilter
    scorer: Scorer
    _picked: dict[tuple[int, bool], tuple[Groups, ...]] = field(default_factory=dict, compare=False, repr=False)

    def picked(self, document: Document, *, bilingual: bool = False) -> tuple[Groups, ...]:
        """The rules that could act on a document, pass by pass; a pass none of whose rules could is empty. `bilingual`:
        whether it is known what the text is the translation of."""
        signals = self.prefilter.signals(document.text, document.once(gaps_of))
        if self.prefilter.asks_for_words:
            signals |= self.prefilter.of_words(document.once(tokens))
        passes = self._picked.get((signals, bilingual))
        if passes is None:
            picks, lang = self.prefilter.picks, self.config.lang
            passes = tuple(
                _grouped(rule for rule in rules if picks(rule, signals, lang) and (bilingual or not rule.bilingual))
                for rules in self.passes
            )
            if len(self._picked) < MAX_PICKED:
                self._picked[signals, bilingual] = passes
        return passes

    def only(self, name: str) -> Chain:
        """The chain with the rules of one pass alone."""
        passes = tuple(rules if rules[0].pass_name == name else () for rules in self.passes)
        return dataclasses.replace(self, passes=passes, _picked={})

    @functools.cached_property
    def rule_names(self) -> frozenset[str]:
        """The names of all rules."""
        return frozenset(rule.name for rules in self.passes for rule in rules)
