"""Whole articles with damage come out as they should, byte for byte."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from tests.fixtures import FIXTURES, articles

pytestmark = pytest.mark.rules

PIPELINE = Pipeline(origin="machine")


@pytest.mark.parametrize("name", articles())
def test_article(name: str) -> None:
    before, after = articles()[name]
    assert before != after
    assert PIPELINE(before) == after


@pytest.mark.parametrize("name", articles())
def test_a_repaired_article_stays_as_it_is(name: str) -> None:
    assert PIPELINE(articles()[name][1]) == articles()[name][1]


@pytest.mark.parametrize("name", articles())
def test_every_article_is_described(name: str) -> None:
    assert f"| {name} |" in (FIXTURES / "articles" / "README.md").read_text(encoding="utf-8")
