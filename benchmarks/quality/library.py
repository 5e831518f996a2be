"""What the default pipeline would edit in the library that comes with Python: sources, which should stay as they are.

    python benchmarks/quality/library.py [--most N] [--origin unknown|machine]

A pipeline meets such files where it runs over whole folders. Each edit is printed with its place. With `--most`, more
than so many are a failure, and the exit code is 1. Tests are left out, which hold damage on purpose.
"""

from __future__ import annotations

import argparse
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from cleaner import Pipeline

_LEFT_OUT = frozenset(("site-packages", "test", "tests", "idle_test"))


def sources(root: Path) -> Iterator[Path]:
    """The modules of the library, tests and what others installed aside."""
    for path in sorted(root.rglob("*.py")):
        if _LEFT_OUT.isdisjoint(path.relative_to(root).parts):
            yield path


def main() -> int:
    """Run over the library of this interpreter; 1 where more is edited than may be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--most", type=int)
    parser.add_argument("--origin", default="unknown")
    options = parser.parse_args()
    root, pipeline = Path(sysconfig.get_paths()["stdlib"]), Pipeline(origin=options.origin)
    files = words = edits = 0
    for path in sources(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        files, words = files + 1, words + len(text.split())
        for finding in pipeline.run(text).findings:
            if finding.applied:
                edits += 1
                print(f"{path.relative_to(root)}:{finding.start}: {finding.rule}: {finding.found[:60]!r}")
    print(f"{edits} edits in {files} files, {words:,} words: {edits * 100_000 / words:.2f} in 100,000")
    return int(options.most is not None and edits > options.most)


if __name__ == "__main__":
    sys.exit(main())
