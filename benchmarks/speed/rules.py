"""What each rule costs: how often it is picked, how often it finds something, and its time.

    python benchmarks/speed/rules.py DOCUMENTS.jsonl [--limit 600] [--rounds 3]

A row a rule of the default preset, the most expensive first: the share of the documents for which the prefilter and
the rule's own check pick it, the share of those with a finding, microseconds where it is picked, microseconds a
document. The rules of a document run in their order on one `Document`, so what they share is paid by the first that
asks. The last rows are what is not a rule: the prefilter, and the whole pipeline.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cleaner
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.rules import Rule


def measure(pipeline: cleaner.Pipeline, texts: Sequence[str], rounds: int) -> dict[str, tuple[float, float, float]]:
    """For each rule: share picked, share of those with a finding, seconds a document (the least of the rounds)."""
    lexicon = load(pipeline.config.lang)
    picked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    least: dict[str, float] = {}
    for number in range(rounds):
        seconds: dict[str, float] = {}
        for text in texts:
            document = Document(text, lexicon)
            for rules in pipeline.picked(text):
                for rule in rules:
                    start = time.process_time()
                    asked, edits = _ask(rule, document)
                    seconds[rule.name] = seconds.get(rule.name, 0.0) + time.process_time() - start
                    if not number:
                        picked[rule.name] += asked
                        found[rule.name] += edits > 0
        least = {name: min(value, least.get(name, value)) for name, value in seconds.items()}
    count = len(texts)
    return {
        name: (picked[name] / count, found[name] / max(1, picked[name]), value / count) for name, value in least.items()
    }


def _ask(rule: Rule, document: Document) -> tuple[bool, int]:
    if not rule.relevant(document.text):
        return False, 0
    return True, len(list(rule.propose(document)))


def seconds_each(function: object, texts: Sequence[str], rounds: int) -> float:
    """Seconds a text, the least of the rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            function(text)  # type: ignore[operator]
        times.append(time.process_time() - start)
    return min(times) / len(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--limit", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = options.documents.read_text(encoding="utf-8").splitlines()[: options.limit]
    texts = [json.loads(line)["text"] for line in lines]
    pipeline = cleaner.Pipeline()
    rows = measure(pipeline, texts, options.rounds)
    print(f"{options.documents.name}: {len(texts)} documents, {sum(map(len, texts)) / len(texts):.0f} characters each")
    print(f"{'rule':40} {'picked':>7} {'finding':>8} {'µs picked':>10} {'µs':>8}")
    for name, (share, finding, value) in sorted(rows.items(), key=lambda row: -row[1][2]):
        each = value / share if share else 0.0
        print(f"{name:40} {share:7.1%} {finding:8.1%} {each * 1e6:10.1f} {value * 1e6:8.1f}")
    print(f"{'all rules':40} {'':26} {sum(value for *_, value in rows.values()) * 1e6:8.1f}")
    print(f"{'the prefilter':40} {'':26} {seconds_each(pipeline.picked, texts, options.rounds) * 1e6:8.1f}")
    print(f"{'the pipeline':40} {'':26} {seconds_each(pipeline.run, texts, options.rounds) * 1e6:8.1f}")


if __name__ == "__main__":
    main()
