"""Keys of rule files are set, and nothing else of the file changes."""

from __future__ import annotations

import pytest

from cleaner.own.editing import position, with_key

TEXT = """\
# ours
[[rule]]  # the first
name = "own/a"
fix = [
    ["a", ""],
]

[[rule]]
enabled = false # not yet
name = "own/b"
"""


def test_a_key_is_added_after_the_header() -> None:
    assert with_key(TEXT, 0, "enabled", "true") == TEXT.replace("# the first\n", "# the first\nenabled = true\n")


def test_a_key_is_replaced_whole() -> None:
    assert with_key(TEXT, 1, "enabled", "true") == TEXT.replace("enabled = false # not yet", "enabled = true")
    assert with_key(TEXT, 0, "fix", "[]") == TEXT.replace('fix = [\n    ["a", ""],\n]', "fix = []")


def test_carriage_returns_stay() -> None:
    windows = TEXT.replace("\n", "\r\n")
    assert with_key(windows, 1, "enabled", "true") == with_key(TEXT, 1, "enabled", "true").replace("\n", "\r\n")


def test_the_table_must_be_there() -> None:
    assert position(TEXT, "own/b") == 1
    assert position(TEXT, "own/c") is None
    with pytest.raises(ValueError, match="there is no rule 3"):
        with_key(TEXT, 2, "enabled", "true")
