"""Draw applied edits of a corpus for reading, evenly over rules; hold what was read against what the rules state.

    python benchmarks/quality/draw_edits.py CORPUS.jsonl --origin machine --count 100 --seed 1 > drawn.jsonl
    python benchmarks/quality/draw_edits.py --tally benchmarks/quality/edits_read.jsonl

CORPUS.jsonl holds documents `{"id", "text"}`. A drawn edit has its document, place (code points of the text), rule,
stated confidence, and what a reader needs: the text around it before and after cleaning. One edit of each rule is drawn
in turn, in an order that the seed decides, until there are as many as asked for; an edit that changes the same words in
the same way is drawn once. A reader adds `"verdict"`: `right`, `wrong`, or `doubtful` where two readings are possible.
What was read is kept by place only: corpus, document, offsets, rule and verdict.

`--tally` prints for each rule how many of the edits read were right, beside its stated confidence.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from cleaner import Pipeline

CONTEXT = 160
"""Characters shown to both sides of an edit."""


def applied(pipeline: Pipeline, document: dict[str, str]) -> Iterator[dict]:
    """The applied edits of a document, with what a reader needs."""
    text = document["text"]
    result = pipeline.run(text)
    for finding in result.findings:
        if finding.applied:
            low, high = max(0, finding.start - CONTEXT), min(len(text), finding.end + CONTEXT)
            start, end = result.to_clean(low, high)
            yield {
                "document": document["id"],
                "start": finding.start,
                "end": finding.end,
                "rule": finding.rule,
                "confidence": finding.confidence,
                "found": finding.found,
                "replacement": finding.replacement,
                "before": f"{text[low : finding.start]}⟦{finding.found}⟧{text[finding.end : high]}",
                "after": result.text[start:end],
            }


def draw(edits: dict[str, list[dict]], count: int, chance: random.Random) -> Iterator[dict]:
    """So many edits, one of each rule in turn while there are more."""
    piles = {rule: chance.sample(edits[rule], len(edits[rule])) for rule in sorted(edits)}
    while count and any(piles.values()):
        for pile in piles.values():
            if pile and count:
                count -= 1
                yield pile.pop()


def tally(path: Path) -> None:
    """Print what was read of each rule, by corpus and rule."""
    read: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for key in ((row["corpus"], row["rule"]), (row["corpus"], "all rules")):
            read[key][row["verdict"]] += 1
    for (corpus, rule), verdicts in sorted(read.items()):
        total = verdicts.total()
        print(f"{corpus:20} {rule:32} {verdicts['right']:3} of {total:3} right, {verdicts['doubtful']} doubtful")


def main() -> None:
    """Draw, or tally."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--origin", default="unknown")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", default="", help="draw only from rules that begin so")
    parser.add_argument("--tally", type=Path)
    options = parser.parse_args()
    if options.tally:
        tally(options.tally)
        return
    pipeline = Pipeline(origin=options.origin)
    edits: dict[str, list[dict]] = collections.defaultdict(list)
    seen = set()
    with options.corpus.open(encoding="utf-8") as file:
        for line in file:
            for edit in applied(pipeline, json.loads(line)):
                near = (edit["rule"], edit["found"], edit["replacement"], edit["before"][-CONTEXT:][:20])
                if edit["rule"].startswith(options.rule) and near not in seen:
                    seen.add(near)
                    edits[edit["rule"]].append(edit)
    for edit in draw(edits, options.count, random.Random(options.seed)):
        print(json.dumps(edit, ensure_ascii=False))
    for rule in sorted(edits):
        print(f"{len(edits[rule]):6} {rule}", file=sys.stderr)


if __name__ == "__main__":
    main()
