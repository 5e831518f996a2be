"""Whether every Python that is here makes the same of the same texts, with any seed of its hashes.

    python benchmarks/interpreters.py [PYTHON...] [--seeds 2]

For each interpreter (those of 3.11 to 3.14 on the PATH and under pyenv, unless some are named) an environment is made,
the package is installed into it as the README says, and all texts of the fixtures are cleaned with three settings; the
texts, findings, changes, scores and likelihoods must have one digest everywhere. Exit 1 where they have not. One that
is not here is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")

DIGEST = """
import hashlib, sys
sys.path.append(sys.argv[1])
from tests.fixtures import texts
from cleaner import Pipeline
digest = hashlib.sha256()
for settings in ({}, {"origin": "machine"}, {"preset": "thorough", "quotes": "typographic"}):
    pipeline = Pipeline(**settings)
    for name, text in sorted(texts().items()):
        result = pipeline.run(text)
        told = name, result.text, result.findings, result.changes, result.failures, result.score, result.mt_likelihood
        digest.update(repr(told).encode("utf-8", "surrogatepass"))
print(digest.hexdigest()[:16])
"""


def interpreters() -> dict[str, str]:
    """The interpreters that are here, by version."""
    found = {}
    for version in VERSIONS:
        homes = sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python"))
        for python in (*homes[-1:], shutil.which(f"python{version}")):
            if python and subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0:
                found[version] = str(python)
                break
    return found


def digests(python: str, seeds: int) -> list[str]:
    """What an interpreter makes of the fixtures, once for each seed; the package is installed for it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        own = str(Path(folder, "bin", "python"))
        subprocess.run([own, "-m", "pip", "install", "-q", "--disable-pip-version-check", str(ROOT)], check=True)
        return [
            subprocess.run(
                [own, "-c", DIGEST, str(ROOT)],
                check=True,
                capture_output=True,
                text=True,
                cwd=folder,
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
            ).stdout.strip()
            for seed in range(seeds)
        ]


def main() -> None:
    """Print a row an interpreter."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("pythons", nargs="*")
    parser.add_argument("--seeds", type=int, default=2)
    options = parser.parse_args()
    chosen = {python: python for python in options.pythons} or interpreters()
    seen = set()
    for name, python in chosen.items():
        found = digests(python, options.seeds)
        seen.update(found)
        print(f"{name}: {' '.join(found)}", flush=True)
    if not options.pythons:
        for version in VERSIONS:
            if version not in chosen:
                print(f"{version}: not here")
    print("all the same" if len(seen) == 1 else "they differ")
    sys.exit(len(seen) != 1)


if __name__ == "__main__":
    main()
