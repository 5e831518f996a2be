"""What files of hostile shapes cost: no more than in proportion to their size."""

from __future__ import annotations

import contextlib
import time

import pytest

from cleaner import Pipeline
from cleaner.errors import InputError

SHAPES = {
    "markdown": ["[", "*a ", "***", "~~", "{{", "<b>", "`", "> ", "- a\n", "<!-- "],
    "html": ["<", '<a b="', "<b>", "&amp;", "{{", "<!--", "</", "<pre>", "_a_a", "a@"],
    "srt": ["1\n00:00:01,000 --> 00:00:02,000\na\n\n", "<i>"],
    "po": ['msgid "a"\nmsgstr "b"\n\n', 'msgid "%s"\nmsgstr "% s"\n\n'],
    "json": ['["a",', '"\\"'],
}


@pytest.mark.parametrize(("form", "shape"), [(form, shape) for form, shapes in SHAPES.items() for shape in shapes])
def test_hostile_shapes(form, shape):
    pipeline = Pipeline()
    began = time.process_time()
    with contextlib.suppress(InputError):
        pipeline.run(shape * (60_000 // len(shape)), format=form)
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    ("text", "source"),
    [("{}0000", "5{}000"), ("%(a{})s", "%(b{})s"), ("% s {}", "%s {}")],
    ids=["other numbers", "other placeholders", "broken placeholders"],
)
def test_a_translation_that_has_nothing_of_its_source(text, source):
    pipeline = Pipeline(preset="thorough")
    own, other = (" ".join(form.format(number) for number in range(10_000)) for form in (text, source))
    began = time.process_time()
    pipeline.run(own, source=other)
    assert time.process_time() - began < 4
