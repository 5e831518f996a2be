"""How much faster the encoding pass is than ftfy.fix_text, on the documents of a JSONL file.

    python benchmarks/speed/encoding.py FILE.jsonl [--field text] [--rounds 7]

Both run in turns over all documents in one process, so that whatever slows the machine slows both; the figures are
medians over the rounds. The pass does what ftfy is asked for here, and a little more: entities, controls, mojibake,
composed letters, each change with its place.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import ftfy

from cleaner import Pipeline


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--field", default="text")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()

    with options.path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)[options.field] for line in lines]
    size = sum(map(len, texts))
    runners: dict[str, Callable[[str], object]] = {
        "encoding pass": Pipeline(select=["encoding"]),
        "ftfy.fix_text": ftfy.fix_text,
    }
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(options.rounds):
        for name, run in runners.items():
            seconds[name].append(_time(run, texts))
    medians = {name: statistics.median(times) for name, times in seconds.items()}

    print(f"{options.path.name}: {len(texts)} documents, {size / 1e6:.1f} million characters, {options.rounds} rounds")
    for name, median in medians.items():
        print(f"  {name:14} {size / median / 1e6:8.1f} million characters a second")
    print(f"  the pass is {medians['ftfy.fix_text'] / medians['encoding pass']:.1f} times as fast")


def _time(run: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        run(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
