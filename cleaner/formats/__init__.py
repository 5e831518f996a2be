"""How texts lie in files: what a format reads of a file it writes back, and keeps everything else."""

from __future__ import annotations

import enum
from pathlib import PurePath

from cleaner.errors import InputError
from cleaner.formats.compression import Compression
from cleaner.formats.jsonl import is_object

_MARK = b"\xef\xbb\xbf"


class FormatName(enum.StrEnum):
    """The formats there are: `text` is a whole file, the others hold records."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_SUFFIXES = {
    ".jsonl": FormatName.JSONL,
    ".ndjson": FormatName.JSONL,
    ".jsonlines": FormatName.JSONL,
    ".csv": FormatName.CSV,
    ".tsv": FormatName.CSV,
    ".parquet": FormatName.PARQUET,
    ".pq": FormatName.PARQUET,
}

RECORD_SUFFIXES = tuple(_SUFFIXES)
"""The ends of names that say that a file holds records, without those of compressions."""


def detect(name: str, head: bytes, asked: str = "auto") -> FormatName:
    """The format that is asked for; with `auto`, what the name says, or else how the file begins.

    `head` is that beginning, unpacked. InputError for JSON that is not one object a line: rules for text must never
    see the syntax of JSON.
    """
    if asked != "auto":
        return FormatName(asked)
    suffix = _suffix(name)
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if head.startswith(b"PAR1"):
        return FormatName.PARQUET
    if is_object(_first_line(head)):
        return FormatName.JSONL
    if suffix == ".json" and head.strip():
        raise InputError(
            "it is JSON, but not one object a line; convert it to JSON lines (jq -c '.[]' does), "
            "or say --format jsonl if it is that"
        )
    return FormatName.TEXT


def _suffix(name: str) -> str:
    """The end of a name, under that of its compression."""
    path = PurePath(name)
    return (path if Compression.named(name) is Compression.NONE else path.with_suffix("")).suffix.lower()


def _first_line(head: bytes) -> bytes:
    """The first line that is not blank."""
    return head.removeprefix(_MARK).lstrip().partition(b"\n")[0]
