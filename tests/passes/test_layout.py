"""The pass layout: what fixtures cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.lexicon import load
from cleaner.passes.layout import PASS, BlankLines, DoubledSpace
from cleaner.pipeline import Pipeline, try_rule
from cleaner.rules import Rule

PIECES = st.sampled_from([" ", "  ", "   ", "\n", "\r\n", "\t", "|", ".", ",", "boat", "Boat", "12", "`x`"])


def proposals(rule: Rule, text: str, *edited: tuple[int, int]) -> list[Edit]:
    return list(rule.propose(Document(text, load("en"), edited=lambda: edited)))


def test_only_gaps_that_an_edit_left_are_closed() -> None:
    text = "The old  boat was sold  to a man from the north."
    (edit,) = proposals(DoubledSpace(), text, (8, 8))
    assert (edit.start, edit.end) == (7, 9)
    assert proposals(DoubledSpace(), text) == []


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("The old  boat was sold.", "The old boat was sold."),
        ('It was a bad trade,"  the baker said.', 'It was a bad trade," the baker said.'),
        ('He asked them:  "Who sold it?"', 'He asked them: "Who sold it?"'),
        ("The boat was sold.  The rope was not.", None),
        ("Rope and Sail  Harbour Tales  Anchors", None),
        ("boat  12    7", None),
        ("1. How the miller got out of the  310", None),
        ("  2. Of the mill  by the river", None),
        ('He left.  She stayed.  It rained. "We go."  And they went.', None),
    ],
)
def test_gaps_within_sentences_are_closed_in_machine_translation(text: str, clean: str | None) -> None:
    assert Pipeline(select=["layout"])(text) == text
    assert Pipeline(select=["layout"], origin="machine")(text) == (clean or text)


def test_only_empty_lines_that_an_edit_left_go() -> None:
    text = "The boat.\n\n\n\nThe rope.\n\n\n\nThe sail."
    (edit,) = proposals(BlankLines(), text, (24, 24))
    assert text[edit.start - 2 : edit.start] == "\n\n"
    assert edit.start > 20


def test_a_text_without_edits_keeps_its_gaps() -> None:
    text = "The old  boat.\n\n\n\n\nThe rope."
    assert Pipeline()(text) == text


@pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_a_rule_settles_and_changes_only_spaces(rule: type[Rule], text: str) -> None:
    instance = rule(everywhere=True)  # type: ignore[call-arg]
    once, edits = try_rule(instance, text)
    assert try_rule(instance, once)[0] == once
    assert once.split() == text.split()
    assert not edits or instance.relevant(text)
