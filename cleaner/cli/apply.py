"""`cleaner apply`: make the text that the review page showed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from cleaner.cli.options import complain, note
from cleaner.errors import InputError
from cleaner.formats import InputOptions
from cleaner.formats.cleaned import Wants
from cleaner.formats.counts import plural
from cleaner.jobs.decided import Decided, decided_sink
from cleaner.jobs.job import Job
from cleaner.jobs.plan import Plan
from cleaner.review.decisions import Decisions, read_decisions
from cleaner.storage import remote
from cleaner.storage.finding import STDIN, Input
from cleaner.storage.staging import Writer

FAILED = 2


@click.command()
@click.argument("decisions", type=click.Path(path_type=Path), metavar="DECISIONS.jsonl")
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write the texts there instead.")
@click.option(
    "--edits",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add the edit log to FILE, for undo.  [default: DECISIONS.edits.jsonl]",
)
@click.option("--backup", is_flag=True, help="Keep each changed file as NAME.bak.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error.")
def apply(decisions: Path, output: Path | None, edits: Path | None, backup: bool, quiet: bool) -> None:
    """Make the text that the review page showed: the edits that were accepted there, and no others.

    DECISIONS.jsonl is what the page exported. Files are changed in place; their paths count from the folder in which
    check ran. A file that changed since then is refused, and the others are written. Texts that the page did not show
    stay as they are. The edit log takes it all back: cleaner undo DECISIONS.edits.jsonl.
    """
    decided = read_decisions(decisions)
    work = Decided(decided)
    log = edits or decisions.with_suffix(".edits.jsonl")
    inputs = [_input(number, path, output) for number, path in enumerate(work.paths)]
    plan = Plan(
        inputs,
        _reading(decided, decisions),
        decided_sink(Writer(), work, backup=backup and output is None),
        in_place=output is None,
        wants=Wants(edits=True, inputs=len(inputs)),
        edit_log=log,
        work=work,
    )
    job = Job(plan, complain=complain, note=lambda message: None if quiet else note(message))
    for _ in job.run():
        pass
    if not quiet:
        made = plural(job.counts.applied.total(), "accepted edit")
        undo = f"; cleaner undo {log} takes them back" if job.counts.changed else ""
        note(f"{made} made in {plural(job.counts.changed, job.noun)}{undo}")
        if decided.left_out:
            note(f"{plural(decided.left_out, job.noun)} with findings stayed as found: the page showed a sample")
        if job.failed:
            note(f"{plural(job.failed, 'file')} refused")
    click.get_current_context().exit(FAILED if job.failed or job.counts.failed else 0)


def _input(number: int, name: str, output: Path | None) -> Input:
    if name == STDIN or remote.is_remote(name):
        raise InputError(f"{name}: only files here can be changed; save it as a file, and check that")
    path = Path(name)
    if output is None:
        return Input(name, path=path, number=number)
    within = Path(*(part for part in path.parts if part not in (path.anchor, "..")))
    target = output / within
    if target.resolve() == path.resolve():
        raise InputError(f"{name}: it would be written over itself; leave -o out")
    return Input(name, within=within, path=path, output=str(target), number=number)


def _reading(decided: Decisions, path: Path) -> InputOptions:
    """How the inputs were read when the page was made."""
    reading: dict[str, Any] = dict(decided.reading)
    try:
        return msgspec.convert(reading, InputOptions)
    except msgspec.ValidationError as error:
        raise InputError(f"{path}: it does not say how the files are to be read: {error}; export it again") from error
