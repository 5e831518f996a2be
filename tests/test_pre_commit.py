"""The hooks in `.pre-commit-hooks.yaml`, run by the real pre-commit in a repository that uses them."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TAIL, CLEAN = "The bridge was opened on Monday. was\n", "The bridge was opened on Monday.\n"

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed; .ci/run has it"
    ),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit installs from a clone, and this is none"),
]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a program in a repository that has the hooks of this clone, as it is now, in its configuration."""
    folder = tmp_path_factory.mktemp("repository")
    identity = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment = {**kept, **identity, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}

    def call(*command: str, cwd: Path = folder) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)

    clone = folder.parent / "clone"
    for command in (
        ("git", "clone", "-q", str(ROOT), str(clone)),
        ("cp", str(ROOT / ".pre-commit-hooks.yaml"), str(clone)),
        ("git", "-C", str(clone), "add", "-A"),
        ("git", "-C", str(clone), "commit", "-q", "--allow-empty", "-m", "as it is now"),
        ("git", "init", "-q"),
    ):
        done = call(*command)
        assert done.returncode == 0, done.stderr
    head = call("git", "-C", str(clone), "rev-parse", "HEAD").stdout.strip()
    hooks = "".join(f"      - id: {name}\n" for name in ("cleaner-check", "cleaner-fix"))
    (folder / ".pre-commit-config.yaml").write_text(f"repos:\n  - repo: {clone}\n    rev: {head}\n    hooks:\n{hooks}")
    return call


def pre_commit(run: Run, hook: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "pre_commit", "run", "--all-files", hook)


def test_check_fails_and_says_where_then_fix_repairs_then_both_pass(run: Run) -> None:
    folder = Path(run("pwd").stdout.strip())
    (folder / "a.txt").write_text(TAIL)
    (folder / "b.md").write_text(CLEAN)
    (folder / "c.py").write_text(f'"""{TAIL}"""\n')
    run("git", "add", "-A")
    checked = pre_commit(run, "cleaner-check")
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "a.txt:1:33: fragments/stray-tail" in checked.stdout
    assert (folder / "a.txt").read_text() == TAIL
    fixed = pre_commit(run, "cleaner-fix")
    assert fixed.returncode == 1
    assert "files were modified by this hook" in fixed.stdout
    assert (folder / "a.txt").read_text() == CLEAN
    assert (folder / "c.py").read_text() == f'"""{TAIL}"""\n'
    run("git", "add", "-A")
    assert pre_commit(run, "cleaner-fix").returncode == 0
    assert pre_commit(run, "cleaner-check").returncode == 0
