"""The setting `rules`: a table of options for each rule, checked against the fields of the rule."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.config.kinds import Mistake, Schema, is_strings, suggest
from cleaner.errors import ConfigError, Problem, RuleError
from cleaner.registry import Registry
from cleaner.rules import Rule, option_defaults

Table = dict[str, Any]

_CALLED = {bool: "true or false", int: "a whole number", float: "a number", str: "a string", tuple: "a list of strings"}
"""The types of options, and how a user calls them."""

_SCHEMA_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", tuple: "array"}


@dataclass(frozen=True)
class RuleOptions:
    """Tables of options by the name of their rule."""

    def mistakes(self, name: str, value: Any, registry: Registry) -> Iterator[Mistake]:
        if not isinstance(value, dict):
            yield Mistake("'rules' must be tables: [rules.\"pass/defect\"]")
            return
        for rule_name, options in value.items():
            here = (rule_name,)
            rule = registry.rules.get(rule_name)
            if rule is None:
                yield Mistake(f"unknown rule {rule_name!r}", suggest(rule_name, registry.rules), here)
            elif not isinstance(options, dict):
                yield Mistake(f"the options of {rule_name!r} must be a table", None, here)
            else:
                yield from _option_mistakes(rule, options)

    def schema(self, registry: Registry) -> Schema:
        rules = {
            name: {"type": "object", "properties": _properties(rule), "additionalProperties": False}
            for name, rule in registry.rules.items()
        }
        return {"type": "object", "properties": rules, "additionalProperties": False}

    def kept(self, value: Any, registry: Registry) -> dict[str, Table]:
        return {name: option_values(registry.rules[name], options) for name, options in value.items()}


def option_values(rule: type[Rule], options: Mapping[str, Any]) -> Table:
    """Options as a rule takes them: lists as tuples, whole numbers as fractions where it wants those."""
    defaults = option_defaults(rule)
    named = {_current_name(key, defaults): value for key, value in options.items()}
    return {key: _option_value(value, defaults[key]) for key, value in named.items()}


def _current_name(key: str, defaults: Mapping[str, object]) -> str:
    """What an option is called today: `least_…` became `min_…`."""
    renamed = "min_" + key.removeprefix("least_")
    return renamed if key.startswith("least_") and key not in defaults and renamed in defaults else key


def _option_value(value: Any, default: object) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return float(value) if isinstance(default, float) else value


def _option_mistakes(rule: type[Rule], options: Table) -> Iterator[Mistake]:
    defaults = option_defaults(rule)
    right = True
    for given, value in options.items():
        here = (rule.name, given)
        key = _current_name(given, defaults)
        if key != given:
            warnings.warn(f"option {given!r} of {rule.name} is now {key!r}", FutureWarning, stacklevel=2)
        if key not in defaults:
            right = False
            hint = suggest(key, defaults) if defaults else "it has no options"
            yield Mistake(f"{rule.name}: unknown option {key!r}", hint, here)
        elif not _fits(value, defaults[key]):
            right = False
            wanted = _CALLED.get(type(defaults[key]), "of another type")
            yield Mistake(f"{key!r} of {rule.name} must be {wanted}", None, here)
    if right:
        try:
            rule(**option_values(rule, options))
        except (TypeError, ValueError, OverflowError) as error:
            yield Mistake(f"{rule.name!r} does not take these options: {error}", None, (rule.name,))


def _fits(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        return is_strings(value)
    return type(value) is type(default) or (type(default) is float and type(value) is int)


def _properties(rule: type[Rule]) -> Schema:
    """The JSON Schema of a rule's options."""
    return {key: {"type": _SCHEMA_TYPES[type(value)], "default": value} for key, value in option_defaults(rule).items()}


def with_given_rules(registry: Registry, given: Iterable[object]) -> tuple[Registry, dict[str, Table]]:
    """A registry that has the rules of a call too, and the options that its instances of rules carry.

    `given` holds classes of rules and instances of them, in any mixture; a class that is registered already is not
    added again. ConfigError with everything else that is in it.
    """
    problems: list[Problem] = []
    added: list[type[Rule]] = []
    options: dict[str, Table] = {}
    for each in given:
        rule = each if isinstance(each, type) else type(each)
        if not issubclass(rule, Rule) or rule is Rule:
            hint = "name built-in rules with 'select'" if isinstance(each, str) else "derive it from cleaner.Rule"
            problems.append(Problem(f"{each!r} in 'rules' is not a rule", suggestion=hint))
            continue
        if registry.rules.get(rule.name) is not rule and rule not in added:
            added.append(rule)
        if isinstance(each, Rule):
            options[rule.name] = _own_options(each)
    if not problems:
        try:
            return registry.with_rules(added), options
        except RuleError as error:
            problems.append(Problem(str(error), suggestion="give it another name"))
    raise ConfigError(*problems)


def _own_options(rule: Rule) -> Table:
    """The options of an instance that differ from the defaults."""
    defaults = option_defaults(type(rule)).items()
    return {key: getattr(rule, key) for key, default in defaults if getattr(rule, key) != default}
