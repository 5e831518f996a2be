"""Which records are taken: the first ones, or a sample."""

from __future__ import annotations

import gzip
import json

from .conftest import CLEAN, DAMAGED


def lines(count, start=0):
    return "".join(
        json.dumps({"id": number, "text": DAMAGED}) + "\n" for number in range(start, start + count)
    ).encode()


def ids(data):
    return [json.loads(line)["id"] for line in data.splitlines()]


def test_the_first_records_of_all_inputs(folder, cleaner):
    (folder / "a.jsonl").write_bytes(lines(3) + b"\n" + lines(2, 3))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines(9, 5)))
    assert cleaner("fix", "a.jsonl", "b.jsonl.gz", "-o", "out", "--limit", 7).code == 0
    assert ids((folder / "out/a.jsonl").read_bytes()) == [0, 1, 2, 3, 4]
    assert ids(gzip.decompress((folder / "out/b.jsonl.gz").read_bytes())) == [5, 6]
    assert ids(cleaner("fix", "--limit", 2, stdin=lines(4)).stdout) == [0, 1]


def test_a_sample_is_spread_over_all_inputs_in_order_and_always_the_same(folder, cleaner):
    (folder / "a.jsonl").write_bytes(lines(400))
    (folder / "b.csv").write_bytes(b"id,text\n" + b"".join(b"%d,%s\n" % (n, b'"It is open."') for n in range(400)))
    call = ("fix", "a.jsonl", "b.csv", "-o", "out", "--sample", 100)
    assert cleaner(*call).code == 0
    a, b = (folder / "out/a.jsonl").read_bytes(), (folder / "out/b.csv").read_bytes()
    taken = ids(a)
    assert taken == sorted(set(taken))
    assert len(taken) + len(b.splitlines()) - 1 == 100
    assert 25 < len(taken) < 75
    assert b.startswith(b"id,text\n")
    assert json.loads(a.splitlines()[0])["text"] == CLEAN
    assert cleaner(*call, "-j", 2).code == 0
    assert (folder / "out/a.jsonl").read_bytes() == a


def test_a_sample_of_more_than_there_is_takes_all(folder, cleaner):
    (folder / "a.jsonl").write_bytes(lines(5))
    assert ids(cleaner("fix", "a.jsonl", "--sample", 50).stdout) == [0, 1, 2, 3, 4]


def test_what_cannot_be_read_twice_or_would_lose_records_is_refused(folder, cleaner):
    (folder / "a.jsonl").write_bytes(lines(5))
    assert "--sample is for files here" in cleaner("check", "--sample", 2, stdin=lines(3)).stderr
    outcome = cleaner("fix", "-i", "a.jsonl", "--limit", 2)
    assert outcome.code == 2
    assert "would lose the records" in outcome.stderr
    assert (folder / "a.jsonl").read_bytes() == lines(5)
