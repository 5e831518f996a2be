"""`cleaner measure`: what rules do in texts, as text, as JSON, and written into a rule file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner import Pipeline, cli
from cleaner.rules import MIN_JUDGED, Measured
from tests.cli.conftest import Outcome

RULES = """\
# what our pages leave

[[rule]]
name = "own/press-tail"
what = "tail of the Harbour Post"
why = "its system glues it to the last line"
literal = "(Harbour Post)"
where = "text-end"
fix = [["The bridge is open. (Harbour Post)", "The bridge is open."]]
keep = ["The paper (Harbour Post) was sold."]

[[rule]]
name = "own/gull"  # birds
measured = { wrong = 9, human_words = 9, date = "2020-01", source = '''
    nobody''' }
what = "a gull"
why = "birds"
literal = "gull"
report = true
fix = [["The gull left.", "The gull left."]]
keep = ["The swan left."]
"""


@pytest.fixture
def files(folder):
    (folder / "own.toml").write_text(RULES)
    with (folder / "human.jsonl").open("w") as out:
        for number in range(40):
            text = f"The gull number {number} left." + " (Harbour Post)" * (number % 20 == 0)
            out.write(json.dumps({"id": number, "text": text}) + "\n")
    (folder / "machine.txt").write_text("It rained. (Harbour Post)\n")
    return folder


def test_figures_and_samples(files, cleaner):
    outcome = cleaner("measure", "own", "--rule-file", "own.toml", "--human", "human.jsonl", "--machine", "machine.txt")
    assert outcome.code == 0
    # 40 texts of 5 words, two of them with two words more
    assert "  human: 2 edits in 204 words, 980.39 in 100,000; 0 only reported, 0.00 in 100,000\n" in outcome.text
    assert "  human: 0 edits in 204 words, 0.00 in 100,000; 40 only reported, 19607.84 in 100,000\n" in outcome.text
    assert "  machine: 1 edit in 4 words, 25000.00 in 100,000" in outcome.text
    assert "human.jsonl:21:1:25: own/press-tail tail of the Harbour Post" in outcome.text
    assert outcome.text.count("own/gull a gull") == 10
    assert 'measured = { wrong = 2, human_words = 204, date = "20' in outcome.text


def test_samples_are_the_same_each_time_and_as_many_as_asked_for(files, cleaner):
    call = ("measure", "own/gull", "--rule-file", "own.toml", "--human", "human.jsonl", "--samples", "3")
    assert cleaner(*call).text == cleaner(*call, "-j", "2").text
    assert cleaner(*call).text.count("human.jsonl:") == 3


def test_json(files, cleaner):
    call = ("measure", "own/press-tail", "--rule-file", "own.toml", "--human", "human.jsonl", "--output-format", "json")
    (shown,) = json.loads(cleaner(*call).text)
    assert shown["rule"] == "own/press-tail"
    assert (shown["human"]["words"], shown["human"]["applied"], shown["human"]["texts"]) == (204, 2, 40)
    assert [sample["found"] for sample in shown["human"]["samples"]] == [" (Harbour Post)"] * 2


def test_the_figures_are_written_into_the_rule_file(files, cleaner):
    outcome = cleaner("measure", "own", "--rule-file", "own.toml", "--human", "human.jsonl", "--write")
    assert outcome.code == 0
    written = (files / "own.toml").read_text()
    tail, gull = tomllib.loads(written)["rule"]
    assert (tail["measured"]["wrong"], tail["measured"]["human_words"]) == (2, 204)
    assert (gull["measured"]["wrong"], gull["measured"]["human_words"]) == (0, 204)
    left = [line for line in written.splitlines() if not line.startswith("measured")]
    removed = ("measured = {", "    nobody")
    assert left == [line for line in RULES.splitlines() if not line.startswith(removed)]
    assert (
        "2 wrong edits in 204 words of human text" in cleaner("rule", "own/press-tail", "--rule-file", "own.toml").text
    )


def test_built_in_rules_keep_what_was_judged_of_them(files, cleaner):
    outcome = cleaner("measure", "quotes/doubled", "--human", "human.jsonl", "--write")
    assert "measured = Measured(right=" in outcome.text
    assert "wrong=0, human_words=204, " in outcome.text
    assert "not written: quotes/doubled" in outcome.stderr


def test_what_cannot_be_read_or_is_no_rule(files, cleaner):
    outcome = cleaner(
        "measure", "own/gull", "--rule-file", "own.toml", "--human", "gone.jsonl", "--human", "human.jsonl"
    )
    assert (outcome.code, "gone.jsonl" in outcome.stderr) == (2, True)
    assert "40 only reported" in outcome.text
    assert cleaner("measure", "own/swan", "--human", "human.jsonl").code == 2
    assert cleaner("measure", "quotes/doubled").code == 2


def test_judged_figures_give_the_confidence(files):
    judged = f'{{right = {MIN_JUDGED}, judged = {MIN_JUDGED}, wrong = 0, human_words = 9000, date = "2026-11"}}'
    (files / "own.toml").write_text(RULES.replace('what = "tail', f'measured = {judged}\nwhat = "tail'))
    pipeline = Pipeline(rule_files=[str(files / "own.toml")])
    rule = pipeline.config.registry.rules["own/press-tail"]
    assert isinstance(rule.measured, Measured)
    assert rule.measured.confidence == round((MIN_JUDGED + 1) / (MIN_JUDGED + 2), 3)


@pytest.mark.parametrize(
    "value",
    [
        "3",
        "{wrong = 1}",
        '{wrong = -1, human_words = 9, date = ""}',
        '{wrong = 1, human_words = 9, date = "", right = 2}',
    ],
)
def test_wrong_figures_are_a_mistake(files, cleaner, value):
    (files / "own.toml").write_text(RULES.replace('what = "tail', f'measured = {value}\nwhat = "tail'))
    outcome = cleaner("rule", "--all", "--rule-file", "own.toml")
    assert (outcome.code, "'measured' must be a table as" in outcome.stderr) == (2, True)


def test_the_command_is_listed():
    assert "measure" in cli.COMMANDS


class TestDecisions:
    """`--decisions`: what the review page exported."""

    def exported(self, accepted: int, rejected: int) -> None:
        change = {"start": 0, "end": 4, "found": "Kabu", "replacement": ""}
        edit = {"rules": ["quotes/doubled"], "confidence": 0.9, "changes": [change], "applied": True, "decided": True}
        edits = [{**edit, "accepted": number < accepted} for number in range(accepted + rejected)]
        head = {"kind": "decisions", "version": 1, "config": "", "reading": {}, "documents": 1}
        document = {"kind": "document", "path": "a.txt", "sha256": "", "edits": edits}
        Path("d.jsonl").write_text(f"{json.dumps(head)}\n{json.dumps(document)}\n")

    def test_they_are_counted_and_a_snippet_follows(self, cleaner: Callable[..., Outcome]) -> None:
        self.exported(2, 18)
        done = cleaner("measure", "--decisions", "d.jsonl")
        assert done.code == 0
        assert done.text.splitlines() == [
            "accepted  rejected  share, 95 % interval    rule",
            "       2        18  0.10, 0.03 to 0.30      quotes/doubled",
            "",
            "# what follows, for cleaner.toml",
            'ignore = ["quotes/doubled"]',
        ]

    def test_as_json_and_of_several_files(self, cleaner: Callable[..., Outcome]) -> None:
        self.exported(2, 1)
        done = cleaner("measure", "--decisions", "d.jsonl", "--decisions", "d.jsonl", "--output-format", "json")
        (rule,) = json.loads(done.text)["rules"]
        assert (rule["accepted"], rule["rejected"]) == (4, 2)

    def test_they_are_measured_alone(self, cleaner: Callable[..., Outcome]) -> None:
        self.exported(1, 1)
        assert cleaner("measure", "quotes/doubled", "--decisions", "d.jsonl").code == 2
        assert cleaner("measure").code == 2
        assert cleaner("measure", "quotes/doubled").code == 2
