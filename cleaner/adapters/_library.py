"""Loading what an adapter needs."""

from __future__ import annotations

import importlib
from types import ModuleType

from cleaner.errors import InputError


def library(name: str, extra: str) -> ModuleType:
    """A library that an adapter needs. InputError, naming the extra, where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise InputError(f"{name} is not installed; pip install 'mt-cleaner[{extra}]'") from error
