"""How well loops and needless repetitions are found in single segments.

    python benchmarks/quality/loops.py LABELS.tsv CORPORA

LABELS.tsv holds one segment a line: corpus, document, start, end, label (1 a loop, 0 none, * disputed and not counted).
CORPORA is the folder with the corpora named there, one `<corpus>.jsonl` each with `id` and `text`. A segment counts as
found where any rule of the pass `repetition` has a finding in it, run on the segment alone.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleaner import Pipeline


def segments(labels: Path, corpora: Path) -> Iterator[tuple[str, str, str]]:
    """Each labelled segment with its place and its label."""
    rows = [line.split("\t") for line in labels.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    texts = {}
    for corpus in {row[0] for row in rows}:
        for line in (corpora / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            texts[corpus, document["id"]] = document["text"]
    for corpus, name, start, end, label in rows:
        yield f"{corpus} {name} {start}", texts[corpus, name][int(start) : int(end)], label


def main(labels: str, corpora: str) -> None:
    """Print precision, recall and F1, and the place of every segment that was missed or found wrongly."""
    pipeline = Pipeline(select=["repetition"])
    counts: Counter[tuple[bool, bool]] = Counter()
    for place, text, label in segments(Path(labels), Path(corpora)):
        if label != "*":
            found = any(finding.rule.startswith("repetition/") for finding in pipeline.run(text).findings)
            counts[label == "1", found] += 1
            if found != (label == "1"):
                print("missed" if label == "1" else "wrongly found", place)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{sum(counts.values())} segments, {right + missed} with a loop")
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} (found {right}, wrong {wrong}, missed {missed})")


if __name__ == "__main__":
    main(*sys.argv[1:])
