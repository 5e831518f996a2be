"""The documentation: every command in it runs and prints what is shown, every page is built, the reference is whole."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from cleaner import Config
from cleaner.cli import COMMANDS
from cleaner.config import SETTINGS
from cleaner.passes import BUILT_IN
from tests.console import ROOT, Session, commands, matches

DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
NEEDS = {"how-to/engines.md": ("pandas", "polars", "pyarrow"), "how-to/review.md": ("jinja2",)}
"""Libraries of extras without which a page cannot run."""

RECIPES = {f"how-to/{name}.md" for name in ("datatrove", "scrapy", "scikit-learn", "queue", "scheduled-job")}
"""Pages whose snippets `tests/recipes` takes from them and runs with the library that they are for."""


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def fences(page: str) -> list[tuple[str, str]]:
    """The language and the content of each fenced block of a page."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_runs_prints_what_it_shows(page: str, tmp_path: Path) -> None:
    for library in NEEDS.get(page, ()):
        pytest.importorskip(library, reason=f"{library}, of an extra, is not installed")
    session = Session(tmp_path)
    document = text_of(page)
    for command in commands(document):
        shown, printed = document[command.start : command.end], session.run(command.line)
        assert matches(shown, printed), f"$ {command.line}\n{printed}"
    if ">>>" in document:
        (tmp_path / "page.md").write_text(document, encoding="utf-8")
        done = session.run(f'"{sys.executable}" -m doctest page.md')
        assert not done, done


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_shown_that_no_test_runs(page: str) -> None:
    kinds = {"console", "pycon", "toml", "yaml"} | ({"python", "sh"} if page in RECIPES else set())
    assert {language for language, _ in fences(page)} <= kinds, f"only {kinds} are held against the program"
    for language, content in fences(page):
        if language == "console":
            assert content.startswith("$ ")
        if language == "toml":
            settings = tomllib.loads(content)
            settings.pop("rule_files", None)
            overrides = settings.pop("overrides", [])
            Config.make(**settings)
            assert all(set(each) <= {"files", *(setting.name for setting in SETTINGS)} for each in overrides)


def test_commands_and_options_that_the_prose_names_are_there() -> None:
    import click

    from cleaner.cli import main

    context = click.Context(main)
    options = set()
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        inner = (
            [command.get_command(context, each) for each in command.list_commands(context)]
            if isinstance(command, click.Group)
            else [command]
        )
        options |= {option for each in inner if each for parameter in each.params for option in parameter.opts}
    for page in PAGES:
        code = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL))
        assert {word for each in code for word in re.findall(r"(?<!\S)--[a-z-]+", each)} - {"--help"} <= options
        assert {each.split()[1] for each in code if each.startswith("cleaner ")} <= {*COMMANDS, "NAME"}


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The module that makes the pages of the reference."""
    pytest.importorskip("mkdocs", reason="mkdocs is not installed; .ci/run has it")
    spec = importlib.util.spec_from_file_location("reference", DOCS / "hooks" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_has_every_rule_setting_command_and_name(reference: ModuleType) -> None:
    pages = reference.pages()
    for each in BUILT_IN.passes:
        page = pages[f"reference/rules/{each.name}.md"]
        for rule in each.rules:
            assert f"## {rule.name} " in page
            assert f"[{rule.name}]({each.name}.md#" in pages["reference/rules/index.md"]
            for example in rule.examples:
                first = example.before.split("\n")[0]
                assert first in page or not (first.isascii() and first.isprintable()) or first != first.strip()
    assert all(f"\n## {setting.name}\n" in pages["reference/settings.md"] for setting in SETTINGS)
    assert all(f"\n## cleaner {name}\n" in pages["reference/command.md"] for name in COMMANDS)
    for name in ("cleaner.Pipeline", "cleaner.Result", "cleaner.rules.Edit", "cleaner.errors.ConfigError"):
        assert f"### {name}\n" in pages["reference/python.md"]


def test_the_passes_are_told_in_their_order() -> None:
    assert ", ".join(BUILT_IN.pass_names) in text_of("explanation/how-it-works.md").replace("\n", " ")


def test_the_reference_is_made_from_the_rules_and_not_kept(reference: ModuleType) -> None:
    assert not [page for page in PAGES if page in reference.pages()]


def test_it_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed; .ci/run has it")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rules = (tmp_path / "site/reference/rules/fragments.html").read_text(encoding="utf-8")
    assert 'id="fragments-stray-tail"' in rules
    assert all(f'href="{name}.html"' in rules for name in BUILT_IN.pass_names if name != "fragments")
    assert (tmp_path / "site/finding.schema.json").read_bytes() == (
        ROOT / "cleaner/report/finding.schema.json"
    ).read_bytes()
    assert not (tmp_path / "site/hooks").exists()
    outside = {
        address
        for page in (tmp_path / "site").rglob("*.html")
        for address in re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(https?:[^"]*)"', page.read_text())
    }
    assert not outside
