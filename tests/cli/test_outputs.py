"""Outputs that cannot be written: the run ends at once, says why, and loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import threading
import time

import pytest

from .conftest import CLEAN, DAMAGED, ROOT
from .test_records import POISON, line

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
OUTPUTS = ("-o", "--edits", "--dead-letter", "--summary", "-O")
SOON = 30
"""Seconds: two, on a machine of its own, and the start of a process. Cleaning all would take minutes."""

SMALL_BLOCKS = """
import sys
from cleaner.formats import jsonl
blocks = jsonl.JsonLines.blocks
jsonl.JsonLines.blocks = lambda self, stream, **options: blocks(self, stream, **{**options, "size": 2_000})
from cleaner.cli import main
if __name__ == "__main__":
    main(sys.argv[1:])
"""
"""The command with blocks that take no time, however busy the machine is: an error is seen after one of them."""


def records(count=100_000):
    return b"".join(line(number) + (POISON[1] if number % 5 == 0 else b"") for number in range(count))


def started(folder, *args):
    (folder / "command.py").write_text(SMALL_BLOCKS)
    return subprocess.Popen(
        [sys.executable, "command.py", *map(str, args)], cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE
    )


def call_with(option, target):
    """A call that writes to a target by an option, and otherwise into `b.jsonl`."""
    other = [] if option == "-o" else ["-o", "b.jsonl"]
    return ["fix", "a.jsonl", *other, option, target, *(["--output-format", "jsonl"] if option == "-O" else [])]


def ends_soon(running, *, since=None):
    """What a run says that must end at once with exit 2, without much memory."""
    begun = since or time.monotonic()
    alarm = threading.Timer(60, running.kill)
    alarm.start()
    told = running.stderr.read().decode()
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    alarm.cancel()
    assert (running.returncode, "Traceback" in told) == (2, False), told
    assert time.monotonic() - begun < SOON
    # a process is born as large as the one that starts it
    assert usage.ru_maxrss < 200_000 + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    running.stderr.close()
    return told


def only_input_left(folder, *others):
    left = {path.name for path in folder.iterdir()} - {"command.py", *others}
    assert left == {"a.jsonl"}
    assert (folder / "a.jsonl").read_bytes() == records()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("option", OUTPUTS)
def test_a_full_device(folder, option, jobs):
    (folder / "a.jsonl").write_bytes(records())
    told = ends_soon(started(folder, *call_with(option, "/dev/full"), "-j", jobs))
    assert "/dev/full: " in told
    only_input_left(folder)


@pytest.mark.parametrize("option", OUTPUTS)
def test_a_pipe_that_nobody_reads(folder, option):
    (folder / "a.jsonl").write_bytes(records())
    os.mkfifo(folder / "x")
    assert "x: " in ends_soon(started(folder, *call_with(option, "x")))
    only_input_left(folder, "x")


@pytest.mark.parametrize("option", OUTPUTS)
def test_a_pipe_that_is_closed(folder, option):
    (folder / "a.jsonl").write_bytes(records())
    os.mkfifo(folder / "x")
    reader = os.open(folder / "x", os.O_RDONLY | os.O_NONBLOCK)
    running = started(folder, *call_with(option, "x"))
    time.sleep(0.5)
    os.close(reader)
    assert "x: " in ends_soon(running)
    only_input_left(folder, "x")


@pytest.mark.parametrize("option", OUTPUTS)
def test_a_folder_that_may_not_be_written(folder, option):
    (folder / "a.jsonl").write_bytes(records())
    (folder / "file").touch()
    assert "file/x: " in ends_soon(started(folder, *call_with(option, "file/x")))
    only_input_left(folder, "file")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("option", OUTPUTS)
def test_a_file_that_vanishes_while_it_is_written(folder, option, jobs):
    (folder / "a.jsonl").write_bytes(records())
    (folder / "out").mkdir()
    running = started(folder, *call_with(option, "out/x"), "-j", jobs)
    for _ in range(1000):
        if list((folder / "out").iterdir()):
            break
        time.sleep(0.01)
    time.sleep(0.5)
    for path in (folder / "out").iterdir():
        path.unlink()
    told = ends_soon(running, since=time.monotonic())
    assert "out/x: it was removed while it was written" in told
    only_input_left(folder, "out")


def test_a_clean_file_and_a_checkpoint_are_whole_when_the_edit_log_cannot_be_written(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    (folder / "b.jsonl").write_bytes(line(1) * 3000)
    os.mkfifo(folder / "x")
    seen = []

    def read_a_little():
        with (folder / "x").open("rb") as stream:
            seen.append(stream.read(1000))

    reader = threading.Thread(target=read_a_little)
    reader.start()
    outcome = cleaner("fix", "-i", "a.txt", "b.jsonl", "--edits", "x", "--resume")
    reader.join()
    assert (outcome.code, "x: cannot write the edits: Broken pipe" in outcome.stderr) == (2, True)
    assert json.loads(seen[0].splitlines()[0])["path"] == "a.txt"
    assert (folder / "a.txt").read_text() == CLEAN
    assert (folder / "b.jsonl").read_bytes() == line(1) * 3000
    assert list(folder.glob(".cleaner-*.checkpoint"))


@pytest.mark.parametrize("given", [["."], ["*.jsonl"], ["a.jsonl", "b.jsonl", "d.jsonl", "e.jsonl"]], ids=" ".join)
def test_what_a_run_writes_is_no_input_of_the_next(folder, cleaner, given):
    for name in ("a.jsonl", "b.jsonl"):
        (folder / name).write_bytes(line(1) + POISON[1] + line(2))
    clean = line(1, CLEAN) + POISON[1] + line(2, CLEAN)
    names = [name for name in given if "*" in name or (folder / name).exists()]
    options = ["--format", "jsonl", "--include", "*", "--edits", "e.jsonl", "--dead-letter", "d.jsonl"]
    call = ["fix", "-i", "--resume", "--summary", "s.json", "--backup", *options]
    assert cleaner(*call, *names).code == 3
    again = [name for name in given if "*" in name or (folder / name).exists()]
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert written["a.jsonl"] == written["b.jsonl"] == clean
    outcome = cleaner(*call, *again)
    assert (outcome.code, "of 6 records changed" in outcome.stderr) == (3, True)
    assert {path.name for path in folder.iterdir()} == set(written)
    assert (folder / "e.jsonl").read_bytes().startswith(written["e.jsonl"])
    outcome = cleaner("fix", "-i", "--format", "jsonl", "--include", "*", *again)  # one that knows nothing of them
    assert (outcome.code, "of 6 records changed" in outcome.stderr) == (3, True)
    for what in ("an edit log", "a file of dead letters"):
        assert f"left out: it is {what}" in outcome.stderr
    assert "left out: it is a summary" in outcome.stderr or given != ["."]


def test_the_folder_that_is_written_to_is_not_read(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    for _ in range(2):
        assert cleaner("fix", ".", "-o", "out").code == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["a.txt"]


def test_a_backup_that_was_made_before_a_kill_is_not_made_again(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    (folder / "a.txt.bak").write_text(DAMAGED)
    assert cleaner("fix", "-i", "--backup", "a.txt").code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "a.txt.bak"]
    (folder / "a.txt").write_text(DAMAGED + "Twice.\n")
    assert cleaner("fix", "-i", "--backup", "a.txt").code == 0
    assert (folder / "a.txt.bak2").read_text() == DAMAGED + "Twice.\n"


def test_a_glob_of_one_folder_writes_into_a_folder(folder, cleaner):
    (folder / "texts").mkdir()
    (folder / "texts/a.txt").write_text(DAMAGED)
    assert cleaner("fix", "te*", "-o", "out").code == 0
    assert (folder / "out/a.txt").read_text() == CLEAN


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "First.\rIt is open.\nThe café.\n".encode("cp1252") + DAMAGED.encode()),
        ("a.jsonl", line(1) + line(2) + b'{"text": "The caf\xe9 is open."}\n{"text": "A na\xefve plan."}\n'),
        ("a.csv", b"id,text\n1,It is open.\n2,The caf\xe9 is open.\n3,A na\xefve plan.\n"),
    ],
)
def test_bytes_of_another_encoding_are_told_once_a_file(folder, cleaner, name, data):
    (folder / name).write_bytes(data)
    for jobs in (1, 2):
        outcome = cleaner("fix", name, "-j", jobs)
        assert outcome.code == 0
        assert outcome.stderr.count("bytes that are not utf-8") == 1
        assert f"{name}:3: bytes that are not utf-8" in outcome.stderr
        assert "name it with --encoding" in outcome.stderr


def test_both_columns_of_one_name_are_cleaned(folder, cleaner):
    cell = '"' + DAMAGED.strip().replace('"', '""') + '"'
    (folder / "a.csv").write_text(f"text,id,text\n{cell},1,{cell}\n")
    clean = '"' + CLEAN.strip().replace('"', '""') + '"'
    assert cleaner("fix", "a.csv", "-o", "b.csv", "--edits", "e.jsonl").code == 0
    assert (folder / "b.csv").read_text() == f"text,id,text\n{clean},1,{clean}\n"
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "b.csv").read_bytes() == (folder / "a.csv").read_bytes()


@pytest.mark.parametrize("names", [["a.jsonl"], ["a.txt", "b.txt", "c.txt"]], ids=len)
def test_an_edit_log_that_was_cut_between_two_entries_is_noticed(folder, cleaner, names):
    for name in names:
        (folder / name).write_bytes(b"".join(map(line, range(5))) if name == "a.jsonl" else DAMAGED.encode())
    before = {name: (folder / name).read_bytes() for name in names}
    assert cleaner("fix", "-i", *names, "--edits", "e.jsonl").code == 0
    log = (folder / "e.jsonl").read_bytes().splitlines(keepends=True)
    clean = {name: (folder / name).read_bytes() for name in names}
    starts = [number for number, each in enumerate(log) if json.loads(each)["kind"] in ("document", "record")]
    for cut in [*starts[1:], len(log) - 1]:
        for name in names:
            (folder / name).write_bytes(clean[name])
        (folder / "e.jsonl").write_bytes(b"".join(log[:cut]))
        outcome = cleaner("undo", "e.jsonl")
        assert (outcome.code, "the edit log is truncated" in outcome.stderr) == (2, True)
        if names == ["a.jsonl"]:
            assert (folder / "a.jsonl").read_bytes() == clean["a.jsonl"]
    (folder / "e.jsonl").write_bytes(b"".join(log))
    for name in names:
        (folder / name).write_bytes(clean[name])
    assert cleaner("undo", "e.jsonl").code == 0
    assert {name: (folder / name).read_bytes() for name in names} == before


def test_a_record_that_is_too_long_counts_for_a_limit_and_for_a_sample(folder, cleaner, monkeypatch):
    from cleaner.formats import jsonl

    init = jsonl.JsonLines.__init__
    monkeypatch.setattr(
        jsonl.JsonLines, "__init__", lambda self, *args, **options: init(self, *args, **{**options, "longest": 5000})
    )
    data = line(1) + line(2, "x" * 300_000) + line(3) + line(4)
    (folder / "a.jsonl").write_bytes(data)
    for option in (["--limit", 2], ["--sample", 2], ["--sample", 4]):
        outcome = cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--dead-letter", "d.jsonl", *option)
        written = (folder / "b.jsonl").read_bytes().splitlines() + (folder / "d.jsonl").read_bytes().splitlines()
        assert len(written) == option[1]
        assert f"of {option[1]} records" in outcome.stderr
    assert cleaner("fix", "a.jsonl", "--limit", 2).stdout == line(1, CLEAN) + line(2, "x" * 300_000)


FOREVER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from cleaner.pipeline import Pipeline
def run(self, text, **options):
    print("working", file=sys.stderr, flush=True)
    while True:
        try:
            while True: pass
        except BaseException:
            pass
Pipeline.run = run
from cleaner.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(("sent", "code"), [(15, 143), (2, 130)])
def test_a_signal_ends_a_loop_that_swallows_every_exception(folder, sent, code):
    (folder / "a.jsonl").write_bytes(line(1))
    with subprocess.Popen(
        [sys.executable, "-c", FOREVER, "fix", "a.jsonl", "-o", "b.jsonl"],
        cwd=folder,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
    ) as running:
        running.stderr.readline()
        running.send_signal(sent)
        begun = time.monotonic()
        try:
            running.wait(timeout=20)
        finally:
            running.kill()
        assert time.monotonic() - begun < 5  # under one on a machine of its own
    assert running.returncode == code


@pytest.mark.parametrize(("sent", "code"), [(15, 143), (2, 130)])
def test_a_signal_ends_a_run_whose_reader_has_stopped(folder, sent, code):
    (folder / "a.jsonl").write_bytes(line(1, CLEAN) * 9000)  # more than a pipe holds
    reader, writer = os.pipe()
    program = FOREVER.partition("from cleaner.pipeline")[0] + "from cleaner.cli import main\nmain(sys.argv[1:])"
    with subprocess.Popen(
        [sys.executable, "-c", program, "fix", "a.jsonl"], cwd=folder, env=ENVIRONMENT, stdout=writer
    ) as running:
        os.close(writer)
        time.sleep(4)
        assert running.poll() is None
        running.send_signal(sent)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=10)
        running.kill()
    os.close(reader)
    assert running.returncode == code
