"""Words of the field, one word a thing: what no message, docstring or document of the project says.

`CONTRIBUTING.md` has the glossary; this test holds it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cleaner import Pipeline
from tests.fixtures import cases

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cleaner"

WORDS = {
    r"behind": "after",
    r"blanks?(?! lines?\b)": "space, whitespace",
    r"stretch(?:es)?": "span, passage",
    r"mend(?:s|ed|ing)?": "repair, fix",
    r"stands? there": "is listed, occurs",
    r"(?<!\bin )(?<!\btake )(?<!\btakes )(?<!decimal )(?<!\bits )(?<!\btheir )places?(?! of\b)": "offset, position",
    r"said (?:twice|again)": "repeated",
    r"speaks? (?:for|against)": "evidence for, evidence against",
    r"the account": "the edit log",
    r"least_\w+": "min_…",
}
"""What is not said, as expressions, and what is said instead."""

FORBIDDEN = re.compile(r"\b(?:{})\b".format("|".join(WORDS)), re.IGNORECASE)
NOT_PROSE = {"fix", "keep", "report", "compile", "Example"}
"""Calls whose strings are examples or expressions, not prose."""


def modules() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def prose(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings of a module that are read by people, with their lines: docstrings, messages, help."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Call):
            function = child.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in NOT_PROSE:
                continue
        if isinstance(child, ast.Assign) and any(getattr(target, "id", "") == "examples" for target in child.targets):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str) and " " in child.value.strip():
            yield child.lineno, re.sub(r"`[^`]*`", "``", child.value)
        yield from prose(child)


@cache
def findings() -> dict[str, set[str]]:
    """The messages of each rule over all fixtures."""
    found: dict[str, set[str]] = {}
    pipelines = {lang: Pipeline(lang=lang) for lang in {case.lang for case in cases()}}
    for case in cases():
        for finding in pipelines[case.lang].run(case.before).findings:
            quoted = re.sub(r"[“\"'‘][^”\"'’]*[”\"'’]", "", finding.message)
            found.setdefault(finding.rule, set()).add(quoted)
    return found


@pytest.mark.parametrize("module", modules())
def test_no_module_says_it(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    said = [f"{module}:{line}: {word[0]!r}" for line, text in prose(tree) for word in FORBIDDEN.finditer(text)]
    assert not said


def test_no_finding_says_it() -> None:
    said = {(rule, text) for rule, texts in findings().items() for text in texts if FORBIDDEN.search(text)}
    assert not said


DOCUMENTS = ["README.md", "CONTRIBUTING.md", "fixtures/README.md"]
PAGES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("document", [*DOCUMENTS, *PAGES])
def test_no_document_says_it(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    text = re.sub(r"^\|.*\|$|`[^`\n]*`|```.*?```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not [word[0] for word in FORBIDDEN.finditer(text)]


def test_class_names_are_unique() -> None:
    """A name means one class, wherever it is read."""
    homes: dict[str, list[str]] = {}
    for module in modules():
        for node in ast.parse((PACKAGE / module).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(module)
    assert not {name: found for name, found in homes.items() if len(found) > 1}


@pytest.mark.parametrize("module", modules())
def test_no_module_is_longer_than_400_lines(module: str) -> None:
    assert len((PACKAGE / module).read_text(encoding="utf-8").splitlines()) <= 400
