"""On which lines the keys of a TOML file are, which `tomllib` does not tell: for errors that name a line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

Path = tuple[str, ...]
Table = dict[str, Any]

_VALUE_ENDS = ("]", "}", '"""', "'''")
"""What the last line of a value over several lines must hold; only there is it worth parsing."""


def key_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every key and table header of a valid TOML text.

    Members of arrays carry their index: `("overrides", "0", "files")`. What is inside a value has the line on which
    the statement begins.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    for line, statement, parsed in _statements(text):
        if statement.lstrip().startswith("["):
            array = statement.lstrip().startswith("[[")
            table = _header(parsed, counts, array=array)
            if array:
                lines.setdefault(table[:-1], line)
            lines.setdefault(table, line)
        else:
            for path in _paths(parsed):
                lines.setdefault((*table, *path), line)
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """The line of `path`, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _statements(text: str) -> Iterator[tuple[int, str, Table]]:
    """The headers and assignments of a text, each with its line and parsed alone."""
    statement, first = "", 1
    for number, line in enumerate(text.split("\n"), 1):  # not splitlines: a string may hold U+2028 and the like
        open_value = bool(statement)
        statement = f"{statement}\n{line}" if open_value else line
        if open_value and not any(end in line for end in _VALUE_ENDS):
            continue
        parsed = _parse(statement)
        if parsed is None:
            continue  # a value that goes on over the next lines
        if parsed:
            yield first, statement, parsed
        statement, first = "", number + 1


def _parse(statement: str) -> Table | None:
    try:
        return tomllib.loads(statement.removesuffix("\r") + "\n")
    except tomllib.TOMLDecodeError:
        return None


def _header(parsed: Table, counts: dict[Path, int], *, array: bool) -> Path:
    """The path of a table header that was parsed alone; arrays of tables that it runs through give their last index."""
    path: Path = ()
    rest: object = parsed
    while isinstance(rest, dict) and rest:
        if path in counts:
            path = (*path, str(counts[path]))
        key, rest = next(iter(rest.items()))
        path = (*path, key)
    if array:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, str(counts[path]))
    return path


def _paths(parsed: Table, before: Path = ()) -> list[Path]:
    """The paths of all keys of an assignment, also of those in inline tables."""
    paths: list[Path] = []
    for key, value in parsed.items():
        paths.append((*before, key))
        entries = {str(index): entry for index, entry in enumerate(value)} if isinstance(value, list) else value
        if isinstance(entries, dict):
            paths += _paths(entries, (*before, key))
    return paths
