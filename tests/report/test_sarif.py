"""SARIF: what readers of the format need, offsets that hold, and fixes that make the text that cleaning makes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner import Pipeline
from cleaner.edits import Result
from cleaner.passes import BUILT_IN
from cleaner.report.formats import FORMATS
from cleaner.report.terminal import RecordName, ReportView
from tests.fixtures import articles


def log(*documents: tuple[str | RecordName, Result]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads("".join(FORMATS["sarif"](documents, ReportView())))
    return read


def offset(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, both from 1."""
    return sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1


def test_a_run_names_the_tool_its_rules_and_its_unit_of_columns() -> None:
    (run,) = log()["runs"]
    assert log()["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(BUILT_IN.rules)
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])


@pytest.mark.parametrize("name", articles())
def test_results_have_their_rule_place_and_fix(name: str) -> None:
    text = articles()[name][0]
    result = Pipeline().run(text)
    (run,) = log((name, result))["runs"]
    assert len(run["results"]) == len(result.findings)
    rules = run["tool"]["driver"]["rules"]
    for shown, finding in zip(run["results"], result.findings, strict=True):
        assert rules[shown["ruleIndex"]]["id"] == shown["ruleId"] == finding.rule
        assert shown["level"] == ("warning" if finding.applied else "note")
        region = shown["locations"][0]["physicalLocation"]["region"]
        start, end = (offset(text, region[f"{at}Line"], region[f"{at}Column"]) for at in ("start", "end"))
        assert text[start:end] == finding.found
        assert text[region["charOffset"] : region["charOffset"] + region["charLength"]] == finding.found
        assert ("fixes" in shown) == bool(finding.changes)


def test_the_replacements_of_a_fix_make_the_clean_text() -> None:
    text = "𝄞 It is late. It ended on Monday. was\n"
    result = Pipeline(origin="machine").run(text)
    (shown,) = log(("a b.txt", result))["runs"][0]["results"]
    location = shown["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20b.txt"
    clean = text
    for change in reversed(shown["fixes"][0]["artifactChanges"][0]["replacements"]):
        region = change["deletedRegion"]
        end = region["charOffset"] + region["charLength"]
        clean = clean[: region["charOffset"]] + change["insertedContent"]["text"] + clean[end:]
    assert clean == result.text != text


def test_a_text_within_records_has_the_line_of_its_record() -> None:
    result = Pipeline().run("It ended. was\n\nLeave a Comment")
    shown = log((RecordName("a.jsonl", 7, "x1", "body"), result))["runs"][0]["results"]
    assert shown
    for each in shown:
        assert each["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
        assert each["properties"]["id"] == "x1"
        assert each["properties"]["field"] == "body"
        assert "fixes" not in each


def test_hostile_text_stays_valid_and_inert() -> None:
    text = "Caf\u00c3\u00a9 \x1b[31m \u202e \udcff </script> ends. was\n\nLeave a Comment"
    written = "".join(FORMATS["sarif"]([("\x1b]0;x\x07.txt", Pipeline().run(text))], ReportView()))
    written.encode("utf-8")
    assert not {"\x1b", "\u202e", "\x07"} & set(written)
    assert json.loads(written)["runs"][0]["results"]


def test_a_reader_of_the_format_reads_it(tmp_path: Any) -> None:
    reader = pytest.importorskip("sarif.loader")
    path = tmp_path / "found.sarif"
    result = Pipeline().run(articles()["urdu-canal-closure"][0])
    path.write_text("".join(FORMATS["sarif"]([("a.txt", result)], ReportView())), encoding="utf-8")
    assert reader.load_sarif_file(str(path)).get_result_count() == len(result.findings)
