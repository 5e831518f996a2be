"""`cleaner undo`: put back what a run of `cleaner fix --edits` changed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from cleaner.cli.options import complain, note
from cleaner.errors import CleanerError, InputError
from cleaner.formats.log_lines import LogEntry
from cleaner.jobs.edit_log import read_edit_log
from cleaner.jobs.reader import named
from cleaner.jobs.undo import undone
from cleaner.storage.finding import STDIN
from cleaner.storage.reading import opened
from cleaner.storage.staging import Writer

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
    log = read_edit_log(edits)
    writer = Writer()
    restored = failed = 0
    for name, entries in log.files.items():
        try:
            restored += _restore(name, entries, writer)
        except CleanerError as error:
            failed += 1
            complain(named(name, error))
    if log.truncated:
        complain(
            InputError(
                f"{edits}: the edit log is truncated: its last run was killed, or its end was lost; "
                "files that it does not list stay as they are"
            )
        )
    if not quiet:
        same = len(log.files) - restored - failed
        note(f"{restored} put back, {same} already as before the run, {failed} refused")
    click.get_current_context().exit(FAILED if failed or log.truncated else 0)


def _restore(name: str, entries: Sequence[LogEntry], writer: Writer) -> bool:
    """Put one file back through all runs in the log, the latest first; whether it was not there already."""
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
