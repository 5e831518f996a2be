"""What hostile shapes cost, and how the cost grows: of the pipeline a shape a row, of the rules a rule a row.

    python benchmarks/speed/growth.py [--size 65536] [--preset thorough] [--shape NAME]... [--rules-only]

Each shape of `tests/hostile.py` is one text of `size` characters, cleaned at half that size and whole. Printed are the
seconds of processor time a megabyte and the growth from half to whole (2 is linear); for each rule its worst shapes.
Promised (22): no shape costs more than 2 s a megabyte, none grows by 2.6.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.rules import Rule
from tests.hostile import costly_shapes, shapes

MAX_SECONDS = 2.0
MAX_GROWTH = 2.6
TOO_QUICK = 0.005
"""Seconds below which a growth says nothing."""

ROUNDS = 2
_WORST = 3


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the least of the rounds; once only where it takes long."""
    least = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
        if least > 1:
            break
    return least


def cost(work: Callable[[str], object], half: str, whole: str) -> tuple[float, float]:
    """Seconds a megabyte of characters, and the growth from half to whole."""
    short, long = seconds(lambda: work(half)), seconds(lambda: work(whole))
    return long / len(whole) * 1e6, long / short if long > TOO_QUICK and short else 0.0


def of_rule(rule: Rule) -> Callable[[str], object]:
    """The work of a rule alone on a document of its own."""
    lexicon = load("en")

    def work(text: str) -> object:
        document = Document(text, lexicon)
        return list(rule.propose(document)) if rule.relevant(text) else []

    return work


def flag(each: float, growth: float) -> str:
    return " <" if each > MAX_SECONDS or growth > MAX_GROWTH else ""


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--size", type=int, default=65_536)
    parser.add_argument("--preset", default="thorough")
    parser.add_argument("--shape", action="append")
    parser.add_argument("--rules-only", action="store_true")
    options = parser.parse_args()
    halves, wholes = (
        {
            name: text
            for name, text in {**shapes(size), **costly_shapes(size)}.items()
            if not options.shape or name in options.shape
        }
        for size in (options.size // 2, options.size)
    )
    pipeline = Pipeline(preset=options.preset)
    if not options.rules_only:
        print(f"{'shape':34} {'s/MB':>8} {'growth':>7}   ({options.preset}, {options.size} characters)")
        for name, whole in wholes.items():
            each, growth = cost(pipeline.run, halves[name], whole)
            print(f"{name:34} {each:8.2f} {growth:7.2f}{flag(each, growth)}", flush=True)
    print(f"\n{'rule':40} worst shapes: s/MB, growth")
    for rule in pipeline.config.enabled():
        costs = sorted(((*cost(of_rule(rule), halves[name], wholes[name]), name) for name in wholes), reverse=True)
        worst = "; ".join(
            f"{name} {each:.2f}, {growth:.1f}{flag(each, growth)}" for each, growth, name in costs[:_WORST]
        )
        print(f"{rule.name:40} {worst}", flush=True)


if __name__ == "__main__":
    main()
