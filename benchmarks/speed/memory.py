"""How much memory a process holds that cleans many documents.

    python benchmarks/speed/memory.py DOCUMENTS.jsonl... [--rounds 2]

Documents (the field `text`) are cleaned one after the other in a process of its own, each result dropped; told is what
the process held at most, after the import, the first document, and every quarter of them. What is remembered from text
to text (gaps, words) is bounded: the figures come to rest. Promised: under 90 MB a worker.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

UNIT = 1 << (20 if sys.platform == "darwin" else 10)


def texts(paths: list[Path]) -> Iterator[str]:
    """The texts of the files, read line by line."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def megabytes() -> float:
    """The most that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT


def main() -> None:
    """Print what was held."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    count = sum(1 for _ in texts(options.documents))
    print(f"{'bare Python':24} {megabytes():6.1f} MB")
    import cleaner

    pipeline = cleaner.Pipeline()
    print(f"{'a pipeline':24} {megabytes():6.1f} MB")
    for number in range(options.rounds):
        for index, text in enumerate(texts(options.documents), 1):
            pipeline.run(text)
            if (number, index) == (0, 1):
                print(f"{'the first document':24} {megabytes():6.1f} MB")
            if index % max(1, count // 4) == 0:
                print(f"{f'{number * count + index:,} documents':24} {megabytes():6.1f} MB", flush=True)


if __name__ == "__main__":
    main()
