"""CSV and its kin: a header, then a record a row. Only a cell whose text changes is written anew.

A quote that does not close takes what follows with it. So lines are joined only to a row that is well-formed and has as
many cells as the header; where none comes of it, the first line alone is a broken record, and the next begins anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cleaner.alignment import apply
from cleaner.edits import Change
from cleaner.errors import InputError, RecordError
from cleaner.formats import lines
from cleaner.formats.base import BLOCK, MAX_RECORD, Block, BlockKind, Splice
from cleaner.formats.cells import End, row_size, scan
from cleaner.formats.lines import TooLong
from cleaner.formats.names import listed
from cleaner.formats.records import Records
from cleaner.formats.text import Text, looks_like_utf16
from cleaner.structure import format_named

DELIMITERS = (",", "\t", ";", "|")
"""What may stand between cells; the first that fits the header counts."""

MAX_LINES = 1 << 20
"""The lines one row may have: held one by one, they take far more memory than their bytes."""

_MARK = b"\xef\xbb\xbf"
_ASCII = bytes(range(0x80))


@dataclass(frozen=True, slots=True)
class CsvText:
    """The cell of a row that stands in column `column`, counted from 0."""

    field: str
    text: str
    row: bytes
    column: int
    csv: Csv

    def splices(self, changes: Sequence[Change]) -> list[Splice]:
        """The cell, written anew: in quotes where it was, and where its new text needs them."""
        if not changes:
            return []
        spans, _ = scan(self.row, self.csv.separator)
        start, end = spans[self.column]
        cell = self.row[start:end]
        if self.csv.spelled(self.text, cell) != cell:
            raise RecordError(
                f"its {self.field!r} would not come back as it is spelled; convert the file to UTF-8 first"
            )
        text = apply(self.text, changes)
        new = self.csv.spelled(text, cell)
        self._check(self.row[:start] + new + self.row[end:], text)
        return [Splice(start, end, new)]

    def _check(self, row: bytes, text: str) -> None:
        """RecordError unless a row is read as the one there is, with `text` in this cell."""
        spans, end = scan(row, self.csv.separator)
        was, _ = scan(self.row, self.csv.separator)
        cells = [row[slice(*span)] for span in spans]
        expected = [self.row[slice(*span)] for span in was]
        if end is End.WHOLE and len(cells) == len(expected) and row.strip(b"\r\n"):
            expected[self.column] = cells[self.column]
            if cells == expected and self.csv.decoded(cells[self.column]) == text:
                return
        raise RecordError("its clean text cannot be written into the row: it would not read the same")


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """The texts of a row, in the order of the columns."""

    values: tuple[CsvText, ...]
    id: str | None
    lang: str | None
    origin: str | None = None
    source: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Csv(Records):
    """Which columns of a file hold its texts, ids, languages, origins, sources and formats.

    `Csv.of` makes it from the header. The header takes `header` bytes, `columns` is how many cells a row has, `texts`
    are the columns of texts, counted from 0, each with the name it was asked for by.
    """

    delimiter: str
    encoding: str
    header: int
    columns: int
    texts: tuple[tuple[int, str], ...]
    id_column: int | None = None
    lang_column: int | None = None
    longest: int = MAX_RECORD
    origin_column: int | None = None
    source_column: int | None = None
    format_column: int | None = None

    @classmethod
    def of(
        cls,
        head: bytes,
        fields: Sequence[str] = ("text",),
        id_field: str | None = "id",
        lang_field: str | None = None,
        encoding: str = "utf-8",
        delimiter: str | None = None,
        *,
        tabs: bool = False,
        origin_field: str | None = None,
        source_field: str | None = None,
        format_field: str | None = None,
    ) -> Csv:
        """How a file is read that begins with `head`, in which its header is whole: see `has_header`.

        The delimiter, where it is not given, is the first of `DELIMITERS` that finds most of the fields in the header;
        with `tabs` a tab is tried first. Of columns with the same name each is a text, but only the last one tells the
        id, the language, the origin, the source or the format. Where all fields are numbers and the header has none of
        them, there is no header, and the columns are counted from 1. InputError where none of the fields is there, and
        for encodings in which a line or a delimiter is not a byte of ASCII.
        """
        codec = _codec(head, encoding)
        tried = [delimiter] if delimiter else sorted(DELIMITERS, key=lambda each: not (tabs and each == "\t"))
        if _start(head) == len(head):
            return cls(tried[0], codec, len(head), 0, ())
        headers = [_Header.of(head, each, codec) for each in tried if _possible(each, codec)]
        if not headers:
            raise InputError(f"{delimiter!r} is part of letters in {codec}; convert the file to UTF-8 first")
        header = max(headers, key=lambda each: len(each.found(fields)))
        if not header.found(fields) and all(field.isdecimal() for field in fields):
            wanted = max(map(int, fields))
            header = next((each for each in headers if len(each.names) >= wanted), header).counted()
        if not header.found(fields):
            raise _nothing_found(head, fields, headers)
        numbers = {name: number for number, name in enumerate(header.names)}
        texts = [(number, name) for number, name in enumerate(header.names) if name in fields]
        return cls(
            header.delimiter,
            codec,
            header.size,
            len(header.names),
            tuple(texts),
            numbers.get(id_field) if id_field else None,
            numbers.get(lang_field) if lang_field else None,
            origin_column=numbers.get(origin_field) if origin_field else None,
            source_column=numbers.get(source_field) if source_field else None,
            format_column=numbers.get(format_field) if format_field else None,
        )

    @property
    def separator(self) -> bytes:
        """The delimiter, as it is in the file."""
        return self.delimiter.encode("ascii")

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Block]:
        """The whole stream: the header as it is, then the shortest blocks of whole rows that have `size` bytes."""
        cutter = lines.Cutter(start, line)
        pieces = lines.pieces(stream, self.longest)
        header = b""
        while start + len(header) < self.header and (piece := next(pieces, None)):
            header += piece if isinstance(piece, bytes) else piece.data
        if header:
            yield cutter.cut(header, BlockKind.AS_IS)
        yield from lines.blocks(self._rows(pieces), cutter, size)

    def split(self, data: bytes) -> Iterator[bytes]:
        """The rows of a block; a line alone where it is the beginning of none."""
        for row in self._rows(lines.split(data)):
            if isinstance(row, bytes):
                yield row

    def _rows(self, pieces: Iterable[bytes | TooLong]) -> Iterator[bytes | TooLong]:
        """The lines, joined where a row has several."""
        ahead = _Ahead(iter(pieces))
        while (piece := ahead.take()) is not None:
            if isinstance(piece, bytes) and b'"' in piece:
                cells, end = scan(piece, self.separator)
                if end is End.QUOTED:
                    more = self._more(piece, len(cells), ahead)
                    piece += b"".join(line for line in (ahead.take() for _ in range(more)) if isinstance(line, bytes))
            yield piece

    def _more(self, first: bytes, cells: int, ahead: Iterable[bytes | TooLong]) -> int:
        """How many of the lines ahead complete the row that begins with `first`, in a cell that does not end there.

        0 where no such row comes of them. Looking on ends with the first line that decides, so all looks together take
        little more than one through the file.
        """
        size = len(first)
        for count, line in enumerate(ahead, start=1):
            size += len(line)
            if isinstance(line, TooLong) or size > self.longest or count > MAX_LINES:
                return 0
            spans, end = scan(b'"' + line, self.separator)  # as if the open cell began here
            cells += len(spans)
            if end is End.WHOLE:
                return count if cells == self.columns else 0
            if end is End.BROKEN or cells >= self.columns:
                return 0
        return 0

    def read(self, raw: bytes) -> CsvRecord | None:
        """The record in a row; None where it is a blank line. RecordError where it is broken."""
        if not raw.strip(b"\r\n"):
            return None
        spans, end = scan(raw, self.separator)
        if end is End.QUOTED:
            raise RecordError(
                f"a quote opens in its cell {len(spans) + 1}, and no row comes of closing it further down"
            )
        if end is End.BROKEN:
            raise RecordError(
                f"its cell {len(spans) + 1} is broken: something follows its closing quote, "
                "or it has a carriage return outside of quotes"
            )
        if len(spans) != self.columns:
            raise RecordError(f"it has {_counted(len(spans), 'cell')}, and the header has {self.columns}")
        cells = [self.decoded(raw[slice(*span)]) for span in spans]
        texts = [CsvText(field, cells[column], raw, column, self) for column, field in self.texts if cells[column]]
        told = (self.id_column, self.lang_column, self.origin_column, self.source_column, self.format_column)
        name, lang, origin, source, form = (_at(cells, column) for column in told)
        return CsvRecord(tuple(texts), name, lang, origin, source, format_named(form))

    def decoded(self, cell: bytes) -> str:
        """The text of a cell, quotes taken off."""
        if cell.startswith(b'"'):
            cell = cell[1:-1].replace(b'""', b'"')
        return cell.decode(self.encoding, "surrogateescape")

    def spelled(self, text: str, cell: bytes) -> bytes:
        """The cell that has this text, in place of `cell`. RecordError where the encoding has no such letter."""
        try:
            new = text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError as error:
            letter = text[error.start]
            raise RecordError(
                f"its clean text has {letter!r} (U+{ord(letter):04X}), which {self.encoding} cannot hold; "
                "convert the file to UTF-8 first"
            ) from error
        if cell.startswith(b'"') or self._needs_quotes(new, cell):
            return b'"%b"' % new.replace(b'"', b'""')
        return new

    def _needs_quotes(self, new: bytes, cell: bytes) -> bool:
        """Whether a new text must stand in quotes, where the old one did not.

        Quotes that stood within a cell without quotes may stay there.
        """
        if not new:
            return self.columns == 1  # else the row were a blank line
        if new.startswith(b'"') or (b'"' in new and b'"' not in cell):
            return True
        return any(sign in new for sign in (self.separator, b"\r", b"\n"))


class _Ahead:
    """Lines, of which some may be looked at before they are taken."""

    def __init__(self, source: Iterator[bytes | TooLong]) -> None:
        self._source = source
        self._seen: deque[bytes | TooLong] = deque()

    def __iter__(self) -> Iterator[bytes | TooLong]:
        """Look at those that come next."""
        yield from self._seen
        for line in self._source:
            self._seen.append(line)
            yield line

    def take(self) -> bytes | TooLong | None:
        """The next one; None at the end."""
        return self._seen.popleft() if self._seen else next(self._source, None)


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of the columns as one delimiter has them, and how many bytes the header takes.

    No names where it is not well-formed.
    """

    delimiter: str
    names: tuple[str, ...]
    size: int

    @classmethod
    def of(cls, head: bytes, delimiter: str, codec: str) -> _Header:
        """The header of a file that begins with `head`; a mark and blank lines before it are part of it."""
        reader = Csv(delimiter, codec, 0, 0, ())
        start = _start(head)
        size = start + row_size(head[start:], reader.separator)
        spans, end = scan(head[start:size], reader.separator)
        cells = [head[start:size][slice(*span)] for span in spans if end is End.WHOLE and size > start]
        return cls(delimiter, tuple(reader.decoded(cell).strip() for cell in cells), size)

    def counted(self) -> _Header:
        """The same for a file that has no header: the columns are called by their numbers, from 1."""
        return _Header(self.delimiter, tuple(str(number + 1) for number in range(len(self.names))), 0)

    def found(self, fields: Sequence[str]) -> list[str]:
        """Those of the fields that are here."""
        return [field for field in fields if field in self.names]


def has_header(head: bytes) -> bool:
    """Whether the header of a file that begins with `head` is whole, whatever its delimiter."""
    data = head[_start(head) :]
    ends = [row_size(data, delimiter.encode()) for delimiter in DELIMITERS]
    return all(data.endswith(b"\n", 0, end) and end for end in ends)


def _start(head: bytes) -> int:
    """Where the header begins, after the byte-order mark and blank lines."""
    return len(head) - len(head.removeprefix(_MARK).lstrip(b"\r\n"))


def _nothing_found(head: bytes, fields: Sequence[str], headers: Sequence[_Header]) -> InputError:
    """Why none of the fields is in the header, whatever the delimiter."""
    header = max(headers, key=lambda each: len(each.names))
    if not header.names:
        if b"\r" in head and b"\n" not in head:
            return InputError("its lines end in carriage returns alone; convert them to line feeds first")
        return InputError("its first line is no header: a quote in it does not close, or has something after it")
    between = {"\t": "tabs"}.get(header.delimiter, header.delimiter)
    return InputError(
        f"it has no column {listed(fields)}; with {between} between them its columns are {listed(header.names)}; "
        "name those of the texts with --field"
    )


def _codec(head: bytes, encoding: str) -> str:
    """The name of a codec. InputError where the signs of CSV are not single bytes, those of ASCII, in it."""
    codec = Text.of(b"", encoding).encoding
    try:
        compatible = _ASCII.decode(codec) == _ASCII.decode("ascii") and not looks_like_utf16(head)
        compatible = compatible and b"\x1b" not in "あ한".encode(codec, "ignore")  # which shifts what bytes mean
    except UnicodeError:
        compatible = False
    if not compatible:
        raise InputError("CSV is not read in UTF-16 and its like; convert the file to UTF-8 first (iconv does)")
    return codec


def _possible(delimiter: str, codec: str) -> bool:
    """Whether rows can be told by bytes: no letter of the encoding ends in that of the delimiter."""
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n':
        raise InputError(f"{delimiter!r} cannot stand between cells; take one of {', '.join(map(repr, DELIMITERS))}")
    pairs = (bytes([lead]) + delimiter.encode() for lead in range(0x80, 0x100))
    return not any(_is_letter(pair, codec) for pair in pairs)


def _is_letter(data: bytes, codec: str) -> bool:
    try:
        return len(data.decode(codec)) == 1
    except UnicodeDecodeError:
        return False


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _at(cells: Sequence[str], column: int | None) -> str | None:
    """What stands in a column; None where nothing does."""
    return None if column is None else cells[column] or None
