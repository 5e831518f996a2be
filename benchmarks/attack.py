"""The promises that hold for any text, on many generated ones.

    python benchmarks/attack.py [--texts 100000] [--seed 1] [--show 20]

Each text of `tests/generators.py` is cleaned with one of several pipelines, turn by turn, and all that is promised is
checked (`tests/promise_checks.py`): no exception, no failure of a rule, no text that a second run changes, no new tag,
entity or unseen character, offsets that come back, undo and replay exact. Printed are the broken promises by kind of
text and pipeline, and texts that show them. Exit code 1 where there is one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from cleaner import Pipeline
from tests.generators import ALL_MAKERS, generated
from tests.promise_checks import broken

PIPELINES = {
    "minimal": Pipeline(preset="minimal"),
    "news": Pipeline(),
    "thorough": Pipeline(preset="thorough"),
    "typographic": Pipeline(preset="thorough", quotes="typographic"),
    "machine": Pipeline(preset="thorough", origin="machine"),
}


def main() -> int:
    """Print what is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--every", type=int, default=1, help="of every so many texts one")
    parser.add_argument("--offset", type=int, default=0)
    options = parser.parse_args()
    names = list(PIPELINES)
    counts: Counter[tuple[str, str, str]] = Counter()
    slow: list[tuple[float, str, str]] = []
    start = time.perf_counter()
    for number, (kind, text) in enumerate(generated(options.texts, options.seed)):
        if number % options.every != options.offset:
            continue
        name = names[number // len(ALL_MAKERS) % len(names)]
        begin = time.perf_counter()
        problems = broken(PIPELINES[name], text)
        slow.append((time.perf_counter() - begin, kind, text[:60]))
        for problem in problems:
            what = problem.split(":")[0] if "failure" not in problem else problem[:60]
            counts[what[:60], kind, name] += 1
            if sum(counts.values()) <= options.show:
                print(f"{kind}, {name}: {problem}\n    {text!r}", flush=True)
    seconds = time.perf_counter() - start
    print(f"{len(slow)} texts in {seconds:.0f} s, {sum(counts.values())} broken promises")
    for (what, kind, name), count in counts.most_common():
        print(f"{count:6} {what} ({kind}, {name})")
    print("slowest:", *[f"{taken:.2f} s {kind}" for taken, kind, _ in sorted(slow, reverse=True)[:5]])
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
