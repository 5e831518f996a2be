"""`cleaner fix`: clean text, and where asked keep an account that `cleaner undo` can use."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click

from cleaner import __version__
from cleaner.cli.options import STDIN, STDOUT, Options, shared
from cleaner.cli.work import Cleaned, Run, placed
from cleaner.edits import Result
from cleaner.errors import CleanerError, InputError
from cleaner.files import Found, Writer
from cleaner.report.account import Account, Header


@click.command()
@shared
@click.option("-i", "in_place", is_flag=True, help="Clean files in place.")
@click.option("-o", "output", metavar="DIR|FILE", help="Write clean files there.")
@click.option("--edits", type=click.Path(path_type=Path), metavar="FILE", help="Add an account to FILE; undo reads it.")
@click.option("--backup", is_flag=True, help="With -i: keep each changed file as NAME.bak.")
def fix(options: Options, in_place: bool, output: str | None, edits: Path | None, backup: bool) -> None:
    """Clean text: standard input or one file to standard output, files in place or elsewhere.

    PATHs are files and folders; without any, standard input. Several need -i or -o. Findings are shown where
    --output-format asks for them: on standard output, then instead of the text, or with -O in a file.
    """
    run = Run(options)
    shows = options.output_format or ("full" if options.report else None)
    place: _Place | None = None
    if in_place or output:
        _require(not (in_place and output), "-i and -o contradict each other.")
        _require(None not in run.inputs or not in_place, "Standard input cannot be cleaned in place.")
        place = _InPlace(Writer(), backup) if in_place else _Elsewhere(Writer(), _targets(run, output or ""))
    elif options.report or not shows:
        one = len(run.inputs) + run.tally.failed <= 1 and not run.walks
        _require(one, "Several inputs need -i, or -o DIR.")
        place = _StandardOutput()
    _require(in_place or not backup, "--backup needs -i.")
    _require(place is not None or not edits, "Nothing is written that --edits could account for: add -i or -o.")
    with contextlib.closing(Account(edits)) if edits else contextlib.nullcontext() as account:
        run.show(_results(run, place, account, in_place=in_place), shows)
    run.finish("changed" if in_place or output else None, found=False)


class _Place(Protocol):
    """Where clean text goes."""

    def name(self, cleaned: Cleaned) -> str | None:
        """The place, if it is not that of the input."""
        ...

    def put(self, cleaned: Cleaned, data: bytes) -> None:
        """Put clean bytes there."""
        ...


@dataclass(frozen=True)
class _StandardOutput:
    def name(self, cleaned: Cleaned) -> str:
        return STDOUT

    def put(self, cleaned: Cleaned, data: bytes) -> None:
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()


@dataclass(frozen=True)
class _InPlace:
    writer: Writer
    backup: bool

    def name(self, cleaned: Cleaned) -> None:
        return None

    def put(self, cleaned: Cleaned, data: bytes) -> None:
        assert cleaned.snapshot is not None
        self.writer.sweep(cleaned.snapshot.path.parent)
        if data != cleaned.data:
            self.writer.replace(cleaned.snapshot, data, backup=self.backup)


@dataclass(frozen=True)
class _Elsewhere:
    writer: Writer
    targets: Mapping[Found | None, Path]

    def name(self, cleaned: Cleaned) -> str:
        return str(self.targets[cleaned.found])

    def put(self, cleaned: Cleaned, data: bytes) -> None:
        self.writer.create(self.targets[cleaned.found], [data])


def _results(
    run: Run, place: _Place | None, account: Account | None, *, in_place: bool
) -> Iterator[tuple[str, Result]]:
    """Each result, once its text is where it belongs; first it is written down how to undo it."""
    for cleaned in run.cleaned(to_replace=in_place):
        result = cleaned.result
        try:
            data = cleaned.format.write(result.text) if result and result.changed else cleaned.data
            if place:
                if account and result:
                    account.add(_header(cleaned, result, data, place.name(cleaned)), result)
                place.put(cleaned, data)
        except CleanerError as error:
            run.fail(placed(cleaned.name, error))
            continue
        if result:
            yield cleaned.name, result


def _header(cleaned: Cleaned, result: Result, data: bytes, output: str | None) -> Header:
    return Header(
        path=cleaned.name,
        sha256_before=hashlib.sha256(cleaned.data).hexdigest(),
        sha256_after=hashlib.sha256(data).hexdigest(),
        encoding=cleaned.format.encoding,
        byte_order_mark=cleaned.format.byte_order_mark,
        config=cleaned.digest,
        version=__version__,
        changes=len(result.changes),
        findings=len(result.findings),
        output=output,
    )


def _targets(run: Run, output: str) -> dict[Found | None, Path]:
    """Where -o puts each input: in a folder of that name if there is one or there must be, else in that file."""
    folder = Path(output).is_dir() or output.endswith("/") or run.walks or len(run.inputs) + run.tally.failed > 1
    targets = {found: Path(output, found.within) if folder and found else Path(output) for found in run.inputs}
    _require(not folder or None not in targets, f"{STDIN} has no name to be written to in a folder; give -o FILE.")
    sources = {found.path.resolve() for found in run.inputs if found}
    taken: dict[Path, Found | None] = {}
    for found, target in targets.items():
        _require(target.resolve() not in sources, f"{target} is an input itself; use -i to clean it in place.")
        other = taken.setdefault(target.resolve(), found)
        if found and other and other is not found:
            raise InputError(f"{found.path} and {other.path} would both be written to {target}; write them one by one")
    return targets


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise click.UsageError(message)
