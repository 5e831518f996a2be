"""Cleaning a text in a format, with everything that must hold of any result checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner import Pipeline, Result
from cleaner.alignment import apply
from cleaner.structure import read
from cleaner.structure.prose import markup

CleanText = Callable[..., str]


@pytest.fixture
def clean() -> CleanText:
    """Cleans a text: `clean(text, "markdown", origin="machine")`."""

    def call(text: str, form: str, **settings: object) -> str:
        return checked(Pipeline(**settings), text, form).text

    return call


def checked(pipeline: Pipeline, text: str, form: str) -> Result:
    """The result of a text, of which changes, undo, spans and a second run were looked at."""
    result = pipeline.run(text, format=form)
    assert apply(text, result.changes) == result.text
    assert result.undo() == text
    for finding in result.findings:
        assert text[finding.start : finding.end] == finding.found
    applied = [finding for finding in result.findings if finding.applied]
    for finding in applied:
        if finding.rule.startswith("subtitles/"):
            continue  # whole cues go
        alone = apply(text, finding.changes)
        assert markup(alone, read(alone, form)) == markup(text, read(text, form)), finding
    for change in result.changes:
        assert text[change.start : change.end] == change.found
        covered = {at for each in applied for at in range(each.start, each.end)}
        assert covered.issuperset(range(change.start, change.end))
    assert pipeline.run(result.text, format=form).text == result.text
    return result
