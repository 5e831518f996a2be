"""Setting a key of one table in the text of a rule file; every other byte stays, comments too."""

from __future__ import annotations

import tomllib

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
