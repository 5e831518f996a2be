"""What each engine costs: the same texts, documents per second, processor time per document, peak memory.

    python benchmarks/engines.py CORPORA [--engines local,spark,ray] [--workers 2]

Cleans `machine.jsonl` and `human-news-2.jsonl` of a folder with each engine, once and then three times over in one
run. The difference of the two is what an engine takes once it is warm; the rest is its start. Processor time is that of
the processes that read and clean: it does not depend on what else the machine does, and leaves out what the engine's
own processes use. The texts of all engines must be the same, record by record.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = ("machine.jsonl", "human-news-2.jsonl")
TIMES = 3


def run(engine: str, sources: list[Path], folder: Path, workers: int) -> tuple[float, dict]:
    """The seconds of a run, and its summary; the clean records are in `folder`."""
    summary = folder.with_suffix(".json")
    call = [sys.executable, "-m", "cleaner", "run", "-q", "--engine", engine, *map(str, sources)]
    began = time.monotonic()
    done = subprocess.run(
        [*call, "-o", str(folder), "--summary", str(summary), "-j", str(workers), "--partition-size", "4"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)
    return time.monotonic() - began, json.loads(summary.read_text())


def texts(folder: Path) -> list[tuple[str, str]]:
    """The ids and clean texts, in the order of the partitions."""
    lines = (line for path in sorted(folder.iterdir()) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [(record["id"], record["text"]) for record in map(json.loads, lines)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--engines", default="local,spark,ray")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    once = [options.corpora / name for name in FILES]
    expected: list[tuple[str, str]] | None = None
    base = None
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        several = [work / f"{number}-{each.name}" for number in range(TIMES) for each in once]
        for number, copy in enumerate(several):
            shutil.copy(once[number % len(once)], copy)
        for engine in options.engines.split(","):
            first, _ = run(engine, once, work / f"{engine}-once", options.workers)
            whole, summary = run(engine, several, work / f"{engine}-several", options.workers)
            found = texts(work / f"{engine}-once")
            expected = expected or found
            count = len(found) * (TIMES - 1)
            warm = max(1e-9, whole - first)
            each = 1000 * summary["processor_seconds"] / summary["records"]
            base = base or each
            same = "the same texts" if found == expected else "OTHER TEXTS"
            print(
                f"{engine}: {len(found)} texts, {same}; {count / warm:.0f} documents a second warm, start "
                f"{max(0.0, first - warm / (TIMES - 1)):.1f} s; {each:.2f} ms of processor time a document "
                f"({each / base - 1:+.0%}); worker {summary['peak_worker_bytes'] >> 20} MB, reader "
                f"{summary['peak_reader_bytes'] >> 20} MB, {summary['records_in_flight']} records in flight"
            )


if __name__ == "__main__":
    main()
