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
from typing import Any

from cleaner import toml_places
from cleaner.errors import ConfigError, Problem
from cleaner.lexicon import languages
from cleaner.passes import all_rules, pass_names
from cleaner.resolve import Level
from cleaner.rule import Rule, option_defaults

FILE_NAME = "cleaner.toml"
_LISTS = ("passes", "select", "ignore", "protect")
_SETTINGS = ("lang", "passes", "select", "ignore", "apply", "min_confidence", "quotes", "protect", "rules")
_LEVELS = tuple(str(level) for level in Level)
_QUOTES = ("preserve", "straight", "typographic")
_SHARED = ("quotes",)
"""Settings that a rule gets by having an option of that name; its own table of options goes before them."""
_TOP = ("preset", "extend", *_SETTINGS, "overrides")
_OVERRIDE = ("files", *_SETTINGS)

Table = dict[str, Any]


@dataclass(frozen=True)
class Override:
    """Settings for the files that match one of the globs in `files`."""

    files: tuple[str, ...]
    settings: Mapping[str, Any]

    def matches(self, path: PurePath) -> bool:
        """Whether a glob matches the path, or the name alone where the glob has no slash."""
        return any(
            fnmatch.fnmatch(path.as_posix(), glob) or ("/" not in glob and fnmatch.fnmatch(path.name, glob))
            for glob in self.files
        )


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
    rules: Mapping[str, Mapping[str, Any]]
    overrides: tuple[Override, ...] = ()

    @classmethod
    def make(cls, **settings: Any) -> Config:
        """A configuration from keywords alone, over the preset (`news` unless given). ConfigError for a wrong one."""
        return _build([_Layer(_plain(settings), None, {})])

    @classmethod
    def from_file(cls, path: str | Path, **settings: Any) -> Config:
        """The configuration in a TOML file (the table `tool.cleaner` of a pyproject.toml), with keywords over it.

        ConfigError with every mistake in it; a file that cannot be read is one.
        """
        return _build([*_file_layers(Path(path)), _Layer(_plain(settings), None, {})])

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
                config = dataclasses.replace(config, **_fields(_merge(config.settings(), dict(override.settings))))
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
            "rules": {name: dict(options) for name, options in self.rules.items()},
        }

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that are equal for equal settings, whatever files they came from."""
        table = self.settings() | {"overrides": [[list(o.files), dict(o.settings)] for o in self.overrides]}
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
        project = folder / "pyproject.toml"
        if project.is_file() and re.search(r"^\[tool\.cleaner[\].]", _read(project), re.MULTILINE):
            return project
    return None


@dataclass(frozen=True)
class _Layer:
    """Settings from one source, and where its keys stand."""

    table: Table
    file: str | None
    places: dict[toml_places.Path, int]
    prefix: toml_places.Path = ()

    def problem(self, message: str, path: toml_places.Path, suggestion: str | None = None) -> Problem:
        return Problem(message, self.file, toml_places.line_of(self.places, self.prefix + path), suggestion)


def _plain(settings: Mapping[str, Any]) -> Table:
    """Keywords as TOML would have them: tuples and sets as lists, a level by its name, None left out."""
    plain: Table = {}
    for key, value in settings.items():
        if isinstance(value, Level):
            plain[key] = str(value)
        elif isinstance(value, (tuple, set, frozenset)):
            plain[key] = list(value) if isinstance(value, tuple) else sorted(value)
        elif value is not None:
            plain[key] = value
    return plain


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
    """The layers of a file: those it extends first, then its own."""
    if path.resolve() in seen:
        raise ConfigError(Problem("it extends itself", str(path), suggestion="remove `extend` from one of the files"))
    text = _read(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(Problem(f"not TOML: {error}", str(path), int(line[1]) if line else None)) from error
    prefix: toml_places.Path = ()
    if path.name == "pyproject.toml":
        prefix = ("tool", "cleaner")
        table = table.get("tool", {}).get("cleaner", {})
    layer = _Layer(table, str(path), toml_places.key_lines(text), prefix)
    base = table.get("extend")
    if isinstance(base, str):
        return [*_file_layers(path.parent / base, (*seen, path.resolve())), layer]
    return [layer]


def _build(layers: list[_Layer]) -> Config:
    problems = [problem for layer in layers for problem in _problems(layer)]
    if problems:
        raise ConfigError(*problems)
    preset = next((layer.table["preset"] for layer in reversed(layers) if "preset" in layer.table), "news")
    table = _merge(_packaged("default.toml"), _packaged(f"presets/{preset}.toml"))
    overrides: list[Override] = []
    for layer in layers:
        table = _merge(table, {key: value for key, value in layer.table.items() if key in _SETTINGS})
        overrides += [
            Override(tuple(entry["files"]), {key: value for key, value in entry.items() if key != "files"})
            for entry in layer.table.get("overrides", [])
        ]
    return Config(preset=preset, overrides=tuple(overrides), **_fields(table))


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
    return {
        **lists,
        "lang": table["lang"],
        "apply": Level[table["apply"].upper()],
        "min_confidence": float(table["min_confidence"]),
        "quotes": table["quotes"],
        "rules": table["rules"],
    }


def _problems(layer: _Layer) -> Iterable[Problem]:
    """Every mistake in one layer, in the order of its keys."""
    for key, value in layer.table.items():
        if key not in _TOP:
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
        else:
            yield from _option_problems(layer, rule, options, here)


def _option_problems(layer: _Layer, rule: type[Rule], options: Table, path: toml_places.Path) -> Iterable[Problem]:
    defaults = option_defaults(rule)
    for key, value in options.items():
        if key not in defaults:
            hint = _suggest(key, tuple(defaults)) if defaults else "it has no options"
            yield layer.problem(f"{rule.name} has no option {key!r}", (*path, key), hint)
        elif type(value) is not type(defaults[key]):
            wanted = type(defaults[key]).__name__
            yield layer.problem(f"{key!r} of {rule.name} must be of type {wanted}", (*path, key))


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _suggest(wrong: object, known: Iterable[str]) -> str:
    known = tuple(known)
    close = difflib.get_close_matches(str(wrong), known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(known)}"
