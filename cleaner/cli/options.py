"""What the commands share: options for choosing rules, inputs and outputs, and words for what went wrong."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

import click

from cleaner.config import Config, find_file
from cleaner.errors import CleanerError, InputError
from cleaner.files import TEXT_FILES, Found, find
from cleaner.report.inert import inert

STDIN = STDOUT = "-"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Options:
    """The options that commands over texts share, as given."""

    paths: tuple[str, ...]
    preset: str | None
    config: Path | None
    isolated: bool
    lang: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    risky: bool
    min_confidence: float | None
    encoding: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    files_from: str | None
    output_format: str | None
    report: Path | None
    statistics: bool
    quiet: bool
    color: str

    def settings(self) -> dict[str, Any]:
        """The settings among them, as `Config.make` takes them."""
        return as_settings(
            preset=self.preset,
            lang=self.lang,
            select=self.select,
            ignore=self.ignore,
            risky=self.risky,
            min_confidence=self.min_confidence,
        )

    def inputs(self) -> tuple[list[Found | None], list[InputError]]:
        """The files to read, None for standard input, and what is wrong with paths that were given."""
        names = [*self.paths, *(_listed(self.files_from) if self.files_from else ())]
        if not names and not self.files_from:
            if sys.stdin.isatty():
                raise click.UsageError("Give a PATH, or - for standard input.")
            names = [STDIN]
        include = self.include or TEXT_FILES
        found, problems = find([Path(name) for name in names if name != STDIN], include, self.exclude)
        if not found and not problems and STDIN not in names and not self.quiet:
            note(f"no file matches {', '.join(include)}; --include says which to take")
        return [*found, *([None] if STDIN in names else [])], problems


def _commas(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


CONFIGURATION: tuple[Decorator, ...] = (
    click.option("--preset", metavar="NAME", help="minimal, news (the default), thorough or report."),
    click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Use this configuration file."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    click.option("--lang", metavar="CODE", help="The language the texts should be in."),
    click.option(
        "--select", multiple=True, callback=_commas, metavar="NAMES", help="Run only these rules or passes (a,b)."
    ),
    click.option("--ignore", multiple=True, callback=_commas, metavar="NAMES", help="Do not run these."),
    click.option("--risky", is_flag=True, help="Apply risky edits too."),
    click.option("--min-confidence", type=float, metavar="X", help="Report edits below this instead of applying them."),
)

_INPUT: tuple[Decorator, ...] = (
    click.argument("paths", nargs=-1, metavar="[PATH|-]..."),
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
)

_OUTPUT: tuple[Decorator, ...] = (
    click.option(
        "--output-format",
        type=click.Choice(["full", "concise", "diff", "json", "jsonl"]),
        help="How to show findings.",
    ),
    click.option("--diff", "output_format", flag_value="diff", help="The same as --output-format diff."),
    click.option("-O", "report", type=click.Path(path_type=Path), metavar="FILE", help="Write findings to a file."),
    click.option("--statistics", is_flag=True, help="Count edits per rule."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error."),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colours."
    ),
)


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the shared options; it gets them as one argument `options`."""

    @functools.wraps(command)
    def wrapper(**values: Any) -> Any:
        own = {field.name: values.pop(field.name) for field in fields(Options)}
        return command(options=Options(**own), **values)

    return with_options(wrapper, (*_INPUT, *CONFIGURATION, *_OUTPUT))


def with_options(command: Callable[..., Any], options: Sequence[Decorator]) -> Callable[..., Any]:
    """`command` with options, which its help shows in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def as_settings(*, select: tuple[str, ...], ignore: tuple[str, ...], risky: bool, **others: Any) -> dict[str, Any]:
    """The values of the configuration options as keywords for `Config.make`; None for what was not given."""
    return {**others, "select": select or None, "ignore": ignore or None, "apply": "risky" if risky else None}


def load_config(
    settings: dict[str, Any], *, file: Path | None, isolated: bool, start: Path
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
