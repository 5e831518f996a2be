"""Rules of other packages, which offer them through the entry point group `cleaner.rules`.

A package is looked for, and its code imported, only where the configuration names it: `plugins = ["cleaner-acme"]`. An
entry point leads to a class of rules or to a list of them. A module that has `CLEANER_KIT` says for which version of
the kit `cleaner.rules` it was written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import metadata

from cleaner.errors import Problem
from cleaner.rules import KIT, Rule

GROUP = "cleaner.rules"


def load(package: str) -> tuple[tuple[type[Rule], ...], tuple[Problem, ...]]:
    """The rules of an installed package, or what is wrong with it."""
    points = [point for point in metadata.entry_points(group=GROUP) if _name(point) == _normal(package)]
    if not points:
        installed = sorted({_name(point) for point in metadata.entry_points(group=GROUP)})
        hint = f"installed are: {', '.join(installed)}" if installed else "install it beside cleaner"
        return (), (Problem(f"no installed package {package!r} offers rules", suggestion=hint),)
    rules: list[type[Rule]] = []
    for point in points:
        try:
            offered = point.load()
        except Exception as error:
            message = f"{package}: {point.value!r} cannot be loaded: {type(error).__name__}: {error}"
            return (), (Problem(message, suggestion="update the package, or remove it from 'plugins'"),)
        kit = getattr(sys.modules.get(point.module), "CLEANER_KIT", KIT)
        if kit != KIT:
            message = f"{package} was written for version {kit} of the kit for rules; this is version {KIT}"
            return (), (Problem(message, suggestion="install versions of the two that belong together"),)
        rules += offered if isinstance(offered, Iterable) and not isinstance(offered, type) else [offered]
    wrong = [rule for rule in rules if not (isinstance(rule, type) and issubclass(rule, Rule))]
    if wrong:
        return (), (Problem(f"{package} offers {wrong[0]!r}, which is not a rule"),)
    return tuple(rules), ()


def _name(point: metadata.EntryPoint) -> str:
    """The package of an entry point."""
    return _normal(point.dist.name) if point.dist else ""


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
