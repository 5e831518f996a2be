"""Where a run was when it was killed, so that the same call with --resume can go on from there.

A checkpoint is written after the bytes it speaks of have reached the disk, and replaces the one before as a whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from cleaner import __version__
from cleaner.errors import InputError, OutputError
from cleaner.storage.staging import Writer


class Position(msgspec.Struct, frozen=True):
    """How far one input has come: the byte and the line that are next, the bytes of its output so far, of them those in
    the partial file (None where none was begun), whether they differ from the input's, and whether the output is whole
    and only has to be put in its place. `entries` counts what the edit log says of it.

    `facts` tell whether the input is still the file it was.
    """

    facts: tuple[int, ...]
    start: int = 0
    line: int = 1
    at: int = 0
    length: int | None = None
    differs: bool = False
    whole: bool = False
    entries: int = 0


class Progress(msgspec.Struct, frozen=True):
    """How far a run has come: how many inputs are finished, the position in the next one, the lengths of the files that
    are written along the way, and what was counted in how many seconds. `failed` counts inputs."""

    finished: int
    position: Position | None
    dead_letters: int | None
    edit_log: int | None
    failed: int
    seconds: float
    counts: dict[str, Any]


class _SavedProgress(msgspec.Struct, frozen=True):
    version: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The file the progress of a run is kept in. `key` names the run: another call has another one."""

    folder: Path
    key: str

    @classmethod
    def of(cls, folder: Path, call: Sequence[object]) -> Checkpoint:
        """The checkpoint of a call in the folder its output goes to; `call` is all that its output depends on."""
        digest = hashlib.sha256(msgspec.json.encode([__version__, *map(str, call)]))
        return cls(folder, digest.hexdigest()[:16])

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f".cleaner-{self.key}.checkpoint"

    def partial(self, name: str) -> str:
        """The key of the partial file of one input: none may be taken for that of another."""
        return f"{self.key}-{hashlib.sha256(os.fsencode(Path(name).resolve())).hexdigest()[:16]}"

    def load(self) -> Progress | None:
        """The progress of the run that was killed; None where there was none. InputError where it cannot be read."""
        try:
            saved = msgspec.json.decode(self.path.read_bytes(), type=_SavedProgress)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            raise InputError(f"{self.path}: cannot read the checkpoint: {error}; remove it to begin again") from error
        return saved.progress

    def save(self, progress: Progress, writer: Writer) -> None:
        """Keep a progress. OutputError where that cannot be."""
        try:
            writer.create(self.path, [msgspec.json.encode(_SavedProgress(__version__, progress))])
        except InputError as error:
            raise OutputError(str(error)) from error

    def remove(self) -> None:
        """The run is over."""
        with contextlib.suppress(OSError):
            self.path.unlink()
