"""`cleaner survey --rules`: proposals become rules, a person turns them on, and the next `fix` applies them."""

from __future__ import annotations

import json
import tomllib

import pytest

TAIL = " See all tide tables"
FILLER = "This line was not given."


def body(number: int) -> str:
    """Words enough that one of ten in them is rare."""
    costs = " ".join(f"In {1700 + number + year} it cost {number * year + 40} crowns." for year in range(12))
    return f"The mill number {number} was sold to a farmer. {costs}"


PLANTED = {
    0: lambda number, text: f"{text}\n\nTold by the harbour desk",
    1: lambda number, text: f"{text} It has {number} wheels.{TAIL}",
    2: lambda number, text: f"{text} {FILLER} It has {number} wheels.",
    3: lambda number, text: f"Mill {number} ~ Tide and Tower\n\n{text}",
    4: lambda number, text: text.replace("sold to", "sold qxz to"),
    5: lambda number, text: text.replace("farmer", "farmer ¤¤"),
}
"""What a source leaves: a line, a tail, a filler, a suffix of the title, a word, a mark."""


@pytest.fixture
def collection(folder):
    with (folder / "a.jsonl").open("w", encoding="utf-8") as out:
        for number in range(60):
            text = PLANTED[number % 6](number, body(number))
            out.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    return folder


def rules(folder):
    return tomllib.loads((folder / "own.toml").read_text())["rule"]


def named(folder, piece):
    (found,) = [rule for rule in rules(folder) if piece in rule["what"]]
    return found


def test_proposals_are_written_as_rules_that_are_off(collection, cleaner):
    outcome = cleaner("survey", "a.jsonl", "--min-share", "0.05", "--rules", "own.toml")
    assert outcome.code == 0
    for piece in ("Told by the harbour desk", TAIL.strip(), FILLER, "~ Tide and Tower", "qxz", "¤¤"):
        rule = named(collection, piece)
        assert rule["enabled"] is False
        assert "in 10 of 60 texts (16.7%), " in rule["why"]
        assert rule["fix"]
        assert rule["keep"]
        assert f"   rule: {rule['name']}\n" in outcome.text
    assert [rule["proposal"] for rule in rules(collection)] == sorted(rule["proposal"] for rule in rules(collection))
    assert cleaner("fix", "a.jsonl", "--rule-file", "own.toml").text == cleaner("fix", "a.jsonl").text


def test_every_rule_holds_its_examples(collection, cleaner):
    cleaner("survey", "a.jsonl", "--min-share", "0.05", "--rules", "own.toml")
    text = (collection / "own.toml").read_text()
    (collection / "own.toml").write_text(text.replace("enabled = false", "enabled = true"))
    outcome = cleaner("rule", "own", "--test", "--rule-file", "own.toml")
    assert (outcome.code, f"{len(rules(collection))} rules tested, 0 broken" in outcome.stderr) == (0, True)


def test_what_is_accepted_is_applied(collection, cleaner):
    cleaner("survey", "a.jsonl", "--min-share", "0.05", "--rules", "own.toml")
    pieces = ("Told by the harbour desk", TAIL.strip(), FILLER, "~ Tide and Tower", "qxz", "¤¤")
    numbers = ",".join(str(named(collection, piece)["proposal"]) for piece in pieces)
    outcome = cleaner("survey", "--rules", "own.toml", "--accept", numbers)
    assert (outcome.code, outcome.stderr.count("own/")) == (0, 6)
    assert sum(rule["enabled"] for rule in rules(collection)) == 6
    fixed = cleaner("fix", "a.jsonl", "--rule-file", "own.toml", "--ignore", "layout")
    texts = [json.loads(line)["text"] for line in fixed.text.splitlines()]
    assert texts[6] == body(6)
    assert texts[7] == f"{body(7)} It has 7 wheels."
    assert texts[8] == f"{body(8)} It has 8 wheels."
    assert texts[9] == f"Mill 9\n\n{body(9)}"
    assert texts[10:12] == [body(10), body(11)]


def test_at_once(collection, cleaner):
    outcome = cleaner("survey", "a.jsonl", "--min-share", "0.05", "--rules", "own.toml", "--accept", "1-2")
    assert outcome.code == 0
    assert [rule["proposal"] for rule in rules(collection) if rule["enabled"]] == [1, 2]


def test_what_fix_does_with_it_today(collection, cleaner):
    with (collection / "a.jsonl").open("a") as out:
        for number in range(10):
            out.write(json.dumps({"text": f"The quay {number} was sold.\n\nLeave a Comment"}) + "\n")
    outcome = cleaner("survey", "a.jsonl", "--min-share", "0.05", "--output-format", "json")
    today = {each["text"]: each["today"] for each in json.loads(outcome.text)["proposals"]}
    assert today["Leave a Comment"] == [{"fix": "deletes it", "rules": ["boilerplate/comment-prompt"], "places": 3}]
    assert today["Told by the harbour desk"] == [{"fix": "leaves it", "rules": [], "places": 3}]
    shown = cleaner("survey", "a.jsonl", "--min-share", "0.05").text
    assert "   fix today: deletes it (boilerplate/comment-prompt)\n" in shown


def test_standard_input(collection, cleaner):
    data = (collection / "a.jsonl").read_bytes()
    outcome = cleaner("survey", "-", "--format", "jsonl", "--min-share", "0.05", "--rules", "own.toml", stdin=data)
    assert (outcome.code, "fix today: leaves it" in outcome.text) == (0, True)
    assert named(collection, "qxz")


def test_texts_that_were_not_kept_are_read_again(collection, cleaner, monkeypatch):
    from cleaner.cli import survey

    outcome = cleaner("survey", "a.jsonl", "--min-share", "0.05")
    monkeypatch.setattr(survey, "_KEPT", 1000)
    assert cleaner("survey", "a.jsonl", "--min-share", "0.05").text == outcome.text


def test_codes_at_the_ends_of_names_are_reported(folder, cleaner):
    names = [
        f"{name}{code}" for name in ("Anton", "Berit", "Clara", "Doris") for code in ("zh", "sk", "tr", "bn", "sr")
    ]
    with (folder / "a.jsonl").open("w") as out:
        for number, name in enumerate(names):
            out.write(json.dumps({"text": f"{body(number)} It was {name} who left."}) + "\n")
    cleaner("survey", "a.jsonl", "--rules", "own.toml")
    (rule,) = [each for each in rules(folder) if each["name"] == "own/language-codes"]
    assert rule["report"] is True
    assert rule["fix"][0][1] == "Antonzh"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a.jsonl", "--accept", "1"), "--accept needs --rules"),
        (("--rules", "own.toml", "--accept", "one"), "'one' is no number of a proposal"),
        (("a.jsonl", "--rules", "own.toml"), "own.toml: it is there already"),
        (("--rules", "own.toml", "--accept", "1,77"), "it has no rule of proposal 77; nothing was turned on"),
    ],
)
def test_what_is_refused(collection, cleaner, args, message):
    cleaner("survey", "a.jsonl", "--min-share", "0.05", "--rules", "own.toml")
    before = (collection / "own.toml").read_text()
    outcome = cleaner("survey", *args)
    assert (outcome.code, message in outcome.stderr) == (2, True)
    assert (collection / "own.toml").read_text() == before
