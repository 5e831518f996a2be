"""A folder to work in, and the command, called within this process or, where that matters, as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli import main

ROOT = Path(__file__).parents[2]
DAMAGED = 'The keeper said, " the harbour is ours ", and left.\n'
CLEAN = 'The keeper said, "the harbour is ours", and left.\n'


@dataclass(frozen=True)
class Outcome:
    code: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        return self.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, without colours asked for by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def cleaner(folder: Path) -> Callable[..., Outcome]:
    """Calls the command in the working folder."""

    def call(*args: object, stdin: bytes = b"") -> Outcome:
        result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout_bytes, result.stderr)

    return call


@pytest.fixture
def process(folder: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command as a process of its own in the working folder, or a program that imports it."""

    def start(*args: object, program: str | None = None) -> subprocess.Popen[bytes]:
        call = ["-c", program] if program else ["-m", "cleaner"]
        return subprocess.Popen(
            [sys.executable, *call, *map(str, args)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start
