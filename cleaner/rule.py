"""What a rule is, and how a rule is tested.

A rule is a frozen dataclass: its fields are its options, its docstring is its documentation, its `examples` are its
first tests. `check` runs those, and holds what the rule declares against what it does; the same check serves rules that
others write.
"""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Example, Safety
from cleaner.errors import RuleError

DOC_PARTS = ("Why:", "Not touched:", "Safety:")
_NAME = re.compile(r"[a-z]+/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Elsewhere(enum.Enum):
    """What a rule may do in a document of another language."""

    SKIP = "skip"
    REPORT = "report"
    APPLY = "apply"


@dataclass(frozen=True)
class Rule:
    """Base of all rules. A subclass sets `name`, `examples` and a docstring of fixed parts, and writes `propose`.

    The docstring is one sentence on what the rule does, then paragraphs that begin with `Why:`, `Not touched:` and
    `Safety:`.
    """

    name: ClassVar[str]
    """`pass/defect`; the defect, not the cure."""

    examples: ClassVar[tuple[Example, ...]]
    """At least one `fix` and one `keep`."""

    safety: ClassVar[Safety] = Safety.SAFE
    """The highest trust that an edit of this rule may claim."""

    confidence: ClassVar[float] = 1.0
    """The share of right repairs, as measured; a rule may claim less for a single edit, or other figures by shape."""

    measured: ClassVar[str] = ""
    """Where the confidence comes from: counts and date."""

    elsewhere: ClassVar[Elsewhere] = Elsewhere.SKIP
    """What becomes of the rule's edits in a document that is not in the pipeline's language."""

    needs: ClassVar[tuple[str, ...]] = ()
    """Literals of which at least one stands in every text the rule could act on; () where there are none."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """The edits the rule would make in `document.text`, each as if it were the only one."""
        raise NotImplementedError

    def relevant(self, text: str) -> bool:
        """Whether a cheap look says that the rule could act on `text`."""
        return not self.needs or any(literal in text for literal in self.needs)

    def edit(
        self,
        start: int,
        end: int,
        message: str,
        changes: Iterable[Change] = (),
        *,
        confidence: float | None = None,
        safety: Safety | None = None,
        swallows: bool = False,
    ) -> Edit:
        """An edit in this rule's name; confidence and safety are the rule's own unless given."""
        return Edit(
            self.name,
            start,
            end,
            message,
            tuple(changes),
            self.confidence if confidence is None else confidence,
            self.safety if safety is None else safety,
            swallows,
        )

    @property
    def pass_name(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]


def fix(before: str, after: str, *, at: str | None = None, **options: object) -> Example:
    """An example that the rule repairs: `before` becomes `after`, by an edit over exactly `at` where that is given."""
    return Example(before, after, at, options=options or None)


def report(text: str, *, at: str, **options: object) -> Example:
    """An example that the rule reports, over exactly `at`, and leaves as it is."""
    return Example(text, text, at, reported=True, options=options or None)


def keep(text: str, **options: object) -> Example:
    """An example in which the rule finds nothing."""
    return Example(text, None, options=options or None)


def documentation(rule: type[Rule]) -> str:
    """The rule's docstring, unindented."""
    return inspect.cleandoc(rule.__doc__ or "")


def summary(rule: type[Rule]) -> str:
    """The first sentence of the rule's docstring, on one line."""
    return " ".join(documentation(rule).split("\n\n", 1)[0].split())


def option_defaults(rule: type[Rule]) -> Mapping[str, object]:
    """The rule's options with their defaults."""
    instance = rule()
    return {option.name: getattr(instance, option.name) for option in fields(rule)}


def declaration_problems(rule: type[Rule]) -> list[str]:
    """What is wrong with how a rule is declared; nothing where all is well."""
    return [*_name_problems(rule), *_docstring_problems(rule), *_value_problems(rule), *_example_problems(rule)]


def _name_problems(rule: type[Rule]) -> Iterator[str]:
    name = getattr(rule, "name", "")
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        yield f"its name {name!r} is not of the form pass/defect"


def _docstring_problems(rule: type[Rule]) -> Iterator[str]:
    parts = documentation(rule).split("\n\n")
    if not parts[0].endswith("."):
        yield "its docstring does not begin with a sentence"
    places = []
    for heading in DOC_PARTS:
        place = next((place for place, part in enumerate(parts) if part.startswith(heading)), None)
        if place is None or parts[place].strip() == heading:
            yield f"its docstring has no paragraph that begins with {heading!r}"
        else:
            places.append(place)
    if places != sorted(places):
        yield f"the parts of its docstring do not come in the order {', '.join(DOC_PARTS)}"


def _value_problems(rule: type[Rule]) -> Iterator[str]:
    if not is_dataclass(rule) or "__dataclass_fields__" not in vars(rule):
        yield "it is not a dataclass: put @dataclass(frozen=True) before it"
        return
    for option, default in option_defaults(rule).items():
        if not isinstance(default, (bool, int, float, str, tuple)):
            yield f"its option {option!r} is not of a type that TOML can set"
    if not isinstance(rule.safety, Safety) or not 0.0 <= rule.confidence <= 1.0:
        yield "its safety or confidence is none"
    if not isinstance(rule.needs, tuple) or not all(isinstance(need, str) and need for need in rule.needs):
        yield "what it needs is not a tuple of literals"


def _example_problems(rule: type[Rule]) -> Iterator[str]:
    examples = getattr(rule, "examples", ())
    if not any(example.after is not None for example in examples):
        yield "it has no example that it fixes or reports"
    if not any(example.after is None for example in examples):
        yield "it has no example that it leaves alone"
    for example in examples:
        if example.after == example.before and not example.reported:
            yield f"its example {example.before!r} changes nothing"
        if example.at is not None and example.at not in example.before:
            yield f"{example.at!r} does not stand in its example {example.before!r}"


Trial = Callable[[Rule, str], tuple[str, list[Edit]]]
"""Applies one rule to a text and gives the new text and what it proposed, as `cleaner.pipeline.try_rule` does."""


def example_problem(rule: type[Rule], example: Example, run: Trial) -> str | None:
    """Why `example` does not hold for `rule`, or None where it does."""
    instance = rule(**(example.options or {}))
    text, edits = run(instance, example.before)
    if example.after is None:
        return f"it acts where it must not: {edits[0].message}" if edits else None
    if not edits:
        return "it finds nothing"
    if text != example.after:
        return f"it makes {text!r}, not {example.after!r}"
    if example.at is not None and not any(example.before[edit.start : edit.end] == example.at for edit in edits):
        return f"it finds {example.before[edits[0].start : edits[0].end]!r}, not {example.at!r}"
    if not instance.relevant(example.before):
        return "it acts on a text without any of the literals it declares to need"
    again, edits_again = run(instance, text)
    if again != text or (edits_again and not example.reported):
        return "it acts again on its own outcome"
    return None


def check(rule: type[Rule], run: Trial) -> None:
    """Hold a rule against its declaration and its examples. RuleError with the first thing that is wrong."""
    for problem in declaration_problems(rule):
        raise RuleError(rule.__name__, problem)
    for example in rule.examples:
        trouble = example_problem(rule, example, run)
        if trouble:
            raise RuleError(rule.name, f"on {example.before!r} {trouble}")
