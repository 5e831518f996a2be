"""Files: what is found, what is refused, and that no byte is ever lost."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import pytest

from cleaner.errors import InputError
from cleaner.storage import staging
from cleaner.storage.finding import Selection, find
from cleaner.storage.reading import read
from cleaner.storage.staging import Writer


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def names(paths, *args, top):
    found = find(map(str, paths), Selection(*args))
    assert found.problems == []
    return [str(each.path.relative_to(top)) for each in found.inputs]


def test_folders_are_walked_in_order_and_only_for_text(tmp_path):
    make(tmp_path, "b/z.txt", "b/a.md", "a.text", "c.rst", ".d.txt", ".git/e.txt")
    assert names([tmp_path], top=tmp_path) == ["a.text", "b/a.md", "b/z.txt"]


def test_links_in_folders_are_not_followed(tmp_path):
    make(tmp_path, "a/x.txt", "outside/y.txt")
    (tmp_path / "a/link.txt").symlink_to(tmp_path / "outside/y.txt")
    (tmp_path / "a/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "a/round").symlink_to(tmp_path / "a")
    assert names([tmp_path / "a"], top=tmp_path) == ["a/x.txt"]


def test_a_file_named_twice_is_found_once(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert names([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"], top=tmp_path) == ["b.txt"]


def test_globs_hold_against_names_or_with_a_slash_against_paths(tmp_path):
    make(tmp_path, "a.srt", "x/a.srt", "x/b.srt", "y/x/b.srt")
    assert names([tmp_path], ["*.srt"], ["x/b.*"], top=tmp_path) == ["a.srt", "x/a.srt", "y/x/b.srt"]
    assert names([tmp_path], ["*.srt"], ["x"], top=tmp_path) == ["a.srt"]


def test_a_glob_that_the_shell_left_alone_is_expanded(tmp_path):
    make(tmp_path, "a1.srt", "a2.srt", "x/y/a3.srt", "[b].srt")
    assert names([tmp_path / "a*.srt"], top=tmp_path) == ["a1.srt", "a2.srt"]
    assert names([tmp_path / "**/*3.srt"], top=tmp_path) == ["x/y/a3.srt"]
    assert names([tmp_path / "[b].srt"], top=tmp_path) == ["[b].srt"]  # a file that is there is no glob
    (problem,) = find([str(tmp_path / "c*.srt")], Selection()).problems
    assert "No such file" in str(problem)


def test_all_problems_are_collected(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to("loop")
    found = find([str(tmp_path / name) for name in ("no", "a.txt", "loop")], Selection())
    assert [each.path.name for each in found.inputs] == ["a.txt"]
    assert ["No such file" in str(problem) for problem in found.problems] == [True, False]
    assert "check the name" in str(found.problems[0])


def test_replacing_keeps_mode_owner_and_attributes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o604)
    if os.getuid() == 0:
        os.chown(path, 12345, 23456)
    try:
        os.setxattr(path, "user.note", b"kept")
        attributes = True
    except (AttributeError, OSError):
        attributes = False
    before = path.stat()
    Writer().replace(read(path)[0], b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert after.st_mtime_ns >= before.st_mtime_ns
    assert not attributes or os.getxattr(path, "user.note") == b"kept"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_mode_that_new_files_have(tmp_path):
    (tmp_path / "usual").touch()
    Writer().create(tmp_path / "sub/new", [b"a", b"b"])
    assert (tmp_path / "sub/new").read_bytes() == b"ab"
    assert (tmp_path / "sub/new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_links_lead_to_the_file_that_is_replaced(tmp_path):
    make(tmp_path, "real.txt")
    (tmp_path / "link.txt").symlink_to("real.txt")
    Writer().replace(read(tmp_path / "link.txt")[0], b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"
    Writer().create(tmp_path / "link.txt", [b"newer"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"newer"


def write_more(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"!")


def swap(path: Path) -> None:
    (path.parent / "other").write_bytes(path.read_bytes())
    (path.parent / "other").replace(path)


def touch(path: Path) -> None:
    os.utime(path, ns=(1, time.time_ns() + 10**9))


@pytest.mark.parametrize("happening", [write_more, swap, touch])
def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path, happening):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    snapshot = read(path)[0]
    happening(path)
    expected = path.read_bytes()
    with pytest.raises(InputError, match=r"a\.txt: something else changed it meanwhile"):
        Writer().replace(snapshot, b"new")
    assert path.read_bytes() == expected
    assert list(tmp_path.iterdir()) == [path]


def test_hard_links_are_refused(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").hardlink_to(tmp_path / "a.txt")
    with pytest.raises(InputError, match="2 hard links"):
        Writer().replace(read(tmp_path / "a.txt")[0], b"new")
    with pytest.raises(InputError, match="2 hard links"):
        Writer().create(tmp_path / "a.txt", [b"new"])


def test_pipes_are_refused_before_they_are_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        read(tmp_path / "pipe", to_replace=True)[0]
    with pytest.raises(InputError, match="not a regular file"):
        Writer().create(tmp_path / "pipe", [b"new"])


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everything")
def test_read_only_files_are_refused(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0o444)
    with pytest.raises(InputError, match="read-only"):
        Writer().replace(read(tmp_path / "a.txt")[0], b"new")


@pytest.mark.parametrize("step", ["fsync", "utime", "chmod"])
def test_an_error_while_writing_leaves_the_old_bytes_and_nothing_else(tmp_path, monkeypatch, step):
    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    make(tmp_path, "a.txt")
    snapshot = read(tmp_path / "a.txt")[0]
    monkeypatch.setattr(staging.os, step, fail)
    with pytest.raises(InputError, match=r"No space left on device; make room and run again; it is as it was"):
        Writer().replace(snapshot, b"new")
    monkeypatch.undo()
    assert (tmp_path / "a.txt").read_text() == "a.txt"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_an_error_of_the_pieces_leaves_the_old_bytes(tmp_path):
    def pieces():
        yield b"half"
        raise ValueError("the work failed")

    make(tmp_path, "a.txt")
    with pytest.raises(ValueError, match="the work failed"):
        Writer().create(tmp_path / "a.txt", pieces())
    assert (tmp_path / "a.txt").read_text() == "a.txt"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_leftovers_are_swept_but_not_those_of_a_living_run(tmp_path):
    make(tmp_path, ".cleaner-dead.tmp", ".cleaner-alive.tmp", ".other.tmp", "a.txt")
    (tmp_path / ".cleaner-link.tmp").symlink_to("a.txt")
    with (tmp_path / ".cleaner-alive.tmp").open("rb") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        Writer().sweep(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".cleaner-alive.tmp", ".other.tmp", ".cleaner-link.tmp", "a.txt"}
