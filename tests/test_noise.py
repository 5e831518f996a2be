"""Text that is no prose is left alone by the rules that repair words."""

from __future__ import annotations

import random

import pytest

from cleaner import Pipeline
from cleaner.noise import MIN_LENGTH, is_noise, is_roff


def marks(size: int, letters: str = "") -> str:
    return "".join(random.Random(7).choices("()[].,;:!?/\\|_" + letters, k=size))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (marks(MIN_LENGTH), True),
        (marks(MIN_LENGTH - 1), False),
        (" \n" * MIN_LENGTH, False),
        (marks(MIN_LENGTH, "ab"), True),
        (marks(MIN_LENGTH, "abcdefgh12"), False),
        (marks(MIN_LENGTH, "壁門橋川山海"), False),
        ("Вечером тихо. " * MIN_LENGTH, False),
        ("“—…” ▁ · " * MIN_LENGTH, True),
        ("1 | 2 | 3\n" * MIN_LENGTH, False),
    ],
)
def test_noise_is_told_by_its_letters(text: str, *, expected: bool) -> None:
    assert is_noise(text) is expected


def test_a_drawing_stays_and_its_characters_are_repaired() -> None:
    drawing = "( _ ) , / \\ . | [ ] ; \n" * (MIN_LENGTH // 20)
    assert Pipeline().run(drawing).findings == ()
    result = Pipeline().run(drawing + "\x00")
    assert (result.text, {finding.rule for finding in result.findings}) == (drawing, {"encoding/control-character"})


def test_the_same_marks_are_repaired_among_words() -> None:
    slips = "".join(f"The hall of mill {number} ( built in 1820 ) was sold . \n" for number in range(MIN_LENGTH // 40))
    assert Pipeline().run(slips).text.startswith("The hall of mill 0 (built in 1820) was sold.")


def test_the_source_of_a_manual_page_stays() -> None:
    page = (
        '.\\" The mill turns.\n.TH MILL 1\n.SH NAME\nmill \\- grind\n.SH SYNOPSIS\n.B mill\n[ \n.I stone\n] , grind .\n'
        '.SH OPTIONS\n.BR wheel ,\nas in \\f(CW\\*(C`turn\\*(C\'\\fR, and\n.IR "old stone" ,\ntoo.\n.\\" It ends.\n'
    )
    assert is_roff(page)
    assert Pipeline().run(page).text == page
    assert not is_roff("It costs\n.5 or\n.75 of it.\n...\n.B\n")
