"""What comes of a block: what differs, what failed, what is said of it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner import __version__
from cleaner.edits import Failure, Result
from cleaner.errors import CleanerError
from cleaner.formats.counts import Counts
from cleaner.formats.log_lines import Entry
from cleaner.pipeline import Pipeline
from cleaner.report.inert import valid
from cleaner.report.terminal import RecordName
from cleaner.storage.finding import Input
from cleaner.structure import FileForm


@dataclass(frozen=True, slots=True)
class Wants:
    """What a run needs to know beyond what differs: results to show, entries of the edit log, scores; and whether a
    record that fails stays where it is (`keep`). `inputs` is how many there are. `text_format` is what the texts of
    records are."""

    results: bool = False
    edits: bool = False
    scores: bool = False
    keep: bool = True
    inputs: int = 1
    text_format: str = "text"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record that failed: its file and line, its id, the rule that failed on it if one did, why, and its bytes."""

    path: str
    line: int
    id: str | None
    rule: str | None
    error: str
    raw: bytes

    def plain(self) -> Mapping[str, object]:
        """Values for JSON; bytes that are not UTF-8 are in base64."""
        record = {
            "path": valid(self.path),
            "line": self.line,
            "id": valid_or_none(self.id),
            "rule": self.rule,
            "error": valid(self.error),
        }
        try:
            return {**record, "raw": self.raw.decode()}
        except UnicodeDecodeError:
            return {**record, "raw_base64": base64.b64encode(self.raw).decode()}


def valid_or_none(name: str | None) -> str | None:
    """A name as UTF-8 can hold it, if there is one."""
    return None if name is None else valid(name)


@dataclass(slots=True)
class Cleaned:
    """What became of a block. `patches` say what differs, as the writer of its format understands it.

    `error` is why the whole file could not be cleaned, `note` what else its user should know, `invalid` the line of the
    first text with bytes that are not valid in the encoding, `failures` the first failure of each rule, with its line.
    `peak` is the most memory that the process which cleaned it ever had, in bytes.
    """

    counts: Counts = field(default_factory=Counts)
    patches: list[Any] = field(default_factory=list)
    dead: list[DeadLetter] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    results: list[tuple[str | RecordName, Result]] = field(default_factory=list)
    error: CleanerError | None = None
    note: str | None = None
    invalid: int | None = None
    failures: dict[str, tuple[int, Failure]] = field(default_factory=dict)
    peak: int = 0


class Bench:
    """Where a format cleans a block: the pipeline, what is wanted, and what comes of it, `cleaned`."""

    def __init__(self, source: Input, pipeline: Pipeline, wants: Wants) -> None:
        self.source = source
        self.wants = wants
        self.cleaned = Cleaned()
        self._pipeline = pipeline

    def run(
        self,
        text: str,
        *,
        lang: str | None = None,
        origin: str | None = None,
        format: str | FileForm | None = None,
        source: str | None = None,
    ) -> Result:
        """Clean one text; without a `format` it is what the texts of records are."""
        form = format or self.wants.text_format
        before = self.before(form)
        return self._pipeline.run(text, lang=lang, origin=origin, format=form, source=source, before=before)

    def before(self, form: str | FileForm) -> Sequence[str]:  # noqa: ARG002
        """The texts that come before the next one, of which it is a part."""
        return ()

    def count(self, line: int, results: Sequence[Result]) -> None:
        """Count the record on a line by the results of its texts."""
        counts = self.cleaned.counts
        counts.records += 1
        counts.changed += any(result.changed for result in results)
        for result in results:
            counts.note(result, scored=self.wants.scores)
            for failure in result.failures:
                self.cleaned.failures.setdefault(failure.rule, (line, failure))

    def show(self, line: int, name: str | None, pairs: Sequence[tuple[str, Result]], *, several: bool) -> None:
        """Keep the results of a record's fields to be shown, if that is wanted; `several` has the field be named."""
        if self.wants.results:
            self.cleaned.results += [
                (RecordName(self.source.shown, line, name, field if several else None), result)
                for field, result in pairs
            ]

    def facts(self, results: Iterable[Result]) -> dict[str, Any]:
        """What every header of the edit log says."""
        told = list(results)
        return {
            "path": self.source.name,
            "output": self.source.output,
            "config": self._pipeline.config.digest,
            "version": __version__,
            "changes": sum(len(result.changes) for result in told),
            "findings": sum(len(result.findings) for result in told),
        }

    def fail(self, line: int, name: str | None, error: Exception, raw: bytes) -> None:
        """Count a record as failed, and make its dead letter."""
        self.cleaned.counts.records += 1
        self.cleaned.counts.failed += 1
        letter = DeadLetter(self.source.shown, line, name, getattr(error, "rule", None), reason(error), raw)
        self.cleaned.dead.append(letter)

    def note_invalid(self, line: int) -> None:
        """Keep that a text on this line has bytes that are not valid, if it is the first."""
        if self.cleaned.invalid is None:
            self.cleaned.invalid = line


def reason(error: Exception) -> str:
    """An error as it is told: those of this package say it all."""
    return str(error) if isinstance(error, CleanerError) else f"{type(error).__name__}: {error}"
