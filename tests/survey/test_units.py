"""What of a text is counted, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.survey.units import UnitForm, shape, units


@pytest.mark.parametrize(
    ("text", "form", "unit"),
    [
        ("The mill is old.\n\n  Read on here  \nIt was sold.", UnitForm.LINE, "Read on here"),
        ("Harbour desk: The mill is old and was sold.", UnitForm.TEXT_START, "Harbour desk:"),
        ("The mill was sold. Read on", UnitForm.TEXT_END, "Read on"),
        ("The mill was soldRead on", UnitForm.TEXT_END, "Read on"),
        ("Mill sold | The Lantern\nIt was old.", UnitForm.TITLE_END, " | The Lantern"),
        ("Mill sold - The Lantern\nIt was old.", UnitForm.TITLE_END, " - The Lantern"),
        ("It was old. Line left out. It was sold.", UnitForm.SENTENCE, "Line left out."),
        ("It was old. was It stands.", UnitForm.AFTER_STOP, "was"),
        ("He said “it is old.” said.", UnitForm.AFTER_QUOTE, "said"),
        ("The [[map_id]] mill was sold.", UnitForm.TOKEN, "[[map_id]]"),
        ("The mayor&zz;s mill was sold.", UnitForm.TOKEN, "&zz;"),
        ("A _very_ old mill.", UnitForm.TOKEN, "_…_"),
    ],
)
def test_it_is_found(text: str, form: UnitForm, unit: str) -> None:
    assert unit in {found for (kind, found), _ in units(text) if kind is form}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The mill was sold last year.", UnitForm.TEXT_END),
        ("The mill of 1998 had 3 floors, 20th in line; mail a.b@mill.example or http://mill.example/x", UnitForm.TOKEN),
        ("", UnitForm.LINE),
    ],
)
def test_it_is_none(text: str, form: UnitForm) -> None:
    assert not {found for (kind, found), _ in units(text) if kind is form and any(map(str.isalpha, found))}


@given(st.text(st.sampled_from('ab A1.!?"”’_[]&;|-: \n«黑é'), max_size=60))
def test_a_unit_is_where_it_says_and_counted_once(text: str) -> None:
    found = list(units(text))
    assert len({unit for unit, _ in found}) == len(found)
    for (form, unit), offset in found:
        piece = text[offset : offset + len(unit)]
        assert unit == piece or (form is UnitForm.TOKEN and "…" in unit)


def test_the_shape_of_a_token() -> None:
    assert shape("_very_") == shape("_never_") == "_…_"
    assert shape("***") == "***"
