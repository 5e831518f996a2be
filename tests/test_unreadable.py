"""Bytes that could not be decoded stand in a text as lone surrogates: no edit touches them or what is beside them."""

from __future__ import annotations

import pytest

from cleaner.edits import Change, Edit
from cleaner.protection import protected_spans
from cleaner.resolve import PROTECTED, resolve

TEXT = b"one caf\xe9s two. caf\xe9".decode("utf-8", "surrogateescape")


def test_the_word_and_a_character_on_either_side_are_protected():
    assert [TEXT[start:end] for start, end in protected_spans(TEXT)] == [" caf\udce9s ", " caf\udce9"]


@pytest.mark.parametrize("swallows", [False, True])
@pytest.mark.parametrize("span", [(3, 4), (4, 9), (4, 10), (9, 10), (0, len(TEXT))])
def test_no_edit_takes_them_not_even_one_that_swallows(span, swallows):
    edit = Edit("x/y", *span, "odd", (Change(*span, ""),), swallows=swallows)
    (verdict,) = resolve(TEXT, [edit], protected=protected_spans(TEXT))
    assert verdict.refused == PROTECTED


def test_what_stands_apart_from_them_is_edited():
    edit = Edit("x/y", 10, 13, "odd", (Change(10, 13, "2"),))
    (verdict,) = resolve(TEXT, [edit], protected=protected_spans(TEXT))
    assert verdict.refused is None
