"""`cleaner undo`: put back what a run of `cleaner fix --edits` changed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from cleaner.cli.options import complain, note
from cleaner.errors import CleanerError
from cleaner.files import opened
from cleaner.jobs.inputs import STDIN, placed
from cleaner.jobs.undoing import Undo, undone
from cleaner.report.account import read_account
from cleaner.staging import Writer

FAILED = 2


@click.command()
@click.argument("edits", type=click.Path(path_type=Path), metavar="EDITS.jsonl")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error.")
def undo(edits: Path, quiet: bool) -> None:
    """Put back what a run of fix with --edits changed.

    Every byte comes back (of packed files, every byte of what they hold). Paths in the file count from the folder in
    which fix ran. A file that is not the one the edits belong to is refused; the others are put back. What fix wrote to
    standard output is read from standard input, and the original goes to standard output.
    """
    entries: dict[str, list[Undo]] = {}
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


def _restore(name: str, entries: Sequence[Undo], writer: Writer) -> bool:
    """Put one file back through all runs in the account, the latest first; whether it was not there already."""
    if name == STDIN:
        before = list(undone(sys.stdin.buffer, name, entries))
        sys.stdout.buffer.writelines(before)
        return bool(before)
    with opened(Path(name), to_replace=True) as file, contextlib.closing(undone(file.stream, name, entries)) as pieces:
        first = next(pieces, None)
        if first is None:
            return False
        with writer.replacing(file) as staged:
            staged.write(first)
            for piece in pieces:
                staged.write(piece)
            file.confirm()
            staged.commit()
    return True
