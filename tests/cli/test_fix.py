"""`cleaner fix`: where clean text goes, what a file keeps, what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .conftest import CLEAN, DAMAGED, ROOT


def test_standard_input_to_standard_output(cleaner):
    outcome = cleaner("fix", stdin=DAMAGED.encode())
    assert (outcome.code, outcome.text, outcome.stderr) == (0, CLEAN, "")


def test_a_dash_is_standard_input(cleaner):
    assert cleaner("fix", "-", stdin=DAMAGED.encode()).text == CLEAN


def test_one_file_to_standard_output_stays_as_it_is(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    assert cleaner("fix", "a.txt").text == CLEAN
    assert (folder / "a.txt").read_text() == DAMAGED


def test_in_place_over_files_and_folders(folder, cleaner):
    for name in ("a.rst", "texts/b.txt", "texts/c.text", "texts/d.rst", "texts/.hidden.txt", "texts/.git/e.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(DAMAGED)
    outcome = cleaner("fix", "-i", "a.rst", "texts")
    assert outcome.code == 0
    assert outcome.stdout == b""
    assert "3 of 3 texts changed" in outcome.stderr
    cleaned = {path for path in folder.rglob("*.*") if path.is_file() and path.read_text() == CLEAN}
    assert cleaned == {folder / "a.rst", folder / "texts/b.txt", folder / "texts/c.text"}


def test_include_and_exclude(folder, cleaner):
    for name in ("t/a.rst", "t/b.txt", "t/old/c.rst", "t/sub/d.rst"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(DAMAGED)
    assert cleaner("fix", "-i", "t", "--include", "*.rst", "--exclude", "old,sub/*").code == 0
    assert [path.name for path in sorted(folder.rglob("*.*")) if path.read_text() == CLEAN] == ["a.rst"]


def test_files_from_a_list(folder, cleaner):
    for name in ("a b.txt", "c.txt", "d.txt"):
        (folder / name).write_text(DAMAGED)
    (folder / "list").write_text("a b.txt\nc.txt\n")
    assert cleaner("fix", "-i", "--files-from", "list", "-q").stderr == ""
    assert cleaner("fix", "-i", "--files-from", "-", stdin=b"c.txt\0d.txt\0").code == 0
    assert {path.read_text() for path in folder.glob("*.txt")} == {CLEAN}


def test_output_to_a_folder_keeps_the_tree(folder, cleaner):
    (folder / "t/sub").mkdir(parents=True)
    (folder / "t/sub/a.txt").write_text(DAMAGED)
    (folder / "b.txt").write_text("Nothing here.\n")
    assert cleaner("fix", "t", "b.txt", "-o", "out").code == 0
    assert (folder / "out/sub/a.txt").read_text() == CLEAN
    assert (folder / "out/b.txt").read_text() == "Nothing here.\n"
    assert (folder / "t/sub/a.txt").read_text() == DAMAGED


def test_output_to_a_file_or_into_a_folder_that_is_there(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    (folder / "there").mkdir()
    for output in ("b.txt", "there", "new/"):
        assert cleaner("fix", "a.txt", "-o", output).code == 0
    assert cleaner("fix", "-o", "c.txt", stdin=DAMAGED.encode()).code == 0
    for name in ("b.txt", "there/a.txt", "new/a.txt", "c.txt"):
        assert (folder / name).read_text() == CLEAN


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["a.txt", "b.txt"], "Several inputs need -i"),
        (["t"], "Several inputs need -i"),
        (["-i", "-"], "Standard input cannot be cleaned in place"),
        (["-i", "-o", "x", "a.txt"], "-i and -o contradict"),
        (["--backup", "a.txt"], "--backup needs -i"),
        (["a.txt", "-o", "a.txt"], "is an input itself"),
        (["a.txt", "--diff", "--edits", "e.jsonl"], "add -i or -o"),
        (["a.txt", "--config", "x.toml", "--isolated"], "contradict each other"),
    ],
)
def test_senseless_calls_are_wrong_usage(folder, cleaner, args, words):
    (folder / "t").mkdir()
    for name in ("a.txt", "b.txt", "t/a.txt"):
        (folder / name).write_text(DAMAGED)
    outcome = cleaner("fix", *args)
    assert outcome.code == 2
    assert words in outcome.stderr
    assert outcome.stdout == b""
    assert (folder / "a.txt").read_text() == DAMAGED


def test_two_inputs_for_one_output_are_refused(folder, cleaner):
    for name in ("s/a.txt", "t/a.txt"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(DAMAGED)
    outcome = cleaner("fix", "s/a.txt", "t/a.txt", "-o", "out")
    assert outcome.code == 2
    assert "would both be written to out/a.txt" in outcome.stderr
    assert not (folder / "out").exists()


def test_every_bad_input_is_told_and_the_good_ones_are_cleaned(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    outcome = cleaner("fix", "-i", "none.txt", "a.txt", "neither.txt")
    assert outcome.code == 2
    assert "error: none.txt: cannot read it: No such file" in outcome.stderr
    assert "error: neither.txt: cannot read it: No such file" in outcome.stderr
    assert (folder / "a.txt").read_text() == CLEAN


def test_a_wrong_configuration_is_told_whole_and_nothing_is_done(folder, cleaner):
    (folder / "cleaner.toml").write_text('lnag = "en"\npreset = "nwes"\n')
    (folder / "a.txt").write_text(DAMAGED)
    outcome = cleaner("fix", "-i", "a.txt")
    assert outcome.code == 2
    assert "cleaner.toml:1: unknown setting 'lnag'; did you mean 'lang'?" in outcome.stderr
    assert "cleaner.toml:2: unknown preset 'nwes'; did you mean 'news'?" in outcome.stderr
    assert (folder / "a.txt").read_text() == DAMAGED


def test_configuration_is_looked_for_beside_the_first_input(folder, cleaner):
    (folder / "t").mkdir()
    (folder / "t/cleaner.toml").write_text('ignore = ["quotes"]\n')
    (folder / "t/a.txt").write_text(DAMAGED)
    assert cleaner("fix", "t/a.txt").text == DAMAGED
    assert cleaner("fix", "t/a.txt", "--isolated").text == CLEAN
    assert cleaner("fix", "-", stdin=DAMAGED.encode()).text == CLEAN
    assert cleaner("fix", "-", "--config", "t/cleaner.toml", stdin=DAMAGED.encode()).text == DAMAGED


def test_options_go_over_the_configuration(folder, cleaner):
    (folder / "cleaner.toml").write_text('apply = "none"\n')
    (folder / "a.txt").write_text(DAMAGED)
    assert cleaner("fix", "a.txt").text == DAMAGED
    assert cleaner("fix", "a.txt", "--risky").text == CLEAN
    assert cleaner("fix", "a.txt", "--risky", "--ignore", "quotes/space-inside").text == DAMAGED
    assert cleaner("fix", "a.txt", "--risky", "--select", "encoding,boilerplate").text == DAMAGED


def test_overrides_hold_for_files_below_the_configuration(folder, cleaner, monkeypatch):
    (folder / "cleaner.toml").write_text('[[overrides]]\nfiles = ["raw/*.txt"]\nignore = ["quotes"]\n')
    for name in ("raw/a.txt", "b.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DAMAGED)
    monkeypatch.chdir(folder / "raw")
    assert cleaner("fix", "-i", "a.txt", "../b.txt").code == 0
    assert (folder / "raw/a.txt").read_text() == DAMAGED
    assert (folder / "b.txt").read_text() == CLEAN


def test_an_unchanged_file_is_not_rewritten(folder, cleaner):
    path = folder / "a.txt"
    path.write_text(CLEAN)
    os.utime(path, ns=(10**18, 10**18))
    before = path.stat()
    assert cleaner("fix", "-i", "a.txt").code == 0
    assert os.path.samestat(path.stat(), before)
    assert (path.stat().st_mtime_ns, path.stat().st_ctime_ns) == (before.st_mtime_ns, before.st_ctime_ns)


def test_backups_are_kept_and_never_overwritten(folder, cleaner):
    path = folder / "a.txt"
    for text in (DAMAGED, DAMAGED + "Twice.\n"):
        path.write_text(text)
        path.chmod(0o640)
        assert cleaner("fix", "-i", "--backup", "a.txt").code == 0
    assert (folder / "a.txt.bak").read_text() == DAMAGED
    assert (folder / "a.txt.bak2").read_text() == DAMAGED + "Twice.\n"
    assert (folder / "a.txt.bak").stat().st_mode & 0o777 == 0o640
    cleaner("fix", "-i", "--backup", "a.txt")
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("data", [DAMAGED.encode() + b"\0", b"\0"])
def test_binary_input_comes_out_as_it_went_in(folder, cleaner, data):
    (folder / "a.txt").write_bytes(data)
    assert cleaner("fix", "a.txt").stdout == data
    outcome = cleaner("fix", "-i", "a.txt")
    assert outcome.code == 0
    assert "1 binary file left as found" in outcome.stderr
    assert (folder / "a.txt").read_bytes() == data


def test_bytes_that_are_not_valid_survive_and_nothing_beside_them_is_edited(folder, cleaner):
    outcome = cleaner("fix", "--isolated", ROOT / "fixtures/files/broken-bytes.txt")
    assert outcome.stdout == (
        b'The ferry\xff stopped at noon.\n\nThe keeper said, "the harbour is ours", and shut the gate.\n\n'
        b'The word " caf\xe9 " is not whole.\n'
    )


def test_an_edit_that_the_encoding_cannot_hold_is_refused_with_the_letter(folder, cleaner):
    (folder / "a.txt").write_bytes(b"The mayor&rsquo;s car at the caf\xe9 is gone.\n")
    outcome = cleaner("fix", "-i", "a.txt", "--encoding", "latin-1")
    assert outcome.code == 2
    assert "a.txt: the clean text has '’' (U+2019), which iso8859-1 cannot hold" in outcome.stderr
    assert (folder / "a.txt").read_bytes() == b"The mayor&rsquo;s car at the caf\xe9 is gone.\n"


def test_an_unknown_encoding_is_told_once(folder, cleaner):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(DAMAGED)
    outcome = cleaner("fix", "-i", ".", "--encoding", "utf-9")
    assert outcome.code == 2
    assert outcome.stderr.count("there is no text encoding 'utf-9'") == 1


def test_hard_links_and_pipes_are_refused_in_place(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    (folder / "b.txt").hardlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe")
    outcome = cleaner("fix", "-i", "a.txt", "pipe")
    assert outcome.code == 2
    assert "a.txt: it has 2 hard links" in outcome.stderr
    assert "pipe: it is not a regular file" in outcome.stderr
    assert (folder / "a.txt").read_text() == DAMAGED


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_rule_that_fails_costs_only_itself_and_is_told_and_counted(folder, cleaner, monkeypatch, jobs):
    own = folder / "failing_rules.py"
    own.write_text(FAILING)
    damage = DAMAGED.replace("the harbour", "the bad harbour") + "The caf\u00c3\u00a9 is shut.\n"
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(damage)
    (folder / "c.txt").write_text(DAMAGED)
    done = subprocess.run(
        [sys.executable, own, "fix", "-i", ".", "--summary", "s.json", "-j", str(jobs)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.count("a.txt:1: quotes/space-inside: failed with ZeroDivisionError") == 1
    assert "b.txt" not in done.stderr
    assert "rules failed 2 times" in done.stderr
    assert json.loads((folder / "s.json").read_text())["rule_failures"] == {"quotes/space-inside": 2}
    assert (folder / "a.txt").read_text() == damage.replace("\u00c3\u00a9", "\u00e9")
    assert (folder / "c.txt").read_text() == CLEAN


FAILING = """
import sys
from cleaner.passes.quotes import SpaceInside
real = SpaceInside.propose
SpaceInside.propose = lambda self, document: 1 / 0 if "bad" in document.text else real(self, document)
from cleaner.cli import main
if __name__ == "__main__":
    main(sys.argv[1:])
"""


def test_findings_instead_of_the_text_or_beside_it(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    assert "+The keeper said" in cleaner("fix", "--diff", "a.txt").text
    assert "quotes/space-inside" in cleaner("fix", "--output-format", "concise", "a.txt").text
    outcome = cleaner("fix", "--output-format", "json", "-O", "report.json", "a.txt")
    assert outcome.text == CLEAN
    assert json.loads((folder / "report.json").read_text())[0]["rule"] == "quotes/space-inside"
    assert (folder / "a.txt").read_text() == DAMAGED
    assert "quotes/space-inside" in cleaner("fix", "-i", "--output-format", "concise", "a.txt").text
    assert (folder / "a.txt").read_text() == CLEAN


def test_statistics_leave_the_text_alone(folder, cleaner):
    outcome = cleaner("fix", "--statistics", stdin=DAMAGED.encode())
    assert outcome.text == CLEAN
    assert "1            0  quotes/space-inside" in outcome.stderr
