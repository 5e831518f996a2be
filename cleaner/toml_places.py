"""Where the keys of a TOML file stand, which `tomllib` does not tell: for errors that name a line."""

from __future__ import annotations

import tomllib

Path = tuple[str, ...]


def key_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every key and table header of a valid TOML text.

    Members of an array of tables carry their index: `("overrides", "0", "files")`. Keys inside inline tables have the
    line of the statement they stand in.
    """
    places: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        first = number
        statement = lines[number]
        while (parsed := _parse(statement)) is None and number + 1 < len(lines):
            number += 1
            statement += "\n" + lines[number]
        number += 1
        if not parsed:
            continue
        if statement.lstrip().startswith("["):
            table = _only_path(parsed)
            if statement.lstrip().startswith("[["):
                index = counts.get(table, 0)
                counts[table] = index + 1
                table = (*table, str(index))
            places.setdefault(table, first + 1)
        else:
            for path in _paths(parsed):
                places.setdefault((*table, *path), first + 1)
    return places


def line_of(places: dict[Path, int], path: Path) -> int | None:
    """The line of `path`, or of the nearest thing around it that has one."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path)


def _parse(statement: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(statement + "\n")
    except tomllib.TOMLDecodeError:
        return None


def _only_path(parsed: object) -> Path:
    """The path of a table header that was parsed alone."""
    path: Path = ()
    while isinstance(parsed, dict) and parsed:
        key, parsed = next(iter(parsed.items()))
        path = (*path, key)
    return path


def _paths(parsed: dict[str, object], before: Path = ()) -> list[Path]:
    paths: list[Path] = []
    for key, value in parsed.items():
        paths.append((*before, key))
        if isinstance(value, dict):
            paths += _paths(value, (*before, key))
    return paths
