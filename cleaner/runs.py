"""Rows of things that follow one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def runs(items: Iterable[T], follows: Callable[[T, T], bool]) -> Iterator[list[T]]:
    """The items in rows, none of them empty: each is in the row of the one before it where `follows` says so of the
    two, in their order."""
    row: list[T] = []
    for item in items:
        if row and not follows(row[-1], item):
            yield row
            row = []
        row.append(item)
    if row:
        yield row
