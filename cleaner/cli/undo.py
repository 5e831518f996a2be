"""`cleaner undo`: put back what a run of `cleaner fix --edits` changed."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from cleaner.alignment import Alignment
from cleaner.cli.options import STDIN, complain, note
from cleaner.cli.work import FAILED, placed
from cleaner.edits import NetChange
from cleaner.errors import CleanerError, InputError
from cleaner.files import Writer, read
from cleaner.formats.text import Text
from cleaner.report.account import Header, read_account

Entry = tuple[Header, list[NetChange] | None]


@click.command()
@click.argument("edits", type=click.Path(path_type=Path), metavar="EDITS.jsonl")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error.")
def undo(edits: Path, quiet: bool) -> None:
    """Put back what a run of fix with --edits changed.

    Every byte comes back. Paths in the file count from the folder in which fix ran. A file that is not the one the
    edits belong to is refused; the others are put back. What fix wrote to standard output is read from standard input,
    and the original goes to standard output.
    """
    entries: dict[str, list[Entry]] = {}
    for header, changes in read_account(edits):
        entries.setdefault(header.output or header.path, []).append((header, changes))
    writer = Writer()
    restored = failed = 0
    for name, own in entries.items():
        try:
            restored += _restore(name, own, writer)
        except CleanerError as error:
            failed += 1
            complain(placed(name, error))
    if not quiet:
        same = len(entries) - restored - failed
        note(f"{restored} put back, {same} already as before the run, {failed} refused")
    click.get_current_context().exit(FAILED if failed else 0)


def _restore(name: str, entries: Sequence[Entry], writer: Writer) -> bool:
    """Put one file back through all runs in the account, the latest first; whether it was not there already."""
    snapshot = None if name == STDIN else read(Path(name), to_replace=True)
    data = snapshot.data if snapshot else sys.stdin.buffer.read()
    before = _back(data, entries)
    if snapshot is None:
        sys.stdout.buffer.write(before)
    elif before != data:
        writer.replace(snapshot, before)
    return before != data


def _back(data: bytes, entries: Sequence[Entry]) -> bytes:
    """The bytes before the first of the entries that lead to `data`. InputError where none does."""
    known = False
    for header, changes in reversed(entries):
        digest = hashlib.sha256(data).hexdigest()
        if digest == header.sha256_after != header.sha256_before:
            data = _undone(data, header, changes)
            known = True
        elif digest == header.sha256_before:
            known = True
    if not known:
        raise InputError(
            "it is not what these edits made, so they cannot be undone; "
            "restore the file as fix wrote it, or take the original from a backup"
        )
    return data


def _undone(data: bytes, header: Header, changes: list[NetChange] | None) -> bytes:
    if changes is None:
        raise InputError("its edits are not all there; take the original from a backup")
    file = Text(header.encoding, header.byte_order_mark)
    try:
        before = file.write(Alignment(changes).undo(file.read(data) or ""))
    except ValueError as error:
        raise InputError(f"its edits do not fit it: {error}; the account was altered") from error
    if hashlib.sha256(before).hexdigest() != header.sha256_before:
        raise InputError("its edits do not lead back to the original; the account was altered")
    return before
