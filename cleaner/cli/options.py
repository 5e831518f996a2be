"""What the commands share: options for choosing rules, inputs and outputs, and words for what went wrong."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

import click

from cleaner.config import SETTINGS, CommandOption, Config, Setting, find_file
from cleaner.config.kinds import Choice
from cleaner.errors import CleanerError, InputError
from cleaner.formats import InputOptions
from cleaner.formats.compression import Compression
from cleaner.report.formats import FORMATS
from cleaner.report.inert import inert
from cleaner.report.terminal import MAX_DOCUMENTS
from cleaner.storage.finding import STDIN, TEXT_FILES, FoundInputs, Selection, find
from cleaner.structure import STRUCTURED

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Options:
    """The options that commands over texts share, as given."""

    settings: Mapping[str, Any]
    """The settings among them, as `Config.make` takes them; None for what was not given."""

    paths: tuple[str, ...]
    config: Path | None
    isolated: bool
    format: str
    text_format: str
    text_format_field: str | None
    field: tuple[str, ...]
    id_field: str
    lang_field: str | None
    origin_field: str | None
    source_field: str | None
    encoding: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    files_from: str | None
    limit: int | None
    sample: int | None
    line_buffered: bool
    workers: int
    output_format: str | None
    report: Path | None
    max_documents: int
    statistics: bool
    summary: Path | None
    max_residue: float | None
    max_changed: Limit | None
    max_failed: Limit | None
    quiet: bool
    no_progress: bool
    color: str

    def reading(self) -> InputOptions:
        """How the inputs are to be read."""
        return InputOptions(
            self.format,
            self.field or ("text",),
            self.id_field,
            self.lang_field,
            self.origin_field,
            self.source_field,
            self.encoding,
            text_format=self.text_format,
            format_field=self.text_format_field,
            lines=self.line_buffered,
        )

    @property
    def scores(self) -> bool:
        """Whether the residue of texts is to be counted."""
        return self.max_residue is not None or self.summary is not None

    def inputs(self, own: Iterable[Path] = ()) -> FoundInputs:
        """What to read, and what is wrong with paths that were given; in folders nothing that is the run's `own`."""
        names = [*self.paths, *(_listed(self.files_from) if self.files_from else ())]
        if not names and not self.files_from:
            if sys.stdin.isatty():
                raise click.UsageError("Give a PATH, or - for standard input.")
            names = [STDIN]
        include = self.include or GLOBS[self.format]
        found = find(names, Selection(include, self.exclude, frozenset(path.resolve() for path in own)))
        if not found.inputs and not found.problems and not self.quiet:
            globs = self.include or _GLOBS[self.format]
            note(f"no file matches {', '.join(globs)}; --format or --include says which to take")
        return found


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of something a job may have: a share of all, or a number."""

    value: float
    share: bool
    text: str

    def closed(self, count: int, of: int) -> bool:
        """Whether `count` of so many is too much."""
        return count > self.value * of if self.share else count > self.value


class _LimitType(click.ParamType[Limit]):
    name = "limit"

    def convert(self, value: str | Limit, param: click.Parameter | None, ctx: click.Context | None) -> Limit:
        if isinstance(value, Limit):
            return value
        try:
            number = float(value.removesuffix("%"))
        except ValueError:
            number = -1.0
        if not number >= 0:  # nor what is no number
            self.fail(f"{value!r} is neither a number (20), a share (0.02) nor a percentage (2%).", param, ctx)
        if value.endswith("%"):
            return Limit(number / 100, True, value)
        return Limit(number, "." in value, value)


def _commas(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _setting_option(setting: Setting, option: CommandOption) -> Decorator:
    """The option of a command that gives a setting."""
    if option.constant is not None:
        return click.option(option.flag, setting.name, flag_value=option.constant, default=None, help=option.help)
    if isinstance(setting.default, list):
        return click.option(
            option.flag, setting.name, multiple=True, callback=_commas, metavar=option.metavar, help=option.help
        )
    type_: Any = float if isinstance(setting.default, float) else str
    if isinstance(setting.kind, Choice) and option.metavar is None:
        type_ = click.Choice(list(setting.kind.names()))
    return click.option(option.flag, setting.name, type=type_, metavar=option.metavar, help=option.help)


_SETTINGS = ("preset", *(setting.name for setting in SETTINGS if setting.option))
"""The parameters of a command that are settings."""

CONFIGURATION: tuple[Decorator, ...] = (
    click.option("--preset", metavar="NAME", help="minimal, news (the default), thorough or report."),
    click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Use this configuration file."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    *(_setting_option(setting, setting.option) for setting in SETTINGS if setting.option),
)

_PACKED = [end for each in Compression for end in each.suffixes]
_GLOBS = {
    "auto": TEXT_FILES,
    "text": TEXT_FILES,
    "markdown": ("*.md", "*.markdown", "*.mdx"),
    "html": ("*.html", "*.htm", "*.xhtml"),
    "srt": ("*.srt",),
    "vtt": ("*.vtt",),
    "ass": ("*.ass", "*.ssa"),
    "po": ("*.po",),
    "xliff": ("*.xlf", "*.xliff", "*.sdlxliff", "*.mqxliff"),
    "tmx": ("*.tmx",),
    "json": ("*.json", "*.arb"),
    "jsonl": ("*.jsonl", "*.ndjson", "*.jsonlines"),
    "csv": ("*.csv", "*.tsv"),
    "parquet": ("*.parquet", "*.pq"),
}
GLOBS = {name: (*globs, *(f"{glob}{end}" for glob in globs for end in _PACKED)) for name, globs in _GLOBS.items()}
"""The files of a folder that are taken for a format, unless the user says otherwise; packed ones too."""

_INPUT: tuple[Decorator, ...] = (
    click.argument("paths", nargs=-1, metavar="[PATH|-]..."),
    click.option(
        "--format",
        type=click.Choice(list(GLOBS)),
        default="auto",
        show_default=True,
        help="What the inputs are: jsonl, csv and parquet hold records, the others are a document each.",
    ),
    click.option(
        "--text-format",
        type=click.Choice(["text", *STRUCTURED]),
        default="text",
        show_default=True,
        help="What the texts of records are.",
    ),
    click.option("--text-format-field", metavar="NAME", help="The field that tells what a record's texts are."),
    click.option(
        "--field", multiple=True, callback=_commas, metavar="NAMES", help="Fields of records to clean.  [default: text]"
    ),
    click.option("--id-field", default="id", show_default=True, metavar="NAME", help="The field that names a record."),
    click.option("--lang-field", metavar="NAME", help="The field that tells the language of a record's texts."),
    click.option("--origin-field", metavar="NAME", help="The field that tells the origin of a record's texts."),
    click.option("--source-field", metavar="NAME", help="The field that holds what a record's texts translate."),
    click.option("--encoding", default="utf-8", show_default=True, metavar="NAME", help="How the files are encoded."),
    click.option(
        "--include",
        multiple=True,
        callback=_commas,
        metavar="GLOBS",
        help=f"Files of folders to take.  [default: {','.join(TEXT_FILES)}]",
    ),
    click.option(
        "--exclude", multiple=True, callback=_commas, metavar="GLOBS", help="Files and folders of folders to leave out."
    ),
    click.option("--files-from", metavar="FILE", help="Read more paths from a file (-: standard input), one a line."),
    click.option("--limit", type=click.IntRange(0), metavar="N", help="Only the first N records."),
    click.option("--sample", type=click.IntRange(0), metavar="N", help="Only N records, drawn evenly."),
    click.option("--line-buffered", is_flag=True, help="Pass each line or record on as it comes; text goes by lines."),
    click.option(
        "-j",
        "workers",
        type=click.IntRange(0),
        default=1,
        show_default=True,
        metavar="N",
        help="Worker processes; 0 for one a processor.",
    ),
)

_OUTPUT: tuple[Decorator, ...] = (
    click.option(
        "--output-format",
        type=click.Choice(list(FORMATS)),
        help="How to show findings.",
    ),
    click.option("--diff", "output_format", flag_value="diff", help="The same as --output-format diff."),
    click.option("-O", "report", type=click.Path(path_type=Path), metavar="FILE", help="Write findings to a file."),
    click.option(
        "--max-documents",
        type=click.IntRange(1),
        default=MAX_DOCUMENTS,
        show_default=True,
        metavar="N",
        help="Show N documents at most on an html page.",
    ),
    click.option("--statistics", is_flag=True, help="Count edits per rule, with an example of each."),
    click.option("--summary", type=click.Path(path_type=Path), metavar="FILE", help="Write what was counted as JSON."),
    click.option("--max-residue", type=click.FloatRange(0, 1), metavar="X", help="Exit 1 if the mean score is higher."),
    click.option("--max-changed", type=_LimitType(), metavar="N|X%", help="Exit 1 if more records differ."),
    click.option("--max-failed", type=_LimitType(), metavar="N|X%", help="Exit 1 if more records fail."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error."),
    click.option("--no-progress", is_flag=True, help="Show no progress bar."),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colours."
    ),
)


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the shared options; it gets them as one argument `options`."""

    @functools.wraps(command)
    def wrapper(**values: Any) -> Any:
        settings = pop_settings(values)
        own = {field.name: values.pop(field.name) for field in fields(Options) if field.name != "settings"}
        return command(options=Options(settings, **own), **values)

    return with_options(wrapper, (*_INPUT, *CONFIGURATION, *_OUTPUT))


def with_options(command: Callable[..., Any], options: Sequence[Decorator]) -> Callable[..., Any]:
    """`command` with options, which its help shows in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def pop_settings(values: dict[str, Any]) -> dict[str, Any]:
    """Take the settings out of a command's parameters, as keywords for `Config.make`; None for what was not given."""
    given = {name: values.pop(name) for name in _SETTINGS}
    return {name: None if value == () else value for name, value in given.items()}


def load_config(
    settings: Mapping[str, Any], *, file: Path | None, isolated: bool, start: Path
) -> tuple[Config, Path | None]:
    """The configuration for a run, and the file it comes from if any. ConfigError with every mistake."""
    if file and isolated:
        raise click.UsageError("--config and --isolated contradict each other.")
    if isolated:
        return Config.make(**settings), None
    file = file or find_file(start)
    return (Config.from_file(file, **settings) if file else Config.make(**settings)), file


def complain(error: CleanerError) -> None:
    """Show an error, each of its lines as one."""
    for line in str(error).splitlines():
        _say(f"error: {inert(line)}")


def note(message: str) -> None:
    """Tell the user something that is neither data nor an error."""
    _say(inert(message))


def _say(line: str) -> None:
    click.echo(f"cleaner: {line}", err=True)


def painter(color: str, *, to_terminal: bool) -> Callable[[str, str], str]:
    """What puts texts in colours, or leaves them: as --color says, else NO_COLOR, else FORCE_COLOR, else a terminal."""
    if color == "auto":
        on = not os.environ.get("NO_COLOR") and (bool(os.environ.get("FORCE_COLOR")) or to_terminal)
    else:
        on = color == "always"
    if not on:
        return lambda role, text: text
    styles: dict[str, dict[str, Any]] = {
        "place": {"bold": True},
        "rule": {"fg": "cyan"},
        "mark": {"fg": "yellow", "bold": True},
        "applied": {"fg": "green"},
        "refused": {"fg": "magenta"},
        "added": {"fg": "green"},
        "removed": {"fg": "red"},
        "hunk": {"fg": "cyan"},
    }
    return lambda role, text: click.style(text, **styles[role])


def _listed(name: str) -> Iterator[str]:
    """The paths in a file, one a line, or between NULs where it has any."""
    with _opened(name) as stream:
        data = stream.read()
    for path in data.split(b"\0" if b"\0" in data else b"\n"):
        if path.rstrip(b"\r"):
            yield os.fsdecode(path.rstrip(b"\r"))


@contextlib.contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"{name}: cannot read the list of files: {error.strerror}; check the name") from error
