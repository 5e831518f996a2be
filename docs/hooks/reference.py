"""The pages of the reference, made from the program: rules, settings, the command, the Python API.

mkdocs calls `on_files`; no page is kept in the repository, so none can be out of date. `pages()` gives them by path.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import cleaner
from cleaner import alignment, edits, errors, registry, rules, testing
from cleaner.cli import COMMANDS, main
from cleaner.cli.rule import example_lines, record
from cleaner.config import SETTINGS, Config, presets
from cleaner.passes import BUILT_IN
from cleaner.rules import Rule

_WIDTH = 80
"""Columns of a signature, before it goes over several lines."""

_ELSEWHERE = {"skip": "left alone", "report": "reported, not changed", "apply": "treated alike"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the rules into the table of contents."""
    for part in config.nav or ():
        for page in part.get("Reference", ()) if isinstance(part, dict) else ():
            if isinstance(page, dict) and "Rules" in page:
                page["Rules"] += [f"reference/rules/{each.name}.md" for each in BUILT_IN.passes]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the reference to those in the folder."""
    for path, content in pages().items():
        files.append(File.generated(config, path, content=content))
    schema = inspect.getsourcefile(cleaner)
    assert schema
    files.append(
        File.generated(
            config, "finding.schema.json", abs_src_path=schema.replace("__init__.py", "report/finding.schema.json")
        )
    )
    return files


def pages() -> Mapping[str, str]:
    """The pages of the reference, by their path in the documentation."""
    return {
        "reference/rules/index.md": _all_rules(),
        **{f"reference/rules/{each.name}.md": _pass(each) for each in BUILT_IN.passes},
        "reference/settings.md": _settings(),
        "reference/command.md": _command(),
        "reference/python.md": _python(),
    }


# Rules


def _all_rules() -> str:
    lines = [
        "# Rules",
        "",
        "What each rule does, why, what it leaves alone, how often it was right. `cleaner rule NAME` shows the same.",
        "Passes run in this order; the rules of one see the same text.",
    ]
    for each in BUILT_IN.passes:
        lines += ["", f"## [{each.name}]({each.name}.md)", "", "| rule | | safety | confidence |", "|---|---|---|---|"]
        for rule in each.rules:
            link = f"[{rule.name}]({each.name}.md#{_anchor(rule.name)})"
            known = record(rule)
            lines.append(f"| {link} | {_cell(known['summary'])} | {known['safety']} | {known['confidence']:.2f} |")
    return "\n".join(lines) + "\n"


def _pass(each: registry.Pass) -> str:
    return "\n\n".join([f"# {each.name}", *(_rule(rule) for rule in each.rules)]) + "\n"


def _rule(rule: type[Rule]) -> str:
    known = record(rule)
    text = re.sub(r"^(Why|Not touched|Safety):", r"**\1:**", _prose(known["documentation"]), flags=re.MULTILINE)
    facts = [
        ("safety", known["safety"]),
        ("confidence", f"{known['confidence']:.2f}: {known['measured']}"),
        *((f"confidence, {name}", f"{it['confidence']:.2f}: {it['measured']}") for name, it in known["shapes"].items()),
        ("text in other languages", _ELSEWHERE[known["elsewhere"]]),
        ("off for the languages", ", ".join(known["off"])),
        ("options", ", ".join(f"`{name} = {value!r}`" for name, value in known["options"].items())),
    ]
    table = ["| of the rule | |", "|---|---|", *(f"| {name} | {_cell(str(value))} |" for name, value in facts if value)]
    examples = "\n\n".join("\n".join(example_lines(example)) for example in rule.examples)
    return "\n".join(
        [
            f"## {rule.name} {{ #{_anchor(rule.name)} }}",
            "",
            text,
            "",
            *table,
            "",
            *_fenced(examples),
        ]
    )


def _prose(text: str) -> str:
    """A docstring as Markdown: what Markdown or HTML would take for its own is escaped, but not in code."""
    pieces = re.split(r"(``` .*? ```|``.*?``|`[^`\n]*`)", text)
    for number in range(0, len(pieces), 2):
        pieces[number] = re.sub(r"([\\<>*_\[\]#|])", r"\\\1", pieces[number])
    return "".join(pieces)


def _cell(text: str) -> str:
    pieces = re.split(r"(``` .*? ```|``.*?``|`[^`\n]*`)", " ".join(text.split()))
    for number in range(0, len(pieces), 2):
        pieces[number] = re.sub(r"([\\<>*_\[\]#])", r"\\\1", pieces[number])
    return "".join(pieces).replace("|", "&#124;")


def _fenced(text: str, language: str = "text") -> list[str]:
    """A text in a fence that it cannot end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", text, fence]


def _anchor(name: str) -> str:
    return name.replace("/", "-")


# Settings


def _settings() -> str:
    known = Config.make().registry
    lines = [
        "# Settings",
        "",
        "The nearest `cleaner.toml`, or `[tool.cleaner]` in a `pyproject.toml`, at or above the first input. "
        "`cleaner config init` writes one with every setting, `cleaner config show` tells what is in force and where "
        "it comes from, `cleaner config schema` prints a JSON schema for editors. The same names are keywords of "
        "`cleaner.Pipeline`.",
        "",
        "## preset",
        "",
        f"One of {', '.join(f'`{name}`' for name in presets())}; `news` unless given. Option: `--preset NAME`.",
        "",
        "## extend",
        "",
        "The path of another file, whose settings are under these.",
        "",
        "## overrides",
        "",
        "Tables `[[overrides]]` with `files`, a list of globs, and the settings that hold for files they match.",
    ]
    for setting in SETTINGS:
        default = setting.default_in(known)
        option = f" Option: `{setting.option.flag}`." if setting.option else ""
        own = "" if setting.in_overrides else " Not in overrides."
        shown = "all" if setting.name == "passes" else f"`{default!r}`".replace("'", '"')
        lines += ["", f"## {setting.name}", "", f"{_prose(setting.comment)}{option}{own} Default: {shown}."]
    return "\n".join(lines) + "\n"


# The command


def _command() -> str:
    lines = ["# The command", "", *_fenced(_help(main, "cleaner"))]
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command
        lines += ["", f"## cleaner {name}", "", *_fenced(_help(command, f"cleaner {name}"))]
        if isinstance(command, click.Group):
            for each in command.list_commands(click.Context(command)):
                inner = command.get_command(click.Context(command), each)
                assert inner
                lines += ["", f"### cleaner {name} {each}", "", *_fenced(_help(inner, f"cleaner {name} {each}"))]
    return "\n".join(lines) + "\n"


def _help(command: click.Command, name: str) -> str:
    return command.get_help(click.Context(command, info_name=name, max_content_width=100, terminal_width=100))


# The Python API


def _python() -> str:
    lines = [
        "# Python API",
        "",
        "Offsets count code points, as Python does; spans are half-open. All values are frozen.",
        "",
        "## cleaner",
    ]
    for name in cleaner.__all__:
        value = getattr(cleaner, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            lines += _described(f"cleaner.{name}", value)
    lines += ["", "## Values of a result"]
    for value in (edits.Change, edits.NetChange, edits.Safety, edits.Residue, edits.Likelihood, edits.Reason):
        lines += _described(f"cleaner.edits.{value.__name__}", value)
    lines += _described("cleaner.alignment.apply", alignment.apply)
    lines += ["", "## The kit for rules"]
    for name in ("Edit", "Measured", "Prior", "Elsewhere", "fix", "report", "keep"):
        lines += _described(f"cleaner.rules.{name}", getattr(rules, name))
    lines += _described("cleaner.testing.check_rule", testing.check_rule)
    lines += ["", "## Errors"]
    for value in vars(errors).values():
        if inspect.isclass(value) and issubclass(value, errors.CleanerError):
            lines += _described(f"cleaner.errors.{value.__name__}", value)
    return "\n".join(lines) + "\n"


def _described(name: str, value: Callable[..., Any] | type) -> list[str]:
    lines = ["", f"### {name}", ""]
    if not (inspect.isclass(value) and issubclass(value, Exception)):
        lines += [*_fenced(_signature(name, value), "python"), ""]
    lines.append(_prose(inspect.getdoc(value) or ""))
    if inspect.isclass(value) and not issubclass(value, Exception):
        lines += _members(value)
    return lines


def _signature(name: str, value: Callable[..., Any]) -> str:
    short = name.rpartition(".")[2]
    try:
        shown = str(inspect.signature(value))
    except ValueError:
        return short
    shown = re.sub(r"(: |-> )'([^']*)'", r"\1\2", f"{short}{shown}")  # annotations that are written as strings
    if len(shown) <= _WIDTH:
        return shown
    parameters, _, returned = shown[len(short) + 1 :].rpartition(")")
    each = re.split(r", (?=[*\w]+(?::|=|,|$)|\*,)", parameters)
    return "\n".join([f"{short}(", *(f"    {parameter}," for parameter in each), f"){returned}"])


def _members(value: type) -> Iterator[str]:
    """The public methods and properties of a class, with the first paragraph of what is said of each."""
    found = []
    names = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
    for name, member in vars(value).items():
        if name.startswith("_") or name in names:
            continue
        function = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
        if inspect.isfunction(function):
            found.append((f"{name}{_arguments(function)}", inspect.getdoc(function)))
        elif isinstance(member, property) or type(member).__name__ == "cached_property":
            found.append((name, inspect.getdoc(member)))
    if found:
        yield ""
        for name, text in found:
            yield f"- `{name}`: {_prose(' '.join((text or '').split()))}"


def _arguments(function: Callable[..., Any]) -> str:
    parameters = [each for each in inspect.signature(function).parameters.values() if each.name not in ("self", "cls")]
    bare = [each.replace(annotation=inspect.Parameter.empty) for each in parameters]
    return textwrap.shorten(str(inspect.Signature(bare)), 200)
