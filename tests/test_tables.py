"""Rows of tables."""

from __future__ import annotations

import pytest

from cleaner.tables import has_cells, is_row


@pytest.mark.parametrize(
    ("text", "row", "wide", "cells"),
    [
        ("boat\t12", True, True, True),
        ("boat | 12", True, True, False),
        ("| boat | 12 |", True, True, True),
        ("boat   12", True, False, False),
        ("boat    12", True, True, False),
        ("   The boat was sold.", False, False, False),
        ("\tThe boat was sold.", True, True, False),
        ("The boat was sold.", False, False, False),
    ],
)
def test_rows(text: str, row: bool, wide: bool, cells: bool) -> None:
    line = (0, len(text))
    assert is_row(text, line) is row
    assert is_row(text, line, wide=True) is wide
    assert has_cells(text, line) is cells


def test_only_the_line_counts() -> None:
    assert not is_row("a\tb\nThe boat was sold.", (4, 22))
