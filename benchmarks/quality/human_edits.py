"""Applied edits in text that people wrote: which of them readers called right, which wrong, and which nobody has read.

    python benchmarks/quality/human_edits.py figure CORPUS.jsonl... [--slips SLIPS.jsonl]
    python benchmarks/quality/human_edits.py list CORPUS.jsonl... [--slips SLIPS.jsonl] > unread.jsonl
    python benchmarks/quality/human_edits.py add FIRST.jsonl [SECOND.jsonl]

`list` draws what nobody has read twice, with what a reader needs: the text around each edit before and after. Two
readers who do not see each other's work add `"verdict"`, `right`, `wrong` or `doubtful`, to each line; `add` prints
how far they agree (share, and Cohen's kappa of right against not right) and keeps the verdicts in `human_edits.jsonl`
beside this script: by the hash of the document, offsets and rule only. `figure` prints edits in 100,000 words of each
corpus (a sentence that stands in many documents is one): wrong, read once, unread. An edit counts as right where both
readings say so; SLIPS.jsonl, rows `{"rule", "near"}`, holds what two readings of an earlier state did not call wrong.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaner import Pipeline

READ = Path(__file__).with_suffix(".jsonl")
CONTEXT = 150
"""Characters shown to both sides of an edit."""

NEAR = 15
"""Characters around an edit by which SLIPS.jsonl knows it."""

RIGHT = "right"


def rows(path: Path) -> Iterator[dict]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def key(row: dict) -> tuple[str, int, int, str]:
    """What names an edit: document, offsets, rule."""
    return row["document"], row["start"], row["end"], row["rule"]


@dataclass
class Corpus:
    """A corpus: its words, each sentence counted once, and its applied edits, each kind of place once."""

    path: Path
    words: int = 0

    def edits(self) -> Iterator[dict]:
        """The applied edits; `words` is right when all were asked for."""
        pipeline, seen = Pipeline(), set()
        for document in rows(self.path):
            text = document["text"]
            for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
                if sentence not in seen:
                    seen.add(sentence)
                    self.words += len(sentence.split())
            name = hashlib.sha256(text.encode()).hexdigest()[:16]
            result = pipeline.run(text)
            for finding in result.findings:
                near = text[max(0, finding.start - NEAR) : finding.end + NEAR]
                if finding.applied and (finding.rule, near) not in seen:
                    seen.add((finding.rule, near))
                    low, high = max(0, finding.start - CONTEXT), finding.end + CONTEXT
                    start, end = result.to_clean(low, min(high, len(text)))
                    yield {
                        "document": name,
                        "start": finding.start,
                        "end": finding.end,
                        "rule": finding.rule,
                        "near": near,
                        "before": f"{text[low : finding.start]}⟦{finding.found}⟧{text[finding.end : high]}",
                        "after": result.text[start:end],
                    }


def figure(paths: Iterable[Path], slips: set[tuple[str, str]]) -> None:
    """Print the figures of each corpus."""
    read = {key(row): row["verdicts"] for row in rows(READ)}
    for path in paths:
        corpus, count = Corpus(path), collections.Counter[str]()
        for edit in corpus.edits():
            verdicts = read.get(key(edit), [])
            if (edit["rule"], edit["near"]) in slips:
                verdicts = [RIGHT, RIGHT]
            if any(verdict != RIGHT for verdict in verdicts):
                count["wrong"] += 1
            else:
                count[("unread", "once", RIGHT)[min(2, len(verdicts))]] += 1
        rate = {name: f"{count[name] * 100_000 / corpus.words:.2f}" for name in ("wrong", "once", "unread")}
        print(
            f"{path.name}: {count.total()} edits in {corpus.words} words, {count[RIGHT]} right by two readings; "
            f"in 100,000 words {rate['wrong']} wrong or doubtful, {rate['once']} right by one reading, "
            f"{rate['unread']} unread"
        )


def unread(paths: Iterable[Path], slips: set[tuple[str, str]]) -> None:
    """Print what was not read twice."""
    read = {key(row) for row in rows(READ) if len(row["verdicts"]) > 1}
    for path in paths:
        for edit in Corpus(path).edits():
            if key(edit) not in read and (edit["rule"], edit["near"]) not in slips:
                print(json.dumps(edit, ensure_ascii=False))


def kappa(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """The share of pairs that agree on right or not, and how far that is above chance."""
    agreed = sum((one == RIGHT) == (other == RIGHT) for one, other in pairs) / len(pairs)
    shares = [sum(pair[reader] == RIGHT for pair in pairs) / len(pairs) for reader in (0, 1)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    return agreed, 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def add(paths: list[Path]) -> None:
    """Keep verdicts, and print how far two readings agree."""
    read = {key(row): row["verdicts"] for row in rows(READ)} if READ.exists() else {}
    readings = [{key(row): row["verdict"] for row in rows(path)} for path in paths]
    for reading in readings:
        for place, verdict in reading.items():
            read[place] = [*read.get(place, []), verdict][-2:]
    if len(readings) > 1:
        pairs = [(readings[0][place], readings[1][place]) for place in readings[0].keys() & readings[1].keys()]
        agreed, above = kappa(pairs)
        print(f"{len(pairs)} edits read twice: agreement {agreed:.3f}, kappa {above:.2f}")
    names = ("document", "start", "end", "rule")
    lines = (json.dumps({**dict(zip(names, place, strict=True)), "verdicts": read[place]}) for place in sorted(read))
    READ.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Run one of the three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("figure", "list", "add"))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--slips", type=Path)
    options = parser.parse_args()
    if options.command == "add":
        add(options.paths)
        return
    slips = {(row["rule"], row["near"]) for row in rows(options.slips)} if options.slips else set()
    (figure if options.command == "figure" else unread)(options.paths, slips)


if __name__ == "__main__":
    main()
