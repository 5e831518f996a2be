"""Kills jobs at random moments, resumes them, and compares what comes of it with the run that was never killed.

    python benchmarks/kills.py [--kills 200] [--seed 1] [--keep FOLDER]

Each session is one call of `cleaner fix --resume` over JSON lines, CSV, Parquet, gzip or a folder of texts in place,
with one or two workers, with and without `--edits` and `--dead-letter`. It is killed up to four times: the parent or a
worker by SIGKILL, the parent by SIGTERM or SIGINT, or stopped (SIGSTOP) and killed a little later. After each kill of
the parent the same call goes on. At the end output, edit log, dead letters and summary must be those of a run that was
never killed (of packed and columnar files, the values), nothing may be left beside them, undo must give the originals
back, and no run may have shown a traceback. Prints a line a session that differs and a table; exit code 1 where one
does.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
DAMAGED = 'The keeper said, " the harbour is ours ", and left. It is boat {} of them all. was'
KINDS = ("jsonl", "csv", "parquet", "gzip", "texts")
WAYS = ("parent", "worker", "term", "int", "stop")
COUNT = 400
MEASURED = ("seconds", "peak_worker_bytes", "records_in_flight")
"""What a summary says of the run, not of the texts."""

COMMAND = """
import os, signal, sys
if __name__ == "__main__":  # the command itself loads what follows where it handles the signal
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
from cleaner.jobs import job
from cleaner.formats import jsonl, csv, parquet
job.INTERVAL = 0.05  # checkpoints come as often as blocks
for kind in (jsonl.JsonLines, csv.Csv):
    def small(real):
        return lambda self, stream, **options: real(self, stream, **{**options, "size": 4_000})
    kind.blocks = small(kind.blocks)
parquet.MAX_ROWS = 50
from cleaner.cli import main
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(sys.argv[1:])
"""


def texts(count: int) -> list[str]:
    """Texts of which most change, each another."""
    return [
        DAMAGED.format(number) if number % 5 else f"It is boat {number}, and it is whole." for number in range(count)
    ]


def write_inputs(kind: str, folder: Path) -> list[str]:
    """Make the inputs of a kind; the names to call the command with."""
    if kind == "texts":
        (folder / "texts").mkdir()
        for number, text in enumerate(texts(60)):
            (folder / f"texts/{number:03}.txt").write_text((text + "\n") * (1 + number % 7))
        return ["texts"]
    rows = [{"id": f"r{number}", "text": text} for number, text in enumerate(texts(COUNT))]
    if kind == "parquet":
        import pyarrow
        import pyarrow.parquet

        for name in ("a", "b"):
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), folder / f"{name}.parquet", row_group_size=200)
        return ["a.parquet", "b.parquet"]
    if kind == "csv":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, ["id", "text"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        lines = stream.getvalue().splitlines(keepends=True)
        data = "".join(
            line + ("3,too,many\n" if number % 97 == 5 else "") for number, line in enumerate(lines)
        ).encode()
    else:
        data = b"".join(
            json.dumps(row).encode() + b"\n" + (b"not json\n" if number % 97 == 5 else b"")
            for number, row in enumerate(rows)
        )
    suffix = {"jsonl": "jsonl", "csv": "csv", "gzip": "jsonl.gz"}[kind]
    for name in ("a", "b"):
        (folder / f"{name}.{suffix}").write_bytes(gzip.compress(data) if kind == "gzip" else data)
    return [f"a.{suffix}", f"b.{suffix}"]


@dataclass
class Session:
    """One call and how it is killed."""

    kind: str
    jobs: int
    in_place: bool
    edits: bool
    dead: bool
    ways: list[str]
    seed: int
    notes: list[str] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)

    def call(self, names: list[str]) -> list[str]:
        """The command line."""
        call = ["fix", *names, *(["-i"] if self.in_place else ["-o", "out"]), "--resume", "--summary", "s.json"]
        call += ["--edits", "e.jsonl"] if self.edits else []
        call += ["--dead-letter", "d.jsonl"] if self.dead else []
        return [*call, "-j", str(self.jobs), "--isolated", "--no-progress"]

    def __str__(self) -> str:
        options = [
            name for name, on in (("-i", self.in_place), ("--edits", self.edits), ("--dead-letter", self.dead)) if on
        ]
        return f"{self.kind} -j{self.jobs} {' '.join(options)} seed {self.seed}: {' '.join(self.ways)}"


def start(folder: Path, call: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(folder.parent / "command.py"), *call],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def workers_of(pid: int) -> list[int]:
    """The worker processes of a run, not the helper that multiprocessing starts as well."""
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def strike(running: subprocess.Popen[bytes], way: str, rng: random.Random) -> bool:
    """Kill; whether the run is over by that."""
    if way == "worker":
        workers = workers_of(running.pid)
        if workers:
            os.kill(rng.choice(workers), signal.SIGKILL)
        return False
    stopped: list[int] = []
    if way == "stop":
        stopped = [*workers_of(running.pid), running.pid] if rng.random() < 0.5 else [running.pid]
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(rng.uniform(0.05, 0.3))
    running.send_signal(sent_by(way))
    for pid in stopped[:-1]:  # as whoever stops a whole job would
        os.kill(pid, signal.SIGKILL)
    return True


def sent_by(way: str) -> int:
    """The signal of a way: before and after the command itself, the process ends by it as any other does."""
    return {"term": signal.SIGTERM, "int": signal.SIGINT}.get(way, signal.SIGKILL)


def finish(running: subprocess.Popen[bytes], session: Session) -> int:
    """Wait for the end of a run; note a traceback, and one that does not end."""
    try:
        _, told = running.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        running.kill()
        _, told = running.communicate()
        session.notes.append("it did not end")
    if b"Traceback" in told:
        session.notes.append("traceback: " + told.decode()[-600:])
    if b"died twice" in told:
        session.notes.append("a document died twice")
    return running.returncode


def contents(folder: Path) -> dict[str, object]:
    """All files, unpacked; of columnar ones the values; of the summary what it says of the texts."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = str(path.relative_to(folder))
        if path.suffix == ".gz":
            found[name] = gzip.decompress(path.read_bytes())
        elif path.suffix == ".parquet":
            import pyarrow.parquet

            found[name] = pyarrow.parquet.read_table(path).to_pylist()
        elif name == "s.json":
            found[name] = {key: value for key, value in json.loads(path.read_bytes()).items() if key not in MEASURED}
        else:
            found[name] = path.read_bytes()
    return found


def prepared(top: Path, session: Session, name: str) -> tuple[Path, list[str]]:
    folder = top / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder, session.call(write_inputs(session.kind, folder))


def play(top: Path, session: Session) -> None:
    """Run a session, and note what differs from the run that was never killed."""
    rng = random.Random(session.seed)
    folder, call = prepared(top, session, "whole")
    originals = contents(folder)
    begun = time.monotonic()
    whole_code = finish(start(folder, call), session)
    takes = time.monotonic() - begun
    whole = contents(folder)
    folder, call = prepared(top, session, "killed")
    code: int | None = None
    for way in session.ways:
        running = start(folder, call)
        time.sleep(rng.uniform(0.1, 1.0) ** 0.7 * takes)
        if running.poll() is None:
            session.kills[way] += 1
            strike(running, way, rng)
        code = finish(running, session)
        if way in ("term", "int") and code not in (143, 130, -sent_by(way), whole_code):
            session.notes.append(f"{way} ended with {code}")
        if (folder / "s.json").exists() and not list(folder.rglob(".cleaner-*.checkpoint")):
            code = whole_code  # it was over, but for the end of the process
        if code == whole_code:
            break
    if code != whole_code:
        code = finish(start(folder, call), session)
    if code != whole_code:
        session.notes.append(f"exit code {code}, not {whole_code}")
    found = contents(folder)
    for name in sorted(found.keys() | whole.keys()):
        if found.get(name) != whole.get(name):
            session.notes.append(
                f"{name} differs" if name in found and name in whole else f"{name} is there in one only"
            )
    if session.edits:
        undone = start(folder, ["undo", "e.jsonl"])
        if finish(undone, session):
            session.notes.append("undo fails")
        elif session.in_place:
            back = contents(folder)
            session.notes += [f"{name} was not put back" for name in originals if back[name] != originals[name]]


def sessions(kills: int, seed: int) -> list[Session]:
    """Sessions that have so many kills in them, evenly over kinds, workers, options and ways."""
    rng = random.Random(seed)
    made: list[Session] = []
    planned = 0
    while planned < kills:
        number = len(made)
        kind = KINDS[number % len(KINDS)]
        jobs = 1 + number // len(KINDS) % 2
        ways = [way for way in WAYS if way != "worker" or jobs > 1]
        chosen = [rng.choice(ways) for _ in range(rng.randint(1, 4))]
        chosen = [way for place, way in enumerate(chosen) if way != "worker" or "worker" not in chosen[:place]]
        in_place = kind == "texts" or rng.random() < 0.5
        made.append(
            Session(kind, jobs, in_place, rng.random() < 0.7, rng.random() < 0.6, chosen, seed * 10_000 + number)
        )
        planned += len(chosen)
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="leave the files of sessions that differ there")
    options = parser.parse_args()
    done: Counter[tuple[str, str]] = Counter()
    different: list[Session] = []
    kills = 0
    seed = options.seed
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "command.py").write_text(COMMAND)
        while kills < options.kills:
            for session in sessions(options.kills - kills, seed):
                play(top, session)
                done.update({(session.kind, way): count for way, count in session.kills.items()})
                kills += session.kills.total()
                if session.notes:
                    different.append(session)
                    print(f"{session}\n  " + "\n  ".join(session.notes), flush=True)
                    if options.keep:
                        shutil.copytree(top, options.keep / str(session.seed), dirs_exist_ok=True)
            seed += 1
    print(f"{'':10}" + "".join(f"{way:>8}" for way in WAYS))
    for kind in KINDS:
        print(f"{kind:10}" + "".join(f"{done[kind, way]:>8}" for way in WAYS))
    print(f"{kills} kills, {len(different)} sessions that differ")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
