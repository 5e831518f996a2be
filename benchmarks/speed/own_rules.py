"""What a file of rules without code costs: 200 rules of every form, over clean and damaged texts.

    python benchmarks/speed/own_rules.py CORPUS.jsonl [--rules 200]

Texts of a file are cleaned with the default pipeline and with the rules added, in turns, each five times; the least
processor time of each counts. It may cost 15 %.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from cleaner import Pipeline

FORMS = (
    'line = "Told by desk number {n}"',
    'literal = "(Harbour Post {n})"\nwhere = "text-end"',
    'literal = "See all {n} tables"\nwhere = "text-end"',
    'literal = "Line {n} was not given."\nwhere = "sentence-end"',
    "match = '[ \\t]{{0,3}}\\| Harbour {n}(?=[ \\t]{{0,3}}(?:[\\r\\n]|\\Z))'",
    "match = '[ \\t]{{0,2}}(?<!\\w)qx{n}z(?!\\w)'",
    "match = 'photo {n} of \\d{{1,3}}'\nwhere = \"line\"",
    'starts = "SEE ALSO {n}: "',
    'ends = "-- desk {n}"',
    "match = '[A-Z]{{3,12}} \\(HPN{n}\\) - '\nwhere = \"text-start\"",
)
TIMES = 5
LIMIT = 0.15


def rules(count: int) -> str:
    """A file of rules; what they look for is in no text."""
    tables = (
        f'[[rule]]\nname = "own/r{n}"\nwhat = "{n}"\nwhy = "{n}"\n{FORMS[n % len(FORMS)].format(n=n)}\n'
        'fix = [["a", "b"]]\nkeep = ["c"]\n'
        for n in range(count)
    )
    return "\n".join(tables)


def seconds(pipeline: Pipeline, texts: list[str]) -> float:
    """The processor time for all texts."""
    began = time.process_time()
    for text in texts:
        pipeline.run(text)
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rules", type=int, default=200)
    options = parser.parse_args()
    lines = options.corpus.read_text(encoding="utf-8").splitlines()[:1000]
    texts = [json.loads(line)["text"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "own.toml"
        file.write_text(rules(options.rules), encoding="utf-8")
        plain, own = Pipeline(), Pipeline(rule_files=[str(file)])
        seconds(plain, texts[:50]), seconds(own, texts[:50])
        pairs = [(seconds(plain, texts), seconds(own, texts)) for _ in range(TIMES)]
    before, after = (min(times) for times in zip(*pairs, strict=True))
    more = after / before - 1
    print(f"{options.rules} rules: {before:.2f} s without, {after:.2f} s with them, {more:+.1%} of {LIMIT:.0%}")
    raise SystemExit(more > LIMIT)


if __name__ == "__main__":
    main()
