"""What each rule costs: how often it is picked, how often it finds something, and its time.

    python benchmarks/speed/rules.py DOCUMENTS.jsonl [--limit 600] [--rounds 3] [--rows 40]

A row a rule of the default preset and a row a source of candidates that rules share (`Rule.sources`, as
`module.function`), the most expensive first: the share of the documents for which it is asked, the share of those with
a finding, microseconds where it is asked, microseconds a document. The rules of a document run in their order on one
`Document`, so what they share is paid by the first that asks. The last rows are what is no rule: the prefilter, and the
whole pipeline. For counted work in place of time: `python -m tests.budget`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from expressions import texts_of

import cleaner
from cleaner.chain import Groups
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.rules import Rule


@dataclass(slots=True)
class Row:
    """How often a rule or a source was asked and found something, and the seconds it took in a round."""

    asked: int = 0
    found: int = 0
    seconds: float = 0.0


def ask_all(groups: Groups, document: Document, rows: dict[str, Row]) -> None:
    """Ask the sources and rules of a pass as the pipeline does."""
    for sources, rules in groups:
        wanted = not sources
        for source in sources:
            name = f"{source.__module__.removeprefix('cleaner.')}.{source.__name__}"
            if wanted := _timed(rows, name, lambda source=source: bool(document.once(source))):
                break
        for rule in rules if wanted else ():
            _timed(rows, rule.name, lambda rule=rule: _propose(rule, document))


def _propose(rule: Rule, document: Document) -> bool:
    return rule.relevant(document.text) and bool(list(rule.propose(document)))


def _timed(rows: dict[str, Row], name: str, work: Callable[[], bool]) -> bool:
    start = time.process_time()
    answer = work()
    seconds = time.process_time() - start
    row = rows.setdefault(name, Row())
    row.seconds += seconds
    row.asked += 1
    row.found += answer
    return answer


def measure(pipeline: cleaner.Pipeline, texts: Sequence[str], rounds: int) -> dict[str, Row]:
    """The rows of all documents, with the least seconds of the rounds."""
    lexicon = load(pipeline.config.lang)
    least: dict[str, Row] = {}
    for _ in range(rounds):
        rows: dict[str, Row] = {}
        for text in texts:
            document = Document(text, lexicon)
            for groups in pipeline.groups(document):
                ask_all(groups, document, rows)
        least = {
            name: Row(row.asked, row.found, min(row.seconds, least[name].seconds) if name in least else row.seconds)
            for name, row in rows.items()
        }
    return least


def seconds_each(function: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Seconds a text, the least of the rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            function(text)
        times.append(time.process_time() - start)
    return min(times) / len(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--limit", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=1000)
    options = parser.parse_args()
    texts = texts_of(options.documents, options.limit)
    pipeline = cleaner.Pipeline()
    rows = measure(pipeline, texts, options.rounds)
    count = len(texts)
    print(f"{options.documents.name}: {count} documents, {sum(map(len, texts)) / count:.0f} characters each")
    print(f"{'rule or source':60} {'asked':>7} {'finding':>8} {'µs asked':>10} {'µs':>8}")
    for name, row in sorted(rows.items(), key=lambda entry: -entry[1].seconds)[: options.rows]:
        each = row.seconds / row.asked * 1e6
        found = row.found / row.asked
        print(f"{name:60} {row.asked / count:7.1%} {found:8.1%} {each:10.1f} {row.seconds / count * 1e6:8.1f}")
    print(f"{'all rules and sources':60} {'':26} {sum(row.seconds for row in rows.values()) / count * 1e6:8.1f}")
    print(f"{'the prefilter':60} {'':26} {seconds_each(pipeline.picked, texts, options.rounds) * 1e6:8.1f}")
    print(f"{'the pipeline':60} {'':26} {seconds_each(pipeline.run, texts, options.rounds) * 1e6:8.1f}")


if __name__ == "__main__":
    main()
