"""Learn the weights that the pass `fragments` decides with, and say how good they are on rows they did not see.

    python benchmarks/training/learn_fragments.py LABELS.jsonl CORPORA [--write] [--misses]

LABELS.jsonl holds rows `{"id", "text", "start", "end", "label", "also", "sure"}`: candidates in real machine
translation and what copy editors would do with them (D delete, J join, C capitalise, K keep, O none of these). CORPORA
is a folder with `human-*.jsonl`, text that people wrote, where whatever looks like a candidate is a keep, and
`machine.jsonl`, documents of which `fragments_machine.jsonl` beside this script labels more candidates by place.
`fragments_own.jsonl` adds rows that were written for this project, for shapes that are rare in the others.
Needs numpy, scipy and scikit-learn, which the library itself does not.

Two models come out, both log-linear, both kept as whole numbers in `cleaner/data/en/models/`: `continuations.txt` (does
a tail read on from the sentence before it, learnt from human sentences alone) and `fragments.txt` (what to do with a
candidate). The figures are for LABELS, cross-validated in ten folds; rows that share most of their words, in whatever
file they stand, are in one fold.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.passes.fragments import _continuation as continuation
from cleaner.passes.fragments import _decision as decision
from cleaner.passes.fragments._evidence import observe
from cleaner.passes.fragments._finder import find
from cleaner.passes.fragments._grammar import classes, tokens

LEXICON = load("en")
DATA = Path(__file__).resolve().parents[2] / "cleaner" / "data" / "en" / "models"
OUTCOMES = "".join(outcome.value for outcome in decision.Outcome)
SIMILAR = 0.45
FOLDS = 10
REACH = 300
KEEP_WEIGHT = 0.3
ALSO_WEIGHT = 0.4
UNSURE_WEIGHT = 0.7
OWN_WEIGHT = 0.6


def read(path: Path) -> list[dict]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Features:
    """Names of features to columns, for those seen at least `least` times."""

    def __init__(self, samples: Iterable[Iterable[str]], least: int) -> None:
        counts = collections.Counter(feature for sample in samples for feature in set(sample))
        self.names = sorted(name for name, count in counts.items() if count >= least)
        self.columns = {name: column for column, name in enumerate(self.names)}

    def matrix(self, samples: Sequence[Iterable[str]]) -> csr_matrix:
        """One row a sample, 1 where it has the feature."""
        rows, columns = [], []
        for row, sample in enumerate(samples):
            for feature in set(sample):
                if feature in self.columns:
                    rows.append(row)
                    columns.append(self.columns[feature])
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(samples), len(self.names)))


def sentences(corpora: Path) -> list[list[str]]:
    """The distinct sentences of human text, as tokens."""
    found: dict[str, list[str]] = {}
    for path in sorted(corpora.glob("human-*.jsonl")):
        if path.stem == "human-other":
            continue
        for row in read(path):
            for sentence in re.split(r"(?<=[.!?])\s+|\n+", row["text"]):
                words = tokens(sentence)
                if 8 <= len(words) <= 60:
                    found.setdefault(" ".join(words), words)
    return list(found.values())


@dataclass
class Cuts:
    """Samples for the continuation model: what is seen of a cut, whether it reads on, and the class before it."""

    samples: list[list[str]] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, before: list[str], tail: list[str], label: int) -> None:
        """Add a cut, unless it stands at a mark or before a name."""
        if len(before) < 4 or not tail or tail[0] in ",;:" or before[-1] in ",;:" or tail[0][0].isupper():
            return
        self.samples.append(list(continuation.features(before, tail, LEXICON)))
        self.truth.append(label)
        self.left.append(classes(before[-2:], LEXICON)[-1])

    def weights(self) -> list[float]:
        """Weights under which the class of the word before the cut says nothing about the label."""
        total = collections.Counter(self.truth)
        count = collections.Counter(zip(self.left, self.truth, strict=True))
        return [
            min(10.0, (count[name, 0] / total[0]) / (count[name, 1] / total[1])) if label else 1.0
            for name, label in zip(self.left, self.truth, strict=True)
        ]


def cut_sentences(corpora: Path, seed: int = 7) -> Cuts:
    """Sentences cut in two (label 1), and whole ones with a piece of themselves or of another behind them (0)."""
    rng = random.Random(seed)
    pool = sentences(corpora)
    rng.shuffle(pool)
    pool = pool[:45000]
    cuts = Cuts()
    for words in pool:
        size = rng.choice([1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 12])
        cuts.add(words[:-size], words[-size:], 1)
        size = rng.choice([1, 1, 1, 2, 2, 3, 4, 5, 6, 8])
        if rng.random() < 0.5:
            cuts.add(words, rng.choice(pool)[-size:], 0)
        else:
            start = rng.randrange(3, max(4, len(words) - size + 1))
            cuts.add(words, words[start : start + size], 0)
    return cuts


def learn_continuations(corpora: Path) -> dict[str, int]:
    """The weights of the continuation model, as whole numbers."""
    cuts = cut_sentences(corpora)
    features = Features(cuts.samples, 40)
    model = LogisticRegression(C=0.1, max_iter=400)
    model.fit(features.matrix(cuts.samples), cuts.truth, sample_weight=cuts.weights())
    print(f"continuations: {len(features.names)} weights from {len(cuts.truth)} cuts")
    scaled = zip(features.names, (round(weight * continuation.SCALE) for weight in model.coef_[0]), strict=True)
    bias = round(float(model.intercept_[0]) * continuation.SCALE)
    return {"bias": bias, **{name: weight for name, weight in scaled if weight}}


def groups(rows: Sequence[dict]) -> list[int]:
    """A group number a row; rows that share most of their words around the candidate are in one group."""
    bags = [
        set(re.findall(r"\w+", row["text"][max(0, row["start"] - REACH) : row["end"] + REACH].lower())) for row in rows
    ]
    parent = list(range(len(rows)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, bag in enumerate(bags):
        for other in range(place):
            if len(bag & bags[other]) >= SIMILAR * len(bag | bags[other]):
                parent[root(place)] = root(other)
    return [root(place) for place in range(len(rows))]


def referenced(path: Path, machine: Path) -> list[dict]:
    """Rows that are labelled by document and place, with the text of their documents."""
    texts = {row["id"]: row["text"] for row in read(machine)}
    return [{**row, "text": texts[row["id"]]} for row in read(path)]


def observed_at(row: dict) -> frozenset[str] | None:
    """What is observed at the row's place; None where no candidate is found there."""
    document = Document(row["text"], LEXICON)
    for candidate in find(document):
        if candidate.start == row["start"]:
            return observe(document, candidate)
    return None


def human_keeps(corpora: Path) -> list[frozenset[str]]:
    """What is observed at every candidate in human text."""
    keeps, tails = [], set()
    for path in sorted(corpora.glob("human-*.jsonl")):
        if path.stem == "human-other":
            continue
        for row in read(path):
            document = Document(row["text"], LEXICON)
            for candidate in find(document):
                if candidate.tail not in tails:
                    tails.add(candidate.tail)
                    keeps.append(observe(document, candidate))
    return keeps


Sample = tuple[dict, frozenset[str]]


def fit(
    samples: Sequence[Sample], keeps: Sequence[frozenset[str]], strength: float
) -> Callable[[Sequence[frozenset[str]]], np.ndarray]:
    """A model of the four outcomes; the result also carries `weights`, by observation."""
    seen, truth, weight = [], [], []
    for row, observed in samples:
        firm = (1.0 if row["sure"] else UNSURE_WEIGHT) * (OWN_WEIGHT if row["id"].startswith("W") else 1.0)
        for label, share in [(row["label"], firm), *((label, ALSO_WEIGHT) for label in row["also"])]:
            seen.append(observed)
            truth.append(OUTCOMES.index(label))
            weight.append(share)
    features = Features([observed for _, observed in samples], 3)
    matrix = vstack([features.matrix(seen), features.matrix(keeps)])
    truth += [OUTCOMES.index("K")] * len(keeps)
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, truth, sample_weight=weight + [KEEP_WEIGHT] * len(keeps))

    def predict(observed: Sequence[frozenset[str]]) -> np.ndarray:
        return model.predict_proba(features.matrix(observed))

    predict.weights = {  # type: ignore[attr-defined]
        "bias": model.intercept_,
        **{name: model.coef_[:, column] for column, name in enumerate(features.names)},
    }
    return predict


def cross_validated(
    rows: Sequence[dict], more: Sequence[dict], keeps: Sequence[frozenset[str]], strength: float, seed: int
) -> list[np.ndarray | None]:
    """The chances of the outcomes for each of `rows`, from models that saw no row of its group; None: no candidate."""
    everything = [*rows, *more]
    seen = [observed_at(row) for row in everything]
    group = groups(everything)
    names = sorted(set(group))
    random.Random(seed).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    out: list[np.ndarray | None] = [None] * len(rows)
    for number in range(FOLDS):
        test = [place for place in range(len(rows)) if seen[place] and fold[group[place]] == number]
        train = [
            (row, observed)
            for row, observed, name in zip(everything, seen, group, strict=True)
            if observed and fold[name] != number
        ]
        for place, chances in zip(test, fit(train, keeps, strength)([seen[place] for place in test]), strict=True):
            out[place] = chances
    return out


def figures(rows: Sequence[dict], chances: Sequence[np.ndarray | None], show: bool = False) -> str:
    """How many rows come out as labelled, by the decision's own thresholds."""
    count: collections.Counter[str] = collections.Counter()
    for row, chance in zip(rows, chances, strict=True):
        verdict = None
        if chance is not None:
            verdict = decision.judge(dict(zip(OUTCOMES, chance, strict=True)), observed_at(row) or frozenset())
        done = verdict.outcome if verdict and verdict.confident else "K"
        good = done == row["label"] or done in row["also"]
        count[f"{row['label']} in all"] += 1
        count[f"{row['label']} right"] += good
        count[f"{done} done"] += 1
        count[f"{done} well done"] += good
        count["right"] += good
        count["sure"] += row["sure"]
        count["sure and right"] += row["sure"] and good
        count["lost"] += done == "D" and row["label"] != "D" and "D" not in row["also"]
        count["caught" if row["label"] != "K" else "alarms"] += verdict is not None
        count["missed"] += verdict is None and row["label"] != "K"
        if show and not good:
            text, start = row["text"], row["start"]
            seen = "" if chance is None else " ".join(f"{n}{c:.2f}" for n, c in zip(OUTCOMES, chance, strict=True))
            print(
                f"{row['id']} want {row['label']}{''.join(row['also'])} did {done} {seen} | "
                f"…{text[max(0, start - 60) : start]}⟦{text[start : row['end']]}⟧"
            )
    return (
        f"right {count['right'] / len(rows):.3f}, sure {count['sure and right'] / count['sure']:.3f}; found precision "
        f"{count['caught'] / (count['caught'] + count['alarms']):.3f}, recall "
        f"{count['caught'] / (count['caught'] + count['missed']):.3f}; keeps damaged "
        f"{count['K in all'] - count['K right']}; good words deleted {count['lost']}; "
        + ", ".join(f"{name} {count[f'{name} right']}/{count[f'{name} in all']}" for name in OUTCOMES)
        + "; applied and right "
        + ", ".join(f"{name} {count[f'{name} well done']}/{count[f'{name} done']}" for name in "DJC")
    )


def write(name: str, header: str, lines: Iterable[str]) -> None:
    """Write a data file."""
    (DATA / name).write_text("\n".join((header.strip(), *lines)) + "\n", encoding="utf-8")


def main() -> None:
    """Learn, show the figures, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--misses", action="store_true", help="show every row that comes out otherwise than labelled")
    parser.add_argument("--strength", type=float, default=0.7)
    options = parser.parse_args()
    if options.write:
        weights = learn_continuations(options.corpora)
        head = (
            "# Whether a tail reads on from the sentence before it: weights of word classes around the stop, in\n"
            "# hundredths. Learnt by benchmarks/training/learn_fragments.py from cut sentences of human text."
        )
        write("continuations.txt", head, (f"{name} {weight}" for name, weight in sorted(weights.items())))
        load.cache_clear()
        continuation._weights.cache_clear()
        globals()["LEXICON"] = load("en")
    rows = [row for row in read(options.labels) if row["label"] != "O"]
    here = Path(__file__).parent
    more = [
        *read(here / "fragments_own.jsonl"),
        *referenced(here / "fragments_machine.jsonl", options.corpora / "machine.jsonl"),
    ]
    more = [row for row in more if row["label"] != "O"]
    keeps = human_keeps(options.corpora)
    print(f"{len(rows)} rows, {len(more)} more to learn from, {len(keeps)} candidates in human text")
    for seed in range(3):
        chances = cross_validated(rows, more, keeps, options.strength, seed)
        print(f"cross-validated, seed {seed}: {figures(rows, chances, options.misses and seed == 0)}")
    if options.write:
        samples = [(row, observed) for row in (*rows, *more) if (observed := observed_at(row))]
        weights = fit(samples, keeps, options.strength).weights  # type: ignore[attr-defined]
        scaled = {name: [round(value * decision.SCALE) for value in values] for name, values in weights.items()}
        head = (
            "# What to do with a fragment: weights of observations for deleting, joining, capitalising and keeping,\n"
            "# in hundredths. Learnt by benchmarks/training/learn_fragments.py from labelled candidates."
        )
        lines = (f"{name} {' '.join(map(str, values))}" for name, values in sorted(scaled.items()) if any(values))
        write("fragments.txt", head, lines)


if __name__ == "__main__":
    main()
