"""Every example of every rule, one id an example; and what rules declare, held against what they do."""

from __future__ import annotations

import functools

import pytest

from cleaner.document import Document
from cleaner.edits import Example
from cleaner.lexicon import load
from cleaner.passes import BUILT_IN
from cleaner.prefilter import prefilter
from cleaner.rules import Rule, option_defaults
from cleaner.testing import declaration_problems, example_problem
from tests.fixtures import texts

pytestmark = pytest.mark.rules

RULES = list(BUILT_IN.rules.values())
EXAMPLES = [(rule, number, example) for rule in RULES for number, example in enumerate(rule.examples, 1)]


def kind(example: Example) -> str:
    return "keep" if example.after is None else "report" if example.reported else "fix"


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule, _, example in EXAMPLES],
    ids=[f"{rule.name}-{number}-{kind(example)}" for rule, number, example in EXAMPLES],
)
def test_example(rule: type[Rule], example: Example) -> None:
    assert example_problem(rule, example) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestDeclaration:
    def test_it_is_whole(self, rule: type[Rule]) -> None:
        assert declaration_problems(rule) == []

    def test_options_stand_as_they_are_declared(self, rule: type[Rule]) -> None:
        defaults = option_defaults(rule)
        assert rule(**defaults) == rule()
        assert hash(rule()) == hash(rule(**defaults))

    def test_the_prefilter_is_honest(self, rule: type[Rule]) -> None:
        """Where a rule says that it could not act it does not, on any text of any fixture."""
        instance = rule()
        one = prefilter([instance])
        for name, document in documents().items():
            signals = one.signals(document.text) | one.of_words(document)
            if not (one.picks(instance, signals) and instance.relevant(document.text)):
                assert not list(instance.propose(document)), f"{rule.name} acts on {name} without what it needs"


@functools.cache
def documents() -> dict[str, Document]:
    examples = {f"{rule.name}-{number}": example.before for rule, number, example in EXAMPLES}
    return {name: Document(text, load("en")) for name, text in {**texts(), **examples}.items()}


def test_every_rule_is_listed_once_and_in_its_own_pass() -> None:
    listed = [(each.name, rule.name) for each in BUILT_IN.passes for rule in each.rules]
    assert [rule for _, rule in listed] == list(BUILT_IN.rules)
    assert all(rule.partition("/")[0] == name for name, rule in listed)


def test_every_rule_that_is_written_is_listed() -> None:
    """A class that is in no `PASS` would be dead code that looks alive."""

    def below(rule: type[Rule]) -> set[type[Rule]]:
        return {rule}.union(*(below(other) for other in rule.__subclasses__()))

    written = {rule for rule in below(Rule) if rule.__module__.startswith("cleaner.passes") and "name" in vars(rule)}
    assert {rule.name for rule in written} == set(BUILT_IN.rules)
