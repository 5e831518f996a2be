"""Which records of all inputs a job takes: all, the first ones, or a sample."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import accumulate, pairwise
from typing import Any

from cleaner.errors import CleanerError
from cleaner.formats import InputOptions
from cleaner.formats.base import BlockKind, Format
from cleaner.jobs.reader import reading
from cleaner.storage.finding import Input

_SEED = 1
"""The same sample every time, from a generator of its own."""


class RecordChoice:
    """Takes every record until there were `most`, or, of each input, those whose numbers are `wanted`, from 0."""

    def __init__(self, most: int | None = None, wanted: Mapping[int, Set[int]] | None = None) -> None:
        self._left = most
        self._wanted = wanted
        self._seen: dict[int, int] = {}
        self._in_long: bool | None = None

    @property
    def done(self) -> bool:
        """Whether no more will be taken, all of a record that is too long included."""
        return self._left == 0 and not self._in_long

    def of(self, number: int, block: Any, form: Format) -> Iterator[Any]:
        """What is taken of a block of an input, in as many pieces as that makes. A record that is too long is one."""
        if self._left is None and self._wanted is None:
            yield block
        elif block.kind is BlockKind.RECORDS:
            yield from form.pick(block, lambda: self._takes(number))
        elif block.kind is BlockKind.AS_IS or self._takes_piece(number, last=block.last):
            yield block

    def _takes(self, number: int) -> bool:
        """Whether the next record of an input is taken."""
        seen = self._seen.get(number, 0)
        self._seen[number] = seen + 1
        taken = self._left != 0 and (self._wanted is None or seen in self._wanted.get(number, ()))
        if taken and self._left is not None:
            self._left -= 1
        return taken

    def _takes_piece(self, number: int, *, last: bool) -> bool:
        taken = self._takes(number) if self._in_long is None else self._in_long
        self._in_long = None if last else taken
        return taken


def sampled(inputs: Sequence[Input], options: InputOptions, size: int) -> RecordChoice:
    """A choice of `size` records of all inputs, each equally likely; of what cannot be read, none.

    The inputs are read through once, to count, so they must be such that can be read again.
    """
    counts = [_count(each, options) for each in inputs]
    chosen = sorted(random.Random(_SEED).sample(range(sum(counts)), min(size, sum(counts))))
    wanted = {
        number: {position - start for position in chosen if start <= position < end}
        for number, (start, end) in enumerate(pairwise(accumulate(counts, initial=0)))
    }
    return RecordChoice(len(chosen), wanted)


def _count(source: Input, options: InputOptions) -> int:
    try:
        with reading(source, options) as reader:
            return reader.total()
    except (CleanerError, OSError):
        return 0  # it is told when it is read
