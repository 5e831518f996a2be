"""`cleaner fix`: clean text, and where asked write an edit log that `cleaner undo` reads."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from cleaner.cli.options import Options, shared
from cleaner.cli.work import Run
from cleaner.errors import InputError
from cleaner.jobs.checkpoint import Checkpoint
from cleaner.jobs.reader import Reader
from cleaner.jobs.sinks import STDOUT, InPlace, OtherFile, RemoteSink, Sink, StandardOutput
from cleaner.storage import remote
from cleaner.storage.finding import STDIN, Input
from cleaner.storage.staging import Writer


@click.command()
@shared
@click.option("-i", "in_place", is_flag=True, help="Clean files in place.")
@click.option("-o", "output", metavar="DIR|FILE", help="Write clean files there.")
@click.option(
    "--edits", type=click.Path(path_type=Path), metavar="FILE", help="Add an edit log to FILE; undo reads it."
)
@click.option(
    "--dead-letter", type=click.Path(path_type=Path), metavar="FILE", help="Write records that fail to FILE, with why."
)
@click.option("--resume", is_flag=True, help="Keep checkpoints, and go on where the same call was killed.")
@click.option("--backup", is_flag=True, help="With -i: keep each changed file as NAME.bak.")
def fix(
    options: Options,
    in_place: bool,
    output: str | None,
    edits: Path | None,
    dead_letter: Path | None,
    resume: bool,
    backup: bool,
) -> None:
    """Clean text: standard input or one file to standard output, files in place or elsewhere.

    PATHs are files, folders and globs; without any, standard input. Several need -i or -o. Findings are shown where
    --output-format asks for them: on standard output, then instead of the text, or with -O in a file.

    A record that fails stays as it is with -i, and where there is no --dead-letter; else it goes there.
    """
    folder = Path(output) if output and output != STDOUT and not remote.is_remote(output) else None
    run = Run(options, own=(edits, dead_letter, folder if folder and not folder.is_file() else None))
    shows = options.output_format or ("full" if options.report else None)
    names = {each.name for each in run.inputs}
    remote_only = any(each.path is None and each.name != STDIN for each in run.inputs)
    partly = options.limit is not None or options.sample is not None
    writes = bool(in_place or output or options.report or not shows)
    one = len(run.inputs) + len(run.problems) <= 1 and not run.walks
    _require(not (in_place and output), "-i and -o contradict each other.")
    _require(in_place or not backup, "--backup needs -i.")
    _require(not (in_place and STDIN in names), "Standard input cannot be cleaned in place.")
    _require(not (in_place and remote_only), "-i is for files here; write elsewhere with -o.")
    _require(not (in_place and partly), "-i would lose the records that --limit or --sample leave out; use -o.")
    _require(writes or not edits, "Nothing is written that --edits could log: add -i or -o.")
    _require(one or bool(in_place or output) or not writes, "Several inputs need -i, or -o DIR.")
    with contextlib.ExitStack() as stack:
        outputs = _outputs(run, output) if output else [None if in_place else STDOUT] * len(run.inputs)
        local = [Path(each) for each in outputs if each and each != STDOUT and not remote.is_remote(each)]
        run.require_apart([*local, edits, dead_letter])
        inputs = run.planned(outputs)
        checkpoint = _checkpoint(run, inputs, output, (edits, dead_letter)) if resume else None
        aim = _Aim(stack, in_place, backup, checkpoint, options.line_buffered) if writes else None
        job = run.job(
            inputs,
            aim,
            shows=bool(shows),
            in_place=in_place,
            edits=edits,
            dead_letters=dead_letter,
            checkpoint=checkpoint,
        )
        run.show(job, shows, data_on_terminal=not in_place and not output and sys.stdout.isatty())
    run.finish(job, "changed" if in_place or output else None, found=False)


class _Aim:
    """Makes the sink of each input."""

    def __init__(
        self,
        stack: contextlib.ExitStack,
        in_place: bool,
        backup: bool,
        checkpoint: Checkpoint | None,
        at_once: bool,
    ) -> None:
        self._stack = stack
        self._writer = Writer()
        self._in_place = in_place
        self._backup = backup
        self._checkpoint = checkpoint
        self._at_once = at_once

    def __call__(self, reader: Reader) -> Sink:
        source = reader.source
        key = self._checkpoint.partial(source.name) if self._checkpoint else None
        if self._in_place:
            return InPlace(self._writer, reader, backup=self._backup, key=key)
        if source.output is None or source.output == STDOUT:
            return StandardOutput(reader.format, at_once=self._at_once)
        if remote.is_remote(source.output):
            folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="cleaner-"))
            return RemoteSink(self._writer, reader, Path(folder), source.output)
        return OtherFile(self._writer, reader, Path(source.output), key)


def _outputs(run: Run, output: str) -> Sequence[str]:
    """Where -o puts each input: in a folder of that name if there is one or there must be, else in that file."""
    several = run.walks or len(run.inputs) + len(run.problems) > 1 or output.endswith("/")
    if remote.is_remote(output):
        names = [f"{output.rstrip('/')}/{_within(item)}" if several else output for item in run.inputs]
        return _unequal(run, names, names)
    folder = several or Path(output).is_dir()
    paths = [Path(output, _within(item)) if folder and item.name != STDIN else Path(output) for item in run.inputs]
    _require(
        not folder or STDIN not in {each.name for each in run.inputs},
        f"{STDIN} has no name to be written to in a folder; give -o FILE.",
    )
    for path in paths:
        _require(
            path.resolve() not in {item.path.resolve() for item in run.inputs if item.path},
            f"{path} is an input itself; use -i to clean it in place.",
        )
    return _unequal(run, [str(path) for path in paths], [str(path.resolve()) for path in paths])


def _within(item: Input) -> str:
    return item.within.as_posix() if item.within else item.name


def _unequal(run: Run, names: Sequence[str], places: Sequence[str]) -> Sequence[str]:
    """The names, if no two are of the same output."""
    taken: dict[str, Input] = {}
    for item, name, place in zip(run.inputs, names, places, strict=True):
        other = taken.setdefault(place, item)
        if other is not item:
            raise InputError(f"{other.name} and {item.name} would both be written to {name}; write them one by one")
    return names


def _checkpoint(run: Run, inputs: Sequence[Input], output: str | None, files: tuple[Path | None, ...]) -> Checkpoint:
    """The checkpoint of this call, in the folder that it writes to."""
    options = run.options
    local = all(item.path for item in run.inputs) and not (output and remote.is_remote(output))
    _require(
        local and bool(inputs), "--resume is for files here: what comes by a pipe or from afar cannot be read again."
    )
    _require(all(each.output != STDOUT for each in inputs), "--resume needs -i or -o.")
    _require(options.output_format is None and options.report is None, "--resume shows no findings; use --edits.")
    _require(options.sample is None, "--resume and --sample contradict each other.")
    call = [
        *(Path(each.name).resolve() for each in inputs),
        *(run.config_for(each).digest for each in inputs),
        *(each.output and Path(each.output).resolve() for each in inputs),
        *(path and path.resolve() for path in files),
        options.reading(),
        options.limit,
        options.scores,
    ]
    first = Path(inputs[0].output or inputs[0].name).resolve()
    folder = first.parent if len(inputs) == 1 or not output else Path(output).resolve()
    return Checkpoint.of(folder, call)


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise click.UsageError(message)
