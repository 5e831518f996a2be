"""Hold the scores of a bench folder against the floors pinned in `floors.toml`.

    python benchmarks/quality/floors.py BENCH

Runs each score with this interpreter on the installed package, shows what it printed, and exits 1 if a figure is
missing or has fallen below its floor (or risen above its ceiling).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path


def figure(pattern: str, output: str) -> float | None:
    """The last number that the pattern captures in the output."""
    numbers = re.findall(pattern, output)
    return float(numbers[-1]) if numbers else None


def failures(score: dict, output: str) -> Iterator[str]:
    """What a score's output says that it must not say."""
    for pattern, least in score.get("least", {}).items():
        value = figure(pattern, output)
        if value is None or value < least:
            yield f"{score['run'][0]}: {pattern!r} is {value}, must be at least {least}"
    for pattern, most in score.get("most", {}).items():
        value = figure(pattern, output)
        if value is None or value > most:
            yield f"{score['run'][0]}: {pattern!r} is {value}, must be at most {most}"


def main() -> int:
    """Run all scores; 0 where every floor holds."""
    bench = Path(sys.argv[1]).resolve()
    scores = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["score"]
    failed = []
    for score in scores:
        command = [sys.executable, *score["run"]]
        settings = score.get("settings", "{}")
        environment = {**os.environ, "CLEANER_SETTINGS": settings}
        done = subprocess.run(command, cwd=bench, env=environment, capture_output=True, text=True, check=False)
        print(f"$ {' '.join(score['run'])} {settings}\n{done.stdout}{done.stderr}", flush=True)
        failed += [f"{score['run'][0]} ended with {done.returncode}"] if done.returncode else []
        failed += failures(score, done.stdout)
    print("\n".join(failed) if failed else "every floor holds")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
