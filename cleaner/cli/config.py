"""`cleaner config`: the settings and where they come from, whether a file is right, and a file to begin with."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cleaner.cli.options import CONFIGURATION, complain, load_config, note, pop_settings, with_options
from cleaner.config import FILE_NAME, SETTINGS, Config, find_file, presets
from cleaner.config.kinds import Schema
from cleaner.errors import ConfigError, InputError
from cleaner.lexicon import is_own, languages, load
from cleaner.lists import LISTS
from cleaner.report.inert import inert
from cleaner.rules import option_defaults

FAILED = 2
_SHOWN = 4

_MORE = """
# A preset: "minimal", "news" (the default), "thorough", "report"; what is set in this file goes over it.
#preset = "news"

# Another file whose settings this one goes over.
#extend = "../cleaner.toml"

# Options of a rule; `cleaner rule NAME` shows which it has.
#[rules."pass/defect"]
#option = 1

# Other settings for some files.
#[[overrides]]
#files = ["*.srt"]
#ignore = ["boilerplate"]
"""


@click.group()
def config() -> None:
    """Show, check or begin a configuration."""


def _show(config: Path | None, isolated: bool, **chosen: Any) -> None:
    """Print the settings as they hold in this folder, as TOML, each with where it comes from."""
    effective, _ = load_config(pop_settings(chosen), file=config, isolated=isolated, start=Path())
    sys.stdout.buffer.write("".join(f"{line}\n" for line in _toml(effective)).encode())


config.command("show")(with_options(_show, CONFIGURATION))


@config.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
def check(files: tuple[Path, ...]) -> None:
    """Read configuration files, by default the one that holds in this folder, and tell every mistake."""
    nearest = find_file(Path())
    failed = False
    for file in files or ([nearest] if nearest else []):
        try:
            Config.from_file(file)
            click.echo(f"{inert(str(file))}: ok")
        except ConfigError as error:
            failed = True
            complain(error)
    if not files and not nearest:
        note("there is no configuration file here or above; the defaults hold")
    click.get_current_context().exit(FAILED if failed else 0)


@config.command("languages")
@click.argument("lang", required=False, metavar="[CODE]")
def show_languages(lang: str | None) -> None:
    """List the languages whose text can be cleaned; with a CODE, every list and whether that language has it.

    CODE may be any language that is known, or xx for the fallback.
    """
    if lang is None:
        for code in languages():
            off = len(Config.make(lang=code).idle())
            click.echo(f"{code}  {load(code).name}: {f'{off} rules are off for want of lists' if off else 'all rules'}")
        return
    lexicon = load(lang)
    rules = Config.make().registry.rules.values()
    for row in LISTS.values():
        origin = "own" if is_own(lang, row.name) else "any language's" if lexicon.has(row.name) else "missing"
        click.echo(f"{row.path}: {origin}")
        click.echo(f"    an entry is {row.entry}")
        needed = [rule.name for rule in rules if row.name in rule.lists]
        read = [*row.readers, *(rule.name for rule in rules if row.name in rule.optional_lists)]
        for label, names in (("without it, these are off", needed), ("read where it is there, by", read)):
            if names:
                click.echo(f"    {label}: {_some(names)}")


@config.command()
def init() -> None:
    """Write a cleaner.toml with every setting, commented out, to this folder."""
    file = Path(FILE_NAME)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(_template())
    except FileExistsError:
        raise InputError(f"{file}: already exists; remove it first to start over") from None
    except OSError as error:
        raise InputError(f"{file}: cannot write it: {error.strerror}") from error
    note(f"wrote {file}; take the # from what you want to change")


@config.command()
def schema() -> None:
    """Print a JSON Schema of cleaner.toml, for editors."""
    click.echo(json.dumps(_schema(), indent=2))


def _some(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"


def _template() -> str:
    """The defaults with their comments, the settings commented out: so the file is right for every preset."""
    registry = Config.make().registry
    lines = ["# Settings of cleaner, all commented out at their defaults. Take the # from what you want to change."]
    for setting in SETTINGS:
        if setting.name != "rules":
            lines += ["", f"# {setting.comment}", f"#{setting.name} = {_value(setting.default_in(registry))}"]
    return "\n".join([*lines, _MORE])


def _toml(config: Config) -> Iterator[str]:
    """The settings of a configuration as lines of TOML, with where each comes from."""

    def line(name: str, value: object, key: str) -> str:
        return f"{name} = {_value(value)}  # {inert(config.sources.get(key, 'default'))}"

    yield line("preset", config.preset, "preset")
    settings = config.settings()
    yield from (line(key, value, key) for key, value in settings.items() if key != "rules")
    for rule, type_ in config.registry.rules.items():
        options = {**option_defaults(type_), **settings["rules"].get(rule, {})}
        if options:
            yield from ("", f"[rules.{_value(rule)}]")
            yield from (line(option, value, f"{rule}.{option}") for option, value in options.items())
    for rule, missing in config.idle().items():
        yield f"# {rule} is off: {config.lang} has no list {_some(missing)}"
    for override in config.overrides:
        yield from ("", "[[overrides]]", f"files = {_value(list(override.files))}")
        yield from _plain({key: value for key, value in override.settings.items() if key != "rules"})
        for rule, options in override.settings.get("rules", {}).items():
            yield f"[overrides.rules.{_value(rule)}]"
            yield from _plain(options)


def _plain(table: Mapping[str, object]) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in table.items())


def _value(value: object) -> str:
    """A string, number, truth value or list of them as TOML has it, which is as JSON has it."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _schema() -> dict[str, object]:
    registry = Config.make().registry
    settings: dict[str, Schema] = {}
    for setting in SETTINGS:
        schema = {"description": setting.comment, **setting.kind.schema(registry)}
        if setting.name != "rules":
            schema["default"] = setting.default_in(registry)
        settings[setting.name] = schema
    override = {
        "type": "object",
        "properties": {"files": {"type": "array", "items": {"type": "string"}, "minItems": 1}, **settings},
        "required": ["files"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cleaner.toml",
        "type": "object",
        "properties": {
            "preset": {"enum": list(presets())},
            "extend": {"type": "string"},
            **settings,
            "overrides": {"type": "array", "items": override},
        },
        "additionalProperties": False,
    }
