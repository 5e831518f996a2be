"""How a rule is tested: what it declares and its examples, held against what it does.

A plug-in runs `check_rule(MyRule)` for each of its rules in its own tests; built-in rules go through the same check.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Edit, Example, Safety
from cleaner.errors import RuleError
from cleaner.lexicon import load
from cleaner.pipeline import try_rule
from cleaner.prefilter import prefilter
from cleaner.rules import MIN_JUDGED, UNMEASURED, Evidence, Measured, Prior, Rule, documentation, option_defaults

__all__ = ["check_rule"]

DOC_PARTS = ("Why:", "Not touched:", "Safety:")
_NAME = re.compile(r"[a-z]+/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")


def check_rule(rule: type[Rule]) -> None:
    """Hold a rule against its declaration and its examples. RuleError with the first thing that is wrong."""
    for problem in declaration_problems(rule):
        raise RuleError(rule.__name__, problem)
    for example in rule.examples:
        problem_found = example_problem(rule, example)
        if problem_found:
            raise RuleError(rule.name, f"on {example.before!r} {problem_found}")


def declaration_problems(rule: type[Rule]) -> list[str]:
    """What is wrong with how a rule is declared; nothing where all is well."""
    return [
        *_name_problems(rule),
        *_docstring_problems(rule),
        *_value_problems(rule),
        *_evidence_problems(rule),
        *_example_problems(rule),
    ]


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


def _declares_options(rule: type[Rule]) -> bool:
    return any("ClassVar" not in str(kind) for kind in inspect.get_annotations(rule).values())


def _value_problems(rule: type[Rule]) -> Iterator[str]:
    if _declares_options(rule) and "__dataclass_fields__" not in vars(rule):
        yield "it has options and is not a dataclass: put @dataclass(frozen=True) before it"
        return
    for option, default in option_defaults(rule).items():
        if not isinstance(default, (bool, int, float, str, tuple)):
            yield f"its option {option!r} is not of a type that TOML can set"
    safety: object = rule.safety
    if not isinstance(safety, Safety):
        yield "its safety is not a Safety"
    try:
        re.compile(rule.acts_on or "")
    except re.error as error:
        yield f"'acts_on' is not a regular expression: {error}"
    for declared in ("needs", "lists", "optional_lists"):
        value = getattr(rule, declared)
        if not isinstance(value, tuple) or not all(isinstance(item, str) and item for item in value):
            yield f"{declared!r} is not a tuple of strings"


def _evidence_problems(rule: type[Rule]) -> Iterator[str]:
    measured: object = rule.measured
    if not isinstance(measured, (Measured, Prior)) or measured is UNMEASURED:
        yield "it says nowhere how often it is right: set 'measured' to a Measured or a Prior"
        return
    for shape, evidence in {"": measured, **rule.shapes}.items():
        where = f"the shape {shape!r}" if shape else "what was measured"
        yield from (f"{where}: {problem}" for problem in _figure_problems(evidence))


def _figure_problems(evidence: Evidence) -> Iterator[str]:
    is_wish = isinstance(evidence, Prior) and not evidence.human_words  # of a rule without code: never measured
    if not _MONTH.fullmatch(evidence.date) and (evidence.date or not is_wish):
        yield f"{evidence.date!r} is not a month, as 2026-11"
    if evidence.wrong < 0 or evidence.human_words < 0:
        yield "a count is negative"
    if isinstance(evidence, Measured):
        if not 0 <= evidence.right <= evidence.judged:
            yield f"{evidence.right} of {evidence.judged} cannot be right"
        if evidence.judged < MIN_JUDGED:
            yield f"{evidence.judged} judged cases are too few for a confidence: state a Prior"
        if not evidence.source.strip():
            yield "it does not say what was judged"
    else:
        if not 0.0 <= evidence.confidence <= 1.0:
            yield f"{evidence.confidence} is not a confidence"
        if not evidence.reason.strip():
            yield "a prior needs its reason"


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
            yield f"{example.at!r} is not in its example {example.before!r}"


def example_problem(rule: type[Rule], example: Example) -> str | None:
    """Why `example` does not hold for `rule`, or None where it does."""
    instance = rule(**(example.options or {}))
    text, edits = try_rule(instance, example.before, source=example.source)
    if claim := claim_problem(rule, edits):
        return claim
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
    one = prefilter((instance,))
    if not one.picks(instance, one.signals(example.before) | one.of_words(Document(example.before, load("en")))):
        return f"it acts on a text no gap of which matches {instance.acts_on!r}, and none of whose words are its own"
    again, edits_again = try_rule(instance, text, source=example.source)
    if again != text or (edits_again and not example.reported):
        return "it acts again on its own result"
    return None


def claim_problem(rule: type[Rule], edits: list[Edit]) -> str | None:
    """Why an edit claims more than its rule declares, or None where none does."""
    limit = max(evidence.confidence for evidence in (rule.measured, *rule.shapes.values()))
    for edit in edits:
        if edit.safety < rule.safety:
            return f"its edit is {edit.safety}, but the rule declares {rule.safety}"
        if edit.confidence > limit:
            return f"its edit claims a confidence of {edit.confidence}, but the rule declares {limit} at most"
    return None
