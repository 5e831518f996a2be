"""Where settings come from: presets, files that extend others, keywords; each is a layer over the one before."""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from cleaner import toml_lines
from cleaner.config.settings import BY_NAME
from cleaner.errors import ConfigError, Problem

FILE_NAME = "cleaner.toml"
PROJECT_FILE = "pyproject.toml"
_PRESETS = Path(__file__).parent.parent / "presets"

Table = dict[str, Any]


@dataclass(frozen=True)
class Layer:
    """Settings from one source, the text they are in, and what is wrong with the source itself."""

    table: Table
    file: str | None = None
    text: str = ""
    prefix: toml_lines.Path = ()
    trouble: tuple[Problem, ...] = ()

    @functools.cached_property
    def lines(self) -> dict[toml_lines.Path, int]:
        """The lines of the keys; found only for a file with mistakes, and to say where settings come from."""
        return toml_lines.key_lines(self.text)

    def problem(self, message: str, path: toml_lines.Path, suggestion: str | None = None) -> Problem:
        """A mistake in the value at `path`."""
        return Problem(message, self.file, self._line(path), suggestion)

    def source(self, path: toml_lines.Path) -> str:
        """The file and line of a key, or `option` where the layer is not a file."""
        return f"{self.file}:{self._line(path)}" if self.file else "option"

    def keys(self) -> dict[str, toml_lines.Path]:
        """The settings of the layer, options of rules one by one, and their paths in the table."""
        paths: dict[str, toml_lines.Path] = {
            key: (key,) for key in self.table if key == "preset" or (key in BY_NAME and key != "rules")
        }
        for rule, options in self.table.get("rules", {}).items():
            paths |= {f"{rule}.{option}": ("rules", rule, option) for option in options}
        return paths

    def _line(self, path: toml_lines.Path) -> int | None:
        return toml_lines.line_of(self.lines, self.prefix + path)


def keywords(settings: Mapping[str, Any]) -> Layer:
    """The layer of a call's keywords; None counts as not given."""
    return Layer(plain({key: value for key, value in settings.items() if value is not None}))


def plain(value: Any) -> Any:
    """A value as TOML would have it: mappings as tables, tuples and sets as lists, members of enums by their names."""
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return value


def merge(base: Table, over: Table) -> Table:
    """`over` laid over `base`; options of rules are merged option by option, everything else is replaced."""
    rules = {name: dict(options) for name, options in base.get("rules", {}).items()}
    for name, options in over.get("rules", {}).items():
        rules[name] = {**rules.get(name, {}), **options}
    return {**base, **over, "rules": rules}


def presets() -> tuple[str, ...]:
    """The names of the presets."""
    return tuple(sorted(file.stem for file in _PRESETS.glob("*.toml")))


@functools.cache
def preset(name: str) -> Layer:
    """The layer of a preset."""
    return Layer(tomllib.loads((_PRESETS / f"{name}.toml").read_text(encoding="utf-8")))


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


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(Problem(f"cannot read it: {reason}", str(path))) from error


def read_toml(path: Path) -> Layer:
    """A TOML file as a layer. ConfigError where it cannot be read or is not TOML."""
    text = _read(path)
    try:
        return Layer(tomllib.loads(text), str(path), text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(Problem(f"not TOML: {error}", str(path), int(line[1]) if line else None)) from error


def file_layers(path: Path, seen: Iterable[Path] = ()) -> list[Layer]:
    """The layers of a file: those it extends first, then its own. ConfigError where one is not TOML."""
    layer = read_toml(path)
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
        return [*file_layers(origin, seen), layer]
    return [dataclasses.replace(layer, trouble=(trouble,))]


def _project_layer(layer: Layer) -> Layer:
    """The table `tool.cleaner` of a pyproject.toml as a layer."""
    tool = layer.table.get("tool")
    table = tool.get("cleaner") if isinstance(tool, dict) else None
    if isinstance(table, dict):
        return Layer(table, layer.file, layer.text, ("tool", "cleaner"))
    problem = layer.problem("there is no table 'tool.cleaner'", ("tool", "cleaner"), "add [tool.cleaner]")
    return dataclasses.replace(layer, table={}, trouble=(problem,))
