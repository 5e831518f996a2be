"""The settings that add rules: plug-ins and files of rules without code; they are read before others are checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from cleaner.config.kinds import is_strings
from cleaner.config.layers import Layer
from cleaner.errors import Problem, RuleError
from cleaner.registry import Registry
from cleaner.rules import Rule

PLUGINS, RULE_FILES = "plugins", "rule_files"

Read = Iterator[tuple[tuple[type[Rule], ...], list[Problem]]]


def with_added_rules(registry: Registry, every: list[Layer]) -> tuple[Registry, list[Problem]]:
    """A registry that has the rules of plug-ins and rule files as well, and all that is wrong with those.

    The last layer that names plug-ins counts, and the last one that names files; paths of files are made absolute in
    the layer. What is not a list of names is left for the check of the settings.
    """
    problems: list[Problem] = []
    for layer in every:
        if is_strings(names := layer.table.get(RULE_FILES)):
            folder = Path(layer.file).parent if layer.file else Path()
            layer.table[RULE_FILES] = [str((folder / name).absolute()) for name in names]
    passes = registry.pass_names
    for key in (PLUGINS, RULE_FILES):
        last = next((layer for layer in reversed(every) if is_strings(layer.table.get(key))), None)
        if last is not None:
            for rules, found in _from_packages(last) if key == PLUGINS else _from_files(last, passes):
                problems += found
                registry = _extended(registry, last, key, rules, problems)
    return registry, problems


def _from_packages(layer: Layer) -> Read:
    from cleaner.own import plugins

    line = layer.problem("", (PLUGINS,)).line
    for name in layer.table[PLUGINS]:
        rules, problems = plugins.load(name)
        yield rules, [dataclasses.replace(problem, file=layer.file, line=line) for problem in problems]


def _from_files(layer: Layer, passes: tuple[str, ...]) -> Read:
    from cleaner.own import rule_file

    for name in layer.table[RULE_FILES]:
        loaded = rule_file.load(Path(name), passes)
        yield loaded.rules, list(loaded.problems)


def _extended(
    registry: Registry, layer: Layer, key: str, rules: tuple[type[Rule], ...], problems: list[Problem]
) -> Registry:
    """The registry with some rules; a name that is taken is a problem."""
    try:
        return registry.with_rules(rules)
    except RuleError as error:
        problems.append(layer.problem(str(error), (key,), "rename one of the two, or remove it"))
        return registry
