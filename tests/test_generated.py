"""All that is promised of any text, on a small share of what `benchmarks/attack.py` tries."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from tests.generators import ALL_MAKERS, generated
from tests.promise_checks import broken

PIPELINES = {
    "minimal": Pipeline(preset="minimal"),
    "news": Pipeline(),
    "thorough": Pipeline(preset="thorough"),
    "typographic": Pipeline(preset="thorough", quotes="typographic"),
    "machine": Pipeline(preset="thorough", origin="machine"),
}
ROUNDS = 6
"""Texts of each maker for each pipeline."""

COUNT = len(ALL_MAKERS) * len(PIPELINES) * ROUNDS


@pytest.mark.parametrize("maker", ALL_MAKERS, ids=lambda maker: maker.__name__)
def test_promises_hold(maker: object) -> None:
    index = ALL_MAKERS.index(maker)  # type: ignore[arg-type]
    names = list(PIPELINES)
    for number, (kind, text) in enumerate(generated(COUNT, seed=2)):
        if number % len(ALL_MAKERS) == index:
            name = names[number // len(ALL_MAKERS) % len(names)]
            assert not broken(PIPELINES[name], text), f"{kind}, {name}: {text!r}"


def test_every_maker_makes_what_another_does_not() -> None:
    """A maker that failed to make anything, or always the same, would test nothing."""
    texts: dict[str, set[str]] = {}
    for kind, text in generated(len(ALL_MAKERS) * 8):
        texts.setdefault(kind, set()).add(text)
    assert len(texts) == len(ALL_MAKERS) >= 20
    assert all(len(different) > 1 for different in texts.values())


def test_what_is_broken_is_told() -> None:
    """The checks see a pipeline that does not keep its word."""

    class NeverDone:
        def run(self, text: str) -> object:
            return Pipeline().run(text + " “ a ”")

    class Broken:
        def run(self, text: str) -> object:
            raise ValueError("no")

    assert broken(NeverDone(), "b")[0].startswith("a second run changes")  # type: ignore[arg-type]
    assert broken(Broken(), "b") == ["raises ValueError: no"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["see #mÃ¼ll now", "write to mÃ¼ller@example.org now", "at https://example.org/GenÃ¨ve now"]
)
def test_what_is_protected_is_taken_whole_or_not_at_all(text: str) -> None:
    assert not broken(Pipeline(), text)
    assert Pipeline().run(text).changed
