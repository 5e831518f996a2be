"""The work that `fix` and `check` share: read each input, clean it, show what was found, count."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from cleaner.cli.options import STDIN, Options, complain, load_config, note, painter
from cleaner.config import Config
from cleaner.edits import Result
from cleaner.errors import CleanerError, InputError
from cleaner.files import Found, Snapshot, Writer, read
from cleaner.formats import Format
from cleaner.formats.text import Text, looks_like_utf16
from cleaner.pipeline import Pipeline
from cleaner.report.terminal import FORMATS, statistics

FOUND_SOMETHING, FAILED = 1, 2


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One input, read and cleaned. Standard input has no `found` and no `snapshot`, a binary file no `result`."""

    name: str
    found: Found | None
    snapshot: Snapshot | None
    data: bytes
    format: Format
    result: Result | None
    digest: str


@dataclass
class Tally:
    """What a run counts."""

    documents: int = 0
    changed: int = 0
    binary: int = 0
    failed: int = 0
    applied: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Count one cleaned document."""
        self.documents += 1
        self.changed += result.changed
        for finding in result.findings:
            (self.applied if finding.applied else self.refused)[finding.rule] += 1

    def sentence(self, verb: str) -> str:
        """The counts for people; `verb` says what was done with the files that differ."""
        parts = [f"{self.changed} of {_plural(self.documents, 'text')} {verb}"]
        parts.append(f"{_plural(self.applied.total(), 'edit')}, {self.refused.total()} more reported")
        if self.binary:
            parts.append(f"{_plural(self.binary, 'binary file')} left as found")
        if self.failed:
            parts.append(f"{self.failed} failed")
        return "; ".join(parts)


class Run:
    """One call of `fix` or `check` over its inputs. What goes wrong with one input is told, and the others go on."""

    def __init__(self, options: Options) -> None:
        """Find the inputs and settle the configuration. Raises for what is wrong with the call as a whole."""
        self.options = options
        self.tally = Tally()
        Text.of(b"", options.encoding)  # an unknown encoding is told once, not for every file
        self.walks = any(Path(name).is_dir() for name in options.paths)
        self.inputs, problems = options.inputs()
        if options.report and options.report.resolve() in {found.path.resolve() for found in self.inputs if found}:
            raise click.UsageError(f"-O {options.report} is an input; findings would be written over it.")
        self._config, file = load_config(
            options.settings(), file=options.config, isolated=options.isolated, start=self._start()
        )
        self._root = (file.parent if file else Path()).resolve()
        self._pipelines: dict[str, Pipeline] = {}
        for problem in problems:
            self.fail(problem)

    def fail(self, error: CleanerError) -> None:
        """Tell of an input that failed."""
        self.tally.failed += 1
        complain(error)

    def cleaned(self, *, to_replace: bool = False) -> Iterator[Cleaned]:
        """Each input that can be read and cleaned; `to_replace` says that its file is going to be replaced."""
        for found in self.inputs:
            name = str(found.path) if found else STDIN
            try:
                yield self._clean(name, found, to_replace=to_replace)
            except CleanerError as error:
                self.fail(placed(name, error))

    def show(self, results: Iterable[tuple[str, Result]], output_format: str | None) -> None:
        """Draw the results through and show their findings in a format, or only count them; then the statistics."""
        counted = self._counted(results)
        for_people = output_format in ("full", "concise", "diff")
        if output_format is None:
            for _ in counted:
                pass
        elif self.options.report:
            paint = painter(self.options.color if self.options.color == "always" else "never", to_terminal=False)
            Writer().create(self.options.report, (piece.encode() for piece in FORMATS[output_format](counted, paint)))
        else:
            stream = sys.stdout.buffer
            for piece in FORMATS[output_format](counted, painter(self.options.color, to_terminal=sys.stdout.isatty())):
                stream.write(piece.encode())
            stream.flush()
        if self.options.statistics:
            click.echo(statistics(self.tally.applied, self.tally.refused), nl=False, err=not for_people)

    def finish(self, verb: str | None, *, found: bool) -> None:
        """Say what was counted and end: 2 where something failed, 1 where something was `found`, else 0."""
        if verb and not self.options.quiet:
            note(self.tally.sentence(verb))
        click.get_current_context().exit(FAILED if self.tally.failed else FOUND_SOMETHING if found else 0)

    def _counted(self, results: Iterable[tuple[str, Result]]) -> Iterator[tuple[str, Result]]:
        for name, result in results:
            self.tally.add(result)
            yield name, result

    def _start(self) -> Path:
        """Where the search for a configuration file begins: beside the first input, or here."""
        first = next(iter(self.options.paths), STDIN)
        if first == STDIN:
            return Path()
        return Path(first) if Path(first).is_dir() else Path(first).parent

    def _clean(self, name: str, found: Found | None, *, to_replace: bool) -> Cleaned:
        snapshot = read(found.path, to_replace=to_replace) if found else None
        data = snapshot.data if snapshot else sys.stdin.buffer.read()
        file = Text.of(data, self.options.encoding)
        text = file.read(data)
        pipeline = self._pipeline(found)
        if text is None:
            self._binary(name, data)
            result = None
        else:
            result = pipeline.run(text)
        return Cleaned(name, found, snapshot, data, file, result, pipeline.config.digest)

    def _binary(self, name: str, data: bytes) -> None:
        self.tally.binary += 1
        if not self.options.quiet:
            hint = "; if it is UTF-16, say --encoding utf-16" if looks_like_utf16(data) else ""
            note(f"{name}: left as it is: it is binary, for it holds a NUL{hint}")

    def _pipeline(self, found: Found | None) -> Pipeline:
        """The pipeline for a file: overrides are held against its path under the folder of the configuration file."""
        config: Config = self._config
        if found and config.overrides:
            config = config.for_path(os.path.relpath(found.path.resolve(), self._root))
        key = config.digest if self._config.overrides else ""
        if key not in self._pipelines:
            self._pipelines[key] = Pipeline(config=config)
        return self._pipelines[key]


def placed(name: str, error: CleanerError) -> CleanerError:
    """An error that begins with the name of the input it is about."""
    message = str(error)
    return error if message.startswith(f"{name}:") else InputError(f"{name}: {message}")


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
