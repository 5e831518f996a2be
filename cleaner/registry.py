"""Which passes and rules there are: every fact of a pass in one value, all passes in one registry.

The built-in passes are in `cleaner.passes`; a registry with more rules is made by `Registry.with_rules` and handed to
the configuration. Nothing is registered by importing a module.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cleaner.errors import RuleError
from cleaner.rules import Rule


@dataclass(frozen=True)
class Pass:
    """A group of rules that see the same text.

    `weight` is how much one finding says in the residue score (1 unless given). `counts_as_loss`: whether what the pass
    deletes counts towards the share of a document's words that may go; false for passes that take known things as a
    whole (loops, page furniture), which may be longer than the text they hide. `is_translation_evidence`: whether the
    findings of the pass are evidence for machine translation. `runs_last`: whether the pass tidies up after all others,
    so that passes which are added later run before it. `needs_words`: whether it leaves alone what is no prose
    (`cleaner.noise`): there its rules would see slips everywhere. `by_paragraph`: whether a paragraph in another
    language than the document's is treated as a document in it would be (`Rule.elsewhere`).
    """

    name: str
    rules: tuple[type[Rule], ...]
    weight: float = 1.0
    counts_as_loss: bool = True
    is_translation_evidence: bool = False
    runs_last: bool = False
    needs_words: bool = False
    by_paragraph: bool = False


@dataclass(frozen=True)
class Registry:
    """Passes in the order they run; rules by name."""

    passes: tuple[Pass, ...]

    def __post_init__(self) -> None:
        names = [each.name for each in self.passes]
        if len(set(names)) < len(names):
            raise ValueError(f"two passes of one name among {names}")
        seen: set[str] = set()
        for each in self.passes:
            for rule in each.rules:
                if rule.name.partition("/")[0] != each.name:
                    raise RuleError(rule.name, f"it is listed in the pass {each.name!r}")
                if rule.name in seen:
                    raise RuleError(rule.name, "there are two rules of this name")
                seen.add(rule.name)

    def __hash__(self) -> int:
        return hash(tuple(self.rules))

    def __reduce__(self) -> tuple[type[Registry], tuple[tuple[Pass, ...]]]:
        return Registry, (self.passes,)

    @property
    def pass_names(self) -> tuple[str, ...]:
        """The names of the passes, in order."""
        return tuple(each.name for each in self.passes)

    @functools.cached_property
    def rules(self) -> Mapping[str, type[Rule]]:
        """All rules by name, in the order of the passes."""
        return MappingProxyType({rule.name: rule for each in self.passes for rule in each.rules})

    def pass_of(self, rule: str) -> Pass:
        """The pass of a rule's name. KeyError where there is none."""
        return self._by_name[rule.partition("/")[0]]

    @functools.cached_property
    def _by_name(self) -> dict[str, Pass]:
        return {each.name: each for each in self.passes}

    def with_rules(self, rules: Iterable[type[Rule]]) -> Registry:
        """A registry that has `rules` too, after those of their pass.

        A new pass runs after all others but those that tidy up after them. RuleError for a name that is taken.
        """
        added: dict[str, list[type[Rule]]] = {}
        for rule in rules:
            added.setdefault(rule.name.partition("/")[0], []).append(rule)
        if not added:
            return self
        passes = [dataclasses.replace(each, rules=(*each.rules, *added.pop(each.name, ()))) for each in self.passes]
        new = [Pass(name, tuple(group)) for name, group in added.items()]
        first = [each for each in passes if not each.runs_last]
        last = [each for each in passes if each.runs_last]
        return Registry((*first, *new, *last))

    def beyond(self, other: Registry) -> list[type[Rule]]:
        """The rules that `other` has not."""
        return [rule for name, rule in self.rules.items() if other.rules.get(name) is not rule]
