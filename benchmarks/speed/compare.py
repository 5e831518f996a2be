"""The default pipeline against other tools, side by side in one run, as a table in Markdown.

    python benchmarks/speed/compare.py DOCUMENTS.jsonl[@N]... [--rounds 5] [--limit 400] [--passes] [--only NAME]

Each round times all of them over the same documents (the field `text`), one after the other; printed are the medians of
the ratios round by round: how many times as fast the pipeline is. Times are of the processor, so that other work on the
machine matters less. `@N` writes mojibake into every Nth document; `--passes` adds a row for each pass of the
pipeline alone. Tools that are not installed are named and left out (`_peers.py`). What the tools do differs: the
pipeline does more than any, and accounts for it. The rates of a machine mean little, the ratios carry over.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from _peers import installed

import cleaner

OWN = "cleaner"


def rate(function: Callable[[str], object], texts: Sequence[str], size: int) -> float:
    """Megabytes of UTF-8 a second."""
    start = time.process_time()
    for text in texts:
        function(text)
    return size / (time.process_time() - start) / 1e6


def damaged(text: str) -> str:
    """The text with its marks in UTF-8 read as Windows-1252, as the commonest mojibake is."""
    curly = text.replace("'", "’").replace(" - ", " – ")
    return curly.encode().decode("cp1252", "replace")


def documents(name: str, limit: int) -> list[str]:
    """The texts of a file, one in N damaged where its name ends with `@N`."""
    path, _, every = name.partition("@")
    lines = Path(path).read_text(encoding="utf-8").splitlines()[:limit]
    texts = [json.loads(line)["text"] for line in lines]
    return [damaged(text) if every and not number % int(every) else text for number, text in enumerate(texts)]


def ratios(
    texts: Sequence[str], work: dict[str, Callable[[str], object]], rounds: int
) -> tuple[float, dict[str, float]]:
    """The median rate of the pipeline, and its median ratio to each of the others."""
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    rates: dict[str, list[float]] = {name: [] for name in work}
    for number in range(rounds + 1):
        for name, function in work.items():
            taken = rate(function, texts, size)
            if number:  # the first round warms up
                rates[name].append(taken)
    own = rates[OWN]
    return statistics.median(own), {
        name: statistics.median(a / b for a, b in zip(own, others, strict=True)) for name, others in rates.items()
    }


def _heading(name: str) -> str:
    path, _, every = name.partition("@")
    return Path(path).stem + (f", one in {every} damaged" if every else "")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("documents", nargs="+", metavar="DOCUMENTS.jsonl[@N]")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--passes", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    peers, missing = installed()
    pipeline = cleaner.Pipeline()
    work: dict[str, Callable[[str], object]] = {OWN: pipeline.run}
    if options.passes:
        for name in dict.fromkeys(rule.pass_name for rule in pipeline.config.enabled()):
            work[f"the pass {name} alone"] = cleaner.Pipeline(select=[name]).run
    work |= {name: peer for name, peer in peers.items() if not options.only or name in options.only}
    columns = [ratios(documents(name, options.limit), work, options.rounds) for name in options.documents]
    print("| times as fast as | " + " | ".join(_heading(name) for name in options.documents) + " |")
    print("|---|" + "--:|" * len(columns))
    for name in work:
        if name != OWN:
            print(f"| {name} | " + " | ".join(f"{table[name]:.2f}" for _, table in columns) + " |")
    print("| (MB/s here) | " + " | ".join(f"{own:.1f}" for own, _ in columns) + " |")
    if missing:
        print(f"\nNot installed: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
