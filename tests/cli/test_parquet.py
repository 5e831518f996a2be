"""Columnar files through the command: what changes, what stays, what is undone, what a kill leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from cleaner.errors import RuleError

from .conftest import CLEAN, DAMAGED, ROOT

pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")


def rows(count=40):
    """Rows of which every fourth is damaged, some in a struct, some null."""
    return [
        {
            "id": f"r{number}",
            "text": None if number % 7 == 3 else DAMAGED if number % 4 == 0 else CLEAN,
            "page": {"title": DAMAGED if number % 10 == 5 else "A title", "views": number},
            "size": 2**60 + number,
        }
        for number in range(count)
    ]


def write(path, table=None, **options):
    table = pa.Table.from_pylist(rows()) if table is None else table
    pq.write_table(table.replace_schema_metadata({"made": "by hand"}), path, row_group_size=16, **options)


def cleaned(records, *fields):
    """The rows as they should become."""
    for record in records:
        if "text" in fields and record["text"]:
            record["text"] = CLEAN
        if "page.title" in fields and record["page"]["title"] == DAMAGED:
            record["page"]["title"] = CLEAN
    return records


@pytest.mark.parametrize("jobs", [1, 2])
def test_texts_change_and_nothing_else(folder, cleaner, jobs):
    write(folder / "a.parquet", compression="zstd")
    outcome = cleaner("fix", "a.parquet", "-o", "b.parquet", "--field", "text,page.title", "-j", jobs)
    assert outcome.code == 0
    before, after = pq.ParquetFile(folder / "a.parquet"), pq.ParquetFile(folder / "b.parquet")
    assert after.read().to_pylist() == cleaned(rows(), "text", "page.title")
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    assert after.metadata.num_row_groups == before.metadata.num_row_groups == 3
    assert after.metadata.row_group(0).column(0).compression == "ZSTD"


def test_in_place_and_untouched_where_nothing_changes(folder, cleaner):
    write(folder / "a.parquet")
    assert cleaner("fix", "-i", "a.parquet").code == 0
    once = (folder / "a.parquet").stat()
    assert pq.read_table(folder / "a.parquet").to_pylist() == cleaned(rows(), "text")
    assert cleaner("fix", "-i", "a.parquet").code == 0
    assert (folder / "a.parquet").stat().st_mtime_ns == once.st_mtime_ns
    assert [path.name for path in folder.iterdir()] == ["a.parquet"]


def test_through_pipes_it_is_the_same_file(folder, cleaner):
    write(folder / "a.parquet")
    cleaner("fix", "a.parquet", "-o", "b.parquet")
    assert cleaner("fix", stdin=(folder / "a.parquet").read_bytes()).stdout == (folder / "b.parquet").read_bytes()


def test_findings_name_the_row(folder, cleaner):
    write(folder / "a.parquet")
    outcome = cleaner("check", "a.parquet", "--output-format", "jsonl", "--field", "text,page.title")
    assert outcome.code == 1
    found = [json.loads(line) for line in outcome.text.splitlines()]
    assert found[0]["record"] == 1
    assert (found[0]["id"], found[0]["field"]) == ("r0", "text")
    assert ("r5", "page.title") in {(each["id"], each["field"]) for each in found}


def test_undo_gives_every_value_back_and_refuses_another_file(folder, cleaner):
    write(folder / "a.parquet")
    before = pq.read_table(folder / "a.parquet")
    assert cleaner("fix", "-i", "a.parquet", "--edits", "e.jsonl", "--field", "text,page.title").code == 0
    assert cleaner("undo", "e.jsonl").code == 0
    assert pq.read_table(folder / "a.parquet").equals(before, check_metadata=True)
    assert "1 already as before" in cleaner("undo", "e.jsonl").stderr
    write(folder / "a.parquet", pa.Table.from_pylist([{**row, "text": "Another."} for row in rows()]))
    outcome = cleaner("undo", "e.jsonl")
    assert outcome.code == 2
    assert "it is not what these edits made" in outcome.stderr


@pytest.mark.parametrize("in_place", [True, False])
def test_a_row_that_fails_is_a_dead_letter_and_stays_only_in_place(folder, cleaner, monkeypatch, in_place):
    from cleaner.pipeline import Pipeline

    real = Pipeline.run

    def run(self, text, **options):
        if "bad" in text:
            raise RuleError("quotes/space-inside", "failed")
        return real(self, text, **options)

    monkeypatch.setattr(Pipeline, "run", run)
    records = rows()
    records[20]["text"] = 'The keeper said, " the bad harbour is ours ", and left.\n'
    write(folder / "a.parquet", pa.Table.from_pylist(records))
    how = ["-i"] if in_place else ["-o", "b.parquet"]
    outcome = cleaner("fix", "a.parquet", *how, "--dead-letter", "d.jsonl", "--edits", "e.jsonl")
    assert outcome.code == 3
    letter = json.loads((folder / "d.jsonl").read_text())
    assert (letter["line"], letter["id"], letter["rule"]) == (21, "r20", "quotes/space-inside")
    assert json.loads(letter["raw"])["size"] == 2**60 + 20
    expected = cleaned([dict(row) for row in rows()], "text")
    expected[20]["text"] = 'The keeper said, " the bad harbour is ours ", and left.\n'
    result = pq.read_table(folder / ("a.parquet" if in_place else "b.parquet")).to_pylist()
    assert result == (expected if in_place else expected[:20] + expected[21:])
    assert cleaner("undo", "e.jsonl").code == 0
    back = pq.read_table(folder / ("a.parquet" if in_place else "b.parquet")).to_pylist()
    assert back == (records if in_place else records[:20] + records[21:])


KILLED = """
import os, sys
from pathlib import Path
real, when = Path.replace, sys.argv.pop(1)
def replace(self, target):
    if Path(target).suffix != ".parquet":
        return real(self, target)
    if when == "before": os.kill(os.getpid(), 9)
    real(self, target)
    os.kill(os.getpid(), 9)
Path.replace = replace
from cleaner.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", [["-i"], ["-o", "b.parquet"]])
def test_a_kill_around_the_rename_is_resumed(folder, cleaner, when, how):
    write(folder / "a.parquet")
    call = ["fix", "a.parquet", *how, "--resume", "--edits", "e.jsonl", "-q"]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, when, *call],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    edits = (folder / "e.jsonl").read_bytes()
    assert cleaner(*call).code == 0
    assert (folder / "e.jsonl").read_bytes() == edits
    assert pq.read_table(folder / how[-1].replace("-i", "a.parquet")).to_pylist() == cleaned(rows(), "text")
    assert not list(folder.glob(".*"))


def test_a_table_without_the_field_says_what_it_has(folder, cleaner):
    write(folder / "a.parquet")
    outcome = cleaner("fix", "a.parquet", "-o", "b.parquet", "--field", "body")
    assert outcome.code == 2
    assert "a.parquet: it has no column 'body'; its columns are 'id', 'text', 'page', 'size'" in outcome.stderr
    assert not (folder / "b.parquet").exists()
