"""Finding what to read: files, what folders hold, what globs match, here or at a URL."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from cleaner.errors import InputError
from cleaner.storage import remote
from cleaner.storage.reading import trouble

STDIN = "-"

TEXT_FILES = ("*.txt", "*.md", "*.text")
"""The files of a folder that are taken for text, unless the user says otherwise."""

_LEFT_BEHIND = re.compile(r"\.cleaner-.*\.(?:tmp|partial|checkpoint)\Z")
_BACKUP = re.compile(r"(?P<name>.+)\.bak\d*\Z")


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read, from the moment it is found to the worker that cleans a part of it. Picklable.

    `name` is a path, a URL or `-`, as it is shown. `within` is its path under the folder that was asked for, its file
    name where it was named itself, None for standard input. `path` is the file, where it is one of this machine.
    `output` names what its clean form goes to (None: in place, or nowhere), `config` is the pickled configuration that
    holds for it, `number` its position among all inputs of a run. `part` is what is read of it, where that is not all:
    bytes `start:end` of a file of lines, or groups of rows.
    """

    name: str
    within: PurePath | None = None
    path: Path | None = None
    output: str | None = None
    config: bytes = b""
    number: int = 0
    part: tuple[int, int] | None = None

    @property
    def shown(self) -> str:
        """The name by which its records are told of. Where only a part is read, their lines are counted from there."""
        return self.name if self.part is None or not self.part[0] else f"{self.name}@{self.part[0]}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files of folders are taken: those that match one of `include` and none of `exclude`; nothing hidden.

    A glob with a slash is held against the path under the folder, another one against the names of the file and of the
    folders above it. `never` are files and folders that are not taken even where a glob matches them: what a run itself
    writes.
    """

    include: Sequence[str] = TEXT_FILES
    exclude: Sequence[str] = ()
    never: frozenset[Path] = field(default_factory=frozenset)

    def takes(self, within: PurePath) -> bool:
        """Whether the file of this path under its folder is taken."""
        above = [parent for parent in within.parents if parent.name]
        return all(map(self.enters, above)) and self.enters(within) and _matches(within, self.include)

    def enters(self, within: PurePath) -> bool:
        """Whether anything of this path under its folder may be taken: a file, or what is in a folder."""
        return not within.name.startswith(".") and not _matches(within, self.exclude)

    def is_own(self, path: Path) -> bool:
        """Whether a run wrote this file for itself."""
        backup = _BACKUP.match(path.name)
        if backup and os.path.lexists(path.with_name(backup["name"])):
            return True
        return bool(_LEFT_BEHIND.match(path.name)) or (bool(self.never) and path.resolve() in self.never)


@dataclass(frozen=True, slots=True)
class FoundInputs:
    """What paths and URLs lead to: inputs, each once; what is wrong with the rest; whether any of them was a folder."""

    inputs: list[Input]
    problems: list[InputError]
    folders: bool


def find(names: Iterable[str], selection: Selection) -> FoundInputs:
    """The inputs that `names` lead to, in their order, those of a folder in order of names.

    A name that leads to a file is taken whatever it is; one that leads nowhere is taken for a glob, if it can be one
    (`**` leads through folders), and what matches it is named. Folders are walked; no symlinks.
    """
    found: dict[object, Input] = {}
    problems: list[InputError] = []
    folders = False
    for name in names:
        try:
            for each, is_folder in _named(name, selection, problems):
                found.setdefault(each.path.resolve() if each.path else each.name, each)
                folders |= is_folder
        except InputError as error:
            problems.append(error)
    return FoundInputs(list(found.values()), problems, folders)


def _named(name: str, selection: Selection, problems: list[InputError]) -> Iterator[tuple[Input, bool]]:
    """The inputs of one name, each with whether it comes from a folder."""
    if name == STDIN:
        yield Input(STDIN), False
    elif remote.is_remote(name):
        for each in remote.listed(name):
            if each.below is None or selection.takes(each.below):
                yield Input(each.url, each.within), each.below is not None
    else:
        paths, is_glob = _expanded(Path(name))
        for path in paths:
            yield from _local(path, selection, problems, is_glob=is_glob)


def _local(
    path: Path, selection: Selection, problems: list[InputError], *, is_glob: bool
) -> Iterator[tuple[Input, bool]]:
    try:
        is_folder = path.is_dir()
        if not is_folder:
            path.stat()
    except OSError as error:
        problems.append(InputError(trouble(path, "read it", error)))
        return
    if is_folder:
        for within in _walk(path, PurePath(), selection, problems):
            if not selection.is_own(path / within):
                yield Input(str(path / within), within, path / within), True
    elif not (is_glob and selection.is_own(path)):
        yield Input(str(path), PurePath(path.name), path), False


def _expanded(path: Path) -> tuple[Sequence[Path], bool]:
    """What a glob matches, in order of names; a path that is none, or matches nothing, as it is. And whether it is a
    glob."""
    if not glob.has_magic(str(path)) or os.path.lexists(path):
        return (path,), False
    found = glob.glob(str(path), recursive=True)  # noqa: PTH207 - pathlib's wants to know where to begin
    return (sorted(map(Path, found)), True) if found else ((path,), False)


def _walk(top: Path, below: PurePath, selection: Selection, problems: list[InputError]) -> Iterator[PurePath]:
    """The files to take of the folder `below` `top`; folders that cannot be listed are added to `problems`."""
    try:
        with os.scandir(top / below) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(InputError(trouble(top / below, "list it", error)))
        return
    for entry in entries:
        within = below / entry.name
        if entry.is_symlink() or not selection.enters(within):
            continue
        if entry.is_dir():
            if not (selection.never and Path(entry.path).resolve() in selection.never):
                yield from _walk(top, within, selection, problems)
        elif entry.is_file() and selection.takes(within):
            yield within


def _matches(path: PurePath, globs: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(path.as_posix() if "/" in each else path.name, each) for each in globs)
