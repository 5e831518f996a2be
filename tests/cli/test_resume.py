"""A run that is killed and resumed ends with the same bytes as one that never was."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from .conftest import CLEAN, DAMAGED, ROOT
from .test_records import POISON, line

DATA = b"".join(
    line(number, f"{DAMAGED}Number {number} of them all stands here. was")
    + (POISON[number // 97] if number % 97 == 0 else b"")
    for number in range(900)
)
FILES = ("a.jsonl", "a.jsonl.gz", "b.jsonl", "b.jsonl.gz", "e.jsonl", "d.jsonl")

SLOW = """
import sys, time
from cleaner.jobs import job, tasks
job.INTERVAL = 0.0  # a checkpoint behind every block
from cleaner.formats import jsonl
blocks = jsonl.JsonLines.blocks
jsonl.JsonLines.blocks = lambda self, stream, **options: blocks(self, stream, **{**options, "size": 8_000})
call = tasks.Cleaning.__call__
def slow(self, task):
    time.sleep(0.06)
    return call(self, task)
tasks.Cleaning.__call__ = slow
from cleaner.cli import main
main(sys.argv[1:])
"""
"""The command with small blocks that take their time, so that a kill falls between them."""


def start(folder, program, *args):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, args)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def wait_for_checkpoint(folder, running):
    """Until the run has kept one."""
    begun = time.time_ns()
    for _ in range(1000):
        if any(path.stat().st_mtime_ns > begun for path in folder.glob(".cleaner-*.checkpoint")):
            return
        assert running.poll() is None, running.stderr.read()
        time.sleep(0.01)
    raise AssertionError("no checkpoint came")


def contents(folder):
    found = {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}
    return {name: gzip.decompress(data) if name.endswith(".gz") else data for name, data in found.items()}


def summary(folder):
    return {key: value for key, value in json.loads((folder / "s.json").read_bytes()).items() if key != "seconds"}


@pytest.mark.parametrize(
    "how",
    [["a.jsonl", "-o", "b.jsonl"], ["a.jsonl", "-i"], ["a.jsonl.gz", "-o", "b.jsonl.gz"], ["a.jsonl.gz", "-i"]],
    ids=" ".join,
)
def test_kills_at_any_moment_change_nothing(folder, cleaner, how):
    rng = random.Random(" ".join(how))
    call = ["fix", *how, "--resume", "--edits", "e.jsonl", "--dead-letter", "d.jsonl", "--summary", "s.json"]

    def begin():
        for path in folder.iterdir():
            path.unlink()
        (folder / how[0]).write_bytes(gzip.compress(DATA) if how[0].endswith(".gz") else DATA)

    begin()
    assert cleaner(*call).code == 3
    whole, counted = contents(folder), summary(folder)
    assert CLEAN.strip().replace('"', '\\"').encode() in whole.get(how[-1], whole.get(how[0]))
    begin()
    for _ in range(3):
        running = start(folder, SLOW, *call)
        wait_for_checkpoint(folder, running)
        time.sleep(rng.uniform(0, 0.15))
        running.kill()
        running.communicate()
        assert running.returncode == -signal.SIGKILL
    (partial,) = folder.glob(".cleaner-*.partial")
    for path in (partial, folder / "e.jsonl", folder / "d.jsonl"):  # what came to the disk behind the checkpoint
        with path.open("ab") as stream:
            stream.write(b'{"half of')
    assert cleaner(*call).code == 3
    assert contents(folder) == whole
    assert summary(folder) == counted
    assert not list(folder.glob(".*"))


AROUND_THE_RENAME = """
import os, sys
from pathlib import Path
real, when, name = Path.replace, sys.argv.pop(1), sys.argv.pop(1)
def replace(self, target):
    if Path(target).name != name:
        return real(self, target)
    if when == "before": os.kill(os.getpid(), 9)
    real(self, target)
    os.kill(os.getpid(), 9)
Path.replace = replace
from cleaner.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("killed_at", ["a.txt", "b.jsonl", "c.txt"])
@pytest.mark.parametrize("in_place", [True, False])
def test_a_kill_around_the_rename_of_any_file(folder, cleaner, when, killed_at, in_place):
    names = ("a.txt", "b.jsonl", "c.txt")
    call = ["fix", *names, *(["-i"] if in_place else ["-o", "out"]), "--resume", "--edits", "e.jsonl", "-q"]

    def begin():
        for path in [*folder.rglob("*")]:
            if path.is_file():
                path.unlink()
        for name in names:
            (folder / name).write_bytes(line(1) + line(2) if name == "b.jsonl" else DAMAGED.encode())

    def files():
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    begin()
    assert cleaner(*call).code == 0
    whole = files()
    begin()
    running = start(folder, AROUND_THE_RENAME, when, killed_at, *call)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert cleaner(*call).code == 0
    assert files() == whole
    assert cleaner("undo", "e.jsonl").code == 0


def killed(folder, *call):
    """A run that was killed once it had kept a checkpoint."""
    running = start(folder, SLOW, *call)
    wait_for_checkpoint(folder, running)
    running.kill()
    running.communicate()
    assert list(folder.glob(".cleaner-*.checkpoint"))


KILLED_AT = """
import os, sys
from cleaner.formats import jsonl
from cleaner.jobs import checkpoint, job
job.INTERVAL = 0.0
longest, size, last = (int(sys.argv.pop(1)) for _ in range(3))
init, blocks = jsonl.JsonLines.__init__, jsonl.JsonLines.blocks
jsonl.JsonLines.__init__ = lambda self, *args, **options: init(self, *args, **{**options, "longest": longest})
jsonl.JsonLines.blocks = lambda self, stream, **options: blocks(self, stream, **{**options, "size": size})
real, count = checkpoint.Checkpoint.save, 0
def save(self, standing, writer):
    global count
    real(self, standing, writer)
    count += 1
    if count == last: os.kill(os.getpid(), 9)
checkpoint.Checkpoint.save = save
from cleaner.cli import main
main(sys.argv[1:])
"""
"""The command with records of so many bytes at most, in blocks of so many, killed behind a certain checkpoint."""


def resumed(folder, data, call, *, longest=1_000_000, size=4000, last=(5,)):
    """The files of a run that was never killed, and those of one that was, and resumed; both begin with `data`."""
    ends = []
    for kills in ((), last):
        for path in folder.iterdir():
            path.unlink()
        (folder / "a.jsonl").write_bytes(data)
        for kill in kills:
            running = start(folder, KILLED_AT, longest, size, kill, *call)
            running.communicate()
            assert running.returncode == -signal.SIGKILL
        running = start(folder, KILLED_AT, longest, size, -1, *call)
        running.communicate()
        ends.append(contents(folder))
    return ends


def test_a_record_that_is_too_long_is_not_taken_up_in_its_middle(folder):
    data = line(1) + line(2, "x" * 2_000_000) + line(3)
    call = ["fix", "a.jsonl", "-o", "b.jsonl", "--resume", "--dead-letter", "d.jsonl"]
    whole, again = resumed(folder, data, call, longest=5000, last=(5,))
    assert again == whole
    assert again["b.jsonl"] == line(1, CLEAN) + line(3, CLEAN)


@pytest.mark.parametrize("last", [(8, 7), (21,), (22,)], ids=["twice", "behind the last record", "before the rename"])
def test_a_limit_holds_for_all_parts_of_a_run_together(folder, last):
    data = b"".join(line(number) + (POISON[1] if number % 9 == 0 else b"\n") for number in range(60))
    call = ["fix", "a.jsonl", "-o", "b.jsonl", "--resume", "--dead-letter", "d.jsonl", "--limit", 20]
    whole, again = resumed(folder, data, call, last=last, size=1)
    assert again == whole
    assert sum(len(whole[name].splitlines()) for name in ("b.jsonl", "d.jsonl")) == 20


def test_an_input_that_cannot_be_read_is_counted_once(folder, cleaner):
    call = ["fix", "a.jsonl", "c.jsonl.gz", "-o", "out", "--resume", "-j", "2", "--summary", "s.json"]
    (folder / "a.jsonl").write_bytes(b"".join(line(number) for number in range(300)))
    (folder / "c.jsonl.gz").write_bytes(b"\x1f\x8b damaged")
    running = start(folder, KILLED_AT, 1_000_000, 8000, 3, *call)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert cleaner(*call).code == 2
    assert summary(folder)["inputs_failed"] == 1


KILLED_IN_THE_NEXT = """
import os, sys
from cleaner.jobs import sinks
put, count = sinks.StagedSink.put, 0
def killed(self, *args):
    global count
    put(self, *args)
    self._staged.sync()
    count += 1
    if count == 2: os.kill(os.getpid(), 9)
sinks.StagedSink.put = killed
from cleaner.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("how", [["-i"], ["-o", "out"]])
def test_what_is_left_of_one_file_is_never_taken_for_another(folder, cleaner, how):
    """The first file is in its place, and no checkpoint says so yet, when a kill comes while the next is written."""
    (folder / "a.jsonl").write_bytes(line(1) * 5)
    (folder / "b.txt").write_text(DAMAGED)
    call = ["fix", "a.jsonl", "b.txt", *how, "--resume"]
    running = start(folder, KILLED_IN_THE_NEXT, *call)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert cleaner(*call).code == 0
    out = folder / "out" if how[0] == "-o" else folder
    assert (out / "a.jsonl").read_bytes() == line(1, CLEAN) * 5
    assert (out / "b.txt").read_text() == CLEAN
    assert not list(folder.rglob(".cleaner-*"))


KILLED_BEFORE_THE_SUMMARY = """
import os, sys
from cleaner.cli import main, work
work.summary = lambda **facts: os.kill(os.getpid(), 9)
main(sys.argv[1:])
"""


def test_a_run_killed_before_its_summary_still_has_one(folder, cleaner):
    (folder / "a.jsonl").write_bytes(DATA)
    call = ["fix", "-i", "a.jsonl", "--resume", "--edits", "e.jsonl", "--summary", "s.json"]
    cleaner(*call)
    counted, account = summary(folder), (folder / "e.jsonl").read_bytes()
    (folder / "a.jsonl").write_bytes(DATA)
    for name in ("e.jsonl", "s.json"):
        (folder / name).unlink()
    running = start(folder, KILLED_BEFORE_THE_SUMMARY, *call)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert cleaner(*call).code == 3
    assert summary(folder) == counted
    assert (folder / "e.jsonl").read_bytes() == account


def test_an_input_that_changed_is_refused(folder, cleaner):
    (folder / "a.jsonl").write_bytes(DATA)
    call = ("fix", "a.jsonl", "-o", "b.jsonl", "--resume")
    start(folder, KILLED_AT, 1_000_000, 8000, 3, *call).communicate()
    assert list(folder.glob(".cleaner-*.partial"))
    (folder / "a.jsonl").write_bytes(DATA + line(1))
    outcome = cleaner(*call)
    assert outcome.code == 2
    assert "a.jsonl: it changed since the run began; run without --resume" in outcome.stderr
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]


def test_what_a_killed_run_leaves_of_a_private_file_is_private(folder):
    (folder / "a.jsonl").write_bytes(DATA)
    (folder / "a.jsonl").chmod(0o600)
    start(folder, KILLED_AT, 1_000_000, 8000, 3, "fix", "-i", "a.jsonl", "--resume").communicate()
    assert [path.stat().st_mode & 0o777 for path in folder.glob(".*.partial")] == [0o600]


def test_what_can_be_resumed_is_not_swept_and_another_call_begins_anew(folder, cleaner):
    (folder / "a.jsonl").write_bytes(DATA)
    killed(folder, "fix", "a.jsonl", "-o", "b.jsonl", "--resume")
    left = {path.name for path in folder.glob(".cleaner-*") if path.suffix != ".tmp"}
    assert cleaner("fix", "a.jsonl", "-o", "c.jsonl", "--resume").code == 3
    assert {path.name for path in folder.glob(".cleaner-*")} == left
    assert cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--resume").code == 3
    assert (folder / "b.jsonl").read_bytes() == (folder / "c.jsonl").read_bytes()
    assert not list(folder.glob(".*"))


def test_scores_that_a_killed_run_did_not_count_are_not_passed_over(folder, cleaner):
    (folder / "a.jsonl").write_bytes(DATA)
    call = ["fix", "a.jsonl", "-o", "b.jsonl"]
    cleaner(*call, "--summary", "s.json")
    counted = summary(folder)
    start(folder, KILLED_AT, 1_000_000, 8000, 6, *call, "--resume").communicate()
    cleaner(*call, "--resume", "--summary", "s.json")
    assert summary(folder) == counted
    assert counted["residue"] > 0


def test_what_cannot_be_resumed_is_wrong_usage(folder, cleaner):
    (folder / "a.jsonl").write_bytes(line(1))
    for call in (["a.jsonl"], ["-", "-o", "b"], ["a.jsonl", "-o", "b", "--diff"]):
        outcome = cleaner("fix", "--resume", *call, stdin=line(1))
        assert outcome.code == 2
        assert "--resume" in outcome.stderr
