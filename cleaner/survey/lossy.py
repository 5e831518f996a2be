"""In how many documents a key occurs, counted in bounded memory.

Lossy counting (G. S. Manku and R. Motwani, «Approximate Frequency Counts over Data Streams», VLDB 2002): a count is
short by at most `error` times the number of documents, and a key that occurs in more than that is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K")

SAMPLES = 3
"""Positions that are kept for each key."""


@dataclass(slots=True)
class Count:
    """A key's documents: how many were counted, how many may have been missed before, and the first few positions."""

    documents: int = 0
    missed: int = 0
    samples: list[tuple[str, int]] = field(default_factory=list)
    """Names of documents, and offsets in them (code points)."""


class LossyCounter(Generic[K]):
    """Counts the documents of keys."""

    def __init__(self, error: float) -> None:
        """`error`: the share of documents by which a count may be short."""
        self.documents = 0
        self._width = max(1, round(1 / error))
        self._counts: dict[K, Count] = {}

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, document: str, keys: Iterable[tuple[K, int]]) -> None:
        """Count a document with its keys, each once, and their offsets in it."""
        bucket = self.documents // self._width
        counts = self._counts
        for key, offset in keys:
            count = counts.get(key)
            if count is None:
                counts[key] = Count(1, bucket, [(document, offset)])
            else:
                count.documents += 1
                if count.documents <= SAMPLES:
                    count.samples.append((document, offset))
        self.documents += 1
        if not self.documents % self._width:
            bucket = self.documents // self._width
            self._counts = {key: count for key, count in counts.items() if count.documents + count.missed > bucket}

    def most(self, least: int) -> Iterator[tuple[K, Count]]:
        """The keys of at least so many documents, in the order in which they were first met."""
        return ((key, count) for key, count in self._counts.items() if count.documents >= least)
