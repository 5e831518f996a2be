"""Texts that every adapter is given, and what must come of them."""

from __future__ import annotations

import pytest

from cleaner import Pipeline

DAMAGED = [
    "The bridge was opened on Monday.\n\nLeave a Comment",
    None,
    "It is cafÃ© time.",
    "Nothing is wrong here.",
    "",
]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline(ignore=["layout"])


@pytest.fixture(scope="session")
def texts() -> list[str | None]:
    return list(DAMAGED)


@pytest.fixture(scope="session")
def clean_texts(pipeline: Pipeline) -> list[str | None]:
    cleaned = [text if text is None else pipeline(text) for text in DAMAGED]
    assert cleaned[0] == "The bridge was opened on Monday."
    assert cleaned[2] == "It is café time."
    return cleaned
