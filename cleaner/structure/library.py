"""Loading what a format with a structure is parsed with."""

from __future__ import annotations

import importlib
from typing import Any

from cleaner.errors import InputError


def library(name: str) -> Any:
    """A library of the extra `structure`. InputError, naming the extra, where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise InputError(
            f"{name} is not installed, which Markdown is parsed with; pip install 'mt-cleaner[structure]', "
            "or say --format text"
        ) from error
