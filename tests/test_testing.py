"""The harness itself: it catches what is wrong with a rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, make_dataclass
from typing import Any

import pytest

from cleaner.document import Document
from cleaner.edits import Change, Edit, Example, Safety
from cleaner.errors import RuleError
from cleaner.pipeline import try_rule
from cleaner.rules import (
    Elsewhere,
    Measured,
    Prior,
    Rule,
    documentation,
    fix,
    keep,
    option_defaults,
    report,
    summary,
)
from cleaner.testing import check_rule, declaration_problems, example_problem

pytestmark = pytest.mark.rules


@dataclass(frozen=True)
class Shout(Rule):
    """Write a shouted mark
    once.

    Why: because it shouts.

    Not touched: a single mark.

    Safety: safe; it is only a test.
    """

    name = "punctuation/shout"
    measured = Measured(right=20, judged=20, wrong=0, human_words=1000, date="2026-11", source="shouts read by eye")
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
    check_rule(Shout)
    check_rule(variant())


def judged(**changed: Any) -> Measured:
    return dataclasses.replace(Shout.measured, **changed)


def prior(**changed: Any) -> Prior:
    made = Prior(confidence=0.7, reason="three cases", wrong=0, human_words=1000, date="2026-11")
    return dataclasses.replace(made, **changed)


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
        ({"examples": (fix("Oh!!", "Oh!", at="??"), keep("Oh"))}, "is not in its example"),
        ({"needs": "!!"}, "'needs' is not a tuple of strings"),
        ({"needs": ("",)}, "'needs' is not a tuple of strings"),
        ({"safety": 1}, "its safety is not a Safety"),
        ({"acts_on": "(!"}, "'acts_on' is not a regular expression"),
        ({"lists": "auxiliaries"}, "'lists' is not a tuple of strings"),
        ({"measured": "0, 2026-11"}, "it says nowhere how often it is right"),
        ({"measured": judged(date="November")}, "'November' is not a month"),
        ({"measured": judged(right=21)}, "21 of 20 cannot be right"),
        ({"measured": judged(right=3, judged=3)}, "3 judged cases are too few for a confidence"),
        ({"measured": judged(source=" ")}, "it does not say what was judged"),
        ({"measured": judged(wrong=-1)}, "a count is negative"),
        ({"measured": prior(confidence=80)}, "80 is not a confidence"),
        ({"measured": prior(reason="")}, "a prior needs its reason"),
        ({"shapes": {"at the end": prior(reason="")}}, "the shape 'at the end': a prior needs its reason"),
    ],
)
def test_a_wrong_declaration_is_found(members: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        check_rule(variant(**members))


def test_options_are_fields_of_a_dataclass_that_toml_can_set() -> None:
    class Plain(Shout):
        __doc__ = Shout.__doc__

    class Bare(Plain):
        __doc__ = Shout.__doc__
        longest: int = 3

    assert not any("dataclass" in problem for problem in declaration_problems(Plain))
    assert any("is not a dataclass" in problem for problem in declaration_problems(Bare))
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
        ({"examples": (fix("Oh!!!! no", "Oh!!! no"), keep("Oh"))}, "acts again on its own result"),
        ({"relevant": Rule.relevant, "needs": ("?!",)}, "without any of the literals it declares to need"),
        ({"acts_on": "[?]!"}, "no gap of which matches"),
        ({"propose": proposing((0, 1, "x")), "examples": (fix("Oh!!", "xh!!"), keep(""))}, "acts again"),
        ({"propose": proposing((0, 1, None)), "examples": (fix("Oh!!", "Oh!"), keep(""))}, "it makes 'Oh!!'"),
    ],
)
def test_an_untrue_example_is_found(members: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        check_rule(variant(**members))


def test_a_reported_example_may_be_found_again() -> None:
    reporter = variant(propose=proposing((0, 2, None)), examples=(report("Oh!!", at="Oh"), keep("")))
    check_rule(reporter)
    assert example_problem(reporter, report("Oh!!", at="!!")) == "it finds 'Oh', not '!!'"


def test_examples_are_tried_with_their_options() -> None:
    assert example_problem(Shout, fix("Oh?? no", "Oh? no", mark="?")) is None
    assert example_problem(Shout, fix("Oh?? no", "Oh? no")) == "it finds nothing"


def test_an_edit_takes_the_rules_figures_unless_told_otherwise() -> None:
    rule = variant(safety=Safety.RISKY, measured=prior(), shapes={"at the end": prior(confidence=0.9)})()
    assert rule.edit(0, 1, "m") == Edit(Shout.name, 0, 1, "m", (), 0.7, Safety.RISKY)
    assert rule.edit(0, 1, "m", confidence=0.0, safety=Safety.SAFE).confidence == 0.0
    assert rule.edit(0, 1, "m", shape="at the end").confidence == 0.9
    assert rule.pass_name == "punctuation"


@pytest.mark.parametrize(
    ("declared", "claimed", "complaint"),
    [
        (Safety.REPORT, {"safety": Safety.SAFE}, "its edit is safe, but the rule declares report"),
        (Safety.RISKY, {"safety": Safety.SAFE}, "its edit is safe, but the rule declares risky"),
        (Safety.SAFE, {"confidence": 0.99}, "claims a confidence of 0.99, but the rule declares 0.955 at most"),
    ],
)
def test_an_edit_that_claims_more_than_its_rule_declares_is_found(
    declared: Safety, claimed: dict[str, Any], complaint: str
) -> None:
    def propose(self: Rule, document: Document) -> Iterator[Edit]:
        if "!!" in document.text:
            yield self.edit(2, 4, "shouting", [Change(2, 4, "!")], **claimed)

    rule = variant(safety=declared, propose=propose, examples=(fix("Oh!! no", "Oh! no"), keep("Oh")))
    with pytest.raises(RuleError, match=complaint):
        check_rule(rule)


def test_the_confidence_follows_from_what_was_measured() -> None:
    assert judged(right=113, judged=120).confidence == 0.934
    assert str(judged(right=19)) == (
        "19 of 20 right: shouts read by eye; 0 wrong edits in 1,000 words of human text, 2026-11"
    )
    assert str(prior()) == "set, not counted: three cases; 0 wrong edits in 1,000 words of human text, 2026-11"


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
            assert try_rule(variant(safety=safety, measured=prior(confidence=0.1))(), "Oh!!")[0] == text

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
