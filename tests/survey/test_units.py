"""What of a text is counted, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.survey.units import UnitForm, odd, shape, units


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
    ],
)
def test_it_is_found(text: str, form: UnitForm, unit: str) -> None:
    assert unit in {found for (kind, found), _ in units(text) if kind is form}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The mill was sold last year.", UnitForm.TEXT_END),
        ("", UnitForm.LINE),
    ],
)
def test_it_is_none(text: str, form: UnitForm) -> None:
    assert not {found for (kind, found), _ in units(text) if kind is form and any(map(str.isalpha, found))}


def test_the_name_of_a_speaker_is_no_head() -> None:
    text = "Girl on cell: It is late.\nBoy: What?"
    assert ((UnitForm.TEXT_START, "Girl on cell:"), 0) in units(text)
    assert ((UnitForm.TEXT_START, "Girl on cell:"), 0) not in units(f"{text}\nGirl on cell: Late.")


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("[[map_id]]", ["]]", "[[map_id]]", "[[…_…]]"]),
        ("mayor&zz;s", ["&zz;", "&…;"]),
        ("_very_", ["_very_", "_…_"]),
        ("mill§§,", ["§§", "mill§§", "…§§"]),
        *((usual, []) for usual in ("mill", "1998", "(20th", "36°C", "a.b@mill.example", "http://mill.example/x")),
    ],
)
def test_what_is_odd_in_a_token(token: str, found: list[str]) -> None:
    assert list(odd(token)) == found


@given(st.text(st.sampled_from('ab A1.!?"”’_[]&;|-: \n«黑é'), max_size=60))
def test_a_unit_is_where_it_says_and_counted_once(text: str) -> None:
    found = list(units(text))
    assert len({unit for unit, _ in found}) == len(found)
    for (_, unit), offset in found:
        assert text.startswith(unit, offset)


def test_the_shape_of_a_token() -> None:
    assert shape("_very_") == shape("_never_") == "_…_"
    assert shape("***") == "***"
