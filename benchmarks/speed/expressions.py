"""Which regular expressions take the time of a pipeline: microseconds a document of each, the most expensive first.

    python benchmarks/speed/expressions.py DOCUMENTS.jsonl [--limit 300] [--rows 40]

Each call of an expression is timed where it is made, so that what is cheap in a tight loop and dear where its data is
cold shows as what it costs; a profiler, which slows every other call down, shows a quarter of it. The first line is the
sum, and its share of the time that the same texts take without the clocks. Every expression is wrapped before the
package is loaded, so this is a script of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_ROUNDS = 4
_COMPILE = re.compile
_SPENT: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
"""By expression and method, the seconds and how often it was asked."""


class _Timed:
    """An expression with a clock on each of its methods."""

    def __init__(self, compiled: re.Pattern[Any], tare: float) -> None:
        self._compiled, self._tare = compiled, tare

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled, name)
        if callable(value):
            value = self._timed(name, value)
        setattr(self, name, value)
        return value

    def _timed(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        spent, tare = _SPENT[str(self._compiled.pattern), name], self._tare

        def ask(*args: Any, **named: Any) -> Any:
            start = time.perf_counter()
            found = method(*args, **named)
            spent[0] += time.perf_counter() - start - tare
            spent[1] += 1
            return draw(found) if name == "finditer" else found

        def draw(found: Iterator[Any]) -> Iterator[Any]:
            while True:
                start = time.perf_counter()
                match = next(found, None)
                spent[0] += time.perf_counter() - start - tare
                if match is None:
                    return
                yield match

        return ask

    def __hash__(self) -> int:
        return hash(self._compiled)

    def __eq__(self, other: object) -> bool:
        return self._compiled == getattr(other, "_compiled", other)


def _tare() -> float:
    """What two looks at the clock take by themselves."""
    start = time.perf_counter()
    for _ in range(10_000):
        time.perf_counter()
    return (time.perf_counter() - start) / 10_000


def texts_of(path: Path, limit: int) -> list[str]:
    """The first texts of a file of records."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(limit), strict=False)]


def share_of_expressions(path: Path, limit: int) -> float:
    """The share of the time that regular expressions take, measured in processes of their own."""
    asked = [sys.executable, __file__, str(path), "--limit", str(limit), "--rows", "0"]
    seen = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return float(seen.split()[0].rstrip("%")) / 100


def _seconds(texts: list[str]) -> float:
    """The processor time of a warm run."""
    from rules import seconds_each

    from cleaner import Pipeline

    return seconds_each(Pipeline().run, texts, _ROUNDS) * len(texts)


def main() -> None:
    """Print what the expressions take."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--bare", action="store_true", help="print the seconds without the clocks, and nothing else")
    options = parser.parse_args()
    texts = texts_of(options.documents, options.limit)
    if options.bare:
        print(_seconds(texts))
        return
    asked = [sys.executable, __file__, str(options.documents), "--limit", str(options.limit), "--bare"]
    bare = float(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    tare = _tare()

    def timed(pattern: Any, flags: int = 0) -> Any:
        own = sys._getframe(1).f_globals.get("__name__", "").startswith("cleaner")
        return _Timed(_COMPILE(pattern, flags), tare) if own else _COMPILE(pattern, flags)

    re.compile = timed
    from cleaner import Pipeline

    pipeline = Pipeline()
    best: dict[tuple[str, str], tuple[float, float]] = {}
    for number in range(_ROUNDS):
        for spent in _SPENT.values():
            spent[:] = [0.0, 0.0]
        for text in texts:
            pipeline.run(text)
        if number:  # the first warms up
            best = {
                key: min(best.get(key, (float("inf"), 0)), (seconds, calls)) for key, (seconds, calls) in _SPENT.items()
            }
    total = sum(seconds for seconds, _ in best.values())
    print(
        f"{total / bare:.0%} of the time, {total / len(texts) * 1e6:.0f} of {bare / len(texts) * 1e6:.0f} µs a document"
    )
    ranked = sorted(best.items(), key=lambda item: -item[1][0])[: options.rows]
    for (pattern, method), (seconds, calls) in ranked:
        print(f"{seconds / len(texts) * 1e6:8.2f} µs {calls / len(texts):7.2f} calls  {method:9} {pattern[:100]!r}")


if __name__ == "__main__":
    main()
