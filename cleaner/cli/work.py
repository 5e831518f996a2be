"""The work that `fix` and `check` share: a job over the inputs, what was found shown, the exit code."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

import click

from cleaner.cli.options import Options, complain, load_config, note, painter
from cleaner.cli.progress import progress, shown
from cleaner.config import Config
from cleaner.edits import Result
from cleaner.formats.cleaned import Wants
from cleaner.formats.counts import Counts, plural
from cleaner.formats.text import Text
from cleaner.jobs.checkpoint import Checkpoint
from cleaner.jobs.job import Job
from cleaner.jobs.live import Live
from cleaner.jobs.own_files import own_file_at
from cleaner.jobs.plan import Aim, Plan
from cleaner.jobs.tasks import Cleaning
from cleaner.report.formats import FOR_PEOPLE, FORMATS
from cleaner.report.grouped import Examples, statistics
from cleaner.report.summary import summary
from cleaner.report.terminal import Paint, RecordName, ReportView
from cleaner.storage.finding import STDIN, Input
from cleaner.storage.staging import Writer
from cleaner.workers import count_of_workers

FOUND_SOMETHING, FAILED, DEAD_LETTERS = 1, 2, 3

MANY = 100
"""More findings than one reads one below the other."""


class Finished(Protocol):
    """What was done, and what came of it: a job, or a run of an engine."""

    counts: Counts
    failed: int
    seconds: float
    noun: str

    def figures(self) -> Mapping[str, object]:
        """What the summary says of the run itself."""
        ...

    def forget(self) -> None:
        """All that was to be said is said."""
        ...


class Run:
    """One call of `fix` or `check` over its inputs. What goes wrong with one input is told, and the others go on."""

    def __init__(self, options: Options, own: Iterable[Path | None] = ()) -> None:
        """Find the inputs and settle the configuration; what the run itself writes, `own`, is none of them.

        Raises for what is wrong with the call as a whole.
        """
        self.options = options
        Text.of(b"", options.encoding)  # an unknown encoding is told once, not for every file
        written = [path for path in (*own, options.report, options.summary) if path]
        found = options.inputs(written)
        self.problems = found.problems
        self.walks = found.folders or any(Path(name).is_dir() for name in options.paths)
        self.config, file = load_config(
            options.settings, file=options.config, isolated=options.isolated, start=self._start()
        )
        self._root = (file.parent if file else Path()).resolve()
        self.inputs = found.inputs
        if options.sample is not None and any(each.path is None for each in self.inputs):
            raise click.UsageError("--sample is for files here: they are read twice.")
        if options.line_buffered and options.workers != 1:
            raise click.UsageError("--line-buffered passes records on one by one, to one worker: leave -j out.")
        for path in written:
            self._require_no_input(path)

    def _require_no_input(self, path: Path) -> None:
        """UsageError where something would be written over an input; what an earlier run wrote there is none."""
        own = [each for each in self.inputs if each.path and each.path.resolve() == path.resolve()]
        if own and path.stat().st_size and not own_file_at(path):
            raise click.UsageError(f"{path} is an input; it would be written over.")
        self.inputs = [each for each in self.inputs if each not in own]

    def require_apart(self, paths: Iterable[Path | None]) -> None:
        """UsageError where one file would be written as two things: these paths, the report and the summary."""
        written: set[Path] = set()
        for path in (*paths, self.options.report, self.options.summary):
            if path and (path.is_file() or not path.exists()):  # devices are nobody's own
                if path.resolve() in written:
                    raise click.UsageError(f"{path} would be written twice; name another file.")
                written.add(path.resolve())

    def planned(self, outputs: Sequence[str | None] | None = None) -> list[Input]:
        """The inputs, each with its number, its configuration and the name of what its clean form goes to."""
        outputs = outputs or [None] * len(self.inputs)
        pickled: dict[str, bytes] = {}
        planned = []
        for number, (each, output) in enumerate(zip(self.inputs, outputs, strict=True)):
            config = self.config_for(each)
            if config.digest not in pickled:
                pickled[config.digest] = pickle.dumps(config)
            planned.append(replace(each, number=number, output=output, config=pickled[config.digest]))
        return planned

    def job(
        self,
        inputs: Sequence[Input],
        aim: Aim | None,
        *,
        shows: bool,
        in_place: bool = False,
        edits: Path | None = None,
        dead_letters: Path | None = None,
        checkpoint: Checkpoint | None = None,
    ) -> Job:
        """The job; what it does to each input, `aim` says."""
        options = self.options
        wants = Wants(
            results=shows or options.statistics,
            edits=edits is not None,
            scores=options.scores,
            keep=in_place or dead_letters is None,
            inputs=len(inputs),
            text_format=options.text_format,
        )
        plan = Plan(
            inputs,
            options.reading(),
            aim,
            in_place=in_place,
            workers=count_of_workers(options.workers),
            wants=wants,
            limit=options.limit,
            sample=options.sample,
            edit_log=edits,
            dead_letters=dead_letters,
            checkpoint=checkpoint,
            work=Live() if options.line_buffered and all(each.name == STDIN for each in inputs) else Cleaning(),
            isolated=bool(self.config.plugins) and not options.line_buffered,  # what a plugin does, nobody knows
        )
        job = Job(plan, complain=complain, note=lambda message: None if options.quiet else note(message))
        for problem in self.problems:
            job.fail(problem)
        return job

    def show(self, job: Job, output_format: str | None, *, data_on_terminal: bool) -> None:
        """Draw the results through and show their findings in a format, or only count them; then the statistics."""
        for_people = output_format in FOR_PEOPLE
        examples = Examples()
        with (
            self.summary_begun(job.checks.append),
            contextlib.closing(job.run()) as drawn,
            self._progress(job, data_on_terminal=data_on_terminal),
        ):
            results = examples.drawn(drawn) if self.options.statistics else drawn
            if output_format is None:
                for _ in results:
                    pass
            else:
                self._write(job, results, output_format)
        if self.options.statistics:
            table = statistics(job.counts.applied, job.counts.refused, examples.found)
            click.echo(table, nl=False, err=not for_people)
        elif output_format == "full" and not self.options.report and job.counts.found > MANY and not self.options.quiet:
            note(f"{job.counts.found:,} findings; --output-format grouped shows them by file, html as a page to review")

    def finish(self, job: Finished, verb: str | None, *, found: bool) -> None:
        """Say what was counted and end: 2 where an input failed, 1 where a gate closed, 3 where records or
        rules failed, 1 where something was `found`, else 0."""
        options, counts = self.options, job.counts
        if options.summary:
            self._write_summary(options.summary, job)
        job.forget()
        noun = job.noun
        if verb and not options.quiet:
            failed = [f"{plural(counts.failed, noun)} failed"] if counts.failed else []
            failed += [f"{job.failed} failed"] if job.failed else []
            failed += [f"rules failed {counts.rule_failures.total():,} times"] if counts.rule_failures else []
            note("; ".join([counts.sentence(verb, noun), *failed]))
        closed = list(self._closed_gates(job))
        for gate in closed:
            note(gate)
        some_failed = counts.failed or counts.rule_failures
        code = FOUND_SOMETHING if closed else DEAD_LETTERS if some_failed else FOUND_SOMETHING if found else 0
        click.get_current_context().exit(FAILED if job.failed else code)

    def _closed_gates(self, job: Finished) -> Iterator[str]:
        options, counts = self.options, job.counts
        if options.max_residue is not None and counts.mean_residue > options.max_residue:
            yield f"the mean residue score is {counts.mean_residue:.4f}, over --max-residue {options.max_residue:g}"
        if options.max_changed and options.max_changed.closed(counts.changed, counts.records):
            yield f"{counts.changed} of {counts.records} differ, over --max-changed {options.max_changed.text}"
        if options.max_failed and options.max_failed.closed(counts.failed, counts.records):
            yield f"{counts.failed} of {counts.records} failed, over --max-failed {options.max_failed.text}"

    def _write_summary(self, path: Path, job: Finished) -> None:
        data = summary(
            config=self.config.digest,
            inputs=len(self.inputs),
            inputs_failed=job.failed,
            seconds=job.seconds,
            counts={**job.counts.plain(), "residue": round(job.counts.mean_residue, 6), **job.figures()},
        )
        Writer().create(path, [data])

    @contextlib.contextmanager
    def summary_begun(self, checked: Callable[[Callable[[], None]], object]) -> Iterator[None]:
        """Around the work: the summary has a file from the beginning, so that one that cannot be written ends the job
        before it. `checked` takes what finds out whether it is still there."""
        if self.options.summary is None:
            yield
            return
        with Writer().creating(self.options.summary) as staged:
            checked(staged.check)
            yield

    @contextlib.contextmanager
    def _progress(self, job: Job, *, data_on_terminal: bool) -> Iterator[None]:
        options = self.options
        if not shown(quiet=options.quiet, no_progress=options.no_progress, data_on_terminal=data_on_terminal):
            yield
            return
        sizes = [each.path.stat().st_size for each in self.inputs if each.path and each.path.exists()]
        total = sum(sizes) if len(sizes) == len(self.inputs) else 0
        with progress(total, lambda: job.position, lambda: job.counts.records) as step:
            job.on_progress = step
            yield

    def _write(self, job: Job, results: Iterable[tuple[str | RecordName, Result]], output_format: str) -> None:
        color = self.options.color
        if self.options.report:
            view = self._view(job, painter(color if color == "always" else "never", to_terminal=False))
            with Writer().creating(self.options.report) as staged:
                job.checks.append(staged.check)
                for piece in FORMATS[output_format](results, view):
                    staged.write(piece.encode())
                staged.commit()
            return
        stream = sys.stdout.buffer
        view = self._view(job, painter(color, to_terminal=sys.stdout.isatty()))
        for piece in FORMATS[output_format](results, view):
            stream.write(piece.encode())
        stream.flush()

    def _view(self, job: Job, paint: Paint) -> ReportView:
        return ReportView(
            paint,
            self.config.registry,
            self.config.digest,
            asdict(self.options.reading()),
            self.options.max_documents,
            lambda: job.counts.documents,
        )

    def _start(self) -> Path:
        """Where the search for a configuration file begins: beside the first input, or here."""
        first = next(iter(self.options.paths), STDIN)
        if first == STDIN or "://" in first:
            return Path()
        return Path(first) if Path(first).is_dir() else Path(first).parent

    def config_for(self, item: Input) -> Config:
        """The configuration for an input: overrides are held against its path under the folder of the file."""
        if item.path and self.config.overrides:
            return self.config.for_path(os.path.relpath(item.path.resolve(), self._root))
        return self.config
