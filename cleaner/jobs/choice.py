"""Which records of all inputs a job takes: all, the first ones, or a sample."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import accumulate, pairwise

from cleaner.errors import CleanerError
from cleaner.formats.records import Block, Kind, Records
from cleaner.jobs.inputs import Reading, Source, opening

_SEED = 1
"""The same sample every time, from a generator of its own."""


class Choice:
    """Takes every record until there were `most`, or, of each input, those whose numbers are `wanted`, from 0."""

    def __init__(self, most: int | None = None, wanted: Mapping[int, Set[int]] | None = None) -> None:
        self._left = most
        self._wanted = wanted
        self._seen: dict[int, int] = {}

    @property
    def done(self) -> bool:
        """Whether no more will be taken."""
        return self._left == 0

    def takes(self, number: int) -> bool:
        """Whether the next record of an input is taken."""
        place = self._seen.get(number, 0)
        self._seen[number] = place + 1
        taken = self._left != 0 and (self._wanted is None or place in self._wanted.get(number, ()))
        if taken and self._left is not None:
            self._left -= 1
        return taken

    def of(self, number: int, block: Block, records: Records) -> Iterator[Block]:
        """A block without the records that are not taken, in as many pieces as that makes; blank lines are left out."""
        if self._left is None and self._wanted is None:
            yield block
            return
        start, line = block.start, block.line
        for raw in records.split(block.data):
            if raw.strip() and self.takes(number):
                yield Block(start, line, raw)
            start += len(raw)
            line += raw.count(b"\n")


def sampled(names: Sequence[str], reading: Reading, size: int) -> Choice:
    """A choice of `size` records of all inputs, each equally likely; of what cannot be read, none.

    The inputs are read through once, to count, so they must be such that can be read again.
    """
    counts = [_count(name, reading) for name in names]
    places = sorted(random.Random(_SEED).sample(range(sum(counts)), min(size, sum(counts))))
    wanted = {
        number: {place - start for place in places if start <= place < end}
        for number, (start, end) in enumerate(pairwise(accumulate(counts, initial=0)))
    }
    return Choice(len(places), wanted)


def _count(name: str, reading: Reading) -> int:
    try:
        with opening(name, reading) as source:
            return source.rows.count if source.rows else _count_records(source)
    except (CleanerError, OSError):
        return 0  # it is told when it is read


def _count_records(source: Source) -> int:
    records = source.records
    blocks = records.blocks(source.stream) if records else ()
    split = (raw for block in blocks if block.kind is Kind.RECORDS and records for raw in records.split(block.data))
    return sum(bool(raw.strip()) for raw in split)
