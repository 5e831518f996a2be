"""What becomes of a run whose output cannot be written: how it ends, how soon, with how much memory.

    python benchmarks/outputs.py [--records 100000] [--jobs 1] [--jobs 2]

Each of the five outputs is a full device, a pipe that its reader closes, a pipe that nobody reads, a file in a folder
that may not be written, and a file that is removed while it is written. Printed are the processor time and the peak of
memory of the whole run, the exit code, the seconds until the end (from the start, or from the closing and removing),
and whether the input is whole and nothing else was left. Promised: 2, under two seconds on a machine of its own, no
more memory than any run takes. Exit code 1 where the code is another, or something is lost or left.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUTPUTS = ("-o", "-O", "--edits", "--dead-letter", "--summary")
MAX_SECONDS = 60
BEGUN = 0.7
"""Seconds after which a run is at work."""


def full_device(_: Path) -> tuple[str, Callable[[], None] | None]:
    return "/dev/full", None


def closed_pipe(folder: Path) -> tuple[str, Callable[[], None] | None]:
    os.mkfifo(folder / "x")
    reader = os.open(folder / "x", os.O_RDONLY | os.O_NONBLOCK)

    def close() -> None:
        time.sleep(BEGUN)
        os.close(reader)

    return "x", close


def unread_pipe(folder: Path) -> tuple[str, Callable[[], None] | None]:
    os.mkfifo(folder / "x")
    return "x", None


def closed_folder(folder: Path) -> tuple[str, Callable[[], None] | None]:
    (folder / "x").mkdir(mode=0o500)
    if os.access(folder / "x", os.W_OK):  # root may write anywhere, but not below a file
        (folder / "x").rmdir()
        (folder / "x").touch()
    return "x/y", None


def removed_file(folder: Path) -> tuple[str, Callable[[], None] | None]:
    (folder / "x").mkdir()

    def remove() -> None:
        until = time.monotonic() + MAX_SECONDS
        while not list((folder / "x").iterdir()) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(BEGUN)
        for path in (folder / "x").iterdir():
            path.unlink()

    return "x/y", remove


WAYS = {
    "full device": full_device,
    "closed pipe": closed_pipe,
    "pipe nobody reads": unread_pipe,
    "closed folder": closed_folder,
    "removed file": removed_file,
}


def records(count: int) -> bytes:
    """Records of which most change, and every fifth cannot be read."""
    lines = []
    for number in range(count):
        lines.append(json.dumps({"id": number, "text": f"The ferry left at noon. was Boat {number} , too ."}))
        if number % 5 == 0:
            lines.append('{"id": 1, "text": ')
    return ("\n".join(lines) + "\n").encode()


def row(option: str, way: str, data: bytes, jobs: int) -> tuple[str, bool]:
    """The line of the table for one run, and whether all is well."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.jsonl").write_bytes(data)
        target, spoil = WAYS[way](folder)
        present = set(folder.iterdir())
        other = [] if option == "-o" else ["-o", "b.jsonl"]
        shape = ["--output-format", "jsonl"] if option == "-O" else []
        call = ["fix", "a.jsonl", *other, option, target, *shape, "-j", str(jobs)]
        begun = time.monotonic()
        running = subprocess.Popen(
            [sys.executable, "-m", "cleaner", *call],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        )
        if spoil:
            spoil()
            begun = time.monotonic()
        try:
            _, told = running.communicate(timeout=MAX_SECONDS)
        except subprocess.TimeoutExpired:
            running.kill()
            _, told = running.communicate()
        seconds = time.monotonic() - begun
        left = {path.name for path in set(folder.iterdir()) - present}
        is_whole = (folder / "a.jsonl").read_bytes() == data
        is_well = running.returncode == 2 and is_whole and not left and b"Traceback" not in told
        last = told.decode(errors="replace").strip().splitlines()[-1:]
        state = "whole" if is_whole else "HARMED"
        line = f"{option:14} {way:18} {jobs:4} {running.returncode:5} {seconds:7.2f}  {state:7} {', '.join(left):12}"
        return f"{line} {''.join(last)[:90]}", is_well


def peak(option: str, way: str, data: bytes, jobs: int) -> tuple[str, bool]:
    """A row with the processor time and the memory of its run, measured in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        line, is_well = row(option, way, data, jobs)
        import resource

        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = f"{usage.ru_utime + usage.ru_stime:6.2f} {usage.ru_maxrss / 1024:6.0f}  {line}"
        os.write(writing, json.dumps([told, is_well]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told, is_well = json.loads(stream.read())
    os.waitpid(child, 0)
    return told, is_well


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, action="append")
    options = parser.parse_args()
    data = records(options.records)
    print(f"{'cpu s':>6} {'MB':>6}  {'output':14} {'is a':18} {'jobs':4} {'exit':>5} {'seconds':>7}  {'input':7} left")
    all_well = True
    for jobs in options.jobs or [1, 2]:
        for option in OUTPUTS:
            for way in WAYS:
                told, is_well = peak(option, way, data, jobs)
                all_well &= is_well
                print(told + ("" if is_well else "  <"), flush=True)
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
