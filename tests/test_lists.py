"""The table of lists, held against the files, their entries, the rules that declare lists, and what code reads."""

from __future__ import annotations

import ast
import functools
import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import lexicon
from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.list_forms import Room, WordList
from cleaner.lists import LISTS
from cleaner.passes import BUILT_IN
from cleaner.pipeline import try_rule
from cleaner.rules import Rule
from tests.fixtures import cases

PACKAGE = Path(lexicon.__file__).parent
DATA = PACKAGE / "data"
FILES = sorted(
    path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file() and path.name != "lexicon.toml"
)
RULES = list(BUILT_IN.rules.values())
BY_PATH = {each.path: each for each in LISTS.values()}


def test_the_files_are_those_of_the_table() -> None:
    """A new list needs a row in `cleaner/lists.py` and lies in the room that the row says."""
    paths = {path.partition("/")[2] for path in FILES}
    assert paths - set(BY_PATH) == set(), "these files are in no row of cleaner/lists.py, or in another room"
    assert set(BY_PATH) - paths == set(), "no language has a file for these rows of cleaner/lists.py"
    assert {each.room for each in LISTS.values()} == set(Room)


@pytest.mark.parametrize("path", FILES)
def test_entries_have_the_form_of_their_list(path: str) -> None:
    row, content = BY_PATH[path.partition("/")[2]], (DATA / path).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    if not row.form.is_list:
        return
    assert content.startswith(b"# "), "it must begin with a comment that names its source"
    entries = [line for line in content.decode().split("\n") if line and not line.startswith("#")]
    assert entries, "a language without such a list has no file for it"
    assert len(set(entries)) == len(entries), "an entry is listed twice"
    assert [entry for entry in entries if not re.fullmatch(row.form.pattern, entry)] == []
    if row.form.is_lower:
        assert [entry for entry in entries if entry != entry.lower()] == []


@pytest.mark.parametrize("row", LISTS.values(), ids=lambda row: row.name)
def test_every_list_says_what_an_entry_is_and_is_read(row: WordList) -> None:
    assert re.fullmatch(r"[a-z].*[^.]", row.entry)
    assert row.readers or readers_of(row.name), f"no rule declares {row.name!r}: declare it, or remove the list"
    for module in row.readers:
        path = PACKAGE / f"{module.replace('.', '/')}.py"
        assert row.name in strings(path), f"cleaner/{module} does not name {row.name!r}"


def readers_of(name: str) -> list[str]:
    return [rule.name for rule in RULES if name in (*rule.lists, *rule.optional_lists)]


@functools.cache
def strings(path: Path) -> frozenset[str]:
    """All strings in the code of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_declared_lists_are_in_the_table(rule: type[Rule]) -> None:
    declared = (*rule.lists, *rule.optional_lists)
    assert [name for name in declared if name not in LISTS] == []
    assert set(rule.lists).isdisjoint(rule.optional_lists), "a list is needed or optional, not both"
    assert not load("en").lacking(rule.lists), "the rule would be off for English"


@pytest.mark.parametrize("name", LISTS)
def test_the_name_of_a_list_can_be_searched_for(name: str) -> None:
    """No name is put together in code: who searches for it finds who reads it."""
    modules = [path for path in PACKAGE.rglob("*.py") if path.name != "lists.py"]
    assert any(name in strings(path) for path in modules), f"no module names {name!r}"


class Reads:
    """What was read of lexicons, and from which module."""

    def __init__(self) -> None:
        self.found: set[tuple[str, str]] = set()

    def note(self, name: str) -> None:
        frame = sys._getframe(2)
        while frame and frame.f_globals.get("__name__") in (lexicon.__name__, __name__):
            frame = frame.f_back  # type: ignore[assignment]
        self.found.add((name, frame.f_globals["__name__"].removeprefix("cleaner.")))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reads]:
    """Records what is read; caches of earlier tests are emptied first, and those of this one afterwards."""
    reads = Reads()
    for method in ("entries", "words", "optional", "text"):
        original = getattr(Lexicon, method)

        def recorded(self: Lexicon, name: str, original=original):  # type: ignore[no-untyped-def]
            reads.note(name)
            return original(self, name)

        monkeypatch.setattr(Lexicon, method, recorded)
    forget()
    yield reads
    forget()


def forget() -> None:
    """Empty all caches of the package."""
    for module in [module for name, module in sys.modules.items() if name.startswith("cleaner.")]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    gc.collect()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_declares_every_list_it_reads(rule: type[Rule], reads: Reads) -> None:
    """The rule's examples and fixtures are run, in English and in German, and everything it reads is written down."""
    texts = [example.before for example in rule.examples]
    texts += [case.before for case in cases() if case.rule == rule.name]
    for lang in ("en", "de"):
        if not load(lang).lacking(rule.lists):
            for text in texts:
                try_rule(rule(), text, lang)
    declared = {*rule.lists, *rule.optional_lists}
    for name, module in sorted(reads.found):
        if module.startswith("passes."):
            assert name in declared, f"{module} reads {name!r}, which {rule.name} does not declare"
        else:
            assert module in LISTS[name].readers, f"cleaner/{module} reads {name!r}: name it in cleaner/lists.py"


def test_a_rule_that_needs_a_list_can_do_without_every_optional_one() -> None:
    """What German, French and Spanish have is enough for every rule that is on for them."""
    for lang in ("de", "es", "fr"):
        assert load(lang).lacking(("function-words",)) == ()
    assert load(FALLBACK).lacking(("function-words",)) == ("function-words",)
