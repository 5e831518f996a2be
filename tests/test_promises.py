"""What users may rely on, on every text of every fixture, on texts glued of their pieces, and on hostile ones."""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Pipeline, Result
from cleaner.alignment import apply
from cleaner.protection import protected_spans
from tests.fixtures import FIXTURES, texts
from tests.generators import generated
from tests.hazards import grown
from tests.hostile import costly_shapes, shapes
from tests.promise_checks import lost_words
from tests.strategies import PROPERTY

PIPELINES = {preset: Pipeline(preset=preset) for preset in ("news", "thorough")}


@functools.cache
def run(preset: str, text: str) -> Result:
    return PIPELINES[preset].run(text)


every_text = pytest.mark.parametrize("name", texts())
every_preset = pytest.mark.parametrize("preset", PIPELINES)


def assert_account(result: Result) -> None:
    """The changes are exact, sorted, disjoint, enough to undo, and made by applied findings."""
    assert apply(result.original, result.changes) == result.text
    assert result.undo() == result.original
    assert result.changed == (result.text != result.original)
    place = 0
    for change in result.changes:
        assert change.start >= place
        assert change.found == result.original[change.start : change.end]
        place = change.end
    applied = [finding for finding in result.findings if finding.applied]
    covered = {place for finding in applied for place in range(finding.start, finding.end + 1)}
    for change in result.changes:
        assert covered.issuperset(range(change.start, change.end + 1))
        assert set(change.rules) <= {finding.rule for finding in applied}


def assert_settled(result: Result, pipeline: Pipeline) -> None:
    """Cleaning twice changes nothing and finds nothing to do."""
    assert not [finding for finding in result.findings if finding.refused == "unsettled"]
    again = pipeline.run(result.text)
    assert again.text == result.text
    assert not [(finding.rule, finding.found) for finding in again.findings if finding.applied]


def assert_harmless(result: Result) -> None:
    """No protected span is cut, and no tag, entity or unseen character is new."""
    protected = protected_spans(result.original)
    assert not [change for change in result.changes if protected.cuts(change.start, change.end)]
    assert not grown(result.original, result.text)


@every_preset
@every_text
def test_account(name: str, preset: str) -> None:
    assert_account(run(preset, texts()[name]))


@every_preset
@every_text
def test_cleaning_twice_changes_nothing(name: str, preset: str) -> None:
    assert_settled(run(preset, texts()[name]), PIPELINES[preset])


@every_preset
@every_text
def test_no_harm(name: str, preset: str) -> None:
    assert_harmless(run(preset, texts()[name]))


@every_text
def test_nothing_said_is_lost(name: str) -> None:
    assert not lost_words(run("news", texts()[name]))


def test_nothing_said_is_lost_from_generated_texts() -> None:
    """Texts in one script: a word with letters of another looks the same and is none of the words beside it. Loops are
    made of pieces of words too, the last of them shorter than the others."""
    for kind, text in generated(1200, seed=20):
        if text.isascii():
            lost = [word for word in lost_words(run("news", text)) if kind != "loops" or len(word) > 3]
            assert not lost, f"{kind}: {text!r}"


def test_what_is_lost_is_told() -> None:
    """Where text is known to be machine translation, and risky edits are made, more may go: the check sees it."""
    text = "The bridge was opened on Monday. lantern festival"
    result = Pipeline(origin="machine", apply="risky").run(text)
    assert result.text == "The bridge was opened on Monday."
    assert lost_words(result) == ["lantern", "festival"]


@pytest.mark.parametrize("name", [name for name, text in texts().items() if "\n" in text and "\r" not in text])
def test_line_ends_of_another_system_make_no_difference(name: str) -> None:
    text = texts()[name]
    assert run("news", text.replace("\n", "\r\n")).text == run("news", text).text.replace("\n", "\r\n")


def test_a_run_that_only_reports_changes_nothing() -> None:
    reporting = Pipeline(preset="report")
    for text in texts().values():
        result = reporting.run(text)
        assert result.text == text
        assert not any(finding.applied for finding in result.findings)


def digest(pipeline: Pipeline) -> str:
    """One figure for all that a pipeline makes of all fixtures."""
    told = hashlib.sha256()
    for text in texts().values():
        result = pipeline.run(text)
        told.update(repr((result.text, result.findings, result.changes)).encode("utf-8", "surrogatepass"))
    return told.hexdigest()


@functools.cache
def digest_here() -> str:
    return digest(PIPELINES["thorough"])


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_under_every_hash_seed(seed: str) -> None:
    code = "from tests.test_promises import PIPELINES, digest; print(digest(PIPELINES['thorough']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=FIXTURES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest_here()


def test_the_same_from_a_pipeline_that_travelled() -> None:
    assert digest(pickle.loads(pickle.dumps(PIPELINES["thorough"]))) == digest_here()


def test_the_same_in_another_order() -> None:
    names = list(texts())
    for name in names[::-1]:
        assert PIPELINES["news"].run(texts()[name]) == run("news", texts()[name])


def test_results_travel() -> None:
    for text in texts().values():
        result = run("thorough", text)
        again = pickle.loads(pickle.dumps(result))
        assert again == result
        assert again.undo() == text


def test_the_state_of_random_is_untouched() -> None:
    state = random.getstate()
    for text in texts().values():
        PIPELINES["news"].run(text)
    assert random.getstate() == state


PIECES = sorted({line for text in texts().values() for line in text.splitlines() if 0 < len(line) < 400})
NOISE = st.text(
    st.sampled_from(list(" \n\r\t.,!?…\"'“”‘’«»()[]<>&;#@`*_-–—aAwas09éÃ©\u200b\u00a0\u202e本ا")), max_size=12
)
GLUED = st.lists(
    st.one_of(st.sampled_from(PIECES), NOISE, st.sampled_from([" ", "\n", "\n\n", "\r\n", ". "])), max_size=6
)


@settings(PROPERTY, max_examples=400)
@given(GLUED.map("".join))
def test_glued_texts(text: str) -> None:
    for pipeline in PIPELINES.values():
        result = pipeline.run(text)
        assert_account(result)
        assert_harmless(result)
        assert_settled(result, pipeline)


@pytest.mark.parametrize("shape", shapes(0))
def test_hostile_shapes(shape: str) -> None:
    """The promises hold on shapes that no writer makes; whoever is not linear there shows by the time it takes."""
    result = PIPELINES["thorough"].run(shapes(100_000)[shape])
    assert_account(result)
    assert_harmless(result)
    assert_settled(result, PIPELINES["thorough"])


@pytest.mark.parametrize("shape", costly_shapes(0))
def test_costly_shapes(shape: str) -> None:
    """The promises hold on shapes that took long once, too; what they cost is in `benchmarks/speed/growth.py`."""
    result = PIPELINES["thorough"].run(costly_shapes(12_000)[shape])
    assert_account(result)
    assert_harmless(result)
    again = PIPELINES["thorough"].run(result.text)
    assert again.text == result.text
    assert not [finding for finding in again.findings if finding.applied]
