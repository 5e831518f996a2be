"""The snippets of the documentation, taken from there and run."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

DAMAGED = "The bridge was opened on Monday. was\n\nLeave a Comment"
CLEAN = "The bridge was opened on Monday."


def snippets(page: str, language: str = "python") -> list[str]:
    """The blocks of a language on a page."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    found = [code for name, code in _BLOCK.findall(text) if name == language]
    assert found, f"{page}.md has no {language}"
    return found


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes the Python of a page as a module into an empty working folder, which can be imported from."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(page: str, module: str, *, first: int | None = None) -> Path:
        path = tmp_path / f"{module}.py"
        path.write_text("\n\n".join(snippets(page)[:first]), encoding="utf-8")
        return path

    return write


def module_of(page: str, **names: object) -> ModuleType:
    """The Python of a page, run."""
    module = ModuleType(page.replace("-", "_"))
    module.__dict__.update(names)
    exec(compile("\n\n".join(snippets(page)), f"{page}.md", "exec", dont_inherit=True), module.__dict__)
    return module
