"""What a run comes to, as JSON for the program that ordered it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cleaner import __version__


def summary(*, config: str, inputs: int, inputs_failed: int, seconds: float, counts: Mapping[str, object]) -> bytes:
    """The version, the digest of the configuration, the inputs, the seconds it took, and what was counted: records,
    and of `cleaner run` also partitions, memory in bytes and records in flight."""
    record = {
        "version": __version__,
        "config": config,
        "inputs": inputs,
        "inputs_failed": inputs_failed,
        "seconds": round(seconds, 3),
        **counts,
    }
    return msgspec.json.format(msgspec.json.encode(record)) + b"\n"
