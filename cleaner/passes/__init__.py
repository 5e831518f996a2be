"""The built-in passes in the order they run. To add a rule, add its class to the `PASS` of its pass."""

from __future__ import annotations

from collections.abc import Mapping

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
from cleaner.registry import Registry
from cleaner.rules import Rule

BUILT_IN = Registry(
    (
        encoding.PASS,
        chatter.PASS,
        boilerplate.PASS,
        markup.PASS,
        repetition.PASS,
        spacing.PASS,
        punctuation.PASS,
        quotes.PASS,
        untranslated.PASS,
        fragments.PASS,
        layout.PASS,
    )
)
"""Talk and fences go before anything counts as code; loops before rules would edit inside what vanishes; `U. S.` and
`don 't` are whole before fragments looks; untranslated spans are visible to fragments; the gaps that deletions leave go
last."""


def pass_names() -> tuple[str, ...]:
    """The names of the built-in passes, in order."""
    return BUILT_IN.pass_names


def all_rules() -> Mapping[str, type[Rule]]:
    """All built-in rules by name, in the order of the passes."""
    return BUILT_IN.rules
