"""The texts of inputs, read and not cleaned: for what only looks at a collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cleaner.alignment import Alignment
from cleaner.edits import Result
from cleaner.errors import CleanerError
from cleaner.formats import InputOptions
from cleaner.formats.base import BlockKind, Format
from cleaner.formats.cleaned import Bench, Wants
from cleaner.jobs.reader import reading
from cleaner.pipeline import Pipeline
from cleaner.report.terminal import RecordName
from cleaner.storage.finding import Input
from cleaner.structure import FileForm, read


class _Collector(Bench):
    """Takes the texts of a block instead of cleaning them."""

    def __init__(self, source: Input, text_format: str) -> None:
        super().__init__(source, Pipeline(passes=[]), Wants(text_format=text_format))
        self._texts: list[str] = []

    def run(self, text: str, *, format: str | FileForm | None = None, **_: object) -> Result:
        """Take a text, whatever its language."""
        form = format or self.wants.text_format
        self._texts += [text] if form == "text" else [prose.text for prose in read(text, form)]
        return Result(text, text, (), (), Alignment(()))

    def taken(self, form: Format, block: Any) -> Iterator[tuple[str | RecordName, str]]:
        """The texts of a block that is one record or document, with its name."""
        self._texts.clear()
        form.clean(block, self)
        name = RecordName(self.source.name, block.line) if form.noun == "record" else self.source.name
        yield from ((name, text) for text in self._texts)


def texts(
    sources: Iterable[Input], options: InputOptions, complain: Callable[[CleanerError], None]
) -> Iterator[tuple[str | RecordName, str]]:
    """The texts of inputs with their names, one by one; what cannot be read is told to `complain` and left out."""
    for source in sources:
        try:
            with reading(source, options) as reader:
                collector = _Collector(source, options.text_format)
                for block in reader.blocks():
                    if block.kind is BlockKind.RECORDS:
                        for single in reader.format.singles(block):
                            yield from collector.taken(reader.format, single)
        except (CleanerError, OSError) as error:
            complain(error if isinstance(error, CleanerError) else CleanerError(f"{source.name}: {error}"))
