"""Files of rules without code: `[[rule]]` tables, checked whole; every mistake with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cleaner import toml_lines
from cleaner.errors import Problem
from cleaner.lexicon import languages
from cleaner.own.expression import safe
from cleaner.own.linear import MAX_REPEAT, CostlyPatternError
from cleaner.own.rule import UNLESS, WHERE, Spec, rule_of
from cleaner.rules import MIN_JUDGED, Evidence, Measured, Prior, Rule, Safety

OWN_PASS = "own"
FORMS = ("match", "line", "literal", "starts", "ends")
"""What a rule looks for: a regular expression; whole lines; texts; the beginning or the end of lines."""

CONFIDENCE = 0.9
_TOGETHER = 16
"""Rules that share what they need."""

_NAME = re.compile(r"([a-z]+)/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SAFETIES = tuple(str(safety) for safety in Safety)

Table = dict[str, Any]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(each) for each in value)


def _is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def _is_pairs(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, str) for each in pair) for pair in value
        )
    )


def _is_figures(value: object) -> bool:
    """Whether a value is what was counted of a rule: all that a harm needs, and of judged cases both or none."""
    if not isinstance(value, dict) or not {"wrong", "human_words", "date"} <= value.keys() <= _FIGURES.keys():
        return False
    whole = all(type(value[key]) is kind for key, kind in _FIGURES.items() if key in value)
    counts = [each for each in value.values() if type(each) is int]
    judged = ("right" in value) == ("judged" in value)
    return whole and judged and min(counts) >= 0 and value.get("right", 0) <= value.get("judged", 0)


_FIGURES: dict[str, type] = {
    "right": int,
    "judged": int,
    "wrong": int,
    "human_words": int,
    "date": str,
    "source": str,
}
"""What `measured` says: the same as `cleaner.rules.Measured`."""

_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "name": (lambda value: isinstance(value, str) and _NAME.fullmatch(value) is not None, "of the form own/defect"),
    "what": (_is_text, "a text: what the rule finds, as a finding says it"),
    "why": (_is_text, "a text: where the defect comes from"),
    "match": (_is_text, "a regular expression"),
    "line": (lambda value: _is_text(value) or _is_texts(value), "a line or a list of lines"),
    "literal": (lambda value: _is_text(value) or _is_texts(value), "a text or a list of texts"),
    "starts": (lambda value: _is_text(value) or _is_texts(value), "a text or a list of texts"),
    "ends": (lambda value: _is_text(value) or _is_texts(value), "a text or a list of texts"),
    "where": (lambda value: value in WHERE, f"one of {', '.join(WHERE)}"),
    "replace": (lambda value: isinstance(value, str), "a text"),
    "report": (lambda value: isinstance(value, bool), "true or false"),
    "safety": (lambda value: value in _SAFETIES, f"one of {', '.join(_SAFETIES)}"),
    "confidence": (_is_share, "a number from 0 to 1"),
    "measured": (
        _is_figures,
        'a table as `cleaner measure` writes it: {wrong = 0, human_words = 90000, date = "2026-11"}',
    ),
    "lang": (
        lambda value: all(each in languages() for each in (value if isinstance(value, list) else [value])),
        "a language that can be cleaned, or a list of them",
    ),
    "unless": (
        lambda value: isinstance(value, list) and all(each in UNLESS for each in value),
        f"a list of {', '.join(UNLESS)}",
    ),
    "fix": (_is_pairs, "a list of pairs: [[before, after]], with report = true [[text, what is found in it]]"),
    "keep": (_is_texts, "a list of texts that stay as they are"),
    "proposal": (lambda value: type(value) is int, "the number of the proposal that it is made from"),
    "enabled": (lambda value: isinstance(value, bool), "true or false"),
}
"""The keys of a table, and which values they take."""

_NEEDED = ("name", "what", "why", "fix", "keep")


@dataclass(frozen=True)
class RuleFile:
    """What a file holds: the rules that are right and enabled, and everything that is wrong."""

    rules: tuple[type[Rule], ...]
    problems: tuple[Problem, ...]


def load(path: Path, passes: tuple[str, ...]) -> RuleFile:
    """The rules of a file. `passes` are the passes there are besides `own`, to which a rule may belong."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        return RuleFile((), (Problem(f"not TOML: {error}", str(path), int(line[1]) if line else None),))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return RuleFile((), (Problem(f"cannot read it: {reason}", str(path)),))
    return _RuleFileReader(path, table, toml_lines.key_lines(text), passes).read()


def rule_of_table(table: Mapping[str, Any], source: str) -> type[Rule]:
    """The rule of a table that is right."""
    return rule_of(_spec(dict(table), source))


class _RuleFileReader:
    """Reads the tables of one file."""

    def __init__(self, path: Path, table: Table, lines: dict[toml_lines.Path, int], passes: tuple[str, ...]) -> None:
        self.path, self.table, self.lines, self.passes = path, table, lines, passes
        self.problems: list[Problem] = []

    def read(self) -> RuleFile:
        """The rules, and all problems in the order of the file."""
        tables = self.table.get("rule", [])
        for key in self.table.keys() - {"rule"}:
            self.wrong(f"unknown key {key!r}: a rule file holds [[rule]] tables", (key,))
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.wrong("'rule' must be tables: [[rule]]", ("rule",))
            tables = []
        specs, names = list[Spec](), dict[str, int]()
        for index, entry in enumerate(tables):
            here = ("rule", str(index))
            before = len(self.problems)
            self.check(entry, here)
            name = entry.get("name")
            if isinstance(name, str) and names.setdefault(name, index) != index:
                self.wrong(f"the rule {name!r} is listed twice", (*here, "name"))
            if len(self.problems) == before and entry.get("enabled", True):
                specs.append(_spec(entry, self.path.name))
        self.problems.sort(key=lambda problem: problem.line or 0)
        return RuleFile(tuple(map(rule_of, _sharing(specs))), tuple(self.problems))

    def wrong(self, message: str, path: toml_lines.Path, suggestion: str | None = None) -> None:
        """Note a problem with the value at `path`."""
        self.problems.append(Problem(message, str(self.path), toml_lines.line_of(self.lines, path), suggestion))

    def check(self, entry: Table, here: toml_lines.Path) -> None:
        """Note everything that is wrong with one table."""
        for key, value in entry.items():
            if key not in _KINDS:
                self.wrong(f"unknown key {key!r} in a rule", (*here, key), f"expected one of: {', '.join(_KINDS)}")
            elif not _KINDS[key][0](value):
                self.wrong(f"{key!r} must be {_KINDS[key][1]}", (*here, key))
        for key in _NEEDED:
            if key not in entry:
                self.wrong(f"a rule needs {key!r}", here, f"it is {_KINDS[key][1]}")
        forms = [key for key in FORMS if key in entry]
        if len(forms) != 1:
            self.wrong("a rule needs one of " + ", ".join(FORMS), here, f"it has {' and '.join(forms) or 'none'}")
        if entry.get("report") and "replace" in entry:
            self.wrong("a rule that reports replaces nothing", (*here, "replace"))
        if forms and forms[0] in ("line", "starts", "ends") and entry.get("where", "line") != "line":
            self.wrong(f"{forms[0]!r} matches whole lines", (*here, "where"), "leave 'where' out")
        name = entry.get("name")
        if isinstance(name, str) and (match := _NAME.fullmatch(name)) and match[1] not in (OWN_PASS, *self.passes):
            self.wrong(f"there is no pass {match[1]!r}", (*here, "name"), f"begin the name with {OWN_PASS}/")
        if _is_text(entry.get("match")):
            for message in _expression_problems(entry):
                self.wrong(message, (*here, "match"))


def _expression_problems(entry: Table) -> Iterator[str]:
    """What is wrong with the regular expression of a table, and with the replacement that names its groups."""
    expression = entry["match"]
    try:
        pattern = safe(expression).pattern
    except (re.error, RecursionError, OverflowError) as error:
        yield f"{expression!r} is not a regular expression: {error}"
        return
    except CostlyPatternError as error:
        yield str(error)
        return
    if pattern.fullmatch(""):
        yield f"{expression!r} matches where there is nothing"
    replacement = entry.get("replace", "")
    try:
        pattern.sub(replacement if isinstance(replacement, str) else "", "")
    except (re.error, IndexError) as error:
        yield f"the replacement {replacement!r} does not go with the expression: {error}"


def _spec(entry: Table, source: str) -> Spec:
    """A table that is right, as a value."""
    form = next(key for key in FORMS if key in entry)
    value = entry[form]
    given = (value,) if isinstance(value, str) else tuple(value)
    needs = given
    if form == "match":
        literal = safe(value).literal
        needs = (literal,) if literal else ()
    texts = "|".join(map(re.escape, given))
    pattern = {
        "match": value,
        "line": f"(?:{texts})",
        "literal": f"(?:{texts})",
        "starts": f"(?:{texts})[^\\r\\n]{{0,{MAX_REPEAT}}}",
        "ends": f"[^\\r\\n]{{0,{MAX_REPEAT}}}(?:{texts})",
    }[form]
    langs = entry.get("lang", [])
    is_report = entry.get("report", False)
    return Spec(
        entry["name"],
        entry["what"],
        entry["why"],
        pattern,
        needs,
        entry.get("where", "line" if form in ("line", "starts", "ends") else "anywhere"),
        None if is_report else entry.get("replace", ""),
        form == "match",
        Safety[("report" if is_report else entry.get("safety", "safe")).upper()],
        _evidence(entry, source),
        tuple([langs] if isinstance(langs, str) else langs),
        tuple(entry.get("unless", ())),
        tuple((before, after) for before, after in entry["fix"]),
        tuple(entry["keep"]),
        source,
    )


def _sharing(specs: list[Spec]) -> list[Spec]:
    """The same, some at a time with their needs in common: what a text needs for none of them is asked once."""
    needy = [spec for spec in specs if spec.needs]
    groups = [needy[start : start + _TOGETHER] for start in range(0, len(needy), _TOGETHER)]
    shared = {
        spec.name: tuple(dict.fromkeys(need for each in group for need in each.needs))
        for group in groups
        for spec in group
    }
    every = tuple(dict.fromkeys(need for spec in needy for need in spec.needs))
    return [replace(spec, shared=shared[spec.name], of_file=every) if spec.needs else spec for spec in specs]


def _evidence(entry: Table, source: str) -> Evidence:
    """How often a rule is right: as it was counted, where enough cases were judged; else as it is set."""
    figures = entry.get("measured", {})
    harm = {
        "wrong": figures.get("wrong", 0),
        "human_words": figures.get("human_words", 0),
        "date": figures.get("date", ""),
    }
    if figures.get("judged", 0) >= MIN_JUDGED:
        told = figures.get("source", "edits read by eye")
        return Measured(right=figures["right"], judged=figures["judged"], source=told, **harm)
    return Prior(confidence=float(entry.get("confidence", CONFIDENCE)), reason=f"set in {source}", **harm)
