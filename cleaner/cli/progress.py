"""A bar for people who wait: on a terminal, once a run has taken a second."""

from __future__ import annotations

import contextlib
import itertools
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

DELAY = 1.0
_INTERVAL = 0.2


@contextlib.contextmanager
def progress(total: int, position: Callable[[], int], records: Callable[[], int]) -> Iterator[Callable[[], None]]:
    """What to call after every piece of work: it draws the bar now and then, on standard error.

    `total` and `position` count bytes; where the total is not known (0), the bar has no end. `records` says how many
    are done, for the rate.
    """
    began = drawn = time.monotonic()
    bar: ProgressBar[int] | None = None

    def step() -> None:
        nonlocal bar, drawn
        now = time.monotonic()
        if now - began < DELAY or now - drawn < _INTERVAL:
            return
        drawn = now
        if bar is None:
            bar = click.progressbar(
                None if total else itertools.count(),  # without a length click wants something to go through
                length=total or None,
                file=sys.stderr,
                show_eta=bool(total),
                item_show_func=lambda item: rate(),
            )
            bar.__enter__()
        bar.update(position() - bar.pos, 0)

    def rate() -> str:
        done = records()
        return f"{done:,} records, {done / max(0.001, time.monotonic() - began):,.0f}/s"

    try:
        yield step
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)


def shown(*, quiet: bool, no_progress: bool, data_on_terminal: bool) -> bool:
    """Whether a bar is wanted, and would disturb nothing."""
    return not quiet and not no_progress and sys.stderr.isatty() and not data_on_terminal
