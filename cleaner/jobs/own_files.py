"""Knowing what a run wrote for itself, so that it is never taken for an input of the next."""

from __future__ import annotations

import re
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.formats.compression import Compression, unpacked

_STRING = r'"(?:[^"\\]|\\.)*"'
_KINDS = {
    what: re.compile(pattern.encode())
    for what, pattern in {
        "an edit log": rf'\{{"kind":"(?:document|record|row)","path":{_STRING},',
        "a file of dead letters": rf'\{{"path":{_STRING},"line":\d+,"id":(?:null|{_STRING}),"rule":',
        "a report of findings": (
            rf'(?:\[\n)?\{{"path":{_STRING},(?:"record":\d+,(?:"\w+":{_STRING},)*)?"line":\d+,"column":\d+,"end_line":'
        ),
        "a summary": r'\{\s*"version":\s*"[^"]*",\s*"config":\s*"[0-9a-f]+",\s*"inputs":\s*\d+,',
    }.items()
}
_HEAD = 1 << 16


class OwnFileError(CleanerError):
    """An input is what a run wrote for itself: it is left out."""


def own_file(head: bytes) -> str | None:
    """What a file that begins with `head` is, if a run wrote it for itself."""
    return next((what for what, pattern in _KINDS.items() if pattern.match(head)), None)


def own_file_at(path: Path) -> str | None:
    """The same of a file."""
    try:
        with path.open("rb") as stream:
            return own_file(unpacked(stream, Compression.named(path.name)).read(_HEAD))
    except (OSError, CleanerError):
        return None
