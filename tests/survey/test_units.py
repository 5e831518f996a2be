"""What of a text is counted, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.survey.units import Form, shape, units


@pytest.mark.parametrize(
    ("text", "form", "unit"),
    [
        ("The mill is old.\n\n  Read on here  \nIt was sold.", Form.LINE, "Read on here"),
        ("Harbour desk: The mill is old and was sold.", Form.TEXT_START, "Harbour desk:"),
        ("The mill was sold. Read on", Form.TEXT_END, "Read on"),
        ("The mill was soldRead on", Form.TEXT_END, "Read on"),
        ("Mill sold | The Lantern\nIt was old.", Form.TITLE_END, " | The Lantern"),
        ("Mill sold - The Lantern\nIt was old.", Form.TITLE_END, " - The Lantern"),
        ("It was old. Line left out. It was sold.", Form.SENTENCE, "Line left out."),
        ("It was old. was It stands.", Form.AFTER_STOP, "was"),
        ("He said “it is old.” said.", Form.AFTER_QUOTE, "said"),
        ("The [[map_id]] mill was sold.", Form.TOKEN, "[[map_id]]"),
        ("The mayor&zz;s mill was sold.", Form.TOKEN, "&zz;"),
        ("A _very_ old mill.", Form.TOKEN, "_…_"),
    ],
)
def test_it_is_found(text: str, form: Form, unit: str) -> None:
    assert unit in {found for (kind, found), _ in units(text) if kind is form}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The mill was sold last year.", Form.TEXT_END),
        ("The mill of 1998 had 3 floors, 20th in line; mail a.b@mill.example or http://mill.example/x", Form.TOKEN),
        ("", Form.LINE),
    ],
)
def test_it_is_none(text: str, form: Form) -> None:
    assert not {found for (kind, found), _ in units(text) if kind is form and any(map(str.isalpha, found))}


@given(st.text(st.sampled_from('ab A1.!?"”’_[]&;|-: \n«黑é'), max_size=60))
def test_a_unit_is_where_it_says_and_counted_once(text: str) -> None:
    found = list(units(text))
    assert len({unit for unit, _ in found}) == len(found)
    for (form, unit), offset in found:
        piece = text[offset : offset + len(unit)]
        assert unit == piece or (form is Form.TOKEN and "…" in unit)


def test_the_shape_of_a_token() -> None:
    assert shape("_very_") == shape("_never_") == "_…_"
    assert shape("***") == "***"
