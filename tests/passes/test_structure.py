"""One rule, one file: a newcomer finds the rule by its name, and the room for a new one."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from cleaner.passes import BUILT_IN
from cleaner.rules import Rule

pytestmark = pytest.mark.rules

MODULES = {
    f"{each.name}/{module.name}": importlib.import_module(f"cleaner.passes.{each.name}.{module.name}")
    for each in BUILT_IN.passes
    for module in pkgutil.iter_modules(importlib.import_module(f"cleaner.passes.{each.name}").__path__)
}


@pytest.mark.parametrize("rule", BUILT_IN.rules.values(), ids=lambda rule: rule.name)
def test_a_rule_is_in_the_file_of_its_name(rule: type[Rule]) -> None:
    assert rule.__module__ == "cleaner.passes." + rule.name.replace("/", ".").replace("-", "_")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_a_rule_or_what_rules_share(name: str) -> None:
    """A module with an underscore is shared and has no rule of its own; every other one is named for its rule."""
    module = MODULES[name]
    rules = [
        value.name
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Rule)
        and value.__module__ == module.__name__
        and "name" in vars(value)
    ]
    assert rules == ([] if "/_" in name else [name.replace("_", "-")])
