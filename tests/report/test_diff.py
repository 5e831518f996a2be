"""Diffs: one that is applied to the original gives the clean text, and nothing around it is shown as changed."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.alignment import Alignment, apply
from cleaner.edits import NetChange, Result
from cleaner.report.diff import unified

LETTERS = "ab\n\n"


def result_of(original: str, *changes: tuple[int, int, str]) -> Result:
    net = tuple(NetChange(start, end, new, original[start:end], ("x/y",)) for start, end, new in changes)
    return Result(original, apply(original, net), (), net, Alignment(net))


@st.composite
def results(draw: st.DrawFn) -> Result:
    original = draw(st.text(LETTERS, max_size=60))
    places = sorted(draw(st.lists(st.integers(0, len(original)), max_size=8)))
    changes = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        new = draw(st.text(LETTERS, max_size=4))
        if new != original[start:end] and (not changes or changes[-1][1] < start):
            changes.append((start, end, new))
    return result_of(original, *changes)


def patched(original: str, diff: list[str]) -> str:
    """What a diff makes of a text; every line it takes from the text must stand there."""
    old = original.splitlines(keepends=True)
    new: list[str] = []
    place = 0
    for line, following in zip(diff[2:], [*diff[3:], ""], strict=False):
        text = line[1:].removesuffix("\n") + ("" if following.startswith("\\") else "\n")
        if header := re.match(r"@@ -(\d+)(?:,(\d+))? ", line):
            start = int(header[1]) - (header[2] != "0")
            new += old[place:start]
            place = start
        elif line[0] in " -":
            assert old[place] == text
            place += 1
            new += [text] * (line[0] == " ")
        elif line[0] == "+":
            new.append(text)
    return "".join(new + old[place:])


@given(results())
def test_applied_to_the_original_it_gives_the_clean_text(result):
    diff = list(unified("a.txt", result))
    assert patched(result.original, diff) == result.text
    assert bool(diff) == result.changed


@given(results())
def test_headers_count_their_lines_and_context_is_three_lines_at_most(result):
    hunks = "".join(unified("a.txt", result)).split("\n@@ ")[1:]
    for hunk in hunks:
        header, *lines = hunk.rstrip("\n").split("\n")
        counts = [int(count or 1) for count in re.findall(r"[-+]\d+(?:,(\d+))?", header)]
        marks = "".join(line[0] for line in lines).replace("\\", "")
        assert counts == [len(marks.replace("+", "")), len(marks.replace("-", ""))]
        assert len(marks) - len(marks.lstrip(" ")) <= 3
        assert len(marks) - len(marks.rstrip(" ")) <= 3
        assert not re.search(r" {7}", marks)


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no patch")
def test_patch_understands_it(tmp_path):
    original = "".join(f"line {number}\n" for number in range(30)) + "the end"
    result = result_of(original, (5, 6, "zero"), (63, 77, ""), (len(original) - 4, len(original), ""))
    (tmp_path / "a.txt").write_text(original)
    diff = "".join(unified("a.txt", result))
    subprocess.run(["patch", "a.txt"], input=diff, text=True, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "a.txt").read_text() == result.text


def test_lines_that_stay_are_not_shown_as_changed():
    result = result_of("one.\n\nLeave a Comment\n", (4, 21, ""))
    assert list(unified("a", result)) == [
        "--- a\n",
        "+++ a\n",
        "@@ -1,3 +1 @@\n",
        " one.\n",
        "-\n",
        "-Leave a Comment\n",
    ]
