"""The formats in which findings are shown, one table: `--output-format` takes its choices from here.

Each format is a generator over named results that yields pieces of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cleaner.report.github import github
from cleaner.report.grouped import grouped
from cleaner.report.page.build import page
from cleaner.report.sarif import sarif
from cleaner.report.terminal import Documents, ReportView, concise, diff, full, json, jsonl

Format = Callable[[Documents, ReportView], Iterator[str]]

FORMATS: Mapping[str, Format] = {
    "full": full,
    "concise": concise,
    "grouped": grouped,
    "diff": diff,
    "json": json,
    "jsonl": jsonl,
    "sarif": sarif,
    "github": github,
    "html": page,
}
FOR_PEOPLE = frozenset({"full", "concise", "grouped", "diff"})
"""Formats beside which other words may be printed."""
