"""What deletions leave in the layout: gaps between words, runs of empty lines."""

from __future__ import annotations

from cleaner.passes.layout.blank_lines import BlankLines
from cleaner.passes.layout.doubled_space import DoubledSpace
from cleaner.registry import Pass

PASS = Pass(
    "layout",
    (
        DoubledSpace,
        BlankLines,
    ),
    weight=0.0,
    runs_last=True,
)
