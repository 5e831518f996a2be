"""What can go wrong around a job: full disks, folders that may not be written, signals, closed pipes, slow writers."""

from __future__ import annotations

import contextlib
import gzip
import os
import pty
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import CLEAN, DAMAGED, ROOT
from .test_records import POISON, line

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-m", "cleaner"]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own that holds 512 KB."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place], check=False, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"a file system cannot be mounted here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def bulk(size):
    """JSON lines of about so many bytes, each of which changes."""
    one = line(1, DAMAGED * 20)
    return one * (size // len(one))


@pytest.mark.parametrize(
    "how",
    [
        ["-i"],
        ["-o", "disk/b.jsonl"],
        ["-i", "--resume"],
        ["-o", "elsewhere.jsonl", "--edits", "disk/e.jsonl"],
        ["-o", "elsewhere.jsonl", "--dead-letter", "disk/d.jsonl"],
    ],
    ids=" ".join,
)
def test_a_full_disk_leaves_the_original_whole(folder, cleaner, small_disk, how):
    data = bulk(60_000) + POISON[8] * 3
    path = small_disk / "a.jsonl"
    path.write_bytes(data)
    outcome = cleaner("fix", "disk/a.jsonl", *how)
    assert outcome.code == 2
    assert "No space left on device" in outcome.stderr
    assert "make room" in outcome.stderr
    assert path.read_bytes() == data
    assert not (folder / "elsewhere.jsonl").exists()
    assert not (small_disk / "b.jsonl").exists()
    assert bool(list(small_disk.glob(".cleaner-*"))) == ("--resume" in how)


def test_a_run_that_a_full_disk_ended_goes_on_once_there_is_room(folder, cleaner, small_disk):
    data = bulk(60_000) + POISON[8] * 3
    path = small_disk / "a.jsonl"
    path.write_bytes(data)
    clean = cleaner("fix", "disk/a.jsonl").stdout
    call = ["fix", "-i", "disk/a.jsonl", "--resume"]
    assert cleaner(*call).code == 2
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    assert cleaner(*call).code == 3
    assert path.read_bytes() == clean != data
    assert [each.name for each in small_disk.iterdir()] == ["a.jsonl"]


AS_SOMEBODY_ELSE = """
import os, sys, cleaner, cleaner.cli.fix
cleaner.clean("It ended. was")  # loads what somebody else may not be allowed to read
os.setuid(12345)
cleaner.cli.main(sys.argv[1:])
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("how", [["-i", "shut/a.jsonl"], ["a.jsonl", "-o", "shut/b.jsonl"], ["-i", "locked.jsonl"]])
def test_what_may_not_be_written_is_told(folder, how):
    for name in ("a.jsonl", "shut/a.jsonl", "locked.jsonl"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(line(1))
        (folder / name).chmod(0o666)
    (folder / "locked.jsonl").chmod(0o444)
    (folder / "shut").chmod(0o555)
    for above in folder.parents:
        with contextlib.suppress(PermissionError):
            above.chmod(above.stat().st_mode | 0o111)
    folder.chmod(0o777)
    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY_ELSE, "fix", *how],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "Permission denied" in done.stderr or "it is read-only" in done.stderr
    assert how[-1] in done.stderr
    assert {path.read_bytes() for path in folder.rglob("*.jsonl")} == {line(1)}


def test_links_of_files_of_records(folder, cleaner):
    (folder / "real").mkdir()
    (folder / "real/a.jsonl").write_bytes(line(1))
    (folder / "link.jsonl").symlink_to("real/a.jsonl")
    (folder / "hard.jsonl").write_bytes(line(2))
    (folder / "twin.jsonl").hardlink_to(folder / "hard.jsonl")
    os.mkfifo(folder / "pipe.jsonl")
    outcome = cleaner("fix", "-i", "link.jsonl", "hard.jsonl", "pipe.jsonl")
    assert outcome.code == 2
    assert "hard.jsonl: it has 2 hard links" in outcome.stderr
    assert "pipe.jsonl: it is not a regular file" in outcome.stderr
    assert (folder / "link.jsonl").is_symlink()
    assert (folder / "real/a.jsonl").read_bytes() == line(1, CLEAN)
    assert (folder / "twin.jsonl").read_bytes() == line(2)


@pytest.mark.parametrize("how", [["-i"], ["-o", "b.jsonl"]])
@pytest.mark.parametrize("change", [lambda path: path.write_bytes(line(3) * 300), lambda path: path.open("ab").close()])
def test_a_file_that_changes_while_it_is_read_is_left_so(folder, cleaner, monkeypatch, how, change):
    from cleaner.jobs.tasks import Cleaning

    path = folder / "a.jsonl"
    path.write_bytes(line(1) * 300)
    real = Cleaning.__call__

    def meddle(self, task):
        change(path)
        os.utime(path)
        return real(self, task)

    monkeypatch.setattr(Cleaning, "__call__", meddle)
    outcome = cleaner("fix", "a.jsonl", *how)
    assert outcome.code == 2
    assert "a.jsonl: it changed while it was read" in outcome.stderr
    assert path.read_bytes() in (line(1) * 300, line(3) * 300)
    assert [each.name for each in folder.iterdir()] == ["a.jsonl"]


def test_a_mode_an_owner_and_a_missing_newline_are_kept(folder, cleaner):
    path = folder / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line(1) + line(2).rstrip(b"\n"))
    path.chmod(0o640)
    if os.getuid() == 0:
        os.chown(path, 12345, 23456)
    before = path.stat()
    assert cleaner("fix", "-i", "a.jsonl").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + line(1, CLEAN) + line(2, CLEAN).rstrip(b"\n")
    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


KILLED_SOON = """
import os, sys, threading, random
rng = random.Random(sys.argv.pop(1))
from cleaner.cli import main
import cleaner.cli.fix
threading.Timer(rng.uniform(0, 0.4), lambda: os.kill(os.getpid(), 9)).start()
main(sys.argv[1:])
"""


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.csv"])
@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_any_moment_leaves_old_or_new_bytes(folder, cleaner, name, seed):
    texts = [DAMAGED * 3 + f"Line {number}. was" for number in range(150)]
    old = {
        "a.jsonl": b"".join(line(number, text) for number, text in enumerate(texts)),
        "a.txt": "\n\n".join(texts).encode(),
        "a.csv": ("id,text\n" + "".join('{},"{}"\n'.format(1, text.replace('"', '""')) for text in texts)).encode(),
    }[name]
    (folder / name).write_bytes(old)
    new = cleaner("fix", name).stdout
    assert new != old
    subprocess.run(
        [sys.executable, "-c", KILLED_SOON, str(seed), "fix", "-i", name], cwd=folder, env=ENVIRONMENT, check=False
    )
    assert (folder / name).read_bytes() in (old, new)
    (folder / name).write_bytes(old)
    assert cleaner("fix", "-i", name).code == 0
    assert (folder / name).read_bytes() == new
    assert [path.name for path in folder.iterdir()] == [name]


INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what starts this may have it ignored
from cleaner.cli import main
if __name__ == "__main__":
    main(sys.argv[1:])
"""


def children_of(pid):
    """The child processes that the main thread of a process started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def workers_of(pid):
    """The child processes of all threads of a process."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(each) for thread in threads for each in (thread / "children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_job_in_under_a_second_and_leaves_nothing(folder, jobs, sent, code):
    (folder / "a.jsonl").write_bytes(bulk(6_000_000))
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "fix", "a.jsonl", "-o", "b.jsonl", "-j", str(jobs)],
        cwd=folder,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
    ) as running:
        least = 2 if jobs == 2 else 0
        while not list(folder.glob(".cleaner-*.tmp")) or len(workers_of(running.pid)) < least:
            assert running.poll() is None
            time.sleep(0.02)
        workers = workers_of(running.pid)
        running.send_signal(sent)
        begun = time.monotonic()
        _, err = running.communicate(timeout=30)
        assert time.monotonic() - begun < 5  # under one on a machine of its own
    assert running.returncode == code
    assert b"Traceback" not in err
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.05)
    raise AssertionError("a worker is left")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc")
@pytest.mark.parametrize("moment", [0, 0.05, 0.15, 0.3])
def test_ctrl_c_reaches_workers_that_are_starting_and_they_say_nothing(folder, moment):
    (folder / "a.jsonl").write_bytes(bulk(2_000_000))
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "fix", "a.jsonl", "-o", "b.jsonl", "-j", "2"],
        cwd=folder,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        start_new_session=True,  # a terminal sends to all processes of a group
    ) as running:
        while len(children_of(running.pid)) < 2:  # multiprocessing's own helper is one
            assert running.poll() is None
            time.sleep(0.005)
        time.sleep(moment)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, b"")
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]


def test_a_closed_pipe_ends_workers_quietly(folder):
    (folder / "a.jsonl").write_bytes(bulk(1_500_000))
    with subprocess.Popen(
        [*COMMAND, "fix", "a.jsonl", "-j", "2"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.read(100)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


@pytest.mark.parametrize(
    ("given", "expected"),
    [(line(1), line(1, CLEAN)), (DAMAGED.encode(), CLEAN.encode())],
    ids=["records", "lines of text"],
)
def test_what_is_line_buffered_is_passed_on_before_the_input_ends(folder, given, expected):
    with subprocess.Popen(
        [*COMMAND, "fix", "--line-buffered", "-"],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        for _ in range(2):
            running.stdin.write(given)
            running.stdin.flush()
            ready, _, _ = select.select([running.stdout], [], [], 30)
            assert ready
            assert running.stdout.readline() == expected
    assert running.returncode == 0


def test_what_comes_before_the_damage_is_the_same_for_any_number_of_workers(folder, cleaner, monkeypatch):
    from cleaner.formats import jsonl

    blocks = jsonl.JsonLines.blocks
    monkeypatch.setattr(
        jsonl.JsonLines, "blocks", lambda self, stream, **options: blocks(self, stream, **{**options, "size": 2000})
    )
    rng = random.Random(1)
    lines = [line(number, f"{DAMAGED} {rng.random()}") + POISON[1] for number in range(400)]
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b"".join(lines))[:-50])
    (folder / "b.jsonl").write_bytes(line(1))
    ends = []
    for jobs in (1, 2):
        shown = cleaner("fix", "a.jsonl.gz", "--dead-letter", "d.jsonl", "-j", jobs)
        assert shown.code == 2
        several = cleaner("fix", "none.jsonl", "a.jsonl.gz", "b.jsonl", "-o", "out", "-j", jobs)
        ends.append((shown.stdout, shown.stderr, (folder / "d.jsonl").read_bytes(), several.stderr))
    assert ends[0] == ends[1]
    assert len(ends[0][0].splitlines()) > 300
    assert len(ends[0][2].splitlines()) > 300


@pytest.mark.parametrize("command", ["fix", "check"])
def test_lines_that_are_waited_for_are_not_given_to_workers(cleaner, command):
    outcome = cleaner(command, "--line-buffered", "-j", "2", "-", stdin=line(1))
    assert outcome.code == 2
    assert "leave -j out" in outcome.stderr


SLOW = """
import sys, time
from cleaner.jobs import tasks
call = tasks.Cleaning.__call__
def slow(self, task):
    time.sleep(0.5)
    return call(self, task)
tasks.Cleaning.__call__ = slow
from cleaner.cli import main
main(sys.argv[1:])
"""


def on_a_terminal(folder, *args, stdin=subprocess.DEVNULL):
    """The code of a slow run, and what it shows on a terminal that is its standard error."""
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, *args],
        cwd=folder,
        env={**ENVIRONMENT, "TERM": "xterm"},
        stderr=terminal,
        stdout=subprocess.DEVNULL,
        stdin=stdin,
    ) as running:
        os.close(terminal)
        seen = b""
        with contextlib.suppress(OSError):  # the terminal is gone when the process is
            while piece := os.read(main, 4096):
                seen += piece
        os.close(main)
    return running.returncode, seen


@pytest.mark.parametrize(("options", "shown"), [([], True), (["-q"], False), (["--no-progress"], False)])
def test_a_bar_for_people_who_wait(folder, options, shown):
    for number in range(5):
        (folder / f"{number}.txt").write_text(DAMAGED)
    code, seen = on_a_terminal(folder, "fix", "-i", ".", *options)
    assert code == 0
    assert (b"records, " in seen) is shown
    assert (b"/s" in seen) is shown


def test_a_bar_without_an_end_where_nobody_knows_how_much_will_come(folder):
    (folder / "a.jsonl").write_bytes(line(1) * 5)
    with (folder / "a.jsonl").open("rb") as stream:
        code, seen = on_a_terminal(folder, "fix", "--line-buffered", "-", stdin=stream)
    assert code == 0
    assert b"records, " in seen
    assert b"Traceback" not in seen


def test_no_bar_where_there_is_no_terminal(folder):
    (folder / "a.txt").write_text(DAMAGED)
    done = subprocess.run(
        [sys.executable, "-c", SLOW, "fix", "-i", "a.txt"], cwd=folder, env=ENVIRONMENT, capture_output=True, check=True
    )
    assert b"\r" not in done.stderr
