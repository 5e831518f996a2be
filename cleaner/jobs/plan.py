"""What a job is to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.formats import InputOptions
from cleaner.formats.cleaned import Wants
from cleaner.jobs.checkpoint import Checkpoint
from cleaner.jobs.reader import Reader
from cleaner.jobs.sinks import Sink
from cleaner.jobs.tasks import Cleaning
from cleaner.storage.finding import Input

Aim = Callable[[Reader], Sink]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a job does. `aim` makes the sink of an open input, None where nothing is written; `work` is what is done to
    the blocks.

    `isolated`: a single worker is a process of its own too, so that it can be ended. Each has `max_seconds` for a
    block, and for a record alone.
    """

    inputs: Sequence[Input]
    options: InputOptions = field(default_factory=InputOptions)
    aim: Aim | None = None
    in_place: bool = False
    workers: int = 1
    wants: Wants = field(default_factory=Wants)
    limit: int | None = None
    sample: int | None = None
    edit_log: Path | None = None
    dead_letters: Path | None = None
    checkpoint: Checkpoint | None = None
    work: Cleaning = field(default_factory=Cleaning)
    isolated: bool = False
    max_seconds: float | None = None
