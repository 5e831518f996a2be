"""`cleaner survey`: over files and records, as text and JSON."""

from __future__ import annotations

import json


def write(folder) -> None:
    with (folder / "a.jsonl").open("w", encoding="utf-8") as out:
        for number in range(60):
            text = f"The mill number {number} was sold to a farmer."
            if number % 6 == 0:
                text += "\n\nTold by the harbour desk"
            out.write(json.dumps({"id": number, "text": text}) + "\n")


def test_records(folder, cleaner):
    write(folder)
    outcome = cleaner("survey", "a.jsonl", "--min-share", "0.05")
    assert outcome.code == 0
    assert outcome.text.startswith("1. line: Told by the harbour desk\n   10 texts (16.7%), ")
    assert "a.jsonl:1 at " in outcome.text
    assert "60 texts; " in outcome.stderr


def test_json(folder, cleaner):
    write(folder)
    outcome = cleaner("survey", "a.jsonl", "--output-format", "json", "--most", "1")
    shown = json.loads(outcome.text)
    assert shown["documents"] == 60
    assert [each["text"] for each in shown["proposals"]] == ["Told by the harbour desk"]
    (line,) = cleaner("survey", "a.jsonl", "--output-format", "jsonl", "--most", "1").text.splitlines()
    assert json.loads(line) == shown["proposals"][0]


def test_files_and_what_cannot_be_read(folder, cleaner):
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"Mill number {number} was sold.\n\nTold by the harbour desk\n")
    (folder / "b.jsonl").write_text("{broken\n" + json.dumps({"text": "It is late."}) + "\n")
    outcome = cleaner("survey", ".", "b.jsonl", "gone.txt")
    assert outcome.code == 2
    assert "1. line: Told by the harbour desk\n   8 texts" in outcome.text
    assert "gone.txt" in outcome.stderr
    assert "9 texts" in outcome.stderr


def test_hostile_text_is_inert(folder, cleaner):
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"Mill {number}.\n\nTold \x1b[31m by \u202e desk\n")
    outcome = cleaner("survey", ".")
    assert "Told" in outcome.text
    assert not {"\x1b", "\u202e"} & set(outcome.text)
