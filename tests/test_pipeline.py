"""From text to result: rounds, unsettled rules, the account, and failures that name the rule."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Config, Pipeline, clean
from cleaner import attempt as module
from cleaner.alignment import apply
from cleaner.document import Document
from cleaner.edits import Change, Edit, NetChange, Safety
from cleaner.errors import CleanerError, ConfigError, RuleError
from cleaner.passes import BUILT_IN
from cleaner.registry import Registry
from cleaner.resolve import MAKES_MARKUP, PROTECTED, TOO_MUCH, UNSETTLED
from cleaner.rules import Elsewhere, Rule
from tests.hazards import grown
from tests.strategies import PROPERTY, texts


@dataclasses.dataclass(frozen=True)
class Replace(Rule):
    """A rule that replaces the first place of one text by another, as often as it is asked."""

    old: str = "x"
    new: str = "y"
    every: bool = False

    def propose(self, document: Document) -> Iterator[Edit]:
        place = document.text.find(self.old)
        while place >= 0:
            end = place + len(self.old)
            yield self.edit(place, end, f"{self.old} to {self.new}", [Change(place, end, self.new)])
            place = document.text.find(self.old, end) if self.every else -1


def rule(name: str, old: str, new: str, **members: Any) -> type[Rule]:
    """A rule of the pass and name given that makes `new` of `old`."""
    fields = [("old", str, old), ("new", str, new), ("every", bool, members.pop("every", False))]
    return dataclasses.make_dataclass(
        "Made", fields, bases=(Replace,), namespace={"name": name, "examples": (), **members}, frozen=True
    )


Install = Callable[..., Pipeline]


def only(*rules: type[Rule]) -> Registry:
    """The built-in passes with none but these rules."""
    return Registry(tuple(dataclasses.replace(each, rules=()) for each in BUILT_IN.passes)).with_rules(rules)


@pytest.fixture
def install() -> Install:
    """Makes a pipeline whose only rules are those given."""
    return lambda *rules, **settings: Pipeline(registry=only(*rules), **settings)


def test_passes_run_in_order_on_what_the_pass_before_left(install: Install) -> None:
    pipeline = install(rule("quotes/b", "b", "c"), rule("encoding/a", "a", "b"), rule("layout/c", "c", "d"))
    result = pipeline.run("-a-")
    assert result.text == "-d-"
    assert [finding.rule for finding in result.findings] == ["encoding/a", "quotes/b", "layout/c"]
    assert [(change.found, change.replacement) for change in result.changes] == [("a", "d")]
    assert result.changes[0].rules == ("encoding/a", "quotes/b", "layout/c")


def test_rules_of_one_pass_do_not_see_each_others_edits(install: Install) -> None:
    result = install(rule("quotes/a", "a", "b"), rule("quotes/b", "b", "c")).run("a b")
    assert result.text == "c c"
    assert [(finding.rule, finding.found, finding.replacement) for finding in result.findings] == [
        ("quotes/a", "a", "b"),  # the first round: both saw "a b"
        ("quotes/b", "a", "c"),  # the second: it saw "b c"
        ("quotes/b", "b", "c"),
    ]


def test_a_second_round_is_run_only_if_the_first_changed_something(install: Install) -> None:
    seen = []

    def propose(self: Replace, document: Document) -> Iterator[Edit]:
        seen.append(document.text)
        yield from Replace.propose(self, document)

    pipeline = install(rule("quotes/x", "x", "y", propose=propose))
    pipeline.run("a")
    assert seen == ["a"]
    seen.clear()
    pipeline.run("x")
    assert seen == ["x", "y"]


def test_a_rule_that_still_acts_in_the_last_round_is_switched_off(install: Install) -> None:
    pipeline = install(rule("quotes/grow", "x", "xx"), rule("quotes/once", "a", "b"))
    result = pipeline.run("a x")
    assert result.text == "b x"
    by_rule = {finding.rule: finding for finding in result.findings}
    assert by_rule["quotes/grow"].refused == UNSETTLED
    assert by_rule["quotes/once"].applied
    assert [finding for finding in pipeline.run(result.text).findings if finding.applied] == []


def test_rules_that_undo_each_other_end_and_leave_a_text_that_stays(install: Install) -> None:
    pipeline = install(rule("quotes/a", "a", "b"), rule("spacing/b", "b", "a"))
    result = pipeline.run("a b")
    assert pipeline.run(result.text).text == result.text
    assert result.undo() == "a b"


def test_a_rule_that_comes_to_rest_only_in_a_second_run_is_not_used(install: Install) -> None:
    """Four rounds are too few for five; the second run of what they leave would do with two."""
    rules = [rule(f"encoding/r{n}", chr(98 + n), chr(97 + n)) for n in range(5)]  # b to a, c to b, ...: one a round
    pipeline = install(*rules)
    for text in ("f", "f f", "e b", "abcdef", "fff"):
        result = pipeline.run(text)
        again = pipeline.run(result.text)
        assert again.text == result.text
        assert not [finding for finding in again.findings if finding.applied]


def test_edits_of_two_passes_that_make_a_tag_together_are_refused(install: Install) -> None:
    rules = rule("encoding/gap", "_", ""), rule("markup/open", "&lt;", "<"), rule("layout/x", "x", "y")
    result = install(*rules).run("&lt;scr_ipt> x")
    assert result.text == "&lt;scr_ipt> y"
    assert {f.rule: f.refused for f in result.findings}["markup/open"] == MAKES_MARKUP
    assert {f.rule: f.applied for f in result.findings}["layout/x"]


def test_a_rule_is_asked_once_for_the_original_however_often_it_is_begun_anew(install: Install) -> None:
    seen = []

    def propose(self: Replace, document: Document) -> Iterator[Edit]:
        seen.append(document.text)
        yield from Replace.propose(self, document)

    rules = rule("encoding/gap", "_", "", propose=propose), rule("markup/open", "&lt;", "<")
    assert install(*rules).run("&lt;scr_ipt> x").text == "&lt;scr_ipt> x"
    assert seen == ["&lt;scr_ipt> x"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<scr\u200bipt>a\u200bb</script>", "<scr\u200bipt>ab</script>"),
        ("<s\u0441ript> apple \u0430pple", None),
        ("a &lt;b&gt; c", "a &lt;b&gt; c"),
        ("said&lt;&lt;b>", None),
    ],
)
def test_live_tags_are_not_made(text: str, kept: str | None) -> None:
    result = Pipeline().run(text)
    assert not grown(text, result.text)
    assert kept is None or result.text == kept


def test_a_change_lies_within_the_span_of_its_finding(install: Install) -> None:
    """The hull ends before what an earlier pass took away, the insertion at its end stands after it."""

    def propose(self: Rule, document: Document) -> Iterator[Edit]:
        if document.text.endswith("a"):
            yield self.edit(0, 1, "m", [Change(1, 1, "!")])

    result = install(rule("encoding/x", "xx", ""), rule("layout/end", "", "", propose=propose)).run("axx")
    for finding in result.findings:
        assert all(finding.start <= c.start <= c.end <= finding.end for c in finding.changes), finding


def test_rounds_go_on_while_few_are_needed(install: Install) -> None:
    result = install(rule("layout/a", "a", "b"), rule("encoding/b", "b", "c"), rule("layout/d", "c", "d")).run("a")
    assert result.text == "d"
    result = install(rule("layout/a", "a", "b"), rule("encoding/b", "b", "c"), rule("chatter/d", "d", "e")).run("a d")
    assert result.text == "c e"
    assert all(finding.applied for finding in result.findings)


def test_findings_stand_in_the_original_and_tell_what_stands_there_afterwards(install: Install) -> None:
    pipeline = install(rule("encoding/a", "&a;", "mn"), rule("quotes/n", "n", "o"), rule("layout/q", "q", ""))
    result = pipeline.run("-&a;q-")
    assert result.text == "-mo-"
    told = [(f.rule, f.start, f.end, f.found, f.replacement) for f in result.findings]
    assert told == [
        ("encoding/a", 1, 4, "&a;", "mn"),
        ("quotes/n", 1, 4, "&a;", "mo"),
        ("layout/q", 4, 5, "q", ""),
    ]


def test_reports_carry_no_replacement_and_change_nothing(install: Install) -> None:
    def propose(self: Rule, document: Document) -> Iterator[Edit]:
        yield self.edit(0, 1, "look")

    result = install(rule("quotes/look", "", "", propose=propose)).run("abc")
    assert not result.changed
    (finding,) = result.findings
    assert (finding.found, finding.replacement, finding.applied, finding.refused) == ("a", None, False, "reported only")


def test_what_would_lay_a_protected_span_bare_is_not_done(install: Install) -> None:
    """Without the sign by which a span is known, a second run would edit it: so the sign stays, too."""
    rules = rule("encoding/sign", "^", ""), rule("quotes/word", "word", "WORD"), rule("layout/a", "a", "b")
    pipeline = install(*rules, protect=[r"(?<=\^)word"])
    assert pipeline.run("^ word").text == " WORD"
    result = pipeline.run("a ^word")
    assert "^word" in result.text
    assert {finding.rule: finding.refused for finding in result.findings}["quotes/word"] in {PROTECTED, UNSETTLED}
    assert not [finding for finding in pipeline.run(result.text).findings if finding.applied]


def test_what_was_refused_in_several_rounds_is_told_once(install: Install) -> None:
    result = install(rule("encoding/a", "a", "b"), rule("quotes/x", "x", "y", safety=Safety.RISKY)).run("a x")
    assert [(finding.rule, finding.applied) for finding in result.findings] == [
        ("encoding/a", True),
        ("quotes/x", False),
    ]


def test_a_document_of_which_too_much_would_go_comes_back(install: Install) -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen "
    gone = rule("fragments/gone", words, "")
    result = install(gone).run(words + "and some that stay here")
    assert not result.changed
    assert [(finding.applied, finding.refused) for finding in result.findings] == [(False, TOO_MUCH)]
    assert install(gone).run(words + "stay " * 60).changed
    assert install(rule("repetition/gone", words, "")).run(words + "and some that stay here").changed
    assert not install(rule("fragments/all", "all", "")).run("all").changed


GERMAN = "Der Rat hat am Montag beschlossen, dass die alte Brücke für den Winter nicht mehr befahren werden darf x."


@pytest.mark.parametrize(
    ("elsewhere", "found", "changed"),
    [(Elsewhere.SKIP, 0, False), (Elsewhere.REPORT, 1, False), (Elsewhere.APPLY, 1, True)],
)
def test_a_document_of_another_language(install: Install, elsewhere: Elsewhere, found: int, changed: bool) -> None:
    result = install(rule("quotes/x", "x", "y", elsewhere=elsewhere)).run(GERMAN)
    assert len(result.findings) == found
    assert result.changed is changed
    assert result.foreign is (elsewhere is not Elsewhere.APPLY)


def test_the_language_is_asked_for_only_when_it_matters(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    foreign = property(lambda self: asked.append(self.text) or False)
    monkeypatch.setattr(module.Document, "foreign", foreign)
    pipeline = install(rule("quotes/x", "x", "y"), rule("layout/z", "z", "w", elsewhere=Elsewhere.APPLY))
    pipeline.run("clean")
    pipeline.run("z")
    assert asked == []
    pipeline.run("x and x")
    assert list(dict.fromkeys(asked)) == ["x and x", "y and x", "y and y"]  # a run of the result would ask, too


def test_a_clean_document_costs_one_look_a_rule(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("work on a clean document")

    for name in ("resolve", "compose", "apply", "protected_spans"):
        monkeypatch.setattr(module, name, never)
    made = []
    document = module.Document
    monkeypatch.setattr(module, "Document", lambda *told, **more: made.append(told) or document(*told, **more))
    assert install(rule("quotes/x", "x", "y"), rule("layout/z", "z", "w")).run("a b c").text == "a b c"
    assert len(made) == 1


@pytest.mark.parametrize("text", [None, b"bytes", 3])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(TypeError, match="a text must be a str"):
        Pipeline().run(text)  # type: ignore[arg-type]


BAD: dict[str, dict[str, Any]] = {
    "propose fails": {"propose": lambda self, document: 1 / 0},
    "propose fails late": {"propose": lambda self, document: [*Replace.propose(self, document), 1 / 0]},
    "outside the text": {"propose": lambda self, document: [self.edit(0, 99, "m")]},
    "outside the hull": {"propose": lambda self, document: [self.edit(0, 1, "m", [Change(0, 2, "")])]},
    "in another's name": {"propose": lambda self, document: [Edit("quotes/good", 0, 1, "m")]},
    "no edit": {"propose": lambda self, document: ["x"]},
    "no text": {"propose": lambda self, document: [self.edit(0, 1, "m", [Change(0, 1, None)])]},  # type: ignore[arg-type]
    "another's error": {"propose": lambda self, document: (_ for _ in ()).throw(RuleError("quotes/good", "no"))},
    "edits without end": {"propose": lambda self, document: (self.edit(0, 0, "m") for _ in iter(int, 1))},
    "relevant fails": {"relevant": lambda self, text: 1 / 0},
}
every_bad = pytest.mark.parametrize("members", BAD.values(), ids=BAD)


@every_bad
def test_a_rule_that_fails_is_named_where_the_pipeline_is_strict(install: Install, members: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match=r"^quotes/bad: ") as caught:
        install(rule("quotes/bad", "x", "y", **members), strict=True).run("x")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.rule, str(again)) == ("quotes/bad", str(caught.value))


@every_bad
def test_a_rule_that_fails_costs_only_itself(install: Install, members: dict[str, Any]) -> None:
    rules = rule("encoding/a", "a", "b"), rule("quotes/bad", "x", "y", **members), rule("quotes/good", "g", "h")
    result = install(*rules).run("x a g")
    assert result.text == "x b h"
    assert [finding.rule for finding in result.findings] == ["encoding/a", "quotes/good"]
    (failure,) = result.failures
    assert failure.rule == "quotes/bad"
    assert failure.reason
    assert str(failure) == f"quotes/bad: {failure.reason}"


def test_a_rule_that_fails_after_it_acted_leaves_nothing(install: Install) -> None:
    def propose(self: Replace, document: Document) -> Iterator[Edit]:
        if "y" in document.text:
            raise ValueError("a y")
        yield from Replace.propose(self, document)

    result = install(rule("encoding/a", "a", "b"), rule("quotes/bad", "x", "y", propose=propose)).run("x a")
    assert result.text == "x b"
    assert [(failure.rule, failure.reason) for failure in result.failures] == [
        ("quotes/bad", "failed with ValueError: a y")
    ]


def test_nothing_fails_where_nothing_fails(install: Install) -> None:
    assert install(rule("quotes/x", "x", "y")).run("x").failures == ()


def test_running_out_of_memory_is_no_fault_of_a_rule(install: Install) -> None:
    def propose(self: Rule, document: Document) -> Iterator[Edit]:
        raise MemoryError

    with pytest.raises(MemoryError):
        install(rule("quotes/x", "x", "y", propose=propose)).run("x")


def test_rules_see_the_origin(install: Install) -> None:
    seen = []

    def propose(self: Rule, document: Document) -> Iterator[Edit]:
        seen.append(document.origin)
        yield from ()

    one = rule("quotes/x", "x", "y", propose=propose)
    install(one).run("x")
    machine = install(one, origin="machine")
    machine.run("x")
    machine.run("x", origin="unknown")
    assert seen == ["unknown", "machine", "unknown"]


def test_an_unknown_origin_is_refused() -> None:
    with pytest.raises(ConfigError, match="'martian'"):
        Pipeline(origin="martian")
    with pytest.raises(ConfigError, match="'martian'"):
        Pipeline().run("x", origin="martian")


def test_a_result_that_does_not_add_up_is_never_handed_out(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "compose", lambda *_: (NetChange(0, 1, "q", "x", ("quotes/x",)),))
    with pytest.raises(CleanerError, match="do not add up"):
        install(rule("quotes/x", "x", "y")).run("x z")


class TestValue:
    def test_it_is_frozen(self) -> None:
        with pytest.raises(AttributeError, match="frozen"):
            Pipeline().config = Config.make()  # type: ignore[misc]

    def test_it_pickles_and_says_what_it_is(self) -> None:
        pipeline = Pipeline(preset="minimal", lang="de", strict=True, origin="machine")
        again = pickle.loads(pickle.dumps(pipeline))
        assert again.config == pipeline.config
        assert (again.config.strict, again.config.origin) == (True, "machine")
        assert repr(again) == repr(pipeline)
        assert "minimal" in repr(pipeline)
        assert again("“ ja ”") == pipeline("“ ja ”")

    def test_it_is_a_callable(self) -> None:
        assert Pipeline()("They call it the wall here.") == clean("They call it the wall here.")

    def test_a_config_or_settings(self) -> None:
        with pytest.raises(TypeError, match="not both"):
            Pipeline(config=Config.make(), lang="en")


def test_edits_that_undo_each_other_are_no_rest(install: Install) -> None:
    """A pass whose edits leave the text as it was has acted: its rules are off, and nothing is said to be changed."""
    result = install(rule("encoding/a", "b", "b b"), rule("encoding/b", " b", "")).run("b")
    assert result.text == "b"
    assert not [finding for finding in result.findings if finding.applied]


SAFETIES = st.sampled_from([Safety.SAFE, Safety.RISKY])
PASSES = st.sampled_from(["encoding", "repetition", "quotes", "layout"])
MADE = st.lists(st.tuples(PASSES, texts("ab ", 3), texts("ab ", 3), st.booleans(), SAFETIES), max_size=5)


@PROPERTY
@given(MADE, texts("ab ", 20))
def test_whatever_the_rules_do_the_account_is_exact(made: list[tuple[Any, ...]], text: str) -> None:
    """Any rules, also such as grow for ever or undo each other: the text ends, and everything adds up."""
    rules = [
        rule(f"{where}/r{number}", old or "a", new, every=every, safety=safety)
        for number, (where, old, new, every, safety) in enumerate(made)
    ]
    result = Pipeline(registry=only(*rules), apply="risky").run(text)
    assert apply(text, result.changes) == result.text
    assert result.undo() == text
    covered = {place for f in result.findings if f.applied for place in range(f.start, f.end + 1)}
    for change in result.changes:
        assert set(range(change.start, change.end + 1)) <= covered
        assert set(change.rules) <= {finding.rule for finding in result.findings if finding.applied}
    assert result.changed == (result.text != text)
    assert [f.start for f in result.findings] == sorted(f.start for f in result.findings)
    assert all((f.refused is None) == f.applied for f in result.findings)
    assert all(f.found == text[f.start : f.end] for f in result.findings)
    assert all(f.start <= c.start <= c.end <= f.end for f in result.findings for c in f.changes)
    again = Pipeline(registry=only(*rules), apply="risky").run(result.text)
    assert again.text == result.text
    assert not [finding for finding in again.findings if finding.applied]


class TestCarriageReturns:
    """Lines that end with carriage returns alone are lines to every rule."""

    @pytest.mark.parametrize(
        "text",
        [
            "The bridge was closed on Monday. was\n\nThe mayor said no.",
            "The mill was sold on Monday. was\nThe inn is closed. was\n",
            "The bridge is closed for a year.\n\nAdvertisement\n\nThe mayor said that the town would open it in May.",
            "Nothing is wrong here.\n\n  - a list\n  - of two",
            "The cafÃ© , the inn and the mill .\nThey are closed , too .\n",
        ],
    )
    def test_they_give_what_line_feeds_give(self, text: str) -> None:
        pipeline = Pipeline(origin="machine")
        result = pipeline.run(text.replace("\n", "\r"))
        same = pipeline.run(text)
        assert result.text == same.text.replace("\n", "\r")
        assert [(f.rule, f.start, f.end) for f in result.findings] == [(f.rule, f.start, f.end) for f in same.findings]
        assert result.undo() == result.original
        assert not [finding for finding in pipeline.run(result.text).findings if finding.applied]
