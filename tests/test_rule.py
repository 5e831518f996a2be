"""The harness itself: it catches what is wrong with a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, make_dataclass
from typing import Any

import pytest

from cleaner.document import Document
from cleaner.edits import Change, Edit, Example, Safety
from cleaner.errors import RuleError
from cleaner.pipeline import try_rule
from cleaner.rule import (
    Elsewhere,
    Rule,
    check,
    declaration_problems,
    documentation,
    example_problem,
    fix,
    keep,
    option_defaults,
    report,
    summary,
)


@dataclass(frozen=True)
class Shout(Rule):
    """Write a shouted mark
    once.

    Why: because it shouts.

    Not touched: a single mark.

    Safety: safe; it is only a test.
    """

    name = "punctuation/shout"
    needs = ("!!",)
    examples = (fix("Oh!! no", "Oh! no", at="!!"), keep("Oh! no"), fix("Oh?? no", "Oh? no", mark="?", at="??"))

    mark: str = "!"

    def relevant(self, text: str) -> bool:
        return self.mark * 2 in text

    def propose(self, document: Document) -> Iterator[Edit]:
        start = document.text.find(self.mark * 2)
        if start >= 0:
            yield self.edit(start, start + 2, "shouting", [Change(start, start + 2, self.mark)])


def variant(base: type[Rule] = Shout, **members: Any) -> type[Rule]:
    """`base` with other members, a dataclass like it."""
    doc = members.pop("__doc__", base.__doc__)
    made = make_dataclass("Variant", [], bases=(base,), namespace=members, frozen=True)
    made.__doc__ = doc
    return made


def test_a_good_rule_passes() -> None:
    assert declaration_problems(Shout) == []
    check(Shout, try_rule)
    check(variant(), try_rule)


def proposing(*edits: tuple[int, int, str | None]) -> Any:
    """A `propose` that gives the same edits for every text they fit into."""

    def propose(self: Rule, document: Document) -> Iterator[Edit]:
        for start, end, replacement in edits:
            if end <= len(document.text):
                changes = [] if replacement is None else [Change(start, end, replacement)]
                yield self.edit(start, end, "always", changes)

    return propose


PARTS = documentation(Shout).split("\n\n")


@pytest.mark.parametrize(
    ("members", "complaint"),
    [
        ({"name": "shout"}, "not of the form pass/defect"),
        ({"name": "Punctuation/Shout"}, "not of the form pass/defect"),
        ({"name": "punctuation/remove it"}, "not of the form pass/defect"),
        ({"__doc__": None}, "does not begin with a sentence"),
        ({"__doc__": "No sentence\n\n" + "\n\n".join(PARTS[1:])}, "does not begin with a sentence"),
        ({"__doc__": "\n\n".join(PARTS[:1] + PARTS[2:])}, "no paragraph that begins with 'Why:'"),
        ({"__doc__": "\n\n".join(PARTS[:3])}, "no paragraph that begins with 'Safety:'"),
        ({"__doc__": "\n\n".join([PARTS[0], "Why:", *PARTS[2:]])}, "no paragraph that begins with 'Why:'"),
        ({"__doc__": "\n\n".join([PARTS[0], PARTS[3], PARTS[1], PARTS[2]])}, "do not come in the order"),
        ({"examples": ()}, "no example that it fixes"),
        ({"examples": Shout.examples[:1]}, "no example that it leaves alone"),
        ({"examples": Shout.examples[1:2]}, "no example that it fixes"),
        ({"examples": (fix("Oh!", "Oh!"), keep("Oh"))}, "changes nothing"),
        ({"examples": (fix("Oh!!", "Oh!", at="??"), keep("Oh"))}, "does not stand in its example"),
        ({"needs": "!!"}, "not a tuple of literals"),
        ({"needs": ("",)}, "not a tuple of literals"),
        ({"safety": 1}, "its safety or confidence is none"),
        ({"confidence": 80}, "its safety or confidence is none"),
    ],
)
def test_a_wrong_declaration_is_found(members: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        check(variant(**members), try_rule)


def test_a_rule_must_be_a_dataclass_with_options_that_toml_can_set() -> None:
    class Bare(Shout):
        __doc__ = Shout.__doc__

    assert any("not a dataclass" in problem for problem in declaration_problems(Bare))
    odd = make_dataclass("Odd", [("words", object, None)], bases=(Shout,), frozen=True)
    odd.__doc__ = Shout.__doc__
    assert any("'words' is not of a type" in problem for problem in declaration_problems(odd))


@pytest.mark.parametrize(
    ("members", "complaint"),
    [
        ({"examples": (fix("Oh!! no", "Oh!! no."), keep("Oh"))}, "it makes 'Oh! no', not 'Oh!! no.'"),
        ({"examples": (fix("Oh!! no", "Oh! no", at="Oh!!"), keep("Oh"))}, "it finds '!!', not 'Oh!!'"),
        ({"examples": (fix("Oh no", "Oh, no"), keep("Oh"))}, "it finds nothing"),
        ({"examples": (fix("Oh!! no", "Oh! no"), keep("No!!"))}, "acts where it must not: shouting"),
        ({"examples": (report("Oh!! no", at="!!"), keep("Oh"))}, "it makes 'Oh! no', not 'Oh!! no'"),
        ({"examples": (fix("Oh!!!! no", "Oh!!! no"), keep("Oh"))}, "acts again on its own outcome"),
        ({"relevant": Rule.relevant, "needs": ("?!",)}, "without any of the literals it declares to need"),
        ({"propose": proposing((0, 1, "x")), "examples": (fix("Oh!!", "xh!!"), keep(""))}, "acts again"),
        ({"propose": proposing((0, 1, None)), "examples": (fix("Oh!!", "Oh!"), keep(""))}, "it makes 'Oh!!'"),
    ],
)
def test_an_untrue_example_is_found(members: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        check(variant(**members), try_rule)


def test_a_reported_example_may_be_found_again() -> None:
    reporter = variant(propose=proposing((0, 2, None)), examples=(report("Oh!!", at="Oh"), keep("")))
    check(reporter, try_rule)
    assert example_problem(reporter, report("Oh!!", at="!!"), try_rule) == "it finds 'Oh', not '!!'"


def test_examples_are_tried_with_their_options() -> None:
    assert example_problem(Shout, fix("Oh?? no", "Oh? no", mark="?"), try_rule) is None
    assert example_problem(Shout, fix("Oh?? no", "Oh? no"), try_rule) == "it finds nothing"


def test_an_edit_takes_the_rules_figures_unless_told_otherwise() -> None:
    rule = variant(safety=Safety.RISKY, confidence=0.7)()
    assert rule.edit(0, 1, "m") == Edit(Shout.name, 0, 1, "m", (), 0.7, Safety.RISKY)
    assert rule.edit(0, 1, "m", confidence=0.0, safety=Safety.SAFE).confidence == 0.0
    assert rule.pass_name == "punctuation"


def test_the_cheap_look() -> None:
    assert Rule.relevant(Shout(), "Oh!!")
    assert not Rule.relevant(Shout(), "Oh")
    assert Rule.relevant(variant(needs=())(), "")


def test_the_documentation_is_the_docstring() -> None:
    assert summary(Shout) == "Write a shouted mark once."
    assert documentation(Shout).splitlines()[:2] == ["Write a shouted mark", "once."]
    assert option_defaults(Shout) == {"mark": "!"}


class TestTryRule:
    """`try_rule` does what the pipeline does, whatever safety and confidence say."""

    def test_it_applies_whatever_the_safety_but_not_reports(self) -> None:
        for safety, text in ((Safety.SAFE, "Oh!"), (Safety.RISKY, "Oh!"), (Safety.REPORT, "Oh!!")):
            assert try_rule(variant(safety=safety, confidence=0.1)(), "Oh!!")[0] == text

    def test_it_spares_what_is_protected(self) -> None:
        assert try_rule(Shout(), "Write `Oh!!` so") == ("Write `Oh!!` so", [])

    def test_it_does_not_trust_the_cheap_look(self) -> None:
        assert try_rule(variant(relevant=lambda *_: False)(), "Oh!!")[0] == "Oh!"

    FOREIGN = "Der Rat hat am Montag beschlossen, dass die alte Brücke nicht mehr befahren werden darf!!"

    @pytest.mark.parametrize(
        ("elsewhere", "changed", "found"),
        [(Elsewhere.SKIP, False, 0), (Elsewhere.REPORT, False, 1), (Elsewhere.APPLY, True, 1)],
    )
    def test_elsewhere(self, elsewhere: Elsewhere, changed: bool, found: int) -> None:
        text, edits = try_rule(variant(elsewhere=elsewhere)(), self.FOREIGN)
        assert (text != self.FOREIGN) is changed
        assert len(edits) == found

    @pytest.mark.parametrize(
        ("propose", "complaint"),
        [
            (lambda self, document: 1 / 0, "failed with ZeroDivisionError: division by zero"),
            (lambda self, document: [Edit("other/rule", 0, 1, "m")], "proposed an edit in the name of other/rule"),
            (lambda self, document: [self.edit(0, 99, "m")], "proposed 0..99 in a text of 4 characters"),
        ],
    )
    def test_a_rule_that_fails_is_named(self, propose: Any, complaint: str) -> None:
        with pytest.raises(RuleError, match=f"punctuation/shout: {complaint}"):
            try_rule(variant(propose=propose)(), "Oh!!")


def test_an_example_is_a_value() -> None:
    assert fix("a", "b", at="a") == Example("a", "b", "a")
    assert report("a", at="a") == Example("a", "a", "a", reported=True)
    assert keep("a") == Example("a", None)
