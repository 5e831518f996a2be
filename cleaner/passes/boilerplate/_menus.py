"""Menus of a page: buttons in lines that follow each other closely."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.passes.boilerplate._tables import ENDED, FurnitureTables, plain
from cleaner.spans import Span

_MIN_MENU = 4
_MAX_MENU = 40


def menu_lines(text: str, lines: list[Span], tables: FurnitureTables) -> Iterator[tuple[int, str]]:
    """Lines that follow each other closely and are buttons each, at least one of them beyond doubt, as in a menu."""
    first = 0
    while first < len(lines):
        end, kinds = first, []
        while end < len(lines) and (kind := _menu_kind(text[slice(*lines[end])].strip(), tables)) is not None:
            if end > first and text.count("\n", lines[end - 1][1], lines[end][0]) > 1:
                break
            kinds.append(kind)
            end += 1
        if len(kinds) >= _MIN_MENU and any(kinds):
            yield from ((index, kind or "read-more") for index, kind in enumerate(kinds, first))
        first = max(end, first + 1)


def _menu_kind(said: str, tables: FurnitureTables) -> str | None:
    """The kind of a line of a menu, empty where only the lines beside it can tell; None where it is none."""
    if not said or len(said) > _MAX_MENU or not said[0].isupper() or ENDED.search(said):
        return None
    entry = plain(said)
    homes = tables.matters["home-words"]
    found = tables.lines.get(entry) or ("read-more" if entry in homes or entry in tables.opening else None)
    return found or ("" if entry in tables.rowed else None)
