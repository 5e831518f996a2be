"""Workers that are killed or hang: that costs nothing, and a document that kills or hangs costs itself alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from .conftest import CLEAN, DAMAGED, ROOT
from .test_records import line

COMMAND = """
import hashlib, multiprocessing, os, signal, sys, time
from pathlib import Path
from cleaner import pipeline, workers
from cleaner.cli import main

def once(name):
    try:
        os.close(os.open(f"once-{name}", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True

def die():
    os.kill(os.getpid(), signal.SIGKILL)

run = pipeline.Pipeline.run
def deadly(self, text, **options):
    if "vanish" in text and once("vanish"):
        Path("texts/vanish.txt").unlink()
        die()
    if "deadly" in text or ("once" in text and once(hashlib.sha256(text.encode()).hexdigest())):
        die()
    if "endless" in text:
        time.sleep(1000)
    return run(self, text, **options)
pipeline.Pipeline.run = deadly
workers.MAX_SECONDS = 8.0
if multiprocessing.current_process().name != "MainProcess" and os.path.exists("starts") and once("start"):
    die()
if __name__ == "__main__":
    main(sys.argv[1:])
"""


def run(folder, *args, workers=2):
    (folder / "command.py").write_text(COMMAND)
    done = subprocess.run(
        [sys.executable, "command.py", *map(str, args), "-j", str(workers)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def texts(folder, *marks):
    (folder / "texts").mkdir()
    for number, mark in enumerate(marks):
        (folder / f"texts/{mark or number}.txt").write_text(f"{DAMAGED}This is text {number}, {mark or 'good'}.\n")


def test_a_death_for_every_text_costs_nothing(folder):
    texts(folder, *[""] * 3, "once a", "once b", "once c")
    done = run(folder, "fix", "-i", "texts", "--edits", "e.jsonl")
    assert (done.returncode, "6 of 6 texts changed" in done.stderr) == (0, True)
    assert len(list(folder.glob("once-*"))) == 3
    assert all(path.read_text().startswith(CLEAN) for path in (folder / "texts").iterdir())
    assert [json.loads(each)["kind"] for each in (folder / "e.jsonl").read_text().splitlines()].count("document") == 6


def test_a_worker_that_is_killed_while_it_starts_costs_nothing(folder):
    texts(folder, *[""] * 4)
    (folder / "starts").touch()
    done = run(folder, "fix", "-i", "texts")
    assert (done.returncode, "4 of 4 texts changed" in done.stderr) == (0, True)
    assert (folder / "once-start").exists()


def test_what_kills_again_costs_itself_alone(folder):
    texts(folder, "", "deadly", "", "once")
    done = run(folder, "fix", "-i", "texts")
    assert (done.returncode, done.stderr.count("error: ")) == (2, 1)
    assert "texts/deadly.txt: the process that cleaned it died twice" in done.stderr
    clean = {path.name for path in (folder / "texts").iterdir() if path.read_text().startswith(CLEAN)}
    assert clean == {"0.txt", "2.txt", "once.txt"}


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_records_that_kill_or_never_end_are_dead_letters(folder, name):
    marks = ["good"] * 30
    marks[7], marks[20], marks[25] = "deadly", "once", "endless"
    records = [{"id": str(number), "text": f"{DAMAGED}{number} {mark}"} for number, mark in enumerate(marks)]
    if name == "a.parquet":
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(arrow.Table.from_pylist(records), folder / name)
    else:
        (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    done = run(folder, "fix", name, "-o", "out/", "--dead-letter", "d.jsonl")
    assert done.returncode == 3
    letters = [json.loads(each) for each in (folder / "d.jsonl").read_text().splitlines()]
    assert [(letter["line"], json.loads(letter["raw"])["id"]) for letter in letters] == [(8, "7"), (26, "25")]
    assert ["died twice" in letters[0]["error"], "takes more than" in letters[1]["error"]] == [True, True]
    if name == "a.jsonl":
        rest = [json.loads(each) for each in (folder / "out/a.jsonl").read_text().splitlines()]
    else:
        rest = parquet.read_table(folder / "out/a.parquet").to_pylist()
    assert [record["text"] for record in rest] == [
        f"{CLEAN}{number} {mark}" for number, mark in enumerate(marks) if mark not in ("deadly", "endless")
    ]


def test_a_file_that_vanishes_while_its_worker_dies_costs_itself_alone(folder):
    texts(folder, "", "vanish", "")
    done = run(folder, "fix", "-i", "texts")
    assert (done.returncode, done.stderr.count("error: ")) == (2, 1)
    assert "texts/vanish.txt" in done.stderr
    assert all(path.read_text().startswith(CLEAN) for path in (folder / "texts").iterdir())


def test_a_block_of_records_in_a_file_that_vanishes(folder):
    (folder / "texts").mkdir()
    (folder / "texts/vanish.txt").touch()
    (folder / "a.jsonl").write_bytes(line(1) * 50 + line(2, "vanish") + line(3) * 50)
    done = run(folder, "fix", "a.jsonl", "-o", "b.jsonl")
    assert done.returncode == 0
    assert (folder / "b.jsonl").read_bytes() == line(1, CLEAN) * 50 + line(2, "vanish") + line(3, CLEAN) * 50


def test_a_plugin_that_kills_or_hangs_costs_a_record_with_one_worker_too(folder):
    shutil.copy(ROOT / "tests/engines/cleaner_trouble.py", folder)
    info = folder / "cleaner_trouble-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cleaner-trouble\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[cleaner.rules]\nall = cleaner_trouble:RULES\n")
    (folder / "cleaner.toml").write_text('plugins = ["cleaner-trouble"]\nselect = ["trouble"]\n')
    good = "It is trouble! here."
    (folder / "a.jsonl").write_bytes(line(1, good) + line(2, good + "[die]") + line(3, good + "[hang]") + line(4, good))
    done = run(folder, "fix", "a.jsonl", "-o", "b.jsonl", "--dead-letter", "d.jsonl", workers=1)
    assert done.returncode == 3
    letters = [json.loads(each) for each in (folder / "d.jsonl").read_text().splitlines()]
    assert [letter["line"] for letter in letters] == [2, 3]
    assert ["died twice" in letters[0]["error"], "takes more than" in letters[1]["error"]] == [True, True]
    assert (folder / "b.jsonl").read_bytes() == line(1, "It is here.") + line(4, "It is here.")
