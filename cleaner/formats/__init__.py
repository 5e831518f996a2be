"""How texts lie in files: what a format reads of a file it writes back, and keeps everything else."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from cleaner.errors import InputError
from cleaner.formats.base import Format
from cleaner.formats.compression import Compression
from cleaner.formats.csv import Csv, has_header
from cleaner.formats.documents import DocumentHeader, TextLines, WholeFile
from cleaner.formats.heads import head_of
from cleaner.formats.jsonl import JsonLines, is_object
from cleaner.formats.parquet import Parquet, RowHeader
from cleaner.formats.records import RecordHeader
from cleaner.formats.refused import require_readable
from cleaner.structure import STRUCTURED, FileForm

_MARK = b"\xef\xbb\xbf"
_CUE = re.compile(rb"\s*1[ \t]*\r?\n\d\d?:\d\d:\d\d,\d{3} --> \d\d?:\d\d:\d\d,\d{3}")
_STYLED = re.compile(rb"(?:;[^\n]*\n|\s)*\[Script Info\]", re.IGNORECASE)
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)


class FormatName(enum.StrEnum):
    """The formats there are: `text` and those with a structure are a whole file, the others hold records."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    SRT = "srt"
    VTT = "vtt"
    ASS = "ass"
    PO = "po"
    XLIFF = "xliff"
    TMX = "tmx"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_SUFFIXES = {
    ".md": FormatName.MARKDOWN,
    ".markdown": FormatName.MARKDOWN,
    ".mdx": FormatName.MARKDOWN,
    ".html": FormatName.HTML,
    ".htm": FormatName.HTML,
    ".xhtml": FormatName.HTML,
    ".srt": FormatName.SRT,
    ".vtt": FormatName.VTT,
    ".ass": FormatName.ASS,
    ".ssa": FormatName.ASS,
    ".po": FormatName.PO,
    ".pot": FormatName.PO,
    ".xlf": FormatName.XLIFF,
    ".xliff": FormatName.XLIFF,
    ".sdlxliff": FormatName.XLIFF,
    ".mqxliff": FormatName.XLIFF,
    ".tmx": FormatName.TMX,
    ".jsonl": FormatName.JSONL,
    ".ndjson": FormatName.JSONL,
    ".jsonlines": FormatName.JSONL,
    ".csv": FormatName.CSV,
    ".tsv": FormatName.CSV,
    ".parquet": FormatName.PARQUET,
    ".pq": FormatName.PARQUET,
}

AnyHeader = DocumentHeader | RecordHeader | RowHeader
"""What an edit log may say of one document, record or row."""


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How inputs are to be read."""

    format: str = "auto"
    fields: tuple[str, ...] = ("text",)
    id_field: str | None = "id"
    lang_field: str | None = None
    origin_field: str | None = None
    source_field: str | None = None
    encoding: str = "utf-8"
    text_format: str = "text"
    """What the texts of records are."""
    format_field: str | None = None
    """The field that says so of a record."""
    lines: bool = False
    """Whether a line of text is a document of its own."""


def open_format(
    name: str, head: bytes, stream: BinaryIO, options: InputOptions, rewound: Callable[[BinaryIO], BinaryIO]
) -> tuple[Format, BinaryIO]:
    """How an input is read that begins with `head`, unpacked, and the stream it is read from; `rewound` gives one that
    can be sought, where there is one. InputError where it cannot be read so."""
    known = detect(name, head, options.format)
    named = (options.fields, options.id_field, options.lang_field)
    more: dict[str, Any] = {
        "origin_field": options.origin_field,
        "source_field": options.source_field,
        "format_field": options.format_field,
    }
    if known is FormatName.TEXT:
        return (TextLines(options.encoding) if options.lines else WholeFile(options.encoding)), stream
    if known is FormatName.JSONL and options.format == "auto" and any("*" in field for field in options.fields):
        known = FormatName.JSON
    if known.value in STRUCTURED:
        if known is not FormatName.JSON and (options.text_format != "text" or options.format_field):
            raise InputError("--text-format is for JSON, JSON lines, CSV and Parquet; convert it to one of them")
        others = (options.source_field, options.lang_field, options.text_format, options.format_field)
        form = FileForm(known.value, options.fields, *others)
        return WholeFile(options.encoding, form), stream
    if known is FormatName.JSONL:
        return JsonLines(*named, **more), stream
    if known is FormatName.PARQUET:
        whole = rewound(stream)
        return Parquet.of(whole, *named, **more), whole
    head, stream = head_of(stream, has_header)
    return Csv.of(head, *named, options.encoding, tabs=".tsv" in name.lower(), **more), stream


def detect(name: str, head: bytes, asked: str = "auto") -> FormatName:
    """The format that is asked for; with `auto`, what the name says, or else how the file begins.

    `head` is that beginning, unpacked. InputError for files whose syntax rules for text must never see.
    """
    if asked != "auto":
        return FormatName(asked)
    suffix = _suffix(name)
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    require_readable(suffix)
    if head.startswith(b"PAR1"):
        return FormatName.PARQUET
    if _PAGE.match(head.removeprefix(_MARK)):
        return FormatName.HTML
    if _CUE.match(head.removeprefix(_MARK)):
        return FormatName.SRT
    if head.removeprefix(_MARK).startswith(b"WEBVTT"):
        return FormatName.VTT
    if _STYLED.match(head.removeprefix(_MARK)):
        return FormatName.ASS
    if is_object(_first_line(head)):
        return FormatName.JSONL
    if suffix in (".json", ".arb") and head.strip():
        return FormatName.JSON
    return FormatName.TEXT


def _suffix(name: str) -> str:
    """The end of a name, under that of its compression."""
    path = PurePath(name)
    return (path if Compression.named(name) is Compression.NONE else path.with_suffix("")).suffix.lower()


def _first_line(head: bytes) -> bytes:
    """The first line that is not empty."""
    return head.removeprefix(_MARK).lstrip().partition(b"\n")[0]
