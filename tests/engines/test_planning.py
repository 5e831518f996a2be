"""Partitions: together they are the input, each holds whole lines or groups."""

from __future__ import annotations

import gzip
import pickle
import subprocess
import sys
import types
from pathlib import Path

import pytest

from cleaner import Config
from cleaner.engines.base import Order
from cleaner.engines.partition import clean
from cleaner.engines.planning import partitions
from cleaner.engines.portable import pickled
from cleaner.errors import CleanerError, InputError
from cleaner.formats import InputOptions
from cleaner.storage.finding import Input

LINES = [f'{{"id": "{number}", "text": "{"word " * (number % 7)}"}}\n'.encode() for number in range(50)]


def planned(path: Path, size: int) -> list[Input]:
    return list(partitions([Input(str(path), Path(path.name), path)], InputOptions(), size, "out"))


@pytest.mark.parametrize("end", [b"", b'{"id": "last", "text": "no newline"}', b"\n\n"])
@pytest.mark.parametrize("size", [1, 37, 100, 1000, 1 << 20])
def test_parts_of_lines_are_whole_lines_and_together_the_file(tmp_path: Path, size: int, end: bytes) -> None:
    data = b"".join(LINES) + end
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    parts = [each.part for each in planned(path, size)]
    pieces = [data[start:stop] for start, stop in parts]
    assert b"".join(pieces) == data
    assert all(piece.endswith(b"\n") for piece in pieces[:-1])
    assert all(len(piece) >= size for piece in pieces[:-1])
    assert [each.output for each in planned(path, size)][-1] == f"out/part-{len(parts) - 1:05d}.jsonl"


def test_a_packed_file_is_one_part(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(LINES)))
    (only,) = planned(path, 10)
    assert (only.part, only.output) == (None, "out/part-00000.jsonl.gz")


def test_groups_of_rows_stay_whole(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    table = pa.table({"id": [str(number) for number in range(50)], "text": ["It is here."] * 50})
    pq.write_table(table, path, row_group_size=10)
    assert [each.part for each in planned(path, 1)] == [(number, number + 1) for number in range(5)]
    assert [each.part for each in planned(path, 1 << 20)] == [(0, 5)]
    pq.write_table(table.slice(0, 0), path)
    assert len(planned(path, 1)) == 1


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_other_formats_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id,text\n1,It is here.\n")
    with pytest.raises(InputError, match="engines clean Parquet and JSON lines; use fix for it"):
        planned(tmp_path / name, 10)


def order(tmp_path: Path, config: bytes, digest: str) -> Order:
    (tmp_path / "a.jsonl").write_bytes(b"".join(LINES))
    source = Input(str(tmp_path / "a.jsonl"), output=str(tmp_path / "out.jsonl"), config=config, part=(0, 40))
    return Order([source], [digest], InputOptions())


def test_a_configuration_that_means_something_else_there_is_refused(tmp_path: Path) -> None:
    config = Config.make()
    with pytest.raises(CleanerError, match=f"is 123 where the run began and {config.digest} where"):
        clean(order(tmp_path, pickle.dumps(config), "123"), [0], 1)
    assert not (tmp_path / "out.jsonl").exists()


def test_rules_of_a_package_that_is_not_there_travel_by_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cloudpickle = pytest.importorskip("cloudpickle")
    module = types.ModuleType("acme_rules")
    monkeypatch.setitem(sys.modules, "acme_rules", module)
    source = Path(__file__).parent / "cleaner_trouble.py"
    exec(compile(source.read_text(), "acme_rules.py", "exec", dont_inherit=True), module.__dict__)
    config = Config.make(rules=[module.Trouble])
    (tmp_path / "config").write_bytes(pickled(config, cloudpickle))
    program = (
        "import pickle, sys; from cleaner import Pipeline; config = pickle.load(open(sys.argv[1], 'rb')); "
        "print(config.digest, Pipeline(config=config)('It is trouble! here.'))"
    )
    call = [sys.executable, "-W", "ignore", "-c", program, str(tmp_path / "config")]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{config.digest} It is here.\n", "")
