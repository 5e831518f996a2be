"""Setting a key of one table in the text of a rule file; every other byte stays, comments too."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping

from cleaner import toml_lines


def with_key(text: str, index: int, key: str, value: str) -> str:
    """The text of a rule file with `key = value` in its `index`th `[[rule]]` table, counted from 0.

    `value` is TOML. ValueError where there is no such table.
    """
    lines = toml_lines.key_lines(text)
    header = lines.get(("rule", str(index)))
    if header is None:
        raise ValueError(f"there is no rule {index + 1} in the file")
    rows = text.split("\n")
    end = "\r" if rows[header - 1].endswith("\r") else ""
    new = f"{key} = {value}{end}"
    first = lines.get(("rule", str(index), key))
    if first is None:
        rows.insert(header, new)
    else:
        rows[first - 1 : _after(rows, first)] = [new]
    return "\n".join(rows)


def _after(rows: list[str], first: int) -> int:
    """The line, from 1, on which the statement that begins on line `first` ends."""
    for last in range(first, len(rows) + 1):
        try:
            tomllib.loads("\n".join(rows[first - 1 : last]).removesuffix("\r"))
        except tomllib.TOMLDecodeError:
            continue
        return last
    raise ValueError(f"the statement on line {first} does not end")


def position(text: str, name: str) -> int | None:
    """The index of the table of a rule in the text of a rule file."""
    tables = tomllib.loads(text).get("rule", [])
    return next((index for index, table in enumerate(tables) if table.get("name") == name), None)


def inline(value: object) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {inline(each)}' for key, each in value.items())}}}"
    if isinstance(value, str):
        if "\\" in value and "'" not in value and value.isprintable():
            return f"'{value}'"
        # a JSON string is a TOML string, but for one character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def accepted(text: str, numbers: Iterable[int]) -> tuple[str, list[str], list[int]]:
    """A rule file with the rules of some proposals turned on, their names, and the numbers that no rule has.

    ValueError where the text is not TOML.
    """
    tables = tomllib.loads(text).get("rule", [])
    found = {table.get("proposal"): (index, table.get("name", "")) for index, table in enumerate(tables)}
    wanted = list(dict.fromkeys(numbers))
    for number in wanted:
        if number in found:
            text = with_key(text, found[number][0], "enabled", "true")
    return (
        text,
        [found[number][1] for number in wanted if number in found],
        [number for number in wanted if number not in found],
    )
