"""Findings as text: places, excerpts with their marks, JSON, and nothing that steers a terminal."""

from __future__ import annotations

import json as json_module
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.alignment import Alignment
from cleaner.edits import Finding, Result, Safety
from cleaner.report.formats import FORMATS
from cleaner.report.inert import inert, inert_json
from cleaner.report.terminal import Places, ReportView, concise, full, json, jsonl

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
TEXTS = st.text(st.one_of(st.characters(), st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), st.just("\n")))


def result_of(text: str, start: int, end: int, **other: object) -> Result:
    facts = {"replacement": None, "applied": False, "refused": "reported only", "safety": Safety.REPORT}
    facts |= {"confidence": 0.5, "message": "odd"}
    finding = Finding("x/y", start, end, text[start:end], **(facts | other))
    return Result(text, text, (finding,), (), Alignment(()))


def excerpt(text: str, start: int, end: int) -> tuple[str, str]:
    lines = "".join(full([("a", result_of(text, start, end))], ReportView())).split("\n")
    return lines[1].removeprefix("  | "), lines[2].removeprefix("  | ")


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab", 2, (1, 3)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_places_count_lines_and_columns_from_one(text, offset, place):
    assert Places(text).of(offset) == place


def test_marks_stand_under_what_was_found():
    assert excerpt("one two three\nfour", 4, 7) == ("one two three", "    ^^^")
    assert excerpt("one two\n\nthree four", 4, 14) == ("one two⏎⏎three four", "    ^^^^^^^^^^")
    assert excerpt("one two", 3, 3) == ("one two", "   ^")


def test_wide_and_combining_letters_are_measured():
    line, marks = excerpt("日本 e\N{COMBINING ACUTE ACCENT} x", 6, 7)
    assert line.endswith("x")
    assert marks == " " * 7 + "^"


def test_long_lines_are_cut_around_what_was_found():
    line, marks = excerpt("a" * 5000 + "XYZ" + "b" * 5000, 5000, 5003)
    assert line.startswith("…aaa")
    assert line.endswith("bbb…")
    assert len(line) <= 102
    assert line[marks.index("^") : marks.rindex("^") + 1] == "XYZ"
    line, marks = excerpt("X" * 5000, 0, 5000)
    assert len(line) == len(marks) <= 102


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "  = reported only (report, 0.50)"),
        (
            {"replacement": "", "applied": True, "refused": None, "safety": Safety.SAFE, "confidence": 0.9},
            "  = applied: delete [two] (safe, 0.90)",
        ),
        (
            {"replacement": "2", "refused": "below safety", "safety": Safety.RISKY},
            "  = not applied: [two] becomes [2] (risky, 0.50); below safety, which --risky would change, "
            "or --select with the name of the rule",
        ),
        (
            {"replacement": "2", "refused": "overlaps z/z", "safety": Safety.SAFE},
            "  = not applied: [two] becomes [2] (safe, 0.50); overlaps z/z",
        ),
    ],
)
def test_what_became_of_an_edit_is_said(facts, words):
    assert words in "".join(full([("a", result_of("one two", 4, 7, **facts))], ReportView())).split("\n")


def test_a_line_for_each_finding():
    assert "".join(concise([("a", result_of("one\ntwo", 4, 7))], ReportView())) == "a:2:1: x/y odd (reported only)\n"


@given(TEXTS, st.data())
def test_json_says_what_was_found_where(text, data):
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    documents = [("name\udcff", result_of(text, start, end, message=text))]
    shown = "".join(jsonl(documents, ReportView()))
    assert shown.count("\n") == 1
    assert STEERING.search(shown) is None
    record = json_module.loads(shown)
    assert json_module.loads("".join(json(documents, ReportView()))) == [record]
    assert (record["start"], record["end"]) == (start, end)
    assert record["found"] == text[start:end].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(TEXTS)
@example("\x1b[31m \x9b2J \u202e \ud800 \U000e0041 \x85 \u2028")
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_text_steer(name, text):
    if name == "html":
        pytest.importorskip("jinja2", reason="jinja2, of the extra `review`, is not installed")
    shown = "".join(
        FORMATS[name]([(text, result_of(text, 0, len(text), message=text, replacement=text))], ReportView())
    )
    assert STEERING.search(shown) is None
    shown.encode()


@given(st.text())
def test_inert_text_keeps_what_can_be_seen(text):
    if not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for letter in text):
        assert inert(text) == text
    assert json_module.loads(inert_json(json_module.dumps(text, ensure_ascii=False))) == text


def test_joiners_and_unreadable_bytes():
    assert inert("می\N{ZERO WIDTH NON-JOINER}خواهم") == "می\N{ZERO WIDTH NON-JOINER}خواهم"
    assert inert("caf\udce9\x9b\x1b\t\n") == "caf\\xe9\\u009b\\u001b\\t\\n"


@pytest.mark.parametrize(
    ("damaged", "shown"),
    [
        ("The cafe\u0301 is closed.", "\\u0301] becomes [é]"),
        ("The p\u0430per is on the table today.", "becomes [paper]"),
    ],
)
def test_a_finding_never_looks_as_if_nothing_changed(damaged, shown):
    result = Pipeline().run(damaged)
    text = "".join(full([("a.txt", result)], ReportView()))
    assert shown in text
    before, after = re.findall(r"\[(.*?)\]", text.splitlines()[-2])
    assert before != after
    assert not [each for each in (before, after) if any(unicodedata.combining(character) for character in each)]
    assert before.isascii()
