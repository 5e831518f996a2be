"""Taking back what an account says was done to one file, run by run, the latest first.

Text files are undone by their changes. Records are undone by their bytes, where they stand in the file, so whatever the
format. Nothing is given out before all of it is known to fit.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, cast

from cleaner.alignment import Alignment
from cleaner.edits import NetChange
from cleaner.errors import InputError
from cleaner.formats.compression import MAGIC, Compression, Packer, unpacked
from cleaner.formats.heads import head_of
from cleaner.formats.parquet import ParquetRows
from cleaner.formats.parquet_writer import ParquetWriter
from cleaner.formats.records import Splice
from cleaner.formats.text import Text
from cleaner.jobs.work import digest_of, spliced
from cleaner.report.account import AnyHeader, Header, RecordHeader, RowHeader

Undo = tuple[AnyHeader, list[tuple[str | None, NetChange]] | None]

_PIECE = 1 << 20

_STRANGE = (
    "it is not what these edits made, so they cannot be undone; "
    "restore the file as fix wrote it, or take the original from a backup"
)
_CUT = "its edits are not all there; take the original from a backup"


def undone(stream: BinaryIO, name: str, entries: Sequence[Undo]) -> Generator[bytes]:
    """The bytes of a file before the first of the entries that lead to what it is now; none where it is that already.

    InputError where it is something else, or the entries are not all there.
    """
    magic, whole = head_of(stream, lambda head: len(head) >= MAGIC)
    compression = Compression.of(name, magic)
    with tempfile.TemporaryFile() as now, tempfile.TemporaryFile() as packed:
        shutil.copyfileobj(unpacked(whole, compression), now, _PIECE)
        before = _before(now, entries)
        if before is None:
            return
        with before:
            packer = Packer(cast(BinaryIO, packed), compression)
            for piece in _pieces(before):
                packer.write(piece)
            packer.close()
        yield from _pieces(cast(BinaryIO, packed))


def _before(now: BinaryIO, entries: Sequence[Undo]) -> BinaryIO | None:
    """The file before all runs; None where it is that already."""
    kinds = {type(header) for header, _ in entries}
    if kinds == {RecordHeader}:
        return _records_before(now, entries)
    if kinds == {RowHeader}:
        return _rows_before(now, entries)
    return _text_before(now, entries)


def _text_before(now: BinaryIO, entries: Sequence[Undo]) -> BinaryIO | None:
    """A text file before all runs; None where it is that already."""
    now.seek(0)
    data = original = now.read()
    known = False
    for header, changes in reversed(entries):
        assert isinstance(header, Header)
        digest = hashlib.sha256(data).hexdigest()
        if digest == header.sha256_after != header.sha256_before:
            data = _text_undone(data, header, changes)
            known = True
        elif digest == header.sha256_before:
            known = True
    if not known:
        raise InputError(_STRANGE)
    return None if data == original else io.BytesIO(data)


def _text_undone(data: bytes, header: Header, changes: list[tuple[str | None, NetChange]] | None) -> bytes:
    if changes is None:
        raise InputError(_CUT)
    file = Text(header.encoding, header.byte_order_mark)
    try:
        before = file.write(Alignment([change for _, change in changes]).undo(file.read(data) or ""))
    except ValueError as error:
        raise InputError(f"its edits do not fit it: {error}; the account was altered") from error
    if hashlib.sha256(before).hexdigest() != header.sha256_before:
        raise InputError("its edits do not lead back to the original; the account was altered")
    return before


def _records_before(now: BinaryIO, entries: Sequence[Undo]) -> BinaryIO | None:
    """A file of records before all runs; None where it is that already.

    Entries that are not all there do not matter in a run that came to nothing, as one that was killed and done again.
    """
    cut = {id(header) for header, changes in entries if changes is None}
    headers = [header for header, _ in entries if isinstance(header, RecordHeader)]
    result: BinaryIO | None = None
    known = False
    for run in reversed(_runs(headers)):
        current = result or now
        changed = [header for header in run if header.splices]
        if all(_holds(current, each.at, each.size_after, each.sha256_after) for each in run) and changed:
            if any(id(header) in cut for header in run):
                raise InputError(_CUT)
            before = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - it is handed on
            with _closed_on_error(before):
                _take_back(current, changed, before)
            if result:
                result.close()
            result, known = before, True
        elif all(_holds(current, at, each.size_before, each.sha256_before) for at, each in _places_before(run)):
            known = True
    if not known:
        raise InputError(_STRANGE)
    return result


def _rows_before(now: BinaryIO, entries: Sequence[Undo]) -> BinaryIO | None:
    """A columnar file before the run; None where it is that already. Of several runs only the first changes it."""
    fields = {field for header, _ in entries if isinstance(header, RowHeader) for field in header.fields}
    rows = ParquetRows.of(now, sorted(fields), None)
    rows_of = [(header, changes) for header, changes in entries if isinstance(header, RowHeader)]
    wanted = {header.at: (header, changes) for header, changes in reversed(rows_of) if changes is not None}
    if any(header.at not in wanted for header, changes in rows_of if changes is None):
        raise InputError(_CUT)
    before = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - it is handed on
    states = set()
    with _closed_on_error(before), ParquetWriter(before, rows) as writer:
        for batch in rows.batches():
            texts: dict[tuple[int, str], str] = {}
            for number, row in enumerate(batch.rows):
                header, changes = wanted.get(batch.start + number, (None, None))
                if header and changes:
                    state, new = _row_before(header, changes, dict(row.values))
                    states.add(state)
                    texts |= {(number, field): text for field, text in new.items()}
            writer.write(batch, texts)
    if states == {True}:
        return before
    before.close()
    if states == {False}:
        return None
    raise InputError(_STRANGE)


def _row_before(
    header: RowHeader, changes: Sequence[tuple[str | None, NetChange]], texts: dict[str, str]
) -> tuple[bool | None, dict[str, str]]:
    """Whether a row is as the run left it (True) or found it (False) or neither (None), and its texts before."""
    mine: dict[str, list[NetChange]] = {}
    for field, change in changes:
        mine.setdefault(field or "", []).append(change)
    try:
        before = {field: Alignment(own).undo(texts[field]) for field, own in mine.items()}
    except (KeyError, ValueError):
        before = {}
    for state, candidate in ((True, texts | before), (False, texts)):
        held = [candidate[field] for field in header.fields if field in candidate]
        if (before or not state) and digest_of(held) == header.sha256_before:
            return state, before if state else {}
    return None, {}


@contextlib.contextmanager
def _closed_on_error(stream: BinaryIO) -> Iterator[None]:
    try:
        yield
    except BaseException:
        stream.close()
        raise


def _runs(headers: Sequence[RecordHeader]) -> list[list[RecordHeader]]:
    """The headers run by run: within one, records come in the order of the file."""
    runs = [list(headers[:1])]
    for one, other in pairwise(headers):
        if other.start <= one.start:
            runs.append([])
        runs[-1].append(other)
    return runs


def _places_before(run: Sequence[RecordHeader]) -> Iterator[tuple[int, RecordHeader]]:
    """Where in the output the records of a run begin once they are taken back. In the input there may have been more
    before them: records that failed."""
    moved = 0
    for header in run:
        yield header.at - moved, header
        moved += header.size_after - header.size_before


def _holds(stream: BinaryIO, place: int, size: int, digest: str) -> bool:
    """Whether these bytes stand at a place."""
    stream.seek(place)
    return hashlib.sha256(stream.read(size)).hexdigest() == digest


def _take_back(now: BinaryIO, headers: Sequence[RecordHeader], before: BinaryIO) -> None:
    """Write the file as it was before one run."""
    place = 0
    for header in headers:
        before.writelines(_pieces(now, place, header.at - place))
        now.seek(header.at)
        raw = b"".join(spliced(now.read(header.size_after), _inverse(header)))
        if hashlib.sha256(raw).hexdigest() != header.sha256_before:
            raise InputError("its edits do not lead back to the original; the account was altered")
        before.write(raw)
        place = header.at + header.size_after
    before.writelines(_pieces(now, place))


def _inverse(header: RecordHeader) -> list[Splice]:
    """What puts a record back, in bytes of the record as it is now."""
    splices = []
    moved = 0
    for each in header.splices:
        start = each.start + moved
        splices.append(Splice(start, start + len(each.replacement), each.found))
        moved += len(each.replacement) - len(each.found)
    return splices


def _pieces(stream: BinaryIO, place: int = 0, size: int | None = None) -> Iterator[bytes]:
    """Bytes of a file from a place on, all or so many."""
    stream.seek(place)
    while size is None or size > 0:
        piece = stream.read(_PIECE if size is None else min(size, _PIECE))
        if not piece:
            return
        if size is not None:
            size -= len(piece)
        yield piece
