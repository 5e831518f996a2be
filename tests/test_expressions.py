"""Expressions wait until they are asked, and then are what `re.compile` makes of them."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import cleaner.passes
from cleaner.expressions import _Waiting, expression


def test_an_expression_is_compiled_when_it_is_asked() -> None:
    waiting = expression("[", re.IGNORECASE)
    assert waiting.pattern == "["
    with pytest.raises(re.error):
        waiting.search("a")
    asked = expression(r"(?P<word>\w+)!", re.IGNORECASE)
    assert [match["word"] for match in asked.finditer("Oh! No!")] == ["Oh", "No"]
    assert asked.flags & re.IGNORECASE
    assert asked.groupindex == {"word": 1}


def test_the_expression_of_a_match_is_known_again() -> None:
    one, other = expression(r"\w+"), expression(r"\w")
    match = one.search("Oh!")
    assert match is not None
    assert match.re == one
    assert match.re in (other, one)
    assert match.re != other
    assert match.re != expression(r"\d")


def test_every_expression_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(cleaner.passes.__path__, "cleaner.passes."):
        importlib.import_module(module.name)
    waiting = [each for each in gc.get_objects() if isinstance(each, _Waiting)]
    assert waiting
    for each in waiting:
        if each.pattern != "[":
            re.compile(each.pattern, each._flags)
