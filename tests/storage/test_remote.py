"""Remote files, on the two file systems of fsspec that need no network."""

from __future__ import annotations

import io
import sys
from pathlib import Path, PurePosixPath

import pytest

from cleaner.errors import InputError
from cleaner.formats.heads import head_of
from cleaner.storage import remote
from cleaner.storage.finding import Selection, find
from cleaner.storage.remote import is_remote, open_read, put

fsspec = pytest.importorskip("fsspec", reason="needs the extra remote")

LOCAL = Path(__file__)

FILES = {
    "b.txt": b"b",
    "a/z.txt": b"z",
    "a/.hidden.txt": b"",
    "a/deep/x.txt": b"x",
    "a.md": b"",
    "a-b/c.txt": b"",
    "other.bin": b"",
    ".git/d.txt": b"",
    "skip/e.txt": b"",
}


@pytest.fixture(params=["memory", "file"])
def top(request, tmp_path):
    """The URL of a folder that holds FILES."""
    url = f"memory:/{tmp_path}" if request.param == "memory" else tmp_path.as_uri()
    system, path = fsspec.core.url_to_fs(url)
    for name, data in FILES.items():
        system.makedirs(f"{path}/{name}".rpartition("/")[0], exist_ok=True)
        system.pipe_file(f"{path}/{name}", data)
    yield url
    if request.param == "memory":
        system.store.clear()
        system.pseudo_dirs[:] = [""]


def looked_for(url: str, include, exclude=()):
    """The inputs behind a URL; an error where there are none."""
    found = find([url], Selection(include, exclude))
    for problem in found.problems:
        raise problem
    return found.inputs


def places(url: str, include=("*.txt", "*.md"), exclude=()) -> list[str]:
    return [each.within.as_posix() for each in looked_for(url, include, exclude)]


@pytest.mark.parametrize(
    ("name", "remote"),
    [
        ("s3://bucket/a.txt", True),
        ("https://host/a", True),
        ("memory://a", True),
        ("file:///a", True),
        ("abfs+x.y-z://a", True),
        ("a.txt", False),
        ("/a/b://c", False),
        ("C://a", False),
        ("-", False),
        ("://a", False),
    ],
)
def test_a_url_begins_with_a_scheme(name, remote):
    assert is_remote(name) is remote


def test_a_folder_is_walked_in_order_of_names(top):
    assert places(top) == ["a/deep/x.txt", "a/z.txt", "a-b/c.txt", "a.md", "b.txt", "skip/e.txt"]
    assert places(top + "/a") == ["deep/x.txt", "z.txt"]
    assert places(top, exclude=["skip", "deep", "*.md"]) == ["a/z.txt", "a-b/c.txt", "b.txt"]
    assert places(top, include=["a/*.txt"]) == ["a/deep/x.txt", "a/z.txt"]
    assert places(top, include=["*.xml"]) == []


def test_what_is_found_can_be_read(top):
    for file in looked_for(top, ["*"]):
        with open_read(file.name) as stream:
            assert stream.read() == FILES[file.within.as_posix()]


def test_a_file_that_is_named_is_taken_whatever_its_name(top):
    (file,) = looked_for(f"{top}/other.bin", ["*.txt"])
    assert file.within == PurePosixPath("other.bin")
    assert file.name == f"{top}/other.bin"
    assert places(f"{top}/a/.hidden.txt") == [".hidden.txt"]


def test_a_glob_takes_what_matches_and_what_is_in_folders_that_do(top):
    assert places(f"{top}/*.bin") == ["other.bin"]
    assert places(f"{top}/a*") == ["a/deep/x.txt", "a/z.txt", "a-b/c.txt", "a.md"]
    assert places(f"{top}/a/*.txt") == ["z.txt"]
    assert places(f"{top}/**/z.txt") == ["a/z.txt"]
    assert places(f"{top}/**") == ["a/deep/x.txt", "a/z.txt", "a-b/c.txt", "a.md", "b.txt", "other.bin", "skip/e.txt"]


def test_a_name_that_looks_like_a_glob_may_be_one(top):
    system, path = fsspec.core.url_to_fs(top)
    system.pipe_file(f"{path}/[x].txt", b"")
    assert places(f"{top}/[x].txt") == ["[x].txt"]


def test_what_a_store_keeps_for_a_folder_is_no_file(top, monkeypatch):
    system, _ = fsspec.core.url_to_fs(top)
    listed = system.find

    def with_markers(path, **options):
        return {**listed(path, **options), f"{path}/deep/": {"type": "file", "size": 0}}

    monkeypatch.setattr(system, "find", with_markers)
    assert places(f"{top}/a", include=["*"]) == ["deep/x.txt", "z.txt"]


def test_a_listing_of_before_is_not_believed(top, monkeypatch):
    system, _ = fsspec.core.url_to_fs(top)
    calls = []
    monkeypatch.setattr(system, "invalidate_cache", lambda: calls.append("forget"))
    listed = system.info
    monkeypatch.setattr(system, "info", lambda path: calls.append("ask") or listed(path))
    looked_for(top, ["*"])
    assert calls[:2] == ["forget", "ask"]


def test_symlinks_are_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").touch()
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "a.txt")
    assert places(tmp_path.as_uri()) == ["real/a.txt"]


@pytest.mark.parametrize("name", ["missing", "missing/", "missing/*.txt"])
def test_what_is_not_there_is_told(top, name):
    with pytest.raises(InputError, match=r"/missing.*: cannot find it: .*; check the name"):
        looked_for(f"{top}/{name}", ["*"])


def test_streams_can_be_sought_and_looked_into(top):
    stream = open_read(f"{top}/b.txt")
    assert stream.seekable()
    head, whole = head_of(stream)
    assert head == whole.read() == b"b"
    stream.seek(0)
    assert stream.read1(10) == b"b"
    stream.close()
    with pytest.raises(InputError, match=r"/none.txt: cannot read it: .*check the name"):
        open_read(f"{top}/none.txt")


def test_errors_in_reading_are_told(top, monkeypatch):
    def broken(size):
        raise ConnectionResetError("sftp://user:secret@host went away\nand more")

    raw = remote._Remote(io.BytesIO(), "sftp://user:secret@host/a.txt")
    monkeypatch.setattr(raw, "_file", type("File", (), {"read": staticmethod(broken), "close": lambda self: None})())
    with pytest.raises(InputError) as raised:
        io.BufferedReader(raw).read()
    assert str(raised.value) == (
        "sftp://host/a.txt: cannot read it: sftp://host went away; "
        "check the name, the network and the credentials, and run again"
    )


def content(url: str) -> bytes:
    with open_read(url) as stream:
        return stream.read()


def test_a_file_is_put_in_place(top, tmp_path):
    local = tmp_path / "local"
    for data in (b"new", b"longer than that"):
        local.write_bytes(data)
        put(local, f"{top}/b.txt")
        assert content(f"{top}/b.txt") == data
    put(local, f"{top}/new/folder/c.txt")
    assert places(f"{top}/new") == ["folder/c.txt"]
    system, path = fsspec.core.url_to_fs(top)
    assert not [name for name in system.find(path) if ".tmp" in name]


def test_a_file_that_cannot_be_put_leaves_the_old_one(top, tmp_path, monkeypatch):
    local = tmp_path / "local"
    local.write_bytes(b"new")
    system, path = fsspec.core.url_to_fs(top)

    def half(source, target, **options):
        system.pipe_file(target, b"n")
        raise OSError("the disk is full")

    def short(source, target, **options):
        system.pipe_file(target, b"n")

    for broken, reason in ((half, "the disk is full"), (short, "1 bytes came there of 3")):
        with monkeypatch.context() as patch:
            patch.setattr(system, "put_file", broken)
            with pytest.raises(InputError, match=f"b.txt: cannot write it: {reason}"):
                put(local, f"{top}/b.txt")
        if top.startswith("file"):
            assert content(f"{top}/b.txt") == b"b"
            assert not [name for name in system.find(path) if ".tmp" in name]


def test_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    local = tmp_path / "local"
    local.write_bytes(b"new")
    with pytest.raises(InputError, match="cannot write it: folder is a folder"):
        put(local, (tmp_path / "folder").as_uri())
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.parametrize("work", [lambda url: looked_for(url, ["*"]), open_read, lambda url: put(LOCAL, url)])
def test_errors_say_what_to_do(work, monkeypatch):
    with pytest.raises(InputError, match=r"nosuch://host/a: cannot .*: Protocol not known: nosuch; check the URL"):
        work("nosuch://user:secret@host/a")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r"s3://a: it needs the package fsspec: pip install 'mt-cleaner\[remote\]'"):
        work("s3://a")
