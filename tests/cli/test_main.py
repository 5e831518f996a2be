"""The command as a whole: help, exit codes, signals, closed pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import click
import pytest

from cleaner.cli import COMMANDS, main

from .conftest import DAMAGED, ROOT


@pytest.mark.parametrize("name", COMMANDS)
def test_table_of_commands_says_what_their_own_help_says(name):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert command.help.split("\n\n")[0].replace("\n", " ") == COMMANDS[name]


def test_help_loads_no_subcommand():
    program = (
        "import sys, cleaner.cli\n"
        "try: cleaner.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "late = ('cleaner.cli.', 'cleaner.report', 'msgspec', 'ftfy')\n"
        "print([name for name in sys.modules if name.startswith(late)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "check" in done.stdout
    assert done.stdout.endswith("[]\n")


def test_unknown_command_is_wrong_usage(cleaner):
    outcome = cleaner("clean")
    assert outcome.code == 2
    assert "No such command 'clean'" in outcome.stderr


def test_a_closed_pipe_ends_quietly(folder, process):
    (folder / "a.txt").write_text("".join(DAMAGED.replace("keeper", f"keeper of {n}") for n in range(1000)))
    running = process("check", "a.txt")
    running.stdout.readline()
    running.stdout.close()
    with running:
        assert running.stderr.read() == b""
    assert running.returncode == 141


WAITING = """
import sys, time
from cleaner.pipeline import Pipeline
def wait(*args, **options):
    print("waiting", flush=True)
    time.sleep(60)
Pipeline.run = wait
from cleaner.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def interrupts():
    """What a run in the background starts would ignore an interrupt, as that run does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


@pytest.mark.usefixtures("interrupts")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_the_run_at_once(folder, process, sent, code):
    (folder / "a.txt").write_text(DAMAGED)
    running = process("fix", "-i", "a.txt", program=WAITING)
    assert running.stdout.readline() == b"waiting\n"
    running.send_signal(sent)
    _, err = running.communicate(timeout=30)
    assert running.returncode == code
    assert b"Traceback" not in err
    assert (folder / "a.txt").read_text() == DAMAGED


KILLED = """
import os, sys
import cleaner.storage.reading as files
def flush(handle):
    os.kill(os.getpid(), 9)
files.os.fsync = flush
from cleaner.cli import main
main(sys.argv[1:])
"""


def test_killed_while_writing_leaves_the_old_bytes_and_the_next_run_sweeps(folder, cleaner, process):
    (folder / "a.txt").write_text(DAMAGED)
    running = process("fix", "-i", "a.txt", program=KILLED)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert (folder / "a.txt").read_text() == DAMAGED
    assert len(list(folder.iterdir())) == 2
    assert cleaner("fix", "-i", "a.txt").code == 0
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
from cleaner.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("how", [["-i"], ["-i", "--backup"], ["-o", "b.txt"], ["-i", "--edits", "e.jsonl"]])
def test_a_full_disk_leaves_the_original_whole(folder, process, how):
    (folder / "a.txt").write_text(DAMAGED)
    running = process("fix", "a.txt", *how, program=LIMITED)
    _, err = running.communicate()
    assert running.returncode == 2
    assert err.startswith((b"cleaner: error: a.txt: ", b"cleaner: error: e.jsonl: "))
    assert b"File too large" in err
    assert (folder / "a.txt").read_text() == DAMAGED
    left = {path.name: path.stat().st_size for path in folder.iterdir() if path.name != "a.txt"}
    assert left in ({}, {"e.jsonl": 0})


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")  # noqa: PTH110
def test_standard_output_that_is_full_is_an_error(folder):
    (folder / "a.txt").write_text(DAMAGED)
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "cleaner", "fix", "a.txt"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"cleaner: error: standard input or output: No space left on device\n"
