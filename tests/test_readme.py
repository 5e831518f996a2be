"""What the documents show is what the project has, and what the program does."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from cleaner.config import presets
from cleaner.passes import BUILT_IN
from tests.console import Session, commands, matches
from tests.fixtures import FIXTURES

ROOT = FIXTURES.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MODULES = CONTRIBUTING.split("| module |")[1].split("\n\n")[0]


def test_its_sessions_print_what_it_shows(tmp_path: Path) -> None:
    session = Session(tmp_path)
    found = list(commands(README))
    assert len(found) >= 3
    for command in found:
        shown, printed = README[command.start : command.end], session.run(command.line)
        assert matches(shown, printed), f"$ {command.line}\n{printed}"


def test_its_library_examples_give_what_they_show() -> None:
    examples = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    assert len(examples.examples) >= 5
    results = doctest.DocTestRunner(verbose=False).run(examples)
    assert not results.failed


def test_it_names_every_preset_and_real_rules_only() -> None:
    assert all(f"`{preset}`" in README for preset in presets())
    passes = "|".join(BUILT_IN.pass_names)
    named = set(re.findall(rf"\b(?:{passes})/[a-z]+(?:-[a-z]+)*(?![\w./-])", README))
    assert named
    assert named <= set(BUILT_IN.rules)


@pytest.mark.parametrize("module", re.findall(r"`([a-z_/]+(?:\.py)?)`", MODULES))
def test_the_modules_that_contributing_names_are_there(module: str) -> None:
    assert (ROOT / "cleaner" / module.replace("<lang>/", "")).exists()


def test_its_links_lead_to_files_and_it_is_read_in_two_minutes() -> None:
    assert all((ROOT / path).exists() for path in re.findall(r"\]\(([\w./-]+)\)", README))
    assert len(re.sub(r"```.*?```", "", README, flags=re.DOTALL).split()) < 600


class TestTheHarness:
    """The sessions themselves."""

    TEXT = "x\n```console\n$ echo a\na\n$ cat > b << 'END'\nq\nEND\n$ cat b\n…\n```\ny"

    def test_commands(self) -> None:
        assert [command.line for command in commands(self.TEXT)] == ["echo a", "cat > b << 'END'\nq\nEND", "cat b"]

    def test_they_run_in_one_folder(self, tmp_path: Path) -> None:
        session = Session(tmp_path)
        assert [session.run(command.line) for command in commands(self.TEXT)] == ["a\n", "", "q\n"]

    @pytest.mark.parametrize(
        ("shown", "printed", "same"),
        [
            ("a\n", "a\n", True),
            ("a\n\n", "a\n", True),
            ("a\n", "b\n", False),
            ("a\n…\nz\n", "a\nb\nc\nz\n", True),
            ("a\n…\n", "a\nb\nc\n", True),
            ("a\n…\n", "b\nc\n", False),
            ("a.c\n", "abc\n", False),
        ],
    )
    def test_matches(self, shown: str, printed: str, same: bool) -> None:
        assert matches(shown, printed) is same
