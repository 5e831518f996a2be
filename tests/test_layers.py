"""Imports point one way, and importing the package costs little."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cleaner"

LAYERS = (
    ("errors", "spans", "entities", "toml_lines", "list_forms", "expressions", "runs"),
    ("lists",),
    ("edits",),
    ("alignment", "lexicon", "protection", "detect", "tables", "cues"),
    ("frame", "carried"),
    ("language",),
    ("sentences", "known_words"),
    ("document",),
    ("tokens", "gaps"),
    ("familiar", "source_files"),
    ("noise",),
    ("rules", "quotation", "mentions", "programs", "crowding", "quoted_values"),
    ("registry", "additions", "prefilter"),
    ("passes.*",),
    ("passes",),
    ("resolve", "hazards"),
    ("proposals", "own"),
    ("config", "score"),
    ("chain",),
    ("conditions",),
    ("attempt",),
    ("rounds",),
    ("structure",),
    ("pipeline",),
    ("testing",),
    ("workers", "storage", "survey", "review"),
    ("report",),
    ("batch", "formats"),
    ("jobs", "adapters", "serve"),
    ("engines",),
    ("cli",),
    ("__init__",),
    ("__main__",),
)
"""What may import what: a module imports from layers above its own, never from beside it or below. A package is one
module here, but for `passes`, whose members are siblings; within a package anything goes."""

EXCEPTIONS = {
    ("pipeline", "batch"),  # Pipeline.run_many, inside the method
    ("edits", "report"),  # what notebooks show, inside the method
    ("cli", "__init__"),  # the version
    ("report", "__init__"),
    ("formats", "__init__"),
    ("jobs", "__init__"),
    ("serve", "__init__"),
    ("engines", "__init__"),
}


def unit(module: str) -> str:
    """The module or package that a dotted name below `cleaner` counts as: `passes.quotes`, `cli`, `edits`."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "passes" else parts[0]


def layer(name: str) -> int:
    pattern = "passes.*" if name.startswith("passes.") else name
    places = [place for place, names in enumerate(LAYERS) if pattern in names]
    assert len(places) == 1, f"cleaner/{name} has no place in LAYERS: give it one"
    return places[0]


def modules() -> dict[str, Path]:
    """All modules of the package by their dotted name below it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in the file."""
    known = modules()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write imports whole, `from cleaner.x import y`"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] != "cleaner":
                continue
            while ".".join(parts[1:]) not in known and len(parts) > 1:
                parts.pop()
            yield ".".join(parts[1:]) or "__init__"


@pytest.mark.parametrize("module", modules())
def test_imports_come_from_layers_above(module: str) -> None:
    own = unit(module)
    for name in imported(modules()[module]):
        other = unit(name)
        if other != own and (own, other) not in EXCEPTIONS:
            assert layer(other) < layer(own), f"cleaner/{own} must not import cleaner/{other}"


@pytest.mark.parametrize("module", [name for name in modules() if "." in name])
def test_members_of_a_package_do_not_import_its_front(module: str) -> None:
    """A package's `__init__` gathers its members; a member that imported it would go in a circle."""
    front = module.rpartition(".")[0]
    assert front not in set(imported(modules()[module])) - {module} or front == "cli"


def test_every_name_in_the_layers_is_there() -> None:
    there = {unit(module) for module in modules()}
    assert {name for names in LAYERS for name in names} - {"passes.*"} == {
        name for name in there if not name.startswith("passes.")
    }


HEAVY = (
    "cleaner.cli",
    "cleaner.jobs",
    "cleaner.formats",
    "cleaner.structure",
    "cleaner.report",
    "cleaner.storage",
    "cleaner.batch",
    "cleaner.workers",
)
OUTSIDE = (
    "ftfy",
    "langdetect",
    "click",
    "rich",
    "jinja2",
    "pyarrow",
    "tree_sitter",
    "fsspec",
    "multiprocessing",
    "hypothesis",
)


def fresh(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    return done.stdout


@pytest.mark.parametrize(
    "code",
    ["import cleaner", "import cleaner; cleaner.clean('It ended. was')", "import cleaner; cleaner.Config.make()"],
    ids=["import", "a clean text", "a configuration"],
)
def test_heavy_modules_load_when_first_needed(code: str) -> None:
    loaded = fresh(f"{code}; import sys; print(*sys.modules)").split()
    assert not {name for name in loaded if name.split(".")[0] in OUTSIDE or name.startswith(HEAVY)}


def test_a_damaged_line_loads_ftfy_and_nothing_else() -> None:
    loaded = fresh("import cleaner; cleaner.clean('The mayorâ€™s cafÃ©.'); import sys; print(*sys.modules)").split()
    assert "ftfy" in loaded
    assert "langdetect" not in loaded


def test_the_public_names_are_few_and_all_there() -> None:
    import cleaner

    assert cleaner.__all__ == ["Config", "Finding", "Pipeline", "Result", "Rule", "__version__", "clean"]
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)
