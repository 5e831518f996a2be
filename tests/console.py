"""Runs the console sessions of a document: what it shows is what the program prints.

    python -m tests.console DOCUMENT.md...      write what the commands print now

A session is a block fenced as `console`; a line that begins with `$ ` is a command, the lines up to the next one are
what it prints, standard output and standard error together. A line `…` stands for any number of lines. The commands of
a document run one after the other in a copy of `fixtures/`, with `cleaner` and `python3` on the path.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*<< '(\w+)'\n(?:.*\n)*?\2|.*(?:\\\n.*)*)\n", re.MULTILINE)
ANY = "…"


@dataclass(frozen=True)
class Command:
    """A command of a document, and the span of the document that shows what it prints."""

    line: str
    start: int
    end: int


def commands(document: str) -> Iterator[Command]:
    """The commands of all sessions of a document, in order."""
    for block in _BLOCK.finditer(document):
        found = list(_COMMAND.finditer(document, block.start(1), block.end(1)))
        ends = [match.start() for match in found[1:]] + [block.end(1)]
        yield from (Command(match[1], match.end(), end) for match, end in zip(found, ends, strict=True))


def matches(shown: str, printed: str) -> bool:
    """Whether a command printed what is shown; a line of `…` stands for any lines."""
    lines = shown.strip("\n").split("\n")
    pattern = "".join("(?:.*\n)*?" if line == ANY else re.escape(line) + "\n" for line in lines)
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


class Session:
    """A folder with a copy of the fixtures, in which commands run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "fixtures", folder / "fixtures")
        tools = folder / ".tools"
        tools.mkdir()
        for name, call in (("cleaner", "-m cleaner "), ("python3", "")):
            script = tools / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call}"$@"\n')
            script.chmod(0o755)
        self._environment = {
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "NO_COLOR": "1",
            "COLUMNS": "120",
        }

    def run(self, command: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout


def rewritten(document: str) -> str:
    """The document with what its commands print now; what is cut by `…` keeps its first lines."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        pieces, at = [], 0
        for command in commands(document):
            printed = session.run(command.line).strip("\n")
            shown = document[command.start : command.end].strip("\n")
            if ANY in shown.splitlines() and not matches(shown, printed):
                kept = shown.splitlines().index(ANY)
                printed = "\n".join([*printed.splitlines()[:kept], ANY])
            elif matches(shown, printed):
                printed = shown
            blank = "\n" if document[: command.end].endswith("\n\n") else ""
            pieces += [document[at : command.start], printed + "\n" * bool(printed) + blank]
            at = command.end
        return "".join([*pieces, document[at:]])


def main() -> None:
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
