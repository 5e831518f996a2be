"""What hostile shapes cost, and how the cost grows: of the pipeline a shape a row, of the rules a rule a row.

    python benchmarks/speed/growth.py [--size 524288] [--line 4] [--preset thorough] [--shape NAME]... [--rules]
    python benchmarks/speed/growth.py --chance 1000

Each shape of `tests/hostile.py` is a text of so many characters, and all its doublings from 64 k on. Printed are the
seconds of processor time a megabyte, the bytes of memory for each byte of the text at its peak, and the worst growth
from one size to the next (2 is linear). `--line` adds what that many megabytes of it take as a single line: seconds,
and megabytes of memory of the whole process. `--rules` does it rule by rule, at 64 k: for each its worst shapes.
`--chance` makes so many shapes by chance, out of pieces that texts are made of, and prints those that are over a limit
between 64 k and 256 k, by the seeds that make them again.
Promised (22): no shape costs more than 2 s a megabyte or 100 bytes a byte, none grows by 2.6; a line of 4 MB takes less
than 10 s and 600 MB.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from cleaner import Pipeline
from cleaner.detect import detector
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.rules import Rule
from tests.hostile import costly_shapes, shape, shape_by_chance, shapes

MAX_SECONDS = 2.0
MAX_GROWTH = 2.6
MAX_MEMORY = 100.0
MAX_LINE_SECONDS = 10.0
MAX_LINE_MEMORY = 600.0
TOO_QUICK = 0.02
"""Seconds below which a growth says nothing."""

SMALLEST = 65_536
ROUNDS, AT_LEAST = 7, 2
ENOUGH = 1.0
"""Rounds of a text, how many there are in any case, and the seconds after which there is no other."""

_WORST = 3


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the least of the rounds; the first alone would count what a process does once."""
    begin = time.process_time()
    least = float("inf")
    for number in range(1, ROUNDS + 1):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
        if number >= AT_LEAST and time.process_time() - begin > ENOUGH:
            break
    return least


def alone(work: Callable[[], list[float]]) -> list[float]:
    """What `work` returns, done in a process of its own, so that its memory is its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        gc.freeze()  # what the other shapes have left is no work of this one
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told: list[float] = json.loads(stream.read())
    os.wait()
    return told


def memory() -> float:
    """The most bytes that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def of_text(run: Callable[[str], object], text: str) -> list[float]:
    """Seconds a megabyte of characters, and bytes of memory for each byte."""
    before = memory()
    taken = seconds(lambda: run(text))
    return [taken / max(1, len(text)) * 1e6, (memory() - before) / max(1, len(text.encode("utf-8", "surrogatepass")))]


def of_line(run: Callable[[str], object], text: str) -> list[float]:
    """Seconds, and megabytes of memory of the process."""
    taken = seconds(lambda: run(" ".join(text.split("\n"))))
    return [taken, memory() / 1e6]


def growth_of(run: Callable[[str], object], texts: Iterable[str]) -> float:
    """The worst growth from one text to the next."""
    taken = [seconds(functools.partial(run, text)) for text in texts]
    return max((long / short for short, long in pairwise(taken) if short > TOO_QUICK), default=0.0)


def pipeline_table(run: Callable[[str], object], names: list[str], size: int, line: float) -> None:
    """A row a shape; what is over a limit is marked."""
    sizes = [SMALLEST << step for step in range(20) if SMALLEST << step <= size]
    tail = f" {'line s':>7} {'MB':>5}" if line else ""
    print(f"{'shape':34} {'s/MB':>6} {'B/B':>6} {'growth':>7}{tail}   ({size} characters)")
    for name in names:
        each, held = alone(functools.partial(of_text, run, shape(name, size)))
        growth = growth_of(run, (shape(name, each_size) for each_size in sizes))
        is_over = each > MAX_SECONDS or held > MAX_MEMORY or growth > MAX_GROWTH
        told = f"{name:34} {each:6.2f} {held:6.0f} {growth:7.2f}"
        if line:
            taken, megabytes = alone(functools.partial(of_line, run, shape(name, int(line * 1_000_000))))
            is_over = is_over or taken > MAX_LINE_SECONDS or megabytes > MAX_LINE_MEMORY
            told += f" {taken:7.2f} {megabytes:5.0f}"
        print(told + (" <" if is_over else ""), flush=True)


def chance_table(run: Callable[[str], object], number: int) -> None:
    """A row a shape made by chance that is over a limit."""
    small, large = SMALLEST, SMALLEST * 4
    for seed in range(number):
        texts = [shape_by_chance(seed, size) for size in (small, large)]
        each = seconds(functools.partial(run, texts[0])) / small * 1e6
        if each * 2 > MAX_SECONDS:  # only then is it worth four times as long a look
            whole = seconds(functools.partial(run, texts[1])) / large * 1e6
            if whole > MAX_SECONDS or whole / each > MAX_GROWTH:
                print(f"{seed:6} {whole:6.2f} s/MB {4 * whole / each:6.2f} times  {texts[0][:60]!r}", flush=True)
    print(f"{number} shapes by chance")


def of_rule(rule: Rule) -> Callable[[str], object]:
    """The work of a rule alone on a document of its own."""
    lexicon = load("en")

    def work(text: str) -> object:
        document = Document(text, lexicon)
        return list(rule.propose(document)) if rule.relevant(text) else []

    return work


def rules_table(rules: Iterable[Rule], names: list[str]) -> None:
    """A row a rule: the shapes it is slowest on."""
    print(f"{'rule':40} worst shapes: s/MB, growth")
    for rule in rules:
        costs = []
        for name in names:
            half, whole = shape(name, SMALLEST // 2), shape(name, SMALLEST)
            each, _ = of_text(of_rule(rule), whole)
            costs.append((each, growth_of(of_rule(rule), (half, whole)), name))
        worst = "; ".join(
            f"{name} {each:.2f}, {growth:.1f}{' <' if each > MAX_SECONDS or growth > MAX_GROWTH else ''}"
            for each, growth, name in sorted(costs, reverse=True)[:_WORST]
        )
        print(f"{rule.name:40} {worst}", flush=True)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--size", type=int, default=524_288)
    parser.add_argument("--line", type=float, default=0.0, help="megabytes of a single line to try, too")
    parser.add_argument("--preset", default="thorough")
    parser.add_argument("--shape", action="append")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--chance", type=int, default=0, help="try so many shapes made by chance")
    options = parser.parse_args()
    pipeline = Pipeline(preset=options.preset)
    names = options.shape or [*shapes(0), *costly_shapes(0)]
    pipeline.run("The gate is closed. was Das Tor ist nicht offen, und die Stadt ist leer.")
    detector("langdetect")("Ein Satz, der lang genug ist, um ein Modell zu laden.")
    if options.chance:
        chance_table(pipeline.run, options.chance)
    elif options.rules:
        rules_table(pipeline.config.enabled(), names)
    else:
        pipeline_table(pipeline.run, names, options.size, options.line)


if __name__ == "__main__":
    main()
