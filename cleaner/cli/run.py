"""`cleaner run`: the same as `fix` over partitions, which an engine hands out and runs again where a worker dies."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from cleaner.cli.options import GLOBS, Options, complain, note, shared
from cleaner.cli.work import Run
from cleaner.engines.base import Engine, Order, RunFigures
from cleaner.engines.planning import PARTITION, partitions
from cleaner.errors import CleanerError, InputError
from cleaner.formats.counts import Counts
from cleaner.storage import remote
from cleaner.workers import MAX_SECONDS

_MEGA = 1 << 20


class EngineRun:
    """What came of a run."""

    def __init__(self, engine: Engine, problems: int) -> None:
        self.counts = Counts()
        self.failed = problems
        self.seconds = 0.0
        self.noun = "record"
        self._engine = engine
        self._figures = RunFigures()

    def work(self, order: Order) -> None:
        """Run an order, and count what comes of it."""
        began = time.monotonic()
        notes: set[str] = set()
        for report in self._engine.run(order):
            self.counts.add(Counts.of(report.counts))
            self._figures.add(report)
            notes.update(report.notes)
        self.seconds = time.monotonic() - began
        self.failed += self._figures.failed
        for problem in self._figures.problems:
            complain(CleanerError(problem))
        for each in sorted(notes):
            note(each)

    def figures(self) -> Mapping[str, object]:
        """The engine, its partitions, and what the workers had in memory at most."""
        figures = self._figures
        return {
            "engine": self._engine.name,
            "partitions": figures.partitions,
            "partitions_retried": figures.retried,
            "peak_worker_bytes": figures.peak_worker,
            "peak_reader_bytes": figures.peak_reader,
            "records_in_flight": figures.in_flight,
            "busy_seconds": round(figures.busy, 3),
            "processor_seconds": round(figures.processor, 3),
        }

    def forget(self) -> None:
        """Nothing is kept."""


@click.command()
@shared
@click.option(
    "--engine", type=click.Choice(["local", "spark", "ray"]), default="local", show_default=True, help="Who does it."
)
@click.option("-o", "output", required=True, metavar="DIR", help="Write a file for each partition there; it is empty.")
@click.option("--dead-letter", metavar="DIR", help="Write records that fail to files there, with why.")
@click.option("--master", metavar="URL", help="Spark: use this cluster, not a session of its own.")
@click.option("--address", metavar="URL", help="Ray: use this cluster, not one of its own.")
@click.option(
    "--partition-size",
    type=click.FloatRange(0, min_open=True),
    default=PARTITION / _MEGA,
    show_default=True,
    metavar="MB",
    help="Megabytes of a partition, about.",
)
@click.option(
    "--max-seconds",
    type=click.FloatRange(0, min_open=True),
    default=MAX_SECONDS,
    show_default=True,
    metavar="N",
    help="A record that takes longer is given up.",
)
def run(
    options: Options,
    engine: str,
    output: str,
    dead_letter: str | None,
    master: str | None,
    address: str | None,
    partition_size: float,
    max_seconds: float,
) -> None:
    """Clean Parquet and JSON lines in partitions, by processes here, Spark or Ray.

    Every partition becomes a file of its own in the output folder, whole or not at all; its text is the same whoever
    cleans it. Where a worker dies, its partition is run again, and a record that kills or hangs its worker goes to the
    dead letters; without --dead-letter it stays as it is. -j is the number of workers on this machine, 0 (one a
    processor) unless given; a cluster that is named decides itself.
    """
    _require_right(options, engine, master, address)
    local = [Path(each) for each in (output, dead_letter) if each and not remote.is_remote(each)]
    if not options.include:
        options = replace(options, include=(*GLOBS["jsonl"], *GLOBS["parquet"]))
    call = Run(options, own=local)
    for each in (output, dead_letter):
        if each:
            _require_empty(each)
    chosen = _engine(engine, _workers(options), master, address)
    order = _order(call, chosen, output, dead_letter, max(1, int(partition_size * _MEGA)), max_seconds)
    for folder in local:
        folder.mkdir(parents=True, exist_ok=True)
    done = EngineRun(chosen, len(call.problems))
    for problem in call.problems:
        complain(problem)
    with call.summary_begun(lambda _: None):
        done.work(order)
    call.finish(done, "changed", found=False)


def _order(call: Run, engine: Engine, output: str, dead_letter: str | None, size: int, max_seconds: float) -> Order:
    configs: dict[str, bytes] = {}
    digests: list[str] = []
    planned = []
    # workers may have another working folder
    inputs = [replace(each, name=_absolute(each.name)) if each.path else each for each in call.inputs]
    for each in partitions(inputs, call.options.reading(), size, _absolute(output)):
        config = call.config_for(each)
        if config.digest not in configs:
            configs[config.digest] = engine.pickled(config)
        digests.append(config.digest)
        planned.append(replace(each, config=configs[config.digest]))
    dead = _absolute(dead_letter) if dead_letter else None
    return Order(planned, digests, call.options.reading(), dead, call.options.scores, max_seconds)


def _absolute(name: str) -> str:
    return name if remote.is_remote(name) else str(Path(name).absolute())


def _engine(name: str, workers: int, master: str | None, address: str | None) -> Engine:
    if name == "spark":
        from cleaner.engines.spark import SparkEngine

        return SparkEngine(workers, master)
    if name == "ray":
        from cleaner.engines.ray import RayEngine

        return RayEngine(workers, address)
    from cleaner.engines.local import LocalEngine

    return LocalEngine(workers)


def _workers(options: Options) -> int:
    """The workers asked for; the option that all commands share says one where nobody asked."""
    source = click.get_current_context().get_parameter_source("workers")
    return 0 if source is click.core.ParameterSource.DEFAULT else options.workers


def _require_right(options: Options, engine: str, master: str | None, address: str | None) -> None:
    """UsageError for options that do not go together."""
    partly = options.limit is not None or options.sample is not None or options.line_buffered
    shows = options.output_format or options.report
    for wrong, message in (
        (not options.paths and not options.files_from, "Give a SOURCE: files, folders or globs."),
        (master and engine != "spark", "--master is for --engine spark."),
        (address and engine != "ray", "--address is for --engine ray."),
        (partly, "run cleans all records: leave --limit, --sample and --line-buffered out."),
        (shows or options.statistics, "run shows no findings; check --sample does, and --summary counts them."),
    ):
        if wrong:
            raise click.UsageError(message)


def _require_empty(folder: str) -> None:
    """InputError where a folder that is written has something in it: what is there from before would be mixed in."""
    if remote.is_remote(folder):
        try:
            taken = any(True for _ in remote.listed(folder))
        except InputError:  # it is not there yet
            taken = False
    else:
        path = Path(folder)
        if path.exists() and not path.is_dir():
            raise InputError(f"{folder}: it is no folder; name one that is new or empty")
        taken = path.is_dir() and any(path.iterdir())
    if taken:
        raise InputError(f"{folder}: it is not empty; name a new folder, or empty it first")
