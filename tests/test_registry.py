"""The registry: every pass and rule once, new ones at the right position, light to send to other processes."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Iterator

import pytest

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.errors import RuleError
from cleaner.passes import BUILT_IN
from cleaner.registry import Pass, Registry
from cleaner.rules import Change, Edit, Prior, Rule

PRIOR = Prior(confidence=0.9, reason="made for a test", wrong=0, human_words=0, date="2026-11")


@dataclasses.dataclass(frozen=True)
class Footnote(Rule):
    """Delete a mark of a footnote."""

    name = "acme/footnote"
    measured = PRIOR
    mark: str = "[note]"

    def propose(self, document: Document) -> Iterator[Edit]:
        start = document.text.find(self.mark)
        if start >= 0:
            yield self.edit(start, start + len(self.mark), "mark of a footnote", [Change(start, start + 6, "")])


def test_a_pipeline_takes_a_rule_of_the_user() -> None:
    pipeline = Pipeline(rules=[Footnote])
    result = pipeline.run("The council met [note] on Monday.")
    assert result.text == "The council met on Monday."
    assert {finding.rule for finding in result.findings} == {"acme/footnote", "layout/doubled-space"}
    assert result.residue.counts["acme"] == 1
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.run(result.original).text == result.text
    assert pickle.loads(pickle.dumps(result)) == result


def test_rules_of_the_user_can_be_selected_ignored_and_set() -> None:
    text = "The council met [note] and {note} left."
    assert Pipeline(rules=[Footnote], ignore=["acme"]).run(text).text == text
    assert Pipeline(rules=[Footnote(mark="{note}")], select=["acme"])(text) == "The council met [note] and  left."


def test_two_passes_or_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two passes of one name"):
        Registry((Pass("acme", ()), Pass("acme", ())))
    with pytest.raises(RuleError, match="two rules of this name"):
        Registry((Pass("acme", (Footnote, Footnote)),))
    with pytest.raises(RuleError, match="listed in the pass 'other'"):
        Registry((Pass("other", (Footnote,)),))


def test_only_the_passes_that_tidy_up_come_after_a_new_one() -> None:
    names = BUILT_IN.with_rules([Footnote]).pass_names
    assert names == (*BUILT_IN.pass_names[:-1], "acme", "layout")
    assert BUILT_IN.with_rules([]) is BUILT_IN
    assert BUILT_IN.with_rules([Footnote]).beyond(BUILT_IN) == [Footnote]


def test_a_registry_pickles_with_its_rules_by_reference() -> None:
    registry = BUILT_IN.with_rules([Footnote])
    assert registry.rules["acme/footnote"] is Footnote
    assert pickle.loads(pickle.dumps(registry)) == registry
