"""Jobs under anything that may happen to them, in any order: killed, out of room, resumed, undone, inputs changed.

Each run is a process of its own, forked, so that a kill is one: nothing is tidied up after it.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import tempfile
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cleaner import clean
from cleaner.cli import main
from cleaner.formats import csv, jsonl
from cleaner.jobs import job

from .conftest import DAMAGED

clean(DAMAGED)  # what is loaded for it is loaded once, and not by every process

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

KILLED, NAMES = 77, ("a.jsonl", "b.csv", "c.txt", "d.jsonl")


def content(name: str, number: int, rows: int) -> bytes:
    """An input like no other one, with some records that fail."""
    texts = [f"{DAMAGED.strip()} It is {number}, row {row}." for row in range(rows)]
    if name.endswith("jsonl"):
        lines = [json.dumps({"id": row, "text": text}) + "\n" for row, text in enumerate(texts)]
        return "".join([*lines[:2], "not json\n", *lines[2:]]).encode()
    if name.endswith("csv"):
        return (
            "id,text\n" + "".join('{},"{}"\n'.format(row, text.replace('"', '""')) for row, text in enumerate(texts))
        ).encode()
    return "".join(text + "\n" for text in texts).encode()


class NoRoom:
    """No file can grow beyond so many bytes: a write brings some of its bytes to the disk, and then fails."""

    def __init__(self, size: int) -> None:
        self.size = size

    def install(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.size))


class Trouble:
    """Whatever brings bytes to the disk or renames a file counts; the Nth time it is a kill or a full disk."""

    def __init__(self, at: int, *, full: bool) -> None:
        self.left = at
        self.full = full

    def strike(self) -> None:
        self.left -= 1
        if self.left == 0:
            if not self.full:
                os._exit(KILLED)
            raise OSError(errno.ENOSPC, "No space left on device")

    def install(self) -> None:
        fsync, replace = os.fsync, Path.replace
        os.fsync = lambda handle: (self.strike(), fsync(handle))[1]

        def renamed(path: Path, target: Path) -> Path:
            self.strike()
            done = replace(path, target)
            if not self.full:
                self.strike()  # also when it was done
            return done

        Path.replace = renamed


def forked(args: list[str], folder: Path, trouble: Trouble | NoRoom | None = None) -> int:
    """The exit code of the command in a process of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the tests' own that the child does not need
        child = os.fork()
    if child == 0:
        code = 99
        try:
            os.chdir(folder)
            job.INTERVAL = 0.0
            for kind in (jsonl.JsonLines, csv.Csv):
                blocks = kind.blocks
                kind.blocks = lambda self, stream, blocks=blocks, **options: blocks(
                    self, stream, **{**options, "size": 300}
                )
            if trouble:
                trouble.install()
            result = CliRunner().invoke(main, args)
            code = result.exit_code if result.exception is None or isinstance(result.exception, SystemExit) else 98
            (folder.parent / "told").write_text(result.output + repr(result.exception))
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class JobMachine(RuleBasedStateMachine):
    """A folder of inputs that is cleaned in place or elsewhere, over and over."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp())
        self.folder = self.top / "work"
        self.folder.mkdir()
        self.number = 0
        self.original: dict[str, bytes] = {}
        self.clean: dict[str, bytes] = {}
        self.made: set[bytes] = set()
        self.whole = False
        self.changed = False
        """Whether an input was changed while a run might be resumed: that one is refused, or passed over if done."""
        self.may_be_told = False
        """Whether the run that refused it may have been killed after: the next one only counts it."""

    def teardown(self) -> None:
        shutil.rmtree(self.top)

    @initialize(in_place=st.booleans(), dead=st.booleans(), rows=st.integers(3, 12))
    def begin(self, in_place: bool, dead: bool, rows: int) -> None:
        self.in_place = in_place
        self.call = [
            "fix",
            *NAMES,
            *(["-i", "--backup"] if in_place else ["-o", "out"]),
            "--resume",
            "-q",
            "--isolated",
        ]
        self.call += ["--edits", "e.jsonl", "--summary", "s.json", *(["--dead-letter", "d.log"] if dead else [])]
        self.keeps = in_place or not dead
        for name in NAMES:
            self.write(name, rows)

    def write(self, name: str, rows: int) -> None:
        self.number += 1
        self.original[name] = content(name, self.number, rows)
        quiet = self.original[name].replace(b'\\" the harbour is ours \\"', b'\\"the harbour is ours\\"')
        quiet = quiet.replace(b'"" the harbour is ours ""', b'""the harbour is ours""')
        quiet = quiet.replace(b'" the harbour is ours "', b'"the harbour is ours"')
        self.clean[name] = quiet if self.keeps else quiet.replace(b"not json\n", b"")
        self.made.add(self.clean[name])
        (self.folder / name).write_bytes(self.original[name])
        self.whole = False

    def out(self, name: str) -> Path:
        return self.folder / name if self.in_place else self.folder / "out" / name

    def pending(self) -> bool:
        return bool([*self.folder.rglob(".cleaner-*.checkpoint")])

    @rule(at=st.integers(1, 60))
    def run_and_be_killed(self, at: int) -> None:
        code = forked(self.call, self.folder, Trouble(at, full=False))
        assert code in (KILLED, 3) or (code == 2 and self.changed), (self.top / "told").read_text()
        self.whole = False
        self.may_be_told = self.changed

    @rule(at=st.integers(1, 40))
    def run_out_of_room(self, at: int) -> None:
        code = forked(self.call, self.folder, Trouble(at, full=True))
        assert code in (2, 3), (self.top / "told").read_text()
        self.whole = False

    @rule(size=st.integers(0, 4000))
    def run_out_of_room_while_writing(self, size: int) -> None:
        code = forked(self.call, self.folder, NoRoom(size))
        assert code in (2, 3), code
        self.whole = False

    @rule()
    def run_to_the_end(self) -> None:
        goes_on = self.pending()
        code = forked(self.call, self.folder)
        if code == 2 and goes_on and self.changed:
            assert self.may_be_told or "changed since the run began" in (self.top / "told").read_text()
            code = forked(self.call, self.folder)
        elif goes_on and self.changed and any(self.out(name).read_bytes() != self.clean[name] for name in NAMES):
            code = forked(self.call, self.folder)  # one that was done already was changed
        assert code == 3, (self.top / "told").read_text()
        for name in NAMES:
            assert self.out(name).read_bytes() == self.clean[name], name
        left = {path.name for path in self.folder.rglob(".*")}
        assert not left
        self.whole = True
        self.changed = self.may_be_told = False

    @rule(name=st.sampled_from(NAMES), rows=st.integers(3, 12))
    def change_an_input(self, name: str, rows: int) -> None:
        self.write(name, rows)
        self.changed = True

    @rule()
    def undo(self) -> None:
        if not self.whole or not self.keeps:
            return
        code = forked(["undo", "e.jsonl"], self.folder)
        assert code == 0, (self.top / "told").read_text()
        for name in NAMES:
            assert self.out(name).read_bytes() == self.original[name], name
        self.whole = False
        if not self.in_place:
            shutil.rmtree(self.folder / "out")

    @invariant()
    def every_file_is_whole(self) -> None:
        for name in self.original:
            path = self.out(name)
            if path.exists():
                data = path.read_bytes()
                assert data in (self.original[name], self.clean[name]) or (not self.in_place and data in self.made)
            if not self.in_place:
                assert (self.folder / name).read_bytes() == self.original[name]


TestJobMachine = JobMachine.TestCase
TestJobMachine.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
