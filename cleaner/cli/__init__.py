"""The command. Subcommands live in one file each and load when they are called, so that `--help` is quick."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

import click

from cleaner import __version__
from cleaner.errors import CleanerError

INTERRUPTED, TERMINATED, PIPE_CLOSED, FAILED = 130, 143, 141, 2

_PATIENCE = 0.6
"""Seconds that a command which is told to end has to do so in good order."""

COMMANDS = {
    "fix": "Clean text: standard input or one file to standard output, files in place or elsewhere.",
    "check": "Show what fix would do, and write nothing; exit 1 if anything would change.",
    "apply": "Make the text that the review page showed: the edits that were accepted there, and no others.",
    "undo": "Put back what a run of fix with --edits changed.",
    "rule": "Show what a rule does, why, and its examples.",
    "config": "Show, check or begin a configuration.",
    "measure": "Count what rules do in texts: edits in 100,000 words, with samples to read.",
    "serve": "Show a page on which a text is pasted and its edits are seen as you type.",
    "run": "Clean Parquet and JSON lines in partitions, by processes here, Spark or Ray.",
    "survey": "Find what a source leaves in its texts: what recurs over them beyond what language does.",
}
"""The subcommands, each the function of its own name in the module of its own name, and what their help begins with."""


class _Commands(click.Group):
    """Knows its subcommands without loading them, and turns what goes wrong in them into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"cleaner.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _terminable():
                outcome = super().invoke(ctx)
                sys.stdout.flush()
                return outcome
        except CleanerError as error:
            from cleaner.cli.options import complain

            complain(error)
            ctx.exit(FAILED)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _forget_output()
            ctx.exit(PIPE_CLOSED)
        except OSError as error:  # files have errors of their own: this is a standard stream
            click.echo(f"cleaner: error: standard input or output: {error.strerror}", err=True)
            _forget_output()
            ctx.exit(FAILED)


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the command as an exception does, so that temporary files go; as Ctrl-C does already. Where that has
    not ended it soon, because it waits for somebody or for long work, it ends all the same: what it leaves is swept by
    the next run."""
    receiver, sender = os.pipe()
    signals = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    threading.Thread(target=_end_soon, args=(receiver,), daemon=True).start()  # signals go to the main thread alone
    signal.pthread_sigmask(signal.SIG_SETMASK, signals)
    ending = False

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        nonlocal ending
        ending = True
        code = TERMINATED if number == signal.SIGTERM else INTERRUPTED
        os.write(sender, bytes([code]))
        if number == signal.SIGTERM:
            raise SystemExit(code)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    interrupt = signal.getsignal(signal.SIGINT)
    if interrupt is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, interrupt)
        if not ending:  # else even the last words may be waited for in vain
            os.close(sender)


def _end_soon(receiver: int) -> None:
    """Wait for the exit code of an ending that was ordered, and see to it that the process ends, with its workers."""
    code = os.read(receiver, 1)
    if not code:
        os.close(receiver)
        return
    time.sleep(_PATIENCE)
    if "multiprocessing" in sys.modules:
        for worker in sys.modules["multiprocessing"].active_children():
            worker.kill()
    os._exit(code[0])


def _forget_output() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, without a word at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            os.dup2(nowhere, stream.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cleaner")
def main() -> None:
    """Repair what machine translation and web scraping leave in text, and account for every change.

    \b
      cleaner fix article.txt                      the clean text on standard output
      cleaner check texts/                         what would change in a folder, and why
      cleaner fix -i --edits edits.jsonl texts/    clean in place, with an edit log
      cleaner undo edits.jsonl                     put everything back

    Exit codes: 0 all is well; 1 check found something to change, or a gate closed; 2 wrong usage or configuration, or
    something could not be read or written; 3 done, but records failed; 130 and 143 on signals.
    """
