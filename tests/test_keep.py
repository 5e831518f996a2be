"""Correct text of many kinds comes out byte for byte, also where it is in another language than the pipeline's."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from tests.fixtures import keeps

pytestmark = pytest.mark.rules

PIPELINE = Pipeline(lang="en")


@pytest.mark.parametrize("name", keeps())
def test_passage(name: str) -> None:
    text = keeps()[name]
    result = PIPELINE.run(text)
    assert result.text == text, [(finding.rule, finding.found) for finding in result.findings if finding.applied]


def test_there_is_much_of_every_kind() -> None:
    counts: dict[str, int] = {}
    for name in keeps():
        counts[name.partition("/")[0]] = counts.get(name.partition("/")[0], 0) + 1
    assert counts["en"] >= 300
    assert all(counts[lang] >= 30 for lang in ("es", "de", "fr", "ar", "ur", "zh", "ja"))


def test_no_passage_stands_there_twice() -> None:
    assert len(set(keeps().values())) == len(keeps())
