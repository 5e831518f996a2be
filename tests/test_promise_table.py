"""The table of promises in `tests/README.md` names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROWS = [row for row in (HERE / "README.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+ \|", row)]


def test_every_promise_has_its_row() -> None:
    assert [int(row.split("|")[1]) for row in ROWS] == list(range(1, 23))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_what_is_named_is_there(row: str) -> None:
    named = re.findall(r"(?:tests|benchmarks)/[\w/.]+(?:::\w+)?", row)
    assert named
    for each in named:
        path, _, function = each.partition("::")
        assert (HERE.parent / path).exists(), each
        assert not function or re.search(rf"^def {function}\(", (HERE.parent / path).read_text(), re.MULTILINE), each
