"""`cleaner rule`: the documentation of rules, made from the rules themselves, and their tests."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from cleaner.cli.options import complain, load_config, note
from cleaner.config import Config
from cleaner.edits import Example
from cleaner.errors import RuleError
from cleaner.lexicon import FALLBACK, languages, load
from cleaner.registry import Registry
from cleaner.report.inert import inert, told_apart
from cleaner.rules import Elsewhere, Evidence, Rule, documentation, option_defaults, summary
from cleaner.testing import check_rule

BROKEN = 1

_MAX_LISTED = 6
"""Word lists that a page names."""

_ELSEWHERE = {
    Elsewhere.SKIP: "left alone",
    Elsewhere.REPORT: "reported, not changed",
    Elsewhere.APPLY: "treated alike",
}


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--all", "everything", is_flag=True, help="List all rules, a line each.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Use this configuration file.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option("--rule-file", multiple=True, metavar="FILE", help="Add the rules without code of this file.")
@click.option("--test", is_flag=True, help="Run the examples of the rules instead; exit 1 if one does not hold.")
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to show rules."
)
def rule(
    names: tuple[str, ...],
    everything: bool,
    config: Path | None,
    isolated: bool,
    rule_file: tuple[str, ...],
    test: bool,
    output_format: str,
) -> None:
    """Show what a rule does, why, and its examples.

    NAMEs are rules (quotes/doubled) or passes (quotes); without any, or with --all, the rules are listed, a line each.
    Rules that a configuration file adds are among them.
    """
    settings, _ = load_config({"rule_files": rule_file or None}, file=config, isolated=isolated, start=Path())
    rules = _chosen(settings.registry, () if everything else names)
    if test:
        _test(rules)
    elif output_format == "json":
        sys.stdout.buffer.write(_json(rules))
    elif names and not everything:
        click.echo("\n\n".join(_page(each) for each in rules))
    else:
        width = max(len(each.name) for each in rules)
        for each in rules:
            click.echo(f"{each.name:<{width}}  {summary(each)}")


def _chosen(registry: Registry, names: Iterable[str]) -> list[type[Rule]]:
    """The rules of these names, all without any, in the order of the passes. ConfigError with every unknown name."""
    wanted = set(names)
    rules = Config.make(registry=registry, select=wanted).registry.rules
    return [each for name, each in rules.items() if not wanted or not wanted.isdisjoint((name, name.split("/")[0]))]


def _test(rules: Iterable[type[Rule]]) -> None:
    tested = broken = 0
    for each in rules:
        tested += 1
        try:
            check_rule(each)
        except RuleError as error:
            broken += 1
            complain(error)
    note(f"{tested} rules tested, {broken} broken")
    click.get_current_context().exit(BROKEN if broken else 0)


def _page(rule: type[Rule]) -> str:
    """A rule's documentation as text."""
    options = ", ".join(f"{name} = {value!r}" for name, value in option_defaults(rule).items())
    facts = {
        "Safety": str(rule.safety),
        "Confidence": _confidence(rule.measured),
        **{f"Confidence, {shape}": _confidence(evidence) for shape, evidence in rule.shapes.items()},
        "Text in other languages": _ELSEWHERE[rule.elsewhere],
        "Needs the lists": _listed(rule.lists),
        "Reads the lists": _listed(rule.optional_lists),
        "Off for": _off(rule),
        "Options": options or "none",
    }
    lines = [rule.name, "", documentation(rule), ""]
    lines += [f"{name}: {value}" for name, value in facts.items() if value]
    lines += ["", "Examples:"]
    for example in rule.examples:
        lines += ["", *_example(example)]
    return "\n".join(lines)


def _confidence(evidence: Evidence) -> str:
    return f"{evidence.confidence:.2f} ({evidence})"


def _listed(names: tuple[str, ...]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - _MAX_LISTED
    return ", ".join(names[:_MAX_LISTED]) + (f" and {more} more (all with --output-format json)" if more > 0 else "")


def _off(rule: type[Rule]) -> str:
    """The languages that lack a list without which the rule is off."""
    missing = [lang for lang in languages() if load(lang).lacking(rule.lists)]
    return f"{', '.join(missing)} (what is missing: cleaner config languages {missing[0]})" if missing else ""


def _example(example: Example) -> Iterator[str]:
    if example.options:
        yield "  with " + ", ".join(f"{name} = {value!r}" for name, value in example.options.items())
    if example.source is not None:
        yield from _block("source", example.source)
    if example.after is None:
        yield from _block("stays", example.before)
    elif example.reported:
        yield from _block("reported", example.before)
    else:
        before, after = told_apart(example.before, example.after, _confusables())
        yield from _block("before", before)
        yield from _block("after", after)


def _confusables() -> frozenset[str]:
    """Letters of other scripts that are drawn like Latin ones."""
    return frozenset(entry[0] for entry in load(FALLBACK).entries("confusables"))


def _block(label: str, text: str) -> Iterator[str]:
    """A text under its label, each of its lines after a bar, so that spaces before it can be seen."""
    for number, line in enumerate(text.split("\n")):
        yield f"  {'' if number else label:<9}| {inert(line)}"


def _json(rules: Iterable[type[Rule]]) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode([record(rule) for rule in rules])) + b"\n"


def record(rule: type[Rule]) -> dict[str, Any]:
    """All that is known of a rule, as values for JSON."""
    return {
        "name": rule.name,
        "summary": summary(rule),
        "documentation": documentation(rule),
        "safety": str(rule.safety),
        "confidence": rule.measured.confidence,
        "measured": str(rule.measured),
        "shapes": {
            shape: {"confidence": evidence.confidence, "measured": str(evidence)}
            for shape, evidence in rule.shapes.items()
        },
        "lists": list(rule.lists),
        "optional_lists": list(rule.optional_lists),
        "off": [lang for lang in languages() if load(lang).lacking(rule.lists)],
        "elsewhere": rule.elsewhere.value,
        "options": dict(option_defaults(rule)),
        "examples": [
            {
                "before": example.before,
                "after": example.after,
                "at": example.at,
                "reported": example.reported,
                "options": dict(example.options or {}),
                **({"source": example.source} if example.source is not None else {}),
            }
            for example in rule.examples
        ],
    }


def example_lines(example: Example) -> list[str]:
    """An example as the documentation shows it, its invisible characters spelled out."""
    return list(_example(example))
