"""`cleaner run` by every engine: the same text for every id, and no record lost or doubled, whatever happens."""

from __future__ import annotations

import re
import shutil

import pytest

from .conftest import Collection

ENGINES = [
    "local",
    pytest.param("spark", marks=pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java")),
    "ray",
]


def need(engine: str) -> None:
    if engine != "local":
        pytest.importorskip({"spark": "pyspark"}.get(engine, engine))


@pytest.mark.parametrize("engine", ENGINES)
def test_killed_workers_and_poison_cost_nothing_but_themselves(engine: str, collection: Collection) -> None:
    need(engine)
    if engine == "local":  # there the parent is the command itself
        source = collection.folder / "a.jsonl"
        source.write_text(source.read_text().replace("[kill parent", "[kill self"))
    done = collection.run(engine, "-j", "2", "--partition-size", "0.04", "--max-seconds", "8")
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert len(list(collection.folder.glob("once-*"))) == 5

    letters = collection.letters()
    found = [re.search(r'"id": "(\w+)"', letter["raw"])[1] for letter in letters]
    assert sorted(found) == sorted(collection.failing)
    reasons = {letter["id"]: letter["error"] for letter in letters}
    assert "died twice" in reasons["die"]
    assert "takes more than 8 seconds" in reasons["hang"]
    originals = (collection.folder / "a.jsonl").read_text().splitlines()
    assert {letter["raw"].rstrip("\n") for letter in letters} <= set(originals)

    outputs = sorted((collection.folder / "out").iterdir())
    assert [path.name for path in outputs] == [f"part-{number:05d}.jsonl" for number in range(len(outputs))]
    kept = [line for path in outputs for line in path.read_text().splitlines()]
    dead = {letter["raw"].rstrip("\n") for letter in letters}
    assert kept == [line.replace("trouble! ", "") for line in originals if line not in dead]

    summary = collection.summary
    assert (summary["engine"], summary["partitions"]) == (engine, len(outputs))
    assert len(outputs) > 3
    assert (summary["records"], summary["changed"], summary["failed"]) == (307, 300, 7)
    assert summary["peak_worker_bytes"] > 10_000_000
    assert 0 < summary["records_in_flight"] <= 307
    if engine == "spark":
        assert summary["partitions_retried"] == 5
