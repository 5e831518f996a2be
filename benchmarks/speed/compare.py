"""The default pipeline against `ftfy.fix_text`, side by side in one run.

    python benchmarks/speed/compare.py DOCUMENTS.jsonl [--rounds 5] [--limit 600]

Each round times both over the same documents (the field `text`), one after the other; printed are the median rates in
MB/s and the median of the ratios round by round. The figures of a machine mean little, the ratio carries over.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import ftfy

import cleaner


def rate(function: Callable[[str], object], texts: Sequence[str], size: int) -> float:
    """Megabytes of UTF-8 a second."""
    start = time.perf_counter()
    for text in texts:
        function(text)
    return size / (time.perf_counter() - start) / 1e6


def main() -> None:
    """Print rates and ratio."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=600)
    options = parser.parse_args()
    lines = options.documents.read_text(encoding="utf-8").splitlines()[: options.limit]
    texts = [json.loads(line)["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts)
    pipeline = cleaner.Pipeline()
    rates: dict[str, list[float]] = {"cleaner": [], "ftfy": []}
    for _ in range(options.rounds + 1):
        rates["cleaner"].append(rate(pipeline.run, texts, size))
        rates["ftfy"].append(rate(ftfy.fix_text, texts, size))
    own, peer = rates["cleaner"][1:], rates["ftfy"][1:]  # the first round warms up
    ratio = statistics.median(a / b for a, b in zip(own, peer, strict=True))
    print(
        f"{options.documents.name}: cleaner {statistics.median(own):.1f} MB/s, ftfy {statistics.median(peer):.1f}, "
        f"{ratio:.2f} times as fast ({len(texts)} documents, {size / 1e6:.1f} MB)"
    )


if __name__ == "__main__":
    main()
