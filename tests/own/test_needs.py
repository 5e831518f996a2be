"""A literal is found whatever is around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.own.needs import any_of

TEXTS = st.text(st.sampled_from("ab A.,\n\t\u00a0-é"), max_size=30)


def document(text: str) -> Document:
    return Document(text, load("en"))


@given(TEXTS, TEXTS, st.lists(TEXTS.filter(bool), min_size=1, max_size=5))
def test_it_is_found_where_one_of_them_is(before: str, after: str, needs: list[str]) -> None:
    source = any_of(tuple(needs), tuple(needs))
    assert source(document(before + needs[0] + after))
    assert source(document(before)) == any(need in before for need in needs)


@pytest.mark.parametrize("text", ["xSee all Tide tablesy", "See all Tide tables"])
def test_the_ends_of_a_literal_may_be_glued(text: str) -> None:
    assert any_of(("See all Tide tables",), ("See all Tide tables", "other"))(document(text))
