"""What a job writes beside the clean data: the edit log and the dead letters."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleaner.errors import OutputError
from cleaner.formats.base import Format
from cleaner.formats.cleaned import DeadLetter
from cleaner.formats.log_lines import Entry
from cleaner.jobs.checkpoint import Progress
from cleaner.jobs.dead_letters import DeadLetters
from cleaner.jobs.edit_log import EditLog
from cleaner.storage.appending import AppendedFile


class SideFiles:
    """Both files, as far as they are wanted. OutputError, here and later, where one cannot be written."""

    def __init__(self, edit_log: Path | None, dead_letters: Path | None, progress: Progress | None) -> None:
        """Open them, cut back to what they held at the `progress` of a run that was killed."""
        self._log: EditLog | None = None
        self._dead: DeadLetters | None = None
        try:
            if edit_log:
                self._log = EditLog(edit_log, progress.edit_log if progress else None)
            if dead_letters:
                self._dead = DeadLetters(dead_letters, progress.dead_letters if progress else None)
        except BaseException:
            self.give_up()
            raise

    @property
    def buries(self) -> bool:
        """Whether there is a file for dead letters."""
        return self._dead is not None

    def log(self, entries: Sequence[Entry], by: int) -> int:
        """Write down the entries of a block whose output begins at `by`; how many of them are of many in one file."""
        for entry in entries:
            assert self._log
            self._log.add(entry, by)
        return sum(entry.header.many for entry in entries)

    def log_end(self, path: str, entries: int) -> None:
        """Write down that the entries of a file end here, if there are any."""
        if self._log and entries:
            self._log.end(path, entries)

    def bury(self, letter: DeadLetter, block: Any, form: Format) -> bool:
        """Write down a record that failed; whether there is a file for that."""
        if self._dead:
            raw = form.raw(block, letter.line)
            self._dead.add(letter if raw is None else replace(letter, raw=raw))
        return self.buries

    def bury_piece(self, path: str, line: int, error: str, data: bytes, *, last: bool) -> None:
        """Write down a piece of a record that is too long to be held, if there is a file for that."""
        if self._dead:
            self._dead.add_piece(path, line, error, data, last=last)

    def sync(self) -> tuple[int | None, int | None]:
        """Bring both to the disk; how long they are."""
        log = self._log.file.sync() if self._log else None
        return log, self._dead.file.sync() if self._dead else None

    def flush(self) -> None:
        """Write what is held, so that it is known at once if that cannot be."""
        self._each(AppendedFile.flush)

    def check(self) -> None:
        """OutputError where one is gone: all that comes would be lost."""
        self._each(AppendedFile.check)

    def close(self, *, several: bool) -> None:
        """Write what is at their end, bring all to the disk, and close them; a run of `several` inputs has one too."""
        if self._log and several:
            self._log.end_run()
        self.sync()
        self._each(AppendedFile.close)

    def end_early(self, *, several: bool) -> None:
        """Close them when a run ends before its end. What they say of what is done is kept."""
        with contextlib.suppress(OutputError):
            self.close(several=several)
        self.give_up()

    def give_up(self) -> None:
        """Close them without what was not written yet."""
        self._each(AppendedFile.give_up)

    def _each(self, do: Callable[[AppendedFile], None]) -> None:
        for file in self._files():
            do(file)

    def _files(self) -> Iterator[AppendedFile]:
        if self._log:
            yield self._log.file
        if self._dead:
            yield self._dead.file
