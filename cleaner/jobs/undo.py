"""Taking back what an edit log says was done to one file, run by run, the latest first.

How, the kind of its entries knows. Nothing is given out before all of it is known to fit.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Sequence
from typing import BinaryIO, cast

from cleaner.errors import InputError
from cleaner.formats.compression import MAGIC, Compression, Packer, unpacked
from cleaner.formats.heads import head_of
from cleaner.formats.log_lines import STRANGE, LogEntry, pieces

_COPIED = 1 << 20


def undone(stream: BinaryIO, name: str, entries: Sequence[LogEntry]) -> Generator[bytes]:
    """The bytes of a file before the first of the entries that lead to what it is now; none where it is that already.

    InputError where it is something else, or the entries are not all there.
    """
    kinds = {type(each.header) for each in entries}
    if len(kinds) != 1:  # a file that was read as two formats: no run can be told from another
        raise InputError(STRANGE)
    magic, whole = head_of(stream, lambda head: len(head) >= MAGIC)
    compression = Compression.of(name, magic)
    with tempfile.TemporaryFile() as now, tempfile.TemporaryFile() as packed:
        shutil.copyfileobj(unpacked(whole, compression), now, _COPIED)
        before = kinds.pop().undone(cast(BinaryIO, now), entries)
        if before is None:
            return
        with before:
            packer = Packer(cast(BinaryIO, packed), compression)
            for piece in pieces(before):
                packer.write(piece)
            packer.close()
        yield from pieces(cast(BinaryIO, packed))
