"""Findings as SARIF 2.1.0, for code scanning and editors.

The format is OASIS's «Static Analysis Results Interchange Format (SARIF) Version 2.1.0». Columns and offsets count code
points (`columnKind` unicodeCodePoints, section 3.14.17); an edit that would be applied is a fix with its replacements.
A text within a file of records has no region of its own in the file: its result has the line of the record, and the
offsets within the text among its properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from cleaner import __version__
from cleaner.edits import Change, Finding
from cleaner.report.inert import inert_json, valid
from cleaner.report.terminal import Documents, Places, RecordName, ReportView, finding_record
from cleaner.rules import Rule, documentation, summary

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(documents: Documents, view: ReportView) -> Iterator[str]:
    """One run with all rules and a result for each finding, result by result."""
    rules = list(view.registry.rules.values())
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"tool":{{"driver":{_encoded(_driver(rules))}}},'
    yield '"columnKind":"unicodeCodePoints","results":['
    separator = "\n"
    for name, result in documents:
        places = Places(result.original)
        for finding in result.findings:
            yield separator + _encoded(_result(name, places, finding, numbers))
            separator = ",\n"
    yield "\n]}]}\n"


def _encoded(value: object) -> str:
    import msgspec

    return inert_json(msgspec.json.encode(value).decode())


def _driver(rules: list[type[Rule]]) -> dict[str, Any]:
    return {"name": "cleaner", "version": __version__, "rules": [_descriptor(rule) for rule in rules]}


def _descriptor(rule: type[Rule]) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": documentation(rule)},
        "help": {"text": documentation(rule)},
        "properties": {"safety": str(rule.safety), "confidence": rule.measured.confidence},
    }


def _result(name: str | RecordName, places: Places, finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    path = name if isinstance(name, str) else name.path
    artifact = {"uri": quote(PurePath(valid(path)).as_posix(), safe="/:")}
    region = _region(places, finding.start, finding.end) if isinstance(name, str) else {"startLine": name.line}
    record = finding_record(finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": "warning" if finding.applied else "note",
        "message": {"text": record["message"]},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "properties": {key: record[key] for key in ("applied", "refused", "safety", "confidence", "start", "end")},
    }
    if finding.rule in numbers:
        result["ruleIndex"] = numbers[finding.rule]
    if isinstance(name, RecordName):
        result["properties"] |= {key: valid(text) for key, text in (("id", name.id), ("field", name.field)) if text}
    elif finding.changes:
        replacements = [_replacement(places, change) for change in finding.changes]
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}]}]
    return result


def _replacement(places: Places, change: Change) -> dict[str, Any]:
    return {
        "deletedRegion": _region(places, change.start, change.end),
        "insertedContent": {"text": valid(change.replacement)},
    }


def _region(places: Places, start: int, end: int) -> dict[str, int]:
    line, column = places.of(start)
    end_line, end_column = places.of(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }
