"""`cleaner run` by worker processes of this machine: what goes in, what comes out, what is refused."""

from __future__ import annotations

import gzip
import json
import sys

import pytest

from .conftest import CLEAN, DAMAGED

RECORDS = [{"id": str(number), "text": f"{DAMAGED}Text {number}."} for number in range(40)]


def write(path, records=RECORDS, *more):
    lines = [json.dumps(record) for record in records] + list(more)
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def read(folder):
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def test_the_same_as_fix(folder, cleaner):
    write(folder / "a.jsonl")
    write(folder / "b.jsonl", RECORDS[:3])
    outcome = cleaner("run", "a.jsonl", "b.jsonl", "-o", "out", "--partition-size", "0.001", "--summary", "s.json")
    assert (outcome.code, outcome.stdout) == (0, b"")
    assert outcome.stderr.startswith("cleaner: 43 of 43 records changed; ")
    expected = cleaner("fix", "a.jsonl").text + cleaner("fix", "b.jsonl").text
    assert "".join(read(folder / "out").values()) == expected
    summary = json.loads((folder / "s.json").read_text())
    assert summary["partitions"] == len(read(folder / "out")) > 3
    assert summary["config"] == json.loads(fixed(cleaner, folder))["config"]


def fixed(cleaner, folder):
    cleaner("fix", "a.jsonl", "-o", "f.jsonl", "--summary", "f.json")
    return (folder / "f.json").read_text()


def test_parquet_and_packed_lines(folder, cleaner):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    table = pa.Table.from_pylist(RECORDS).replace_schema_metadata({"made": "here"})
    pq.write_table(table, folder / "a.parquet", row_group_size=10)
    write(folder / "b.jsonl.gz", RECORDS[:2])
    assert cleaner("run", ".", "-o", "out", "--partition-size", "0.000001", "-j", "2").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        *(f"part-0000{number}.parquet" for number in range(4)),
        "part-00004.jsonl.gz",
    ]
    parts = [pq.read_table(folder / f"out/part-0000{number}.parquet") for number in range(4)]
    whole = pa.concat_tables(parts)
    assert whole.schema.equals(table.schema, check_metadata=True)
    assert whole.column("text").to_pylist() == [f"{CLEAN}Text {number}." for number in range(40)]
    assert gzip.decompress((folder / "out/part-00004.jsonl.gz").read_bytes()).count(b"\n") == 2


def test_records_that_fail(folder, cleaner):
    write(folder / "a.jsonl", RECORDS, "{broken", '{"id": "n", "text": 1}')
    outcome = cleaner("run", "a.jsonl", "-o", "out")
    assert (outcome.code, "2 records failed" in outcome.stderr) == (3, True)
    assert read(folder / "out")["part-00000.jsonl"].endswith('{broken\n{"id": "n", "text": 1}\n')
    outcome = cleaner("run", "a.jsonl", "-o", "out2", "--dead-letter", "dead", "--partition-size", "0.001")
    assert outcome.code == 3
    letters = [json.loads(line) for text in read(folder / "dead").values() for line in text.splitlines()]
    assert [(letter["id"], letter["raw"]) for letter in letters] == [
        (None, "{broken\n"),
        ("n", '{"id": "n", "text": 1}\n'),
    ]
    assert all(letter["path"].startswith(f"{folder}/a.jsonl@") for letter in letters)
    assert "".join(read(folder / "out2").values()).count("\n") == 40
    assert cleaner("run", "a.jsonl", "-o", "out3", "--max-failed", "1").code == 1


def test_a_file_that_cannot_be_read_costs_itself(folder, cleaner):
    write(folder / "a.jsonl")
    outcome = cleaner("run", "a.jsonl", "gone.jsonl", "-o", "out")
    assert (outcome.code, "gone.jsonl" in outcome.stderr) == (2, True)
    assert read(folder / "out")["part-00000.jsonl"].count("\n") == 40


def test_urls(folder, cleaner):
    pytest.importorskip("fsspec")
    write(folder / "a.jsonl", RECORDS, "{broken")
    (folder / "in").mkdir()
    (folder / "a.jsonl").rename(folder / "in/a.jsonl")
    here = f"file://{folder}"
    call = ("run", f"{here}/in", "-o", f"{here}/out", "--dead-letter", f"{here}/dead", "--partition-size", "0.001")
    assert cleaner(*call).code == 3
    text = "".join(read(folder / "out").values())
    assert text == (cleaner("fix", "in/a.jsonl").text).replace("{broken\n", "")
    assert "".join(read(folder / "dead").values()).count("\n") == 1
    outcome = cleaner(*call)
    assert (outcome.code, "out: it is not empty" in outcome.stderr) == (2, True)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ((), "Missing option '-o'"),
        (("-o", "out", "--master", "local"), "--master is for --engine spark"),
        (("-o", "out", "--address", "here"), "--address is for --engine ray"),
        (("-o", "out", "--limit", "3"), "run cleans all records"),
        (("-o", "out", "--diff"), "run shows no findings"),
        (("-o", "full"), "full: it is not empty"),
        (("-o", "a.jsonl"), "a.jsonl"),
    ],
)
def test_what_is_refused(folder, cleaner, more, message):
    write(folder / "a.jsonl")
    (folder / "full").mkdir()
    (folder / "full/x").touch()
    outcome = cleaner("run", "a.jsonl", *more)
    assert (outcome.code, message in outcome.stderr) == (2, True)
    assert (folder / "a.jsonl").read_text().count("\n") == 40


@pytest.mark.parametrize("engine", ["spark", "ray"])
def test_a_missing_library_names_its_extra(folder, cleaner, monkeypatch, engine):
    monkeypatch.setitem(sys.modules, {"spark": "pyspark", "ray": "ray"}[engine], None)
    write(folder / "a.jsonl")
    outcome = cleaner("run", "a.jsonl", "-o", "out", "--engine", engine)
    assert (outcome.code, f"pip install 'mt-cleaner[{engine}]'" in outcome.stderr) == (2, True)
    assert not (folder / "out").exists()
