"""What a second worker is worth, and how much memory a stream takes.

    python benchmarks/speed/workers.py TEXTS.jsonl... [--megabytes 40] [--runs 3] [--stream-megabytes 0]

Makes JSON lines of the texts, and has the command clean them with one worker and with two: as a plain file, through a
pipe, and packed with gzip; the runs take turns, and the ratio is that of the medians. With --stream-megabytes it also
sends so much through a pipe with two workers and tells the most memory that all processes together held, pages they
share counted once a process.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PIECE = 1 << 20


def texts(paths: list[str]) -> list[bytes]:
    """The texts of the files as lines of JSON, each file given its turn."""
    rows = [[json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()] for path in paths]
    mixed = itertools.chain.from_iterable(itertools.zip_longest(*rows))
    return [json.dumps({"text": row["text"]}, ensure_ascii=False).encode() + b"\n" for row in mixed if row]


def endless(lines: list[bytes], size: int) -> Iterator[bytes]:
    """The lines again and again, up to so many bytes."""
    for line in itertools.cycle(lines):
        if size <= 0:
            return
        size -= len(line)
        yield line


def seconds(source: Path, workers: int, *, piped: bool) -> float:
    """How long the command takes."""
    command = [sys.executable, "-m", "cleaner", "fix", "-q", "--format", "jsonl", "-j", str(workers)]
    begun = time.perf_counter()
    if piped:
        with source.open("rb") as stream, subprocess.Popen(["cat"], stdin=stream, stdout=subprocess.PIPE) as cat:
            subprocess.run([*command, "-"], stdin=cat.stdout, stdout=subprocess.DEVNULL, check=True)
    else:
        subprocess.run([*command, str(source)], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def resident(pid: int) -> int:
    """The bytes that a process and its children hold."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(resident(int(child)) for child in children)


def memory(lines: list[bytes], size: int) -> int:
    """The most that the command and its workers held while a stream of so many bytes went through."""
    command = [sys.executable, "-m", "cleaner", "fix", "-q", "--format", "jsonl", "-j", "2", "-"]
    most = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        assert running.stdin
        sent = 0
        for line in endless(lines, size):
            running.stdin.write(line)
            sent += len(line)
            if sent > PIECE:
                sent = 0
                most = max(most, resident(running.pid))
        running.stdin.close()
    return most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--megabytes", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--stream-megabytes", type=int, default=0)
    options = parser.parse_args()
    lines = texts(options.texts)
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "a.jsonl"), Path(folder, "a.jsonl.gz")
        plain.write_bytes(b"".join(endless(lines, options.megabytes << 20)))
        packed.write_bytes(gzip.compress(plain.read_bytes()))
        print(f"{'':12} {'one worker':>12} {'two':>8} {'ratio':>7}   (medians of {options.runs}, seconds)")
        for name, source, piped in (("plain file", plain, False), ("pipe", plain, True), ("gzip", packed, False)):
            times: dict[int, list[float]] = {1: [], 2: []}
            for _ in range(options.runs):
                for workers, taken in times.items():
                    taken.append(seconds(source, workers, piped=piped))
            one, two = (statistics.median(taken) for taken in times.values())
            print(f"{name:12} {one:12.1f} {two:8.1f} {one / two:7.2f}")
    if options.stream_megabytes:
        most = memory(lines, options.stream_megabytes << 20)
        print(f"{options.stream_megabytes} MB through a pipe: {most / 1e6:.0f} MB held by all processes")


if __name__ == "__main__":
    main()
