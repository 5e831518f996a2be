"""Settings: read from TOML and keywords, checked whole, frozen.

Layers, each over the one before: `default.toml`, the preset, the files that `extend` names, the file itself, keywords
of the call or options of the command. Every mistake of every layer is reported at once, with its place.
"""

from __future__ import annotations

import dataclasses
import difflib
import fnmatch
import functools
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from cleaner import toml_places
from cleaner.errors import ConfigError, Problem
from cleaner.lexicon import languages
from cleaner.passes import all_rules, pass_names
from cleaner.resolve import Level
from cleaner.rules import Rule, option_defaults

FILE_NAME = "cleaner.toml"
PROJECT_FILE = "pyproject.toml"
_LISTS = ("passes", "select", "ignore", "protect")
_SETTINGS = ("lang", "passes", "select", "ignore", "apply", "min_confidence", "quotes", "protect", "rules")
_LEVELS = tuple(str(level) for level in Level)
_QUOTES = ("preserve", "straight", "typographic")
_SHARED = ("quotes",)
"""Settings that a rule gets by having an option of that name; its own table of options goes before them."""
_TOP = ("preset", "extend", *_SETTINGS, "overrides")
_OVERRIDE = ("files", *_SETTINGS)
_SHOWN = 12
"""How many valid names a suggestion lists."""
_ORIGINS = ("preset", *(key for key in _SETTINGS if key != "rules"))

Table = dict[str, Any]
Options = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Override:
    """Settings for the files that match one of the globs in `files`, as JSON: so an override is frozen, too."""

    files: tuple[str, ...]
    json: str

    @property
    def settings(self) -> Table:
        """The settings as they stand in the file."""
        table: Table = json.loads(self.json)
        return table

    def matches(self, path: PurePath) -> bool:
        """Whether a glob matches the path or what follows a slash in it."""
        name = path.as_posix()
        return any(fnmatch.fnmatchcase(name, glob) or fnmatch.fnmatchcase(name, f"*/{glob}") for glob in self.files)


@dataclass(frozen=True)
class Config:
    """All settings of a pipeline, valid by construction. Make one with `make`, `from_file` or `discover`."""

    preset: str
    lang: str
    passes: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    apply: Level
    min_confidence: float
    quotes: str
    protect: tuple[str, ...]
    rules: Options
    overrides: tuple[Override, ...] = ()
    origins: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """Where each setting that is not a default comes from: `preset NAME`, `FILE:LINE`, or `option` for a keyword. The
    options of rules have keys of the form `pass/defect.option`."""

    def __post_init__(self) -> None:
        frozen = {name: MappingProxyType(dict(options)) for name, options in self.rules.items()}
        object.__setattr__(self, "rules", MappingProxyType(frozen))

    def __hash__(self) -> int:
        return hash((self.preset, self.digest))

    def __reduce__(self) -> tuple[Any, ...]:
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return _restore, (values | {"rules": {name: dict(options) for name, options in self.rules.items()}},)

    @classmethod
    def make(cls, **settings: Any) -> Config:
        """A configuration from keywords alone, over the preset (`news` unless given). ConfigError for a wrong one."""
        return _build([_keywords(settings)])

    @classmethod
    def from_file(cls, path: str | Path, **settings: Any) -> Config:
        """The configuration in a TOML file (the table `tool.cleaner` of a pyproject.toml), with keywords over it.

        ConfigError with every mistake in it; a file that cannot be read is one.
        """
        return _build([*_file_layers(Path(path)), _keywords(settings)])

    @classmethod
    def discover(cls, start: str | Path, **settings: Any) -> Config:
        """The nearest configuration file at or above `start`, or the defaults; with keywords over it."""
        path = find_file(Path(start))
        return cls.from_file(path, **settings) if path else cls.make(**settings)

    def for_path(self, path: str | PurePath) -> Config:
        """This configuration with the overrides that match `path`."""
        config = self
        for override in self.overrides:
            if override.matches(PurePath(path)):
                config = dataclasses.replace(config, **_fields(_merge(config.settings(), override.settings)))
        return config

    def settings(self) -> Table:
        """The settings as a plain table, as they would stand in a file, without preset and overrides."""
        return {
            "lang": self.lang,
            "passes": list(self.passes),
            "select": list(self.select),
            "ignore": list(self.ignore),
            "apply": str(self.apply),
            "min_confidence": self.min_confidence,
            "quotes": self.quotes,
            "protect": list(self.protect),
            "rules": {name: _plain(options) for name, options in self.rules.items()},
        }

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that are equal for equal settings, whatever files they came from."""
        table = self.settings() | {"overrides": [[list(o.files), o.settings] for o in self.overrides]}
        return hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()[:12]

    def enabled(self) -> list[Rule]:
        """The rules that run, with their options, in the order of the passes."""
        known = all_rules()
        order = {name: place for place, name in enumerate(self.passes)}
        names = [name for name, rule in known.items() if name.partition("/")[0] in order and self._wanted(name)]
        names.sort(key=lambda name: order[name.partition("/")[0]])
        return [known[name](**self._options(known[name])) for name in names]

    def _options(self, rule: type[Rule]) -> Table:
        """The options of a rule: the shared settings it knows, then what its own table says."""
        shared = {key: getattr(self, key) for key in _SHARED if key in option_defaults(rule)}
        return {**shared, **self.rules.get(rule.name, {})}

    def _wanted(self, name: str) -> bool:
        own = {name, name.partition("/")[0]}
        return (not self.select or not own.isdisjoint(self.select)) and own.isdisjoint(self.ignore)


def presets() -> tuple[str, ...]:
    """The names of the presets."""
    folder = resources.files("cleaner").joinpath("presets")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def find_file(start: Path) -> Path | None:
    """The nearest `cleaner.toml`, or `pyproject.toml` with a table `tool.cleaner`, at or above `start`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (own := folder / FILE_NAME).is_file():
            return own
        project = folder / PROJECT_FILE
        if project.is_file() and _configures(_read(project)):
            return project
    return None


def _configures(project: str) -> bool:
    """Whether a pyproject.toml has a table `tool.cleaner`; where it is not TOML, whether it seems to."""
    try:
        tool = tomllib.loads(project).get("tool")
    except tomllib.TOMLDecodeError:
        return "tool.cleaner" in project
    return isinstance(tool, dict) and "cleaner" in tool


@dataclass(frozen=True)
class _Layer:
    """Settings from one source, the text they stand in, and what is wrong with the source itself."""

    table: Table
    file: str | None = None
    text: str = ""
    prefix: toml_places.Path = ()
    trouble: tuple[Problem, ...] = ()

    @functools.cached_property
    def places(self) -> dict[toml_places.Path, int]:
        """The lines of the keys; looked up only for a file with mistakes."""
        return toml_places.key_lines(self.text)

    def problem(self, message: str, path: toml_places.Path, suggestion: str | None = None) -> Problem:
        return Problem(message, self.file, self._line(path), suggestion)

    def place(self, path: toml_places.Path) -> str:
        """The file and line of a key, or `option` where the layer is not a file."""
        return f"{self.file}:{self._line(path)}" if self.file else "option"

    def keys(self) -> dict[str, toml_places.Path]:
        """The settings of the layer, options of rules one by one, and their paths in the table."""
        paths: dict[str, toml_places.Path] = {key: (key,) for key in self.table if key in _ORIGINS}
        for rule, options in self.table.get("rules", {}).items():
            paths |= {f"{rule}.{option}": ("rules", rule, option) for option in options}
        return paths

    def _line(self, path: toml_places.Path) -> int | None:
        return toml_places.line_of(self.places, self.prefix + path)


def _keywords(settings: Mapping[str, Any]) -> _Layer:
    """The layer of a call's keywords; None counts as not given."""
    return _Layer(_plain({key: value for key, value in settings.items() if value is not None}))


def _plain(value: Any) -> Any:
    """A value as TOML would have it: mappings as tables, tuples and sets as lists, a level by its name."""
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, Level):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return value


def _restore(values: Table) -> Config:
    return Config(**values)


@functools.cache
def _packaged(name: str) -> Table:
    return tomllib.loads(resources.files("cleaner").joinpath(name).read_text(encoding="utf-8"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(Problem(f"cannot read it: {reason}", str(path))) from error


def _file_layers(path: Path, seen: tuple[Path, ...] = ()) -> list[_Layer]:
    """The layers of a file: those it extends first, then its own. ConfigError where it is not TOML."""
    text = _read(path)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(Problem(f"not TOML: {error}", str(path), int(line[1]) if line else None)) from error
    layer = _Layer(table, str(path), text)
    if path.name == PROJECT_FILE:
        layer = _project_layer(layer)
    base = layer.table.get("extend")
    if not isinstance(base, str):
        return [layer]
    origin = path.parent / base
    seen = (*seen, path.resolve())
    if origin.resolve() in seen:
        trouble = layer.problem(f"{base!r} leads back to this file", ("extend",), "remove 'extend' from one of the two")
    elif not origin.is_file():
        trouble = layer.problem(f"there is no file {base!r}", ("extend",), "the path is taken from this file's folder")
    else:
        return [*_file_layers(origin, seen), layer]
    return [dataclasses.replace(layer, trouble=(trouble,))]


def _project_layer(layer: _Layer) -> _Layer:
    """The table `tool.cleaner` of a pyproject.toml as a layer."""
    tool = layer.table.get("tool")
    table = tool.get("cleaner") if isinstance(tool, dict) else None
    if isinstance(table, dict):
        return _Layer(table, layer.file, layer.text, ("tool", "cleaner"))
    problem = layer.problem("there is no table 'tool.cleaner'", ("tool", "cleaner"), "add [tool.cleaner]")
    return dataclasses.replace(layer, table={}, trouble=(problem,))


def _build(layers: list[_Layer]) -> Config:
    problems = [problem for layer in layers for problem in _problems(layer)]
    if problems:
        raise ConfigError(*problems)
    preset = next((layer.table["preset"] for layer in reversed(layers) if "preset" in layer.table), "news")
    chosen = _Layer(_packaged(f"presets/{preset}.toml"))
    table = _merge(_packaged("default.toml"), chosen.table)
    origins = dict.fromkeys(chosen.keys(), f"preset {preset}")
    overrides: list[Override] = []
    for layer in layers:
        origins |= {key: layer.place(path) for key, path in layer.keys().items()}
        table = _merge(table, {key: value for key, value in layer.table.items() if key in _SETTINGS})
        problems += _idle_selections(layer, layer.table, table, ())
    for layer in layers:
        for index, entry in enumerate(layer.table.get("overrides", [])):
            settings = {key: value for key, value in entry.items() if key != "files"}
            overrides.append(Override(tuple(entry["files"]), json.dumps(settings, sort_keys=True)))
            problems += _idle_selections(layer, settings, _merge(table, settings), ("overrides", str(index)))
    if problems:
        raise ConfigError(*problems)
    return Config(preset=preset, overrides=tuple(overrides), origins=origins, **_fields(table))


def _idle_selections(layer: _Layer, own: Table, merged: Table, path: toml_places.Path) -> Iterable[Problem]:
    """What a layer selects although its pass does not run."""
    for name in own.get("select", ()):
        if name.partition("/")[0] not in merged["passes"]:
            hint = f"the passes are: {', '.join(merged['passes'])}"
            yield layer.problem(f"{name!r} is selected, but its pass does not run", (*path, "select"), hint)


def _merge(base: Table, over: Table) -> Table:
    """`over` laid over `base`; options of rules are merged option by option, everything else is replaced."""
    merged = {**base, **over}
    rules = {name: dict(options) for name, options in base.get("rules", {}).items()}
    for name, options in over.get("rules", {}).items():
        rules[name] = {**rules.get(name, {}), **options}
    return {**merged, "rules": rules}


def _fields(table: Table) -> Table:
    """A merged table as the fields of a Config."""
    lists = {key: tuple(table[key]) for key in _LISTS}
    rules = {name: _option_values(all_rules()[name], options) for name, options in table["rules"].items()}
    return {
        **lists,
        "lang": table["lang"],
        "apply": Level[table["apply"].upper()],
        "min_confidence": float(table["min_confidence"]),
        "quotes": table["quotes"],
        "rules": rules,
    }


def _option_values(rule: type[Rule], options: Table) -> Table:
    """Options as a rule takes them: lists as tuples, whole numbers as fractions where it wants those."""
    defaults = option_defaults(rule)
    return {key: _option_value(value, defaults[key]) for key, value in options.items()}


def _option_value(value: Any, default: object) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return float(value) if isinstance(default, float) else value


def _problems(layer: _Layer) -> Iterable[Problem]:
    """Every mistake in one layer, in the order of its keys."""
    yield from layer.trouble
    for key, value in layer.table.items():
        if key == "extend" and layer.file is None:
            yield layer.problem("'extend' belongs in a file", (key,), "give the file's path to `from_file`")
        elif key not in _TOP:
            yield layer.problem(f"there is no setting {key!r}", (key,), _suggest(key, _TOP))
        elif key == "overrides":
            yield from _override_problems(layer, value)
        elif key == "extend":
            if not isinstance(value, str):
                yield layer.problem("'extend' must be the path of a file", (key,))
        elif key == "preset":
            if value not in presets():
                yield layer.problem(f"there is no preset {value!r}", (key,), _suggest(value, presets()))
        else:
            yield from _setting_problems(layer, key, value, (key,))


def _override_problems(layer: _Layer, value: object) -> Iterable[Problem]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        yield layer.problem("'overrides' must be tables: [[overrides]]", ("overrides",))
        return
    for index, entry in enumerate(value):
        here = ("overrides", str(index))
        files = entry.get("files")
        if not _strings(files) or not files:
            yield layer.problem("an override must name its files, as a list of globs", here, 'files = ["*.srt"]')
        for key, setting in entry.items():
            if key not in _OVERRIDE:
                yield layer.problem(f"an override has no setting {key!r}", (*here, key), _suggest(key, _OVERRIDE))
            elif key != "files":
                yield from _setting_problems(layer, key, setting, (*here, key))


def _setting_problems(layer: _Layer, key: str, value: Any, path: toml_places.Path) -> Iterable[Problem]:
    if key in _LISTS and not _strings(value):
        yield layer.problem(f"{key!r} must be a list of strings", path)
    elif key == "lang" and value not in languages():
        yield layer.problem(f"there is no language {value!r}", path, _suggest(value, languages()))
    elif key == "apply" and value not in _LEVELS:
        yield layer.problem(f"'apply' cannot be {value!r}", path, _suggest(value, _LEVELS))
    elif key == "min_confidence" and not (type(value) in (int, float) and 0 <= value <= 1):
        yield layer.problem("'min_confidence' must be a number from 0 to 1", path)
    elif key == "quotes" and value not in _QUOTES:
        yield layer.problem(f"'quotes' cannot be {value!r}", path, _suggest(value, _QUOTES))
    elif key == "passes":
        yield from (
            layer.problem(f"there is no pass {name!r}", path, _suggest(name, pass_names()))
            for name in value
            if name not in pass_names()
        )
        twice = dict.fromkeys(name for name in value if value.count(name) > 1)
        yield from (layer.problem(f"the pass {name!r} stands there twice", path) for name in twice)
    elif key in ("select", "ignore"):
        known = (*pass_names(), *all_rules())
        yield from (
            layer.problem(f"there is no rule or pass {name!r}", path, _suggest(name, known))
            for name in value
            if name not in known
        )
    elif key == "protect":
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                yield layer.problem(f"{pattern!r} is not a regular expression: {error}", path)
    elif key == "rules":
        yield from _rule_problems(layer, value, path)


def _rule_problems(layer: _Layer, value: object, path: toml_places.Path) -> Iterable[Problem]:
    if not isinstance(value, dict):
        yield layer.problem("'rules' must be tables: [rules.\"pass/defect\"]", path)
        return
    for name, options in value.items():
        here = (*path, name)
        rule = all_rules().get(name)
        if rule is None:
            yield layer.problem(f"there is no rule {name!r}", here, _suggest(name, tuple(all_rules())))
        elif not isinstance(options, dict):
            yield layer.problem(f"the options of {name!r} must be a table", here)
        elif problems := list(_option_problems(layer, rule, options, here)):
            yield from problems
        else:
            try:
                rule(**_option_values(rule, options))
            except (TypeError, ValueError, OverflowError) as error:
                yield layer.problem(f"{name!r} cannot be set up so: {error}", here)


def _option_problems(layer: _Layer, rule: type[Rule], options: Table, path: toml_places.Path) -> Iterable[Problem]:
    defaults = option_defaults(rule)
    for key, value in options.items():
        if key not in defaults:
            hint = _suggest(key, tuple(defaults)) if defaults else "it has no options"
            yield layer.problem(f"{rule.name} has no option {key!r}", (*path, key), hint)
        elif not _fits(value, defaults[key]):
            wanted = _KINDS.get(type(defaults[key]), "of another type")
            yield layer.problem(f"{key!r} of {rule.name} must be {wanted}", (*path, key))


_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a string", tuple: "a list of strings"}
"""The types of options, and how a user calls them."""


def _fits(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        return _strings(value)
    return type(value) is type(default) or (type(default) is float and type(value) is int)


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _suggest(wrong: object, known: Iterable[str]) -> str:
    known = tuple(known)
    close = difflib.get_close_matches(str(wrong), known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"there are: {', '.join(known[:_SHOWN])}{', …' if len(known) > _SHOWN else ''}"
