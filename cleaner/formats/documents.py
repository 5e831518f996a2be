"""Plain text: a whole file is one document, or, as text comes through a pipe, each line of it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, cast

from cleaner.alignment import Alignment, apply
from cleaner.edits import Change, Result
from cleaner.errors import CleanerError, InputError
from cleaner.formats import lines
from cleaner.formats.base import BLOCK, MAX_RECORD, Block, Splice, SplicedWriter, count_ends
from cleaner.formats.cleaned import Bench
from cleaner.formats.log_lines import ALTERED, STRANGE, TRUNCATED, Entry, LogEntry, LogHeader, entry
from cleaner.formats.records import UNREADABLE, Records
from cleaner.formats.text import Text, looks_like_utf16
from cleaner.structure import FileForm


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A text file of which all is one document; `structure` is its format, where it has one."""

    encoding: str = "utf-8"
    structure: str | FileForm = "text"

    noun: ClassVar[str] = "text"
    bytewise: ClassVar[bool] = True

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = 0) -> Iterator[Block]:  # noqa: ARG002
        """All of the stream in one block, of whatever size; none where a run is taken up after it."""
        data = stream.read()
        if data or not start:
            yield Block(start, line, data)

    def total(self, stream: BinaryIO) -> int:  # noqa: ARG002
        """One document."""
        return 1

    def pick(self, block: Block, takes: Callable[[], bool]) -> Iterator[Block]:
        """The document, if it is taken."""
        if takes():
            yield block

    def singles(self, block: Block) -> Sequence[Block]:
        """The document."""
        return (block,)

    def clean(self, block: Block, bench: Bench) -> None:
        """Clean the file; what goes wrong with it is raised. A binary file stays as it is, with a note."""
        file = Text.of(block.data, self.encoding)
        text = file.read(block.data)
        if text is None:
            bench.cleaned.counts.binary += 1
            bench.cleaned.note = "left as it is: it is binary, for it holds a NUL"
            if looks_like_utf16(block.data):
                bench.cleaned.note += "; if it is UTF-16, say --encoding utf-16"
            return
        result = bench.run(text, format=self.structure)
        clean = file.write(apply(text, result.changes)) if result.changed else block.data
        if result.changed:
            bench.cleaned.patches.append(Splice(0, len(block.data), clean))
        if bench.wants.edits:
            bench.cleaned.entries.append(_entry(file, result, block.data, clean, bench))
        bench.count(1, [result])
        if bench.wants.results:
            bench.cleaned.results.append((bench.source.name, result))
        unreadable = UNREADABLE.search(text)
        if unreadable:
            before = text[: unreadable.start()].encode("utf-8", "surrogatepass")
            bench.note_invalid(1 + count_ends(before))

    def lose(self, block: Block, error: CleanerError, bench: Bench) -> None:  # noqa: ARG002
        """The file cannot be cleaned."""
        bench.cleaned.error = error

    def raw(self, block: Block, line: int) -> None:
        """Nothing of it is shown."""

    def writer(self, sink: BinaryIO) -> SplicedWriter:
        """What writes a text file."""
        return SplicedWriter(sink)


class DocumentHeader(LogHeader, tag_field="kind", tag="document", frozen=True, kw_only=True, omit_defaults=True):
    """One cleaned text file: how its bytes were and are."""

    sha256_before: str
    sha256_after: str
    encoding: str
    byte_order_mark: bool

    many: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Msgspec refuses a line of which this does."""
        super().__post_init__()
        try:
            "".encode(self.encoding)
        except LookupError as error:
            raise ValueError("no encoding of text") from error

    @classmethod
    def undone(cls, now: BinaryIO, entries: Sequence[LogEntry]) -> BinaryIO | None:
        """A text file before all runs, undone by its changes."""
        now.seek(0)
        data = original = now.read()
        known = False
        for each in reversed(entries):
            header = cast(DocumentHeader, each.header)
            digest = hashlib.sha256(data).hexdigest()
            if digest == header.sha256_after != header.sha256_before:
                data = _undone(data, header, each)
                known = True
            elif digest == header.sha256_before:
                known = True
        if not known:
            raise InputError(STRANGE)
        return None if data == original else io.BytesIO(data)


def _undone(data: bytes, header: DocumentHeader, logged: LogEntry) -> bytes:
    if logged.changes is None:
        raise InputError(TRUNCATED)
    file = Text(header.encoding, header.byte_order_mark)
    try:
        before = file.write(Alignment([change for _, change in logged.changes]).undo(file.read(data) or ""))
    except ValueError as error:
        raise InputError(f"its edits do not fit it: {error}; {ALTERED}") from error
    if hashlib.sha256(before).hexdigest() != header.sha256_before:
        raise InputError(f"its edits do not lead back to the original; {ALTERED}")
    return before


def _entry(file: Text, result: Result, raw: bytes, clean: bytes, bench: Bench) -> Entry:
    header = DocumentHeader(
        **bench.facts([result]),
        inputs=bench.wants.inputs,
        sha256_before=hashlib.sha256(raw).hexdigest(),
        sha256_after=hashlib.sha256(clean).hexdigest(),
        encoding=file.encoding,
        byte_order_mark=file.byte_order_mark,
    )
    return entry(header, [(None, result)])


@dataclass(frozen=True, slots=True)
class TextLine:
    """The one text of a line."""

    file: Text
    size: int
    text: str
    field: str = "text"
    id: str | None = None
    lang: str | None = None
    origin: str | None = None
    source: str | None = None
    format: str | None = None

    @property
    def values(self) -> Sequence[TextLine]:
        return (self,)

    def splices(self, changes: Sequence[Change]) -> list[Splice]:
        """All bytes of the line anew: in most encodings, untouched text comes out as the same bytes."""
        return [Splice(0, self.size, self.file.write(apply(self.text, changes)))]


@dataclass(frozen=True, slots=True)
class TextLines(Records):
    """Running text of which every line is a document of its own, as it comes through a pipe. Empty lines are none."""

    encoding: str = "utf-8"

    def blocks(self, stream: BinaryIO, *, start: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Block]:
        """The whole stream, in the shortest blocks of whole lines that have `size` bytes."""
        return lines.blocks(lines.pieces(stream, MAX_RECORD), lines.Cutter(start, line), size)

    def split(self, data: bytes) -> Iterator[bytes]:
        """The lines of a block."""
        return lines.split(data)

    def read(self, raw: bytes) -> TextLine | None:
        """The text of a line, its end left out; None where it is empty or binary."""
        body = raw.rstrip(b"\r\n")
        file = Text.of(body, self.encoding)
        text = file.read(body)
        return TextLine(file, len(body), text) if text and text.strip() else None
