"""No rule costs more than it has cost: counted work on clean text, against `budget.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.rules import Change, Edit, Rule, fix, keep
from tests.budget import UNLISTED, budget, counted, over, sample


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[float, float]]:
    return counted(Pipeline(), sample())


def test_no_rule_costs_more_than_its_budget(rows: dict[str, tuple[float, float]]) -> None:
    assert not over(rows, budget()), "say where it acts (CONTRIBUTING, step 4), or write down why it costs that"


def test_every_row_of_the_budget_is_there(rows: dict[str, tuple[float, float]]) -> None:
    names = {rule.name for rule in Pipeline().config.enabled()}
    assert {name for name in budget() if "/" in name} <= names
    assert {name for name in budget() if "/" not in name} <= set(rows)


@dataclass(frozen=True)
class Undeclared(Rule):
    """A rule that does not say where it acts, and reads every character."""

    name = "layout/undeclared"
    examples = (fix("a~b", "ab"), keep("a"))

    def propose(self, document: Document) -> Iterator[Edit]:
        for offset, character in enumerate(document.text):
            if ord(character) == ord("~"):
                yield self.edit(offset, offset + 1, "tilde", [Change(offset, offset + 1, "")])


def test_a_rule_that_declares_nothing_works_and_shows_what_it_costs() -> None:
    pipeline = Pipeline(rules=[Undeclared])
    assert pipeline("The mill~ is open.") == "The mill is open."
    rows = counted(pipeline, sample()[:3])
    share, calls = rows["layout/undeclared"]
    assert share == 1.0
    assert calls > 1000
    told = over(rows, budget() | {"layout/undeclared": UNLISTED})
    assert sum(line.startswith("layout/undeclared: ") for line in told) == 2
