"""Which documents a page shows, where there are more than it may: as many of every rule as can be."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from cleaner.edits import Result
from cleaner.report.terminal import RecordName

_SEED = 1
"""The same choice every time, from a generator of its own."""

_OF_A_RULE = 64
"""How many documents of a rule are kept in mind, at most, until all were seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A document to show: which of all it was, its name, what cleaning made of it."""

    number: int
    name: str | RecordName
    result: Result


@dataclass(slots=True)
class _Reservoir:
    """A fair choice of so many of a stream."""

    size: int
    seen: int = 0
    kept: list[Shown] = field(default_factory=list)

    def offer(self, document: Shown, chance: random.Random) -> None:
        self.seen += 1
        if len(self.kept) < self.size:
            self.kept.append(document)
        elif (place := chance.randrange(self.seen)) < self.size:
            self.kept[place] = document


class Sample:
    """Takes documents with findings one by one, and at the end chooses at most `size`: rule after rule one of each,
    until there are enough. Memory holds `size` documents, and 64 more of each rule."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._chance = random.Random(_SEED)
        self._all = _Reservoir(size)
        self._of_rules: dict[str, _Reservoir] = {}

    @property
    def seen(self) -> int:
        """How many documents there were."""
        return self._all.seen

    def add(self, name: str | RecordName, result: Result) -> None:
        """Offer a document."""
        document = Shown(self._all.seen, name, result)
        self._all.offer(document, self._chance)
        for rule in {finding.rule: None for finding in result.findings}:
            reservoir = self._of_rules.setdefault(rule, _Reservoir(min(self._size, _OF_A_RULE)))
            reservoir.offer(document, self._chance)

    def chosen(self) -> list[Shown]:
        """The documents to show, in the order they came."""
        if self.seen <= self._size:
            return self._all.kept
        taken: dict[int, Shown] = {}
        queues = [list(self._of_rules[rule].kept) for rule in sorted(self._of_rules)]
        while queues and len(taken) < self._size:
            queues = [queue for queue in queues if queue]
            for queue in queues[: self._size - len(taken)]:
                while queue and (document := queue.pop()).number in taken:
                    pass
                taken[document.number] = document
        for document in self._all.kept:
            if len(taken) == self._size:
                break
            taken[document.number] = document
        return [taken[number] for number in sorted(taken)]
