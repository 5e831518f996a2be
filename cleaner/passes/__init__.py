"""The passes in the order they run. A pass is a module with a tuple `RULES`; to add a rule, add its class there."""

from __future__ import annotations

import functools

from cleaner.passes import (
    boilerplate,
    chatter,
    encoding,
    fragments,
    layout,
    markup,
    punctuation,
    quotes,
    repetition,
    spacing,
    untranslated,
)
from cleaner.rule import Rule

PASSES = (
    encoding,
    chatter,
    boilerplate,
    markup,
    repetition,
    spacing,
    punctuation,
    quotes,
    untranslated,
    fragments,
    layout,
)
"""Talk and fences go before anything counts as code; loops before rules would edit inside what vanishes; `U. S.` and
`don 't` are whole before fragments looks; untranslated spans are visible to fragments; the gaps that deletions leave go
last."""


def pass_names() -> tuple[str, ...]:
    """The names of the passes, in order."""
    return tuple(module.__name__.rpartition(".")[2] for module in PASSES)


@functools.cache
def all_rules() -> dict[str, type[Rule]]:
    """All rules by name, in the order of the passes."""
    return {rule.name: rule for module in PASSES for rule in module.RULES}
