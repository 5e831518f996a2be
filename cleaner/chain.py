"""The rules of a pipeline, as its texts meet them: pass by pass, only those that could act, by their sources."""

from __future__ import annotations

import dataclasses
import functools
import operator
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.config import Config
from cleaner.document import Document
from cleaner.gaps import gaps_of
from cleaner.noise import is_no_prose
from cleaner.prefilter import Prefilter
from cleaner.rules import Rule, Source
from cleaner.score import Scorer

MAX_PICKED = 4096
"""Sets of signals whose rules are remembered, of all passes together and of each."""

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
    _picked_of: dict[tuple[int, int, bool], Groups] = field(default_factory=dict, compare=False, repr=False)

    def picked(self, document: Document, *, bilingual: bool = False) -> tuple[Groups, ...]:
        """The rules that could act on a document, pass by pass; a pass none of whose rules could is empty. `bilingual`:
        whether it is known what the text is the translation of."""
        signals = self.prefilter.signals(document.text, document.once(gaps_of))
        if self.prefilter.asks_for_words:
            signals |= self.prefilter.of_words(document)
        passes = self._picked.get((signals, bilingual))
        if passes is None:
            masks = enumerate(self._signals_of_passes)
            passes = tuple([self._of_pass(number, signals & mask, bilingual=bilingual) for number, mask in masks])
            if len(self._picked) < MAX_PICKED:
                self._picked[signals, bilingual] = passes
        return self._without_words(passes) if document.once(is_no_prose) else passes

    def _of_pass(self, number: int, signals: int, *, bilingual: bool) -> Groups:
        """The rules of a pass that could act where those of its own signals were seen."""
        groups = self._picked_of.get((number, signals, bilingual))
        if groups is None:
            picks, lang = self.prefilter.picks, self.config.lang
            rules = (rule for rule in self.passes[number] if picks(rule, signals, lang))
            groups = _grouped(rule for rule in rules if bilingual or not rule.bilingual)
            if len(self._picked_of) < MAX_PICKED * len(self.passes):
                self._picked_of[number, signals, bilingual] = groups
        return groups

    def _without_words(self, passes: tuple[Groups, ...]) -> tuple[Groups, ...]:
        """Those of some rules that look at what is no prose."""
        looks = [
            [(sources, tuple(rule for rule in rules if self._looks(rule))) for sources, rules in groups]
            for groups in passes
        ]
        return tuple(tuple(group for group in groups if group[1]) for groups in looks)

    def _looks(self, rule: Rule) -> bool:
        return not (rule.needs_words or self.config.registry.pass_of(rule.name).needs_words)

    @functools.cached_property
    def _signals_of_passes(self) -> tuple[int, ...]:
        """For each pass the signals that pick any of its rules."""
        bits = [[self.prefilter.bits(rule, self.config.lang) or 0 for rule in rules] for rules in self.passes]
        return tuple(functools.reduce(operator.or_, of_pass, 0) for of_pass in bits)

    def only(self, name: str) -> Chain:
        """The chain with the rules of one pass alone."""
        passes = tuple(rules if rules[0].pass_name == name else () for rules in self.passes)
        return dataclasses.replace(self, passes=passes, _picked={}, _picked_of={})

    @functools.cached_property
    def rule_names(self) -> frozenset[str]:
        """The names of all rules."""
        return frozenset(rule.name for rules in self.passes for rule in rules)


def asked(document: Document, groups: Groups) -> list[Rule]:
    """The rules of a pass to ask about a document: all but those whose sources find nothing."""
    found: list[Rule] = []
    for sources, rules in groups:
        if not sources or _find_something(document, sources):
            found += rules
    return found


def _find_something(document: Document, sources: Iterable[Source]) -> bool:
    """Whether a source finds anything; where one fails, its rules are asked, so that they fail by name."""
    try:
        return any(map(document.once, sources))
    except MemoryError:
        raise
    except Exception:
        return True
