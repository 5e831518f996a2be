"""Repair what machine translation and web scraping leave in text, and account for every change."""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # as type checkers read it; importing typing takes longer than all else here

if TYPE_CHECKING:
    from cleaner.config import Config
    from cleaner.edits import Finding, Result
    from cleaner.pipeline import Pipeline, clean
    from cleaner.rules import Rule

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "Pipeline", "Result", "Rule", "__version__", "clean"]

_HOMES = {
    "Config": "config",
    "Finding": "edits",
    "Pipeline": "pipeline",
    "Result": "edits",
    "Rule": "rules",
    "clean": "pipeline",
}
"""The module of each public name; it is loaded when the name is first used."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
