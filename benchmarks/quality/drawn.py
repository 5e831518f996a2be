"""Documents drawn at random from a corpus, cleaned, to be read whole: what was changed, and what is still to be done.

    python benchmarks/quality/drawn.py CORPUS.jsonl [--n 50] [--seed 16] [--origin machine]

Each document is printed as the result has it, its net changes in place as ⟦before→after⟧, then what was only reported.
The same seed draws the same documents.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from cleaner import Pipeline
from cleaner.edits import Result


def marked(result: Result) -> str:
    """The result's text with each net change in place."""
    pieces, end = [], 0
    for change in result.changes:
        pieces.append(result.original[end : change.start])
        pieces.append(f"⟦{result.original[change.start : change.end]}→{change.replacement}⟧")
        end = change.end
    return "".join((*pieces, result.original[end:]))


def main() -> None:
    """Print the documents."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--n", type=int, default=50)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--origin", default="machine")
    options = parser.parse_args()
    documents = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines()]
    pipeline = Pipeline(origin=options.origin)
    for document in random.Random(options.seed).sample(documents, options.n):
        result = pipeline.run(document["text"])
        print(f"===== {document['id']}")
        print(marked(result))
        for finding in result.findings:
            if not finding.applied:
                print(f"  -- {finding.rule}: {finding.found[:90]!r} {finding.replacement!r}, {finding.refused}")


if __name__ == "__main__":
    main()
