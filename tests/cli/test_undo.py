"""`cleaner undo`: the very bytes come back, or it says why not."""

from __future__ import annotations

import json
import shutil

import pytest

from .conftest import CLEAN, DAMAGED, ROOT

FILES = sorted((ROOT / "fixtures/files").glob("*.txt"))
ARTICLES = sorted((ROOT / "fixtures/articles/before").glob("*.txt"))
ENCODINGS = {"utf-16.txt": "utf-16", "latin-1.txt": "latin-1"}


@pytest.mark.parametrize("path", [*FILES, *ARTICLES], ids=lambda path: path.stem)
def test_fix_and_undo_give_back_the_very_bytes(folder, cleaner, path):
    copy = folder / path.name
    shutil.copyfile(path, copy)
    assert cleaner("fix", "-i", "--edits", "e.jsonl", copy.name).code == 0
    assert cleaner("undo", "e.jsonl").code == 0
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", ENCODINGS)
def test_fix_and_undo_in_another_encoding(folder, cleaner, name):
    data = (ROOT / "fixtures/files" / name).read_bytes()
    (folder / name).write_bytes(data)
    assert cleaner("fix", "-i", "--edits", "e.jsonl", name, "--encoding", ENCODINGS[name]).code == 0
    cleaned = (folder / name).read_bytes()
    assert len(cleaned) < len(data)
    assert cleaned[:2] == data[:2]
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / name).read_bytes() == data


def test_fixtures_are_there_and_most_of_them_change(folder, cleaner):
    assert len(FILES) >= 12
    assert len(ARTICLES) >= 12
    shutil.copytree(ROOT / "fixtures/articles/before", folder / "articles")
    cleaner("fix", "-i", "articles")
    same = [path.name for path in ARTICLES if (folder / "articles" / path.name).read_bytes() == path.read_bytes()]
    assert len(same) < len(ARTICLES) / 2


def test_the_edit_log_has_header_changes_and_findings(folder, cleaner):
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbf" + DAMAGED.encode())
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    header, *rest = [json.loads(line) for line in (folder / "e.jsonl").read_text().splitlines()]
    assert header["kind"] == "document"
    assert header["path"] == "a.txt"
    assert header["byte_order_mark"] is True
    assert len(header["config"]) == 12
    assert [record["kind"] for record in rest] == ["change"] * header["changes"] + ["finding"] * header["findings"]
    assert all(DAMAGED[record["start"] : record["end"]] == record["found"] for record in rest)


@pytest.mark.parametrize("edit", [lambda text: text + "More.\n", lambda text: "", str.upper])
def test_another_file_is_refused_and_left_as_it_is(folder, cleaner, edit):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt", "b.txt")
    (folder / "a.txt").write_text(edit(CLEAN))
    outcome = cleaner("undo", "e.jsonl")
    assert outcome.code == 2
    assert "a.txt: it is not what these edits made" in outcome.stderr
    assert "backup" in outcome.stderr
    assert (folder / "a.txt").read_text() == edit(CLEAN)
    assert (folder / "b.txt").read_text() == DAMAGED


def test_undoing_twice_is_no_error(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    assert cleaner("undo", "e.jsonl").code == 0
    outcome = cleaner("undo", "e.jsonl")
    assert outcome.code == 0
    assert "1 already as before" in outcome.stderr


def test_a_missing_file_is_told(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    (folder / "a.txt").unlink()
    outcome = cleaner("undo", "e.jsonl")
    assert outcome.code == 2
    assert "a.txt: cannot read it: No such file" in outcome.stderr


def test_an_edit_log_is_continued_and_undone_through_all_runs(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    second = CLEAN + DAMAGED
    (folder / "a.txt").write_text(second)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    assert (folder / "a.txt").read_text() == CLEAN * 2
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "a.txt").read_text() == second
    (folder / "a.txt").write_text(CLEAN)
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "a.txt").read_text() == DAMAGED


def test_a_file_that_is_no_edit_log_is_neither_continued_nor_undone(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    (folder / "notes.txt").write_text("My notes, without a line end")
    outcome = cleaner("fix", "-i", "--edits", "notes.txt", "a.txt")
    assert outcome.code == 2
    assert "is not an edit log; name another file" in outcome.stderr
    assert (folder / "notes.txt").read_text() == "My notes, without a line end"
    assert (folder / "a.txt").read_text() == DAMAGED
    (folder / "notes.txt").write_text("My notes\n")
    outcome = cleaner("undo", "notes.txt")
    assert outcome.code == 2
    assert "notes.txt:1: not a line of an edit log" in outcome.stderr


def test_an_edit_log_that_was_cut_off_is_continued_after_its_last_whole_line(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    whole = (folder / "e.jsonl").read_bytes()
    (folder / "b.txt").write_text(DAMAGED)
    header = whole.splitlines(keepends=True)[0].replace(b"a.txt", b"b.txt")
    (folder / "e.jsonl").write_bytes(whole + header + header[:40])  # killed before b.txt was written
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "a.txt").read_text() == DAMAGED
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt", "b.txt")
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "a.txt").read_text() == DAMAGED
    assert (folder / "b.txt").read_text() == DAMAGED


def test_edits_that_are_not_all_there_are_refused(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    header = (folder / "e.jsonl").read_bytes().splitlines(keepends=True)[0]
    (folder / "e.jsonl").write_bytes(header)
    outcome = cleaner("undo", "e.jsonl")
    assert outcome.code == 2
    assert "a.txt: the edit log is truncated: its edits are not all there" in outcome.stderr
    assert (folder / "a.txt").read_text() == CLEAN


def test_an_edit_log_that_was_altered_is_refused(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "--edits", "e.jsonl", "a.txt")
    account = (folder / "e.jsonl").read_text()
    for old, new in [('"found":" "', '"found":"_"'), ('"start":18,"end":19', '"start":900,"end":901')]:
        assert old in account
        (folder / "e.jsonl").write_text(account.replace(old, new))
        outcome = cleaner("undo", "e.jsonl")
        assert outcome.code == 2
        assert "the edit log was altered" in outcome.stderr
        assert (folder / "a.txt").read_text() == CLEAN


@pytest.mark.parametrize(
    ("written", "altered"),
    [
        ('"start":', '"start":9'),
        ('"path":"', '"path":"\\u0000'),
        ('"path":"', '"path":"' + "x" * 300),
        ('"utf-8"', '"zip"'),
        ('"utf-8"', '"v8"'),
    ],
)
def test_an_edit_log_that_says_what_cannot_be_is_refused(folder, cleaner, written, altered):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "-i", "a.txt", "--edits", "e.jsonl")
    log = folder / "e.jsonl"
    log.write_text(log.read_text().replace(written, altered))
    outcome = cleaner("undo", "e.jsonl")
    assert (outcome.code, "error: " in outcome.stderr, "Traceback" in outcome.stderr) == (2, True, False)
    assert (folder / "a.txt").read_text() == CLEAN


@pytest.mark.parametrize("name", ["start", "at", "size_before", "size_after"])
def test_a_record_that_lies_nowhere_is_refused(folder, cleaner, name):
    (folder / "a.jsonl").write_text('{"text": "It left. was"}\n')
    cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--edits", "e.jsonl")
    log = folder / "e.jsonl"
    log.write_text(log.read_text().replace(f'"{name}":', f'"{name}":-9', 1))
    outcome = cleaner("undo", "e.jsonl")
    assert (outcome.code, "not a line of an edit log" in outcome.stderr) == (2, True)


@pytest.mark.parametrize("name", ["at", "size_after"])
@pytest.mark.parametrize("digits", ["9999", "9" * 19])
def test_a_record_that_lies_beyond_the_end_of_its_file_is_refused(folder, cleaner, name, digits):
    (folder / "a.jsonl").write_text('{"text": "It left. was"}\n')
    cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--edits", "e.jsonl")
    written = (folder / "b.jsonl").read_text()
    log = folder / "e.jsonl"
    log.write_text(log.read_text().replace(f'"{name}":', f'"{name}":{digits}', 1))
    outcome = cleaner("undo", "e.jsonl")
    assert (outcome.code, "not what these edits made" in outcome.stderr) == (2, True)
    assert (folder / "b.jsonl").read_text() == written


def test_what_went_to_standard_output_comes_back_through_standard_input(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    for source in ("a.txt", "-"):
        printed = cleaner("fix", source, "--edits", "e.jsonl", stdin=DAMAGED.encode()).stdout
        assert printed == CLEAN.encode()
        assert cleaner("undo", "e.jsonl", "-q", stdin=printed).stdout == DAMAGED.encode()


def test_what_went_elsewhere_is_undone_there(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    cleaner("fix", "a.txt", "-o", "b.txt", "--edits", "e.jsonl")
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "b.txt").read_text() == DAMAGED


def test_symlinks_stay_and_their_target_is_cleaned_and_put_back(folder, cleaner):
    (folder / "real").mkdir()
    (folder / "real/a.txt").write_text(DAMAGED)
    (folder / "link.txt").symlink_to("real/a.txt")
    cleaner("fix", "-i", "--edits", "e.jsonl", "link.txt")
    assert (folder / "real/a.txt").read_text() == CLEAN
    cleaner("undo", "e.jsonl")
    assert (folder / "real/a.txt").read_text() == DAMAGED
    assert (folder / "link.txt").is_symlink()
