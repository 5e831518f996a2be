"""How long a process takes until it does something: the command's help, the import, the first document.

    python benchmarks/speed/startup.py [--runs 9]

Milliseconds, the median of the runs, each in a process of its own that finds compiled modules, above a bare Python that
does nothing: wall time, and processor time, which other work on the machine changes less. Promised: the help of the
command under 100 (of `fix` 400), `import cleaner` under 30, the first document under 250.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

FIRST = "import cleaner; cleaner.clean('The bridge was opened on Monday. was')"
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "import cleaner": ["-c", "import cleaner"],
    "cleaner --help": ["-m", "cleaner", "--help"],
    "cleaner fix --help": ["-m", "cleaner", "fix", "--help"],
    "the first document": ["-c", FIRST],
}


def milliseconds(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """The wall time and the processor time of a process."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, env=environment)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return wall * 1000, used * 1000


def main() -> None:
    """Print a row a command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as compiled:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        for number in range(options.runs + 1):
            for name, arguments in COMMANDS.items():
                taken = milliseconds(arguments, environment)
                if number:  # the first compiles
                    times[name].append(taken)
    bare = [statistics.median(column) for column in zip(*times["bare Python"], strict=True)]
    print(f"{'':22} {'wall, ms':>10} {'processor, ms':>14}   (above bare Python: {bare[0]:.0f}, {bare[1]:.0f})")
    for name, rows in times.items():
        if name != "bare Python":
            wall, used = (statistics.median(column) for column in zip(*rows, strict=True))
            print(f"{name:22} {wall - bare[0]:10.0f} {used - bare[1]:14.0f}")


if __name__ == "__main__":
    main()
