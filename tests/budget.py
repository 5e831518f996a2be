"""How much work each rule is on text that people wrote, counted in calls and characters, never timed.

    python -m tests.budget            the table of now, the most work first
    python -m tests.budget --write    the same into `budget.toml`, which `tests/test_budget.py` holds rules against

The texts are those of `fixtures/keep/en` and `fixtures/articles/after`: clean, of many kinds. Counted is what a rule of
the default preset adds to them: the share of their characters in texts that it is asked for, and how many functions are
called when it is asked, for each 1,000 characters of all texts. A source of candidates (`Rule.sources`) is a row of its
own, since its rules share it; what the first that asks makes for all (words, sentences) counts there.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cleaner import Pipeline
from cleaner.chain import Groups
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.rules import Rule

ROOT = Path(__file__).parent.parent
BUDGET = Path(__file__).parent / "budget.toml"

HEAD = """# What rules and their sources cost on clean text: the share of its characters they are asked for, and
# calls by 1,000 of them. `python -m tests.budget --write` writes it.
"""

UNLISTED = (0.6, 5.0)
"""The budget of a rule that has none yet: a rule that says where it acts stays within it."""

SLACK = (1.3, 1.5)
FREE = (0.05, 1.0)
"""What a row may cost beyond what is written: so many times as much and so much more, of characters and of calls."""


@dataclass(slots=True)
class CountedWork:
    """What a row was asked for: `characters` of text, and the functions that were `calls`ed."""

    characters: int = 0
    calls: int = 0


def sample() -> list[str]:
    """The texts that work is counted on."""
    paths = [*sorted((ROOT / "fixtures/keep/en").glob("*.txt")), *sorted((ROOT / "fixtures/articles/after").iterdir())]
    return [path.read_text(encoding="utf-8") for path in paths]


def counted(pipeline: Pipeline, texts: Iterable[str]) -> dict[str, tuple[float, float]]:
    """For each rule, and each source as `module.function`: the share of the characters, and calls by 1,000 of them."""
    texts = list(texts)
    for text in texts:
        pipeline.run(text)  # what is loaded or remembered at first does not count
    rows: dict[str, CountedWork] = {}
    for text in texts:
        document = Document(text, load(pipeline.config.lang))
        for groups in pipeline.groups(document):
            _ask(groups, document, rows)
    size = sum(map(len, texts))
    return {name: (work.characters / size, work.calls / size * 1000) for name, work in rows.items()}


def _ask(groups: Groups, document: Document, rows: dict[str, CountedWork]) -> None:
    for sources, rules in groups:
        found = not sources
        for source in sources:
            name = f"{source.__module__.removeprefix('cleaner.')}.{source.__name__}"
            if found := found or _count(rows, name, document, lambda source=source: bool(document.once(source))):
                break
        for rule in rules if found else ():
            _count(rows, rule.name, document, lambda rule=rule: _propose(rule, document))


def _propose(rule: Rule, document: Document) -> bool:
    return rule.relevant(document.text) and bool(list(rule.propose(document)))


def _count(rows: dict[str, CountedWork], name: str, document: Document, work: Callable[[], bool]) -> bool:
    row = rows.setdefault(name, CountedWork())
    row.characters += len(document.text)
    calls = 0

    def step(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        answer = work()
    finally:
        sys.setprofile(None)
    row.calls += calls
    return answer


def budget() -> dict[str, tuple[float, float]]:
    """What is written down for each row: the share of the characters, and calls by 1,000 of them."""
    table = tomllib.loads(BUDGET.read_text(encoding="utf-8"))["budget"]
    return {name: (row[0], row[1]) for name, row in table.items()}


def over(rows: dict[str, tuple[float, float]], allowed: dict[str, tuple[float, float]]) -> list[str]:
    """A line for each row that costs more than it may."""
    found = []
    for name, row in rows.items():
        limit = allowed.get(name, UNLISTED)
        for is_, may, slack, free, what in zip(row, limit, SLACK, FREE, ("of the text", "calls"), strict=True):
            if is_ > may * slack + free:
                found.append(f"{name}: {is_:.2f} {what}, {may:.2f} are written in tests/budget.toml")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = counted(Pipeline(), sample())
    if not options.write:
        print(f"{'rule or source':55} {'of the text':>12} {'calls/1,000 characters':>24}")
        for name, (share, calls) in sorted(rows.items(), key=lambda row: -row[1][1]):
            print(f"{name:55} {share:12.1%} {calls:24.2f}")
        return
    lines = [f'"{name}" = [{share:.3f}, {calls:.2f}]' for name, (share, calls) in sorted(rows.items())]
    BUDGET.write_text(HEAD + "\n[budget]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
