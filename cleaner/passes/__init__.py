"""The built-in passes in the order they run. To add a rule, add its class to the `PASS` of its pass."""

from __future__ import annotations

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
    source,
    spacing,
    subtitles,
    untranslated,
)
from cleaner.registry import Registry

BUILT_IN = Registry(
    (
        encoding.PASS,
        source.PASS,
        chatter.PASS,
        subtitles.PASS,
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
"""Placeholders that the source tells of are whole before anything else acts; talk and fences go before anything counts
as code; loops before rules would edit inside what vanishes; `U. S.` and `don 't` are whole before fragments runs;
untranslated spans are visible to fragments; the gaps that deletions leave go last."""
