"""Cutting inputs into partitions: Parquet between its groups of rows, JSON lines between lines."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any, BinaryIO

from cleaner.errors import InputError
from cleaner.formats import InputOptions
from cleaner.formats.compression import Compression
from cleaner.formats.jsonl import JsonLines
from cleaner.formats.parquet import Parquet
from cleaner.jobs.reader import Reader, reading
from cleaner.storage import remote
from cleaner.storage.finding import STDIN, Input

PARTITION = 128 << 20
"""Bytes of a partition, about: as much as a worker cleans in a minute."""

_LINE = 1 << 16


def partitions(inputs: Iterable[Input], options: InputOptions, size: int, output: str) -> Iterator[Input]:
    """The partitions of inputs, each with its part and the file under `output` that it goes to.

    InputError where an input cannot be read, or holds no records that can be cut: only Parquet and JSON lines do.
    """
    number = 0
    for each in inputs:
        if each.name == STDIN:
            raise InputError(f"{STDIN}: an engine reads files; give their names")
        with reading(each, options) as reader:
            suffix = _suffix(reader)
            parts = list(_parts(reader, size))
        for part in parts:
            name = f"{output.rstrip('/')}/part-{number:05d}{suffix}"
            yield replace(each, number=number, part=part, output=name)
            number += 1


def _suffix(reader: Reader) -> str:
    """How the file of a partition ends: as that which it is from is written."""
    if isinstance(reader.format, Parquet):
        return ".parquet"
    if isinstance(reader.format, JsonLines):
        packed = reader.compression is not Compression.NONE
        return f".jsonl{PurePath(reader.source.name).suffix if packed else ''}"
    raise InputError(f"{reader.source.name}: engines clean Parquet and JSON lines; use fix for it")


def _parts(reader: Reader, size: int) -> Iterator[tuple[int, int] | None]:
    if isinstance(reader.format, Parquet):
        yield from _groups(reader.format.file.metadata, size)
    elif reader.compression is not Compression.NONE:
        yield None  # what is packed is read from its beginning
    else:
        yield from _bytes(reader, size)


def _groups(metadata: Any, size: int) -> Iterator[tuple[int, int]]:
    """Groups of rows that follow one another, the fewest that have `size` bytes; a file without any is one part."""
    first = held = 0
    for group in range(metadata.num_row_groups):
        held += metadata.row_group(group).total_byte_size
        if held >= size:
            yield first, group + 1
            first, held = group + 1, 0
    if first < metadata.num_row_groups or not metadata.num_row_groups:
        yield first, metadata.num_row_groups


def _bytes(reader: Reader, size: int) -> Iterator[tuple[int, int]]:
    """Parts of whole lines of at least `size` bytes each, but the last."""
    with contextlib.ExitStack() as stack:
        stream = reader.file.stream if reader.file else stack.enter_context(remote.open_read(reader.source.name))
        total = stream.seek(0, 2)
        start = 0
        while total - start > size:
            end = _line_end(stream, start + size)
            if end >= total:
                break
            yield start, end
            start = end
        yield start, total


def _line_end(stream: BinaryIO, offset: int) -> int:
    """Where the line ends that holds the byte before `offset`."""
    stream.seek(offset - 1)
    while piece := stream.read(_LINE):
        found = piece.find(b"\n")
        if found >= 0:
            return stream.tell() - len(piece) + found + 1
    return stream.tell()
