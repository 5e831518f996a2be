"""Cleaning partitions: what every engine does where its workers are. A partition is written whole or not at all."""

from __future__ import annotations

import contextlib
import functools
import os
import pickle
import sys
import tempfile
import time
import types
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cleaner import __version__
from cleaner.engines.base import Order, Report
from cleaner.errors import CleanerError
from cleaner.formats.cleaned import Wants
from cleaner.jobs.flow import peak_bytes
from cleaner.jobs.job import Job
from cleaner.jobs.plan import Plan
from cleaner.jobs.reader import Reader
from cleaner.jobs.sinks import OtherFile, RemoteSink, Sink
from cleaner.storage import remote
from cleaner.storage.finding import Input
from cleaner.storage.staging import Writer


def clean_for_engine(order: Order, number: int, *, attempt: int) -> Report:
    """Clean one partition in a worker of an engine, by a process of its own, which can be ended if it hangs.

    OutputError as for `clean`. The program that runs here is the engine's: it is not loaded in that process too.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        return clean(order, [number], 1, attempt=attempt)
    finally:
        sys.modules["__main__"] = main


def clean(order: Order, numbers: Sequence[int], workers: int, *, attempt: int = 0) -> Report:
    """Clean some partitions of an order, by so many worker processes of this one.

    What is wrong with a partition is in the report. OutputError where nothing can be written: another attempt may help.
    """
    began, used = time.monotonic(), _processor_seconds()
    problems: list[str] = []
    notes: list[str] = []
    inputs = [order.partitions[number] for number in numbers]
    for number, each in zip(numbers, inputs, strict=True):
        _require_same(each, order.digests[number])
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cleaner-")))
        dead = folder / "dead.jsonl" if order.dead_letters else None
        plan = Plan(
            [replace(each, number=number) for number, each in enumerate(inputs)],
            order.options,
            lambda reader: _sink(reader, folder),
            workers=workers,
            wants=Wants(
                scores=order.scores, keep=dead is None, inputs=len(inputs), text_format=order.options.text_format
            ),
            dead_letters=dead,
            isolated=True,
            max_seconds=order.max_seconds,
        )
        job = Job(plan, complain=lambda error: problems.append(str(error)), note=notes.append)
        for _ in job.run():
            pass
        if dead and order.dead_letters and dead.stat().st_size:
            _put(dead, order.dead_letters, f"part-{numbers[0]:05d}.jsonl")
    return Report(
        job.counts.plain(),
        len(inputs),
        job.failed,
        tuple(problems),
        tuple(notes),
        time.monotonic() - began,
        _processor_seconds() - used,
        attempt,
        job.flow.peak,
        peak_bytes(),
        job.flow.most,
    )


def _processor_seconds() -> float:
    """Those of this process, and of its workers that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@functools.lru_cache(maxsize=16)
def _digest(config: bytes) -> str:
    digest: str = pickle.loads(config).digest
    return digest


def _require_same(source: Input, digest: str) -> None:
    """CleanerError where the configuration does not mean here what it means where the run began."""
    here = _digest(source.config)
    if here != digest:
        raise CleanerError(
            f"the configuration is {digest} where the run began and {here} where {source.name} is cleaned, "
            f"by cleaner {__version__}; install the same version there"
        )


def _sink(reader: Reader, folder: Path) -> Sink:
    output = reader.source.output
    assert output
    if remote.is_remote(output):
        return RemoteSink(Writer(), reader, Path(tempfile.mkdtemp(dir=folder)), output)
    return OtherFile(Writer(), reader, Path(output), None)


def _put(file: Path, folder: str, name: str) -> None:
    """Copy a file into a folder, where it is not seen before it is whole."""
    if remote.is_remote(folder):
        remote.put(file, f"{folder.rstrip('/')}/{name}")
    else:
        with file.open("rb") as stream:
            Writer().create(Path(folder) / name, _pieces(stream))


def _pieces(stream: object) -> Iterator[bytes]:
    while piece := stream.read(1 << 20):  # type: ignore[attr-defined]
        yield piece
