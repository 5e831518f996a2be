"""`cleaner check`: what it shows, and that it writes nothing."""

from __future__ import annotations

import json
import re

import pytest

from .conftest import CLEAN, DAMAGED, ROOT


def test_full_shows_the_line_the_place_and_what_becomes_of_it(folder, cleaner):
    (folder / "a.txt").write_text("First.\n" + DAMAGED)
    outcome = cleaner("check", "a.txt")
    assert outcome.code == 1
    assert outcome.text == (
        "a.txt:2:18: quotes/space-inside space inside quotation marks\n"
        '  | The keeper said, " the harbour is ours ", and left.\n'
        "  |                  ^^^^^^^^^^^^^^^^^^^^^^^\n"
        '  = applied: [" the harbour is ours "] becomes ["the harbour is ours"] (safe, 0.99)\n'
        "\n"
    )
    assert outcome.stderr == "cleaner: 1 of 1 text would change; 1 edit, 0 more reported\n"
    assert (folder / "a.txt").read_text() == "First.\n" + DAMAGED


def test_concise(cleaner):
    outcome = cleaner("check", "--output-format", "concise", stdin=DAMAGED.encode())
    assert outcome.text == "-:1:18: quotes/space-inside space inside quotation marks\n"


def test_nothing_to_change_is_exit_0(cleaner):
    assert cleaner("check", stdin=CLEAN.encode()).code == 0
    outcome = cleaner("check", "--preset", "report", stdin=DAMAGED.encode())
    assert outcome.code == 0
    assert "not applied: " in outcome.text
    assert "below safety" in outcome.text


def test_nothing_in_the_folder_is_touched(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    (folder / ".cleaner-0123456789ab.tmp").write_text("")
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.iterdir()}
    cleaner("check", ".")
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_has_every_finding(folder, cleaner, name):
    text_of_two = DAMAGED + DAMAGED.replace("keeper", "warden")
    (folder / "a.txt").write_text(text_of_two)
    text = cleaner("check", "a.txt", "--output-format", name).text
    records = json.loads(text) if name == "json" else [json.loads(line) for line in text.splitlines()]
    assert [record["line"] for record in records] == [1, 2]
    assert records[1]["path"] == "a.txt"
    assert records[1]["column"] == 18
    assert text_of_two[records[1]["start"] : records[1]["end"]] == records[1]["found"]
    assert records[1]["applied"] is True
    assert records[1]["refused"] is None
    assert records[1]["replacement"] == '"the harbour is ours"'


def test_json_of_nothing_is_an_empty_array(cleaner):
    assert json.loads(cleaner("check", "--output-format", "json", stdin=b"").text) == []


def test_report_to_a_file(folder, cleaner):
    outcome = cleaner("check", "-O", "report.txt", stdin=DAMAGED.encode())
    assert (outcome.code, outcome.stdout) == (1, b"")
    assert (folder / "report.txt").read_text().startswith("-:1:18: quotes/space-inside")


def test_a_report_is_never_written_over_an_input(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    outcome = cleaner("check", "a.txt", "-O", "./a.txt")
    assert outcome.code == 2
    assert "is an input" in outcome.stderr
    assert (folder / "a.txt").read_text() == DAMAGED


def test_statistics_follow_the_findings_for_people_and_spare_json(cleaner):
    outcome = cleaner("check", "--statistics", stdin=DAMAGED.encode())
    assert outcome.text.endswith(
        " applied  not applied  rule\n       1            0  quotes/space-inside\n"
        '                       -:1:18: [" the harbour is ours "] becomes ["the harbour is ours"]\n'
    )
    outcome = cleaner("check", "--statistics", "--output-format", "json", stdin=DAMAGED.encode())
    assert len(json.loads(outcome.text)) == 1
    assert "quotes/space-inside" in outcome.stderr


@pytest.mark.parametrize("name", ["full", "concise", "grouped", "diff", "json", "jsonl"])
def test_hostile_text_and_names_are_shown_inert(folder, cleaner, name):
    data = (ROOT / "fixtures/files/hostile.txt").read_bytes()
    path = folder / "evil\x1b[2J\u202e.txt"
    path.write_bytes(data)
    outcome = cleaner("check", str(path.name), "gone\x1b]0;x\x07.txt", "--output-format", name)
    shown = outcome.text + outcome.stderr
    assert "quotation" in shown
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) == []


def test_colours_are_those_asked_for(cleaner, monkeypatch):
    def colourful(*args):
        return "\x1b[" in cleaner("check", *args, stdin=DAMAGED.encode()).text

    assert not colourful()
    assert colourful("--color", "always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert colourful()
    assert not colourful("--color", "never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colourful()
    assert colourful("--color", "always")


def test_the_seed_kind_of_furniture_is_shown_as_applied(cleaner):
    text = "The talks between the two governments went on until the evening.\n\nLeave a Comment"
    outcome = cleaner("check", stdin=text.encode())
    assert outcome.code == 1
    assert "boilerplate/comment-prompt" in outcome.text
    assert "applied: delete [\\n\\nLeave a Comment]" in outcome.text
    assert cleaner("fix", stdin=text.encode()).text == text.partition("\n")[0]


def test_many_findings_are_told_how_to_be_seen(folder, cleaner):
    (folder / "a.jsonl").write_text((json.dumps({"text": DAMAGED}) + "\n") * 120)
    assert "120 findings; --output-format grouped shows them by file" in cleaner("check", "a.jsonl").stderr
    assert "grouped" not in cleaner("check", "a.jsonl", "-q").stderr
    assert "grouped" not in cleaner("check", "a.jsonl", "--output-format", "concise").stderr


def test_statistics_of_fix_have_examples_too(folder, cleaner):
    (folder / "a.txt").write_text(DAMAGED)
    outcome = cleaner("fix", "a.txt", "--statistics")
    assert outcome.text == CLEAN
    assert "a.txt:1:18: [" in outcome.stderr
