"""Which marks belong together, in which reading, at what cost."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import quotation
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.quotation import Reading, Role

# fmt: off
PIECES = st.sampled_from([
    " ", "  ", "\n", "\n\n", ".", ",", "!", "\"", "\"\"", "\"\"\"", "'", "''", "``", "“", "”", "‘", "’",
    "„", "«", "»", "「", "」", "boat", "Boat", "he said", "s", "12", "5'", "(", ")", "-", "—",
])
# fmt: on
FOLDER = str(Path(quotation.__file__).parent)


def units(text: str) -> list[quotation.Unit]:
    return quotation.units(Document(text, load("en")))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_pairs_are_sound(text: str) -> None:
    for unit in units(text):
        for opening, closing in unit.pairs:
            assert opening.partner is closing
            assert closing.partner is opening
            assert unit.start <= opening.start < opening.end <= closing.start < closing.end <= unit.end
        ends: list[int] = []
        for opening, closing in unit.pairs:
            while ends and ends[-1] <= opening.start:
                ends.pop()
            assert not ends or closing.end <= ends[-1]
            ends.append(closing.start)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_a_prefilter_finds_in_order_is_in_order(text: str) -> None:
    if quotation.is_orderly(text):
        for unit in units(text):
            assert unit.reading is Reading.SHAPE
            assert not unit.lone


def test_a_speech_over_paragraphs_is_excused_only_where_it_goes_on() -> None:
    first, second, third = units('"The boat sank.\n\n"Nobody saw it.\n\nThey left."')
    assert first.lone == []
    assert [mark.role for mark in second.lone] == [Role.OPEN]
    assert [mark.role for mark in third.lone] == [Role.CLOSE]


def test_a_text_of_thousands_of_marks_is_not_read() -> None:
    assert units('" a ' * 3000) == []
    assert units('"Yes," he said.\n\n' * 1500)


def test_lines_wrapped_by_hand_are_one_unit() -> None:
    text = (
        "He said, “The boat sank in the night and nobody on the\nwhole shore saw its light,” and then he left the room."
    )
    (unit,) = units(text)
    assert unit.reading is Reading.SHAPE


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ('"Yes," he said.', Reading.SHAPE),
        ("”Yes,“ he said.", Reading.CONTEXT),
        ('The 12" pipe is "old".', Reading.MEASURES),
        ('He said" yes" to it.', Reading.ALTERNATING),
        ('"Yes, he said.', Reading.NONE),
    ],
)
def test_readings_go_from_strict_to_lenient(text: str, reading: Reading) -> None:
    (unit,) = units(text)
    assert unit.reading is reading


def steps(text: str) -> int:
    """How many lines of the scanner run on a text."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if frame.f_code.co_filename.startswith(FOLDER) else None

    document = Document(text, load("en"))
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        quotation.units(document)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("shape", ['"', '"a', 'a "b ', '"a\n', '"a\n\n', '5" ', "“a ", '“a" ', "``a'' ", '"a, ', '""'])
def test_work_grows_with_the_text(shape: str) -> None:
    assert steps(shape * 400) < 2.4 * steps(shape * 200) + 50
