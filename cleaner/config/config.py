"""A configuration: settings of all layers merged, checked whole, frozen.

Layers, each over the one before: the defaults of the table of settings, the preset, the files that `extend` names, the
file itself, keywords of the call or options of the command. Every mistake of every layer is reported at once, with its
file and line.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from cleaner import lexicon, toml_lines
from cleaner.config import layers
from cleaner.config.added import with_added_rules
from cleaner.config.kinds import is_strings, suggest
from cleaner.config.layers import Layer, Table, find_file, merge, plain, presets
from cleaner.config.rule_options import with_given_rules
from cleaner.config.settings import BY_NAME, SETTINGS
from cleaner.errors import ConfigError, Problem
from cleaner.registry import Registry
from cleaner.resolve import Level
from cleaner.rules import Rule, option_defaults

DEFAULT_PRESET = "news"

TOP_LEVEL = ("preset", "extend", *BY_NAME, "overrides")
"""The keys of a file."""

IN_OVERRIDES = ("files", *(setting.name for setting in SETTINGS if setting.in_overrides))
"""The keys of a table of overrides."""

Options = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Override:
    """Settings for the files that match one of the globs in `files`, as JSON: so an override is frozen, too."""

    files: tuple[str, ...]
    json: str

    @property
    def settings(self) -> Table:
        """The settings as they are in the file."""
        table: Table = json.loads(self.json)
        return table

    def matches(self, path: PurePath) -> bool:
        """Whether a glob matches the path or what follows a slash in it."""
        name = path.as_posix()
        return any(fnmatch.fnmatchcase(name, glob) or fnmatch.fnmatchcase(name, f"*/{glob}") for glob in self.files)


@dataclass(frozen=True)
class Config:
    """All settings of a pipeline, valid by construction. Make one with `make`, `from_file` or `discover`.

    `registry` has the rules there are; they are the built-in ones unless others are given. The fields from `lang` to
    `rules` are the table of settings, see `cleaner.config.settings`.
    """

    preset: str
    registry: Registry
    lang: str
    origin: str
    plugins: tuple[str, ...]
    rule_files: tuple[str, ...]
    passes: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    apply: Level
    min_confidence: float
    strict: bool
    quotes: str
    protect: tuple[str, ...]
    rules: Options
    overrides: tuple[Override, ...] = ()
    sources: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """Where each setting that is not a default comes from: `preset NAME`, `FILE:LINE`, or `option` for a keyword. The
    options of rules have keys of the form `pass/defect.option`."""

    def __post_init__(self) -> None:
        frozen = {name: MappingProxyType(dict(options)) for name, options in self.rules.items()}
        object.__setattr__(self, "rules", MappingProxyType(frozen))

    def __hash__(self) -> int:
        return hash((self.preset, self.digest))

    def __reduce__(self) -> tuple[Any, ...]:
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        values["rules"] = {name: dict(options) for name, options in self.rules.items()}
        if self.registry is built_in():
            values["registry"] = None
        return _restore, (values,)

    @classmethod
    def make(cls, *, registry: Registry | None = None, **settings: Any) -> Config:
        """A configuration from keywords alone, over the preset (`news` unless given). ConfigError for a wrong one.

        `rules` is either a table of options, `{"pass/defect": {"option": value}}`, or a list of classes of rules, which
        are added to those there are, and of instances of rules, whose options are taken over.
        """
        return _build([], registry, settings)

    @classmethod
    def from_file(cls, path: str | Path, *, registry: Registry | None = None, **settings: Any) -> Config:
        """The configuration in a TOML file (the table `tool.cleaner` of a pyproject.toml), with keywords over it.

        ConfigError with every mistake in it; a file that cannot be read is one.
        """
        return _build(layers.file_layers(Path(path)), registry, settings)

    @classmethod
    def discover(cls, start: str | Path, *, registry: Registry | None = None, **settings: Any) -> Config:
        """The nearest configuration file at or above `start`, or the defaults; with keywords over it."""
        path = find_file(Path(start))
        return _build(layers.file_layers(path) if path else [], registry, settings)

    def for_path(self, path: str | PurePath) -> Config:
        """This configuration with the overrides that match `path`."""
        config = self
        for override in self.overrides:
            if override.matches(PurePath(path)):
                merged = merge(config.settings(), override.settings)
                config = dataclasses.replace(config, **_fields(merged, self.registry))
        return config

    def settings(self) -> Table:
        """The settings as a plain table, as they would be in a file, without preset and overrides."""
        return {setting.name: plain(getattr(self, setting.name)) for setting in SETTINGS}

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that are equal for equal settings and rules, whatever files they came from."""
        table = self.settings() | {"overrides": [[list(o.files), o.settings] for o in self.overrides]}
        del table["rule_files"]  # their rules count, not where they are
        if added := [_identity(rule) for rule in self.registry.beyond(built_in())]:
            table["added rules"] = added
        return hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()[:12]

    def enabled(self) -> list[Rule]:
        """The rules that run, with their options, in the order of the passes."""
        return [rule(**self._options(rule)) for rule in self._chosen() if not self.lacking(rule)]

    def idle(self) -> dict[str, tuple[str, ...]]:
        """The rules that would run but are off for the language, each with the lists that the language lacks."""
        return {rule.name: missing for rule in self._chosen() if (missing := self.lacking(rule))}

    def lacking(self, rule: type[Rule]) -> tuple[str, ...]:
        """The lists that a rule needs and the language has not; where there is one, the rule is off."""
        return lexicon.load(self.lang).lacking(rule.lists)

    def _chosen(self) -> list[type[Rule]]:
        """The rules that are asked for, in the order of the passes."""
        by_pass: dict[str, list[type[Rule]]] = {name: [] for name in self.passes}
        for name, rule in self.registry.rules.items():
            of_its_pass = by_pass.get(name.partition("/")[0])
            if of_its_pass is not None and self._wanted(name):
                of_its_pass.append(rule)
        return [rule for group in by_pass.values() for rule in group]

    def _options(self, rule: type[Rule]) -> Table:
        """The options of a rule: the settings it shares, then what its own table says."""
        known = option_defaults(rule)
        shared = {each.name: getattr(self, each.name) for each in SETTINGS if each.for_rules and each.name in known}
        return {**shared, **self.rules.get(rule.name, {})}

    def _wanted(self, name: str) -> bool:
        own = {name, name.partition("/")[0]}
        return (not self.select or not own.isdisjoint(self.select)) and own.isdisjoint(self.ignore)


def built_in() -> Registry:
    """The built-in rules; they load when a configuration is first made."""
    from cleaner.passes import BUILT_IN

    return BUILT_IN


def _restore(values: Table) -> Config:
    values["registry"] = values["registry"] or built_in()
    return Config(**values)


def _identity(rule: type[Rule]) -> list[object]:
    """What tells an added rule from others, as JSON has it."""
    from cleaner.own.rule import TableRule  # here: few add rules, and it takes a while

    if issubclass(rule, TableRule):
        return [repr(rule.spec)]
    return [rule.name, f"{rule.__module__}.{rule.__qualname__}", plain(option_defaults(rule))]


def _build(files: list[Layer], registry: Registry | None, settings: Table) -> Config:
    """The configuration of some layers and keywords; ConfigError with every mistake in them."""
    at_first = registry = built_in() if registry is None else registry
    given = settings.get("rules")
    is_list = isinstance(given, (list, tuple))
    every = [*files, layers.keywords({**settings, "rules": None} if is_list else settings)]
    registry, problems = with_added_rules(registry, every)
    if problems:
        raise ConfigError(*problems)
    if isinstance(given, (list, tuple)):
        registry, options = with_given_rules(registry, given)
        every[-1].table["rules"] = plain(options)
    problems = [problem for layer in every for problem in _problems(layer, registry)]
    if problems:
        raise ConfigError(*problems)
    name = next((layer.table["preset"] for layer in reversed(every) if "preset" in layer.table), DEFAULT_PRESET)
    config = _merged(name, every, registry)
    is_written = any("passes" in layer.table for layer in every)  # a preset may leave a pass out
    for rule in registry.beyond(at_first) if is_written else ():
        if rule.name.partition("/")[0] not in config.passes:
            hint = f"add {rule.name.partition('/')[0]!r} to 'passes'"
            problems.append(Problem(f"the rule {rule.name!r} is added, but its pass does not run", suggestion=hint))
    if problems:
        raise ConfigError(*problems)
    return config


def _merged(preset: str, every: list[Layer], registry: Registry) -> Config:
    """The configuration of layers that are right each by itself."""
    problems: list[Problem] = []
    chosen = layers.preset(preset)
    table = merge(_defaults(registry), _adapted(chosen.table, registry))
    sources = dict.fromkeys(chosen.keys(), f"preset {preset}")
    for layer in every:
        sources |= {key: layer.source(path) for key, path in layer.keys().items()}
        table = merge(table, {key: value for key, value in layer.table.items() if key in BY_NAME})
        problems += _idle_selections(layer, layer.table, table, (), registry)
    overrides = []
    for layer in every:
        for index, entry in enumerate(layer.table.get("overrides", [])):
            settings = {key: value for key, value in entry.items() if key != "files"}
            overrides.append(Override(tuple(entry["files"]), json.dumps(settings, sort_keys=True)))
            where = ("overrides", str(index))
            problems += _idle_selections(layer, settings, merge(table, settings), where, registry)
    if problems:
        raise ConfigError(*problems)
    return Config(
        preset=preset, registry=registry, overrides=tuple(overrides), sources=sources, **_fields(table, registry)
    )


def _defaults(registry: Registry) -> Table:
    return {setting.name: setting.default_in(registry) for setting in SETTINGS}


def _adapted(preset: Table, registry: Registry) -> Table:
    """A preset for a registry: of the passes it names those there are, and all that are not built in."""
    if "passes" not in preset:
        return preset
    known = built_in().pass_names
    passes = [name for name in registry.pass_names if name in preset["passes"] or name not in known]
    return {**preset, "passes": passes}


def _fields(table: Table, registry: Registry) -> Table:
    """A merged table as the fields of a Config."""
    return {setting.name: setting.kind.kept(table[setting.name], registry) for setting in SETTINGS}


def _idle_selections(
    layer: Layer, own: Table, merged: Table, path: toml_lines.Path, registry: Registry
) -> Iterable[Problem]:
    """What a layer selects although it cannot run: its pass does not, or the language lacks the lists it needs."""
    for name in own.get("select", ()):
        rule = registry.rules.get(name)
        if name.partition("/")[0] not in merged["passes"]:
            hint = f"the passes are: {', '.join(merged['passes'])}"
            yield layer.problem(f"{name!r} is selected, but its pass does not run", (*path, "select"), hint)
        elif rule is not None and (missing := lexicon.load(merged["lang"]).lacking(rule.lists)):
            lists = ", ".join(missing)
            message = f"{name!r} is selected, but the language {merged['lang']!r} lacks the lists it needs: {lists}"
            yield layer.problem(message, (*path, "select"))


def _problems(layer: Layer, registry: Registry) -> Iterator[Problem]:
    """Every mistake in one layer, in the order of its keys."""
    yield from layer.trouble
    for key, value in layer.table.items():
        if key == "extend" and layer.file is None:
            yield layer.problem("'extend' belongs in a file", (key,), "give the file's path to `from_file`")
        elif key not in TOP_LEVEL:
            yield layer.problem(f"unknown setting {key!r}", (key,), suggest(key, TOP_LEVEL))
        elif key == "overrides":
            yield from _override_problems(layer, value, registry)
        elif key == "extend":
            if not isinstance(value, str):
                yield layer.problem("'extend' must be the path of a file", (key,))
        elif key == "preset":
            if value not in presets():
                yield layer.problem(f"unknown preset {value!r}", (key,), suggest(value, presets()))
        else:
            yield from _setting_problems(layer, key, value, (key,), registry)


def _override_problems(layer: Layer, value: object, registry: Registry) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        yield layer.problem("'overrides' must be tables: [[overrides]]", ("overrides",))
        return
    for index, entry in enumerate(value):
        here = ("overrides", str(index))
        files = entry.get("files")
        if not is_strings(files) or not files:
            yield layer.problem("an override must name its files, as a list of globs", here, 'files = ["*.srt"]')
        for key, setting in entry.items():
            if key not in IN_OVERRIDES:
                yield layer.problem(f"unknown setting {key!r} in an override", (*here, key), suggest(key, IN_OVERRIDES))
            elif key != "files":
                yield from _setting_problems(layer, key, setting, (*here, key), registry)


def _setting_problems(
    layer: Layer, key: str, value: Any, path: toml_lines.Path, registry: Registry
) -> Iterator[Problem]:
    for mistake in BY_NAME[key].kind.mistakes(key, value, registry):
        yield layer.problem(mistake.message, path + mistake.path, mistake.suggestion)
