"""Findings by file, and the table of rules with an example of each."""

from __future__ import annotations

from collections import Counter

from cleaner import Pipeline
from cleaner.report.grouped import Examples, grouped, statistics
from cleaner.report.terminal import Documents, RecordName, ReportView

TAIL, PROMPT, REPORT = "It ended on Monday. was", "The mill was sold.\n\nLeave a Comment", "The mill \u202e was sold."


def shown(*documents: tuple[str | RecordName, str]) -> str:
    pipeline = Pipeline(origin="machine")
    return "".join(grouped([(name, pipeline.run(text)) for name, text in documents], ReportView()))


def test_findings_stand_under_their_file_and_are_counted_by_rule() -> None:
    assert shown(("a.txt", f"{TAIL}\n\n{REPORT}"), ("b.txt", "The mill stands."), ("c.txt", TAIL)) == (
        "a.txt\n"
        "  1:20  fragments/stray-tail  delete [ was]\n"
        "  3:10  encoding/bidi-control  needless control of writing direction  (reported only)\n"
        "\n"
        "c.txt\n"
        "  1:20  fragments/stray-tail  delete [ was]\n"
        "\n"
        "2 files with findings\n"
        "\n"
        " applied  not applied  rule\n"
        "       2            0  fragments/stray-tail\n"
        "                       a.txt:1:20: delete [ was]\n"
        "       0            1  encoding/bidi-control\n"
        "                       a.txt:3:10: needless control of writing direction\n"
    )


def test_records_of_a_file_stand_under_one_name() -> None:
    text = shown((RecordName("a.jsonl", 3), TAIL), (RecordName("a.jsonl", 9, "x", "body"), TAIL))
    assert text.startswith(
        "a.jsonl\n  3:1:20  fragments/stray-tail  delete [ was]\n  9:body:1:20  fragments/stray-tail  delete [ was]\n"
    )
    assert "1 file with findings" in text


def test_nothing_found_is_nothing_shown() -> None:
    assert shown(("a.txt", "The mill stands.")) == ""


def test_an_applied_example_takes_the_position_of_one_that_was_not() -> None:
    documents: Documents = [("a", Pipeline(preset="report").run(PROMPT)), ("b", Pipeline().run(PROMPT))]
    examples = Examples()
    assert list(examples.drawn(documents)) == documents
    assert examples.found == {"boilerplate/comment-prompt": "b:1:19: delete [\\n\\nLeave a Comment]"}


def test_statistics_put_the_busiest_rule_first() -> None:
    table = statistics(Counter({"a/a": 1, "b/b": 12}), Counter({"c/c": 3, "a/a": 2}), {"a/a": "x:1:1: delete [y]"})
    assert table.splitlines() == [
        " applied  not applied  rule",
        "      12            0  b/b",
        "       1            2  a/a",
        "                       x:1:1: delete [y]",
        "       0            3  c/c",
    ]
