"""`cleaner measure`: what rules do in texts of people and of machines, with samples to read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cleaner.cli.decisions import taught
from cleaner.cli.options import (
    CONFIGURATION,
    GLOBS,
    Decorator,
    complain,
    load_config,
    note,
    painter,
    pop_settings,
    with_options,
)
from cleaner.config import Config
from cleaner.errors import CleanerError
from cleaner.formats import InputOptions
from cleaner.formats.counts import plural
from cleaner.jobs.texts import texts
from cleaner.own.editing import position, with_key
from cleaner.own.rule import TableRule
from cleaner.pipeline import Pipeline
from cleaner.report import terminal
from cleaner.report.inert import inert_json
from cleaner.rules import Rule
from cleaner.storage.finding import Selection, find
from cleaner.storage.staging import Writer
from cleaner.survey.measuring import Measurement, evidence, in_python, in_toml
from cleaner.survey.measuring import measure as measure_texts
from cleaner.workers import count_of_workers

FAILED = 2

_PATHS = "PATH"

_OPTIONS: tuple[Decorator, ...] = (
    click.argument("names", nargs=-1, metavar="RULE..."),
    click.option("--human", multiple=True, metavar=_PATHS, help="Texts that people wrote; again for more."),
    click.option(
        "--decisions",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Instead: decisions that the review page exported; again for more.",
    ),
    click.option("--machine", multiple=True, metavar=_PATHS, help="Texts that have the defect; again for more."),
    click.option("--field", multiple=True, metavar="NAME", help="Fields of records to read.  [default: text]"),
    click.option(
        "--samples", type=click.IntRange(0), default=10, show_default=True, metavar="N", help="Show N a rule."
    ),
    click.option("--write", is_flag=True, help="Write the figures into the rule file, for rules without code."),
    click.option("-j", "workers", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Processes."),
    click.option(
        "--output-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to show it.",
    ),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours."),
    *CONFIGURATION,
)


def _measure(
    names: tuple[str, ...],
    human: tuple[str, ...],
    decisions: tuple[Path, ...],
    machine: tuple[str, ...],
    field: tuple[str, ...],
    samples: int,
    write: bool,
    workers: int,
    output_format: str,
    color: str,
    config: Path | None,
    isolated: bool,
    **chosen: Any,
) -> None:
    """Count what rules do in texts: edits in 100,000 words, with samples to read.

    The line of `measured` that follows from it is shown, and with --write put into the rule file.

    RULEs are rules or passes; they run alone, and what runs with them when texts are cleaned may leave less for them.
    An edit in text that people wrote counts as wrong until somebody has read it and says otherwise.

    With --decisions: how often the edits of each rule were accepted on the review page, and the settings that follow.
    """
    if decisions:
        if names or human or machine or write:
            raise click.UsageError("--decisions is measured alone: leave rules, --human, --machine and --write out.")
        sys.stdout.write(taught(decisions, output_format))
        return
    if not names or not human:
        raise click.UsageError("Give a RULE and --human texts, or --decisions.")
    settings = pop_settings(chosen)
    settings["select"] = (*names, *(settings["select"] or ()))
    used, _ = load_config(settings, file=config, isolated=isolated, start=Path())
    rules = {rule.name: type(rule) for rule in used.enabled()}
    options = InputOptions(fields=field or ("text",))
    failed: list[CleanerError] = []
    kinds = {"human": human, "machine": machine}
    found = {
        kind: _measured(paths, options, Pipeline(config=used), rules, failed, samples, count_of_workers(workers))
        for kind, paths in kinds.items()
        if paths
    }
    if output_format == "json":
        sys.stdout.write(_json(rules, found))
    else:
        paint = painter(color, to_terminal=sys.stdout.isatty())
        sys.stdout.writelines(_text(rules, found))
        sys.stdout.writelines(_samples(found, paint))
    sys.stdout.flush()
    if write:
        _write(used, rules, found["human"])
    for problem in failed:
        complain(problem)
    click.get_current_context().exit(FAILED if failed else 0)


measure = click.command("measure")(with_options(_measure, _OPTIONS))


def _measured(
    paths: Sequence[str],
    options: InputOptions,
    pipeline: Pipeline,
    rules: Mapping[str, type[Rule]],
    failed: list[CleanerError],
    samples: int,
    workers: int,
) -> Measurement:
    inputs = find(paths, Selection(GLOBS["auto"]))
    failed += inputs.problems
    read = texts(inputs.inputs, options, failed.append)
    return measure_texts(pipeline, read, rules, samples=samples, workers=workers)


def _text(rules: Mapping[str, type[Rule]], found: Mapping[str, Measurement]) -> Iterator[str]:
    for name, rule in rules.items():
        yield f"{name}\n"
        for kind, each in found.items():
            applied, reported = each.applied[name].count, each.reported[name].count
            yield (
                f"  {kind}: {plural(applied, 'edit')} in {each.words:,} words, {each.rate(applied):.2f} in 100,000; "
                f"{reported:,} only reported, {each.rate(reported):.2f} in 100,000\n"
            )
        yield f"  {_line(rule, found['human'])}\n\n"


def _line(rule: type[Rule], human: Measurement) -> str:
    """The line of `measured`, as the rule is written."""
    counted = evidence(rule.measured, human, rule.name)
    return f"measured = {in_toml(counted)}" if issubclass(rule, TableRule) else in_python(counted)


def _samples(found: Mapping[str, Measurement], paint: terminal.Paint) -> Iterator[str]:
    for kind, each in found.items():
        for tallies, what in ((each.applied, "applied"), (each.reported, "reported")):
            shown = [sample for tally in tallies.values() for sample in tally.samples]
            if shown:
                yield f"{kind}, {what}:\n\n"
                yield from terminal.full(((_name(name), result) for name, result in shown), terminal.ReportView(paint))


def _name(name: object) -> str | terminal.RecordName:
    return name if isinstance(name, terminal.RecordName) else str(name)


def _json(rules: Mapping[str, type[Rule]], found: Mapping[str, Measurement]) -> str:
    records = [
        {
            "rule": name,
            **{
                kind: {
                    "texts": each.texts,
                    "words": each.words,
                    "applied": each.applied[name].count,
                    "applied_per_100000": each.rate(each.applied[name].count),
                    "reported": each.reported[name].count,
                    "reported_per_100000": each.rate(each.reported[name].count),
                    "samples": [
                        json.loads(line)
                        for tally in (each.applied[name], each.reported[name])
                        for line in terminal.jsonl(
                            ((_name(at), result) for at, result in tally.samples), terminal.ReportView()
                        )
                    ],
                }
                for kind, each in found.items()
            },
            "measured": _line(rule, found["human"]),
        }
        for name, rule in rules.items()
    ]
    return inert_json(json.dumps(records, ensure_ascii=False, indent=2)) + "\n"


def _write(config: Config, rules: Mapping[str, type[Rule]], human: Measurement) -> None:
    """Put the figures of rules without code into the files that have them."""
    for file in map(Path, config.rule_files):
        before = text = file.read_bytes().decode()
        for name, rule in rules.items():
            if issubclass(rule, TableRule) and (index := position(text, name)) is not None:
                text = with_key(text, index, "measured", in_toml(evidence(rule.measured, human, name)))
        if text != before:
            Writer().create(file, [text.encode()])
            note(f"{file}: measured")
    if left := [name for name, rule in rules.items() if not issubclass(rule, TableRule)]:
        note(f"not written: {', '.join(left)}; put the line into the rule's source")
