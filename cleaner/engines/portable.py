"""Configurations that travel: rules of plug-ins go along by value, so that workers need only this package."""

from __future__ import annotations

import io
import pickle
import sys
from types import ModuleType
from typing import Any

from cleaner.config import Config

_OURS = "cleaner"


def pickled(config: Config, cloudpickle: ModuleType) -> bytes:
    """A configuration, pickled; rules from outside of this package by value, with the engine's own `cloudpickle`."""
    packages = {rule.__module__.partition(".")[0] for rule in config.registry.rules.values()} - {_OURS, "__main__"}
    modules = [sys.modules[name] for name in sorted(packages) if name in sys.modules]
    for module in modules:
        cloudpickle.register_pickle_by_value(module)
    try:
        stream = io.BytesIO()
        _Pickler(stream, cloudpickle).dump(config)
        return stream.getvalue()
    finally:
        for module in modules:
            cloudpickle.unregister_pickle_by_value(module)


class _Pickler(pickle.Pickler):
    """Hands classes from outside over to cloudpickle."""

    def __init__(self, stream: io.BytesIO, cloudpickle: ModuleType) -> None:
        super().__init__(stream)
        self._cloudpickle = cloudpickle

    def reducer_override(self, value: Any) -> Any:
        """What pickle asks before it goes its own way."""
        if isinstance(value, type) and value.__module__.partition(".")[0] not in (_OURS, *sys.stdlib_module_names):
            return pickle.loads, (self._cloudpickle.dumps(value),)
        return NotImplemented
