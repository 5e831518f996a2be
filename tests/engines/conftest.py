"""A collection with everything that may happen to a worker in it, and the command over it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

PROGRAM = """
import sys
sys.path.insert(0, {plugins!r})
from cleaner.cli import main
main(sys.argv[1:])
"""

POISON = {
    "broken": '{"id": "broken", "text": "It is',
    "number": '{"id": "number", "text": 12}',
    "surrogate": '{"id": "surrogate", "text": "\\ud83d alone"}',
    "missing": '{"id": "missing", "body": "It is here."}',
    "deep": '{"id": "deep", "text": ' + "[" * 300 + "]" * 300 + "}",
}
"""Five kinds of records that cannot be read."""


@dataclass(frozen=True)
class Collection:
    """Files of records in a folder, and the ids of those that must fail."""

    folder: Path
    plugins: Path
    sources: tuple[str, ...]
    failing: frozenset[str]

    def run(self, engine: str, *args: object) -> subprocess.CompletedProcess[str]:
        """The command over it, with the plug-in that only its own process finds."""
        (self.folder / "cleaner.toml").write_text('plugins = ["cleaner-trouble"]\nselect = ["trouble"]\n')
        call = ["run", "--engine", engine, *self.sources, "-o", "out", "--dead-letter", "dead", "--summary", "sum.json"]
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM.format(plugins=str(self.plugins)), *call, *map(str, args)],
            cwd=self.folder,
            # Ray's workers give way to everything else, else: on a busy machine none of them would end
            env={**environment, "PYTHONPATH": str(ROOT), "RAY_worker_niceness": "0"},
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )

    @property
    def summary(self) -> dict:
        """What was counted."""
        return json.loads((self.folder / "sum.json").read_text())

    def letters(self) -> list[dict]:
        """The dead letters."""
        files = sorted((self.folder / "dead").iterdir())
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """A folder that holds the plug-in, installed."""
    folder = tmp_path / "plugins"
    info = folder / "cleaner_trouble-1.0.dist-info"
    info.mkdir(parents=True)
    shutil.copy(HERE / "cleaner_trouble.py", folder)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cleaner-trouble\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[cleaner.rules]\nall = cleaner_trouble:RULES\n")
    return folder


@pytest.fixture
def collection(tmp_path: Path, plugins: Path) -> Collection:
    """300 records: five kill the process that hands out the work, once each; two kill or hang whoever cleans them."""
    folder = tmp_path / "work"
    folder.mkdir()
    lines = []
    for number in range(300):
        text = f"It is trouble! record {number}." + " It rained on the harbour." * 20
        if number % 60 == 30:
            text += f" [kill parent {folder}/once-{number}]"
        lines.append(json.dumps({"id": f"r{number}", "text": text, "big": 12345678901234567890}))
    lines[100:100] = POISON.values()
    lines.insert(200, json.dumps({"id": "die", "text": "It is trouble! here. [die]"}))
    lines.insert(250, json.dumps({"id": "hang", "text": "It is trouble! here. [hang]"}))
    (folder / "a.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return Collection(folder, plugins, ("a.jsonl",), frozenset({*POISON, "die", "hang"}))
