"""Annotations of GitHub Actions: one command a finding, and nothing in a text becomes another command."""

from __future__ import annotations

from cleaner import Pipeline
from cleaner.report.formats import FORMATS
from cleaner.report.terminal import RecordName, ReportView


def shown(name: str | RecordName, text: str) -> list[str]:
    return "".join(FORMATS["github"]([(name, Pipeline().run(text))], ReportView())).splitlines()


def test_an_annotation_has_its_place_its_rule_and_its_proposal() -> None:
    (line,) = shown("notes/a,b.txt", "The mill was sold.\n\nLeave a Comment")
    assert line.startswith("::warning file=notes/a%2Cb.txt,line=1,endLine=3,title=boilerplate/comment-prompt::")
    assert line.endswith(": delete [\\n\\nLeave a Comment]")


def test_columns_are_given_within_a_line() -> None:
    (line,) = shown("a.txt", "The cafÃ© is closed.")
    assert line.startswith("::warning file=a.txt,line=1,endLine=1,col=8,endColumn=10,title=encoding/mojibake::")


def test_a_record_has_its_line() -> None:
    (line,) = shown(RecordName("a.jsonl", 7), "The cafÃ© is closed.")
    assert line.startswith("::warning file=a.jsonl,line=7,title=encoding/mojibake::")


def test_what_is_only_reported_is_a_notice() -> None:
    (line,) = shown("a.txt", "The mill \u202e was sold.")
    assert line.startswith("::notice file=a.txt,line=1,endLine=1,col=10,endColumn=11,title=encoding/bidi-control::")


def test_no_text_becomes_a_command() -> None:
    lines = shown("a.txt\n::error::x", "The cafÃ©%0A::error::mine is closed.")
    assert all(line.startswith("::warning file=a.txt\\n%3A%3Aerror%3A%3Ax,line=1") for line in lines)
    assert all("\n" not in line and "%0A" not in line.replace("%250A", "") for line in lines)
