"""Learn the weights that the pass `fragments` decides with, and say how good they are on rows they did not see.

    python benchmarks/training/learn_fragments.py CORPORA LABELS.jsonl... [--write] [--misses]

LABELS.jsonl hold rows `{"id", "engine", "text", "start", "end", "label", "also", "sure"}`: candidates in real machine
translation and what copy editors would do with them (D delete, J join, C capitalise, K keep, O none of these). CORPORA
is a folder with `human-*.jsonl`, text that people wrote, where whatever looks like a candidate is a keep, and with
`machine.jsonl` and `machine-wmt22.jsonl`, documents of which `fragments_machine.jsonl` and `fragments_wmt22.jsonl`
beside this script label more candidates by document and offsets; of the latter each row was labelled by two readings
apart (439 rows, agreement 0.96, kappa 0.92) and those they agree on are used.
`fragments_own.jsonl` adds rows that were written for this project, for shapes that are rare in the others.
Needs numpy, scipy and scikit-learn, which the library itself does not.

Two models come out, both log-linear, both kept as whole numbers in `cleaner/data/en/models/`: `continuations.txt` (does
a tail read on from the sentence before it, learnt from human sentences alone) and `fragments.txt` (what to do with a
candidate). The figures are for LABELS: cross-validated in ten folds, rows that share most of their words, in whatever
file they are, in one fold; and with each engine left out. For origin "unknown" no row has support by others.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.passes.fragments import _continuation as continuation
from cleaner.passes.fragments import _decision as decision
from cleaner.passes.fragments import _prior
from cleaner.passes.fragments._evidence import observe
from cleaner.passes.fragments._finder import find
from cleaner.passes.fragments._grammar import classes, tokens
from cleaner.passes.fragments._loss import lost_words
from cleaner.passes.fragments._observations import Observation

LEXICON = load("en")
DATA = Path(__file__).resolve().parents[2] / "cleaner" / "data" / "en" / "models"
OUTCOMES = "".join(outcome.value for outcome in decision.Outcome)
SIMILAR = 0.45
FOLDS = 10
REACH = 300
KEEP_WEIGHT = 0.3
BOLD_KEEP_WEIGHT = 0.1
ALSO_WEIGHT = 0.4
UNSURE_WEIGHT = 0.7
KIND_WEIGHT = {"measured": 1.0, "own": 0.7, "machine": 1.0, "wmt22": 0.4}
MIN_SEEN = 3
ECHO = Observation.REPEATS_ALL()


def read(path: Path) -> list[dict]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Features:
    """Names of features to columns, for those seen at least `least` times."""

    def __init__(self, samples: Iterable[Iterable[str]], least: int) -> None:
        counts = collections.Counter(feature for sample in samples for feature in set(sample))
        self.names = sorted(name for name, count in counts.items() if count >= least)
        self.columns = {name: column for column, name in enumerate(self.names)}

    def limit(self, names: frozenset[str]) -> None:
        """Keep only features that are among `names`: what no row of this project's own shows is not learnt."""
        self.names = [name for name in self.names if name in names]
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


def referenced(labels: Path, corpus: Path) -> list[dict]:
    """Rows that are labelled by document and offsets, with the text of their documents."""
    texts = {row["id"]: row["text"] for row in read(corpus)}
    return [{"engine": row["id"].split("/")[2], **row, "text": texts[row["id"]]} for row in read(labels)]


@dataclass
class Sample:
    """A labelled row: its group, what is observed (None: no candidate), what a deletion loses, and its weight.

    `shy` is whether it is a candidate, too, where the origin of the text is not known.
    """

    row: dict
    kind: str
    group: int = -1
    observed: frozenset[str] | None = None
    lost: tuple[str, ...] = ()
    shy: bool = False

    def look(self) -> None:
        """Find the candidate and observe it."""
        document = Document(self.row["text"], LEXICON)
        candidates = find(document, bold=True)
        for candidate in candidates:
            if candidate.start == self.row["start"]:
                self.observed = observe(document, candidate, len(candidates) - 1)
                self.lost = lost_words(candidate, LEXICON)
        self.shy = any(candidate.start == self.row["start"] for candidate in find(document))

    @property
    def weight(self) -> float:
        """How much the row counts in learning."""
        return KIND_WEIGHT[self.kind] * (1.0 if self.row["sure"] else UNSURE_WEIGHT)


def samples(labels: Sequence[Path], corpora: Path) -> list[Sample]:
    """All rows to learn from, the measured ones first."""
    here = Path(__file__).parent
    rows = {
        "measured": [row for path in labels for row in read(path)],
        "own": [{**row, "engine": "own"} for row in read(here / "fragments_own.jsonl")],
        "machine": referenced(here / "fragments_machine.jsonl", corpora / "machine.jsonl"),
        "wmt22": referenced(here / "fragments_wmt22.jsonl", corpora / "machine-wmt22.jsonl"),
    }
    found = [Sample(row, kind) for kind, each in rows.items() for row in each if row["label"] != "O"]
    for sample, group in zip(found, groups([sample.row for sample in found]), strict=True):
        sample.group = group
        sample.look()
    return found


def human_keeps(corpora: Path) -> list[tuple[frozenset[str], float]]:
    """What is observed at every candidate in human text, and how much it counts as a keep."""
    keeps = []
    for bold, weight in ((False, KEEP_WEIGHT), (True, BOLD_KEEP_WEIGHT)):
        tails = set()
        for path in sorted(corpora.glob("human-*.jsonl")):
            for row in () if path.stem == "human-other" else read(path):
                document = Document(row["text"], LEXICON)
                candidates = find(document, bold=bold)
                for candidate in candidates:
                    if candidate.tail not in tails:
                        tails.add(candidate.tail)
                        keeps.append((observe(document, candidate, len(candidates) - 1), weight))
    return keeps


Keeps = Sequence[tuple[frozenset[str], float]]


def fit(train: Sequence[Sample], keeps: Keeps, strength: float) -> tuple[Features, LogisticRegression]:
    """A model of the four outcomes over the observations that are frequent enough."""
    rows = [
        (sample.observed or frozenset(), OUTCOMES.index(label), share * sample.weight)
        for sample in train
        for label, share in ((sample.row["label"], 1.0), *((also, ALSO_WEIGHT) for also in sample.row["also"]))
        if label in OUTCOMES
    ]
    rows += [(observed, OUTCOMES.index("K"), weight) for observed, weight in keeps]
    features = Features([sample.observed or () for sample in train], MIN_SEEN)
    features.limit(frozenset().union(*(sample.observed or () for sample in train if sample.kind == "own")))
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(features.matrix([row[0] for row in rows]), [row[1] for row in rows], [row[2] for row in rows])
    return features, model


Chances = list["np.ndarray | None"]


def by_group(everything: Sequence[Sample], seed: int) -> list[tuple[list[Sample], list[int]]]:
    """Ten pairs of what to learn from and what to judge; near-duplicates are on one side."""
    names = sorted({sample.group for sample in everything})
    random.Random(seed).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    return [
        (
            [sample for sample in everything if fold[sample.group] != number],
            [index for index, sample in enumerate(everything) if fold[sample.group] == number],
        )
        for number in range(FOLDS)
    ]


def by_engine(everything: Sequence[Sample]) -> list[tuple[list[Sample], list[int]]]:
    """The same with each engine left out; nor is learnt from near-duplicates of its rows."""
    parts = []
    for engine in sorted({sample.row["engine"] for sample in everything if sample.kind == "measured"}):
        test = [index for index, sample in enumerate(everything) if sample.row["engine"] == engine]
        same = {everything[index].group for index in test}
        parts.append(([each for each in everything if each.row["engine"] != engine and each.group not in same], test))
    return parts


def cross_validated(
    everything: Sequence[Sample],
    parts: Sequence[tuple[list[Sample], list[int]]],
    keeps: Keeps,
    strength: float,
) -> Chances:
    """The chances of the outcomes of each row, from models that saw nothing like it; None: no candidate."""
    out: Chances = [None] * len(everything)
    for train, test in parts:
        features, model = fit([sample for sample in train if sample.observed], keeps, strength)
        found = [index for index in test if everything[index].observed]
        if not found:
            continue
        judged = model.predict_proba(features.matrix([everything[index].observed or () for index in found]))
        for index, chances in zip(found, judged, strict=True):
            out[index] = chances
    return out


def verdict_of(sample: Sample, chances: np.ndarray | None, *, in_machine: bool) -> decision.Verdict | None:
    """What the decision makes of the chances."""
    if chances is None or not (in_machine or sample.shy):
        return None
    values = dict(zip(decision.Outcome, map(float, chances), strict=True))
    if not in_machine:
        values[decision.Outcome.KEEP] *= math.exp(_prior.UNKNOWN)
        whole = sum(values.values())
        values = {outcome: value / whole for outcome, value in values.items()}
    return decision.judge(values, sample.observed or frozenset(), sample.lost, in_machine=in_machine)


def figures(everything: Sequence[Sample], chances: Chances, *, in_machine: bool, show: bool = False) -> str:
    """How many of the measured rows come out as labelled; how many applied edits are right over all real rows, by rule:
    D is stray-tail without its echoes."""
    count: collections.Counter[str] = collections.Counter()
    for sample, chance in zip(everything, chances, strict=True):
        row, label = sample.row, sample.row["label"]
        verdict = verdict_of(sample, chance, in_machine=in_machine)
        done = verdict.outcome.value if verdict and verdict.force is decision.Force.APPLIED else "K"
        good = done == label or done in row["also"]
        if sample.kind != "own":
            rule = "echo" if done == "D" and ECHO in (sample.observed or ()) else done
            count[f"{rule} done"] += 1
            count[f"{rule} well done"] += good
        if sample.kind != "measured":
            continue
        count["rows"] += 1
        count[f"{label} in all"] += 1
        count[f"{label} right"] += good
        count["right"] += good
        count["sure"] += row["sure"]
        count["sure and right"] += row["sure"] and good
        count["lost"] += done == "D" and label != "D" and "D" not in row["also"]
        count["caught" if label != "K" else "alarms"] += verdict is not None
        count["missed"] += verdict is None and label != "K"
        if show and not good:
            text, start = row["text"], row["start"]
            seen = "" if chance is None else " ".join(f"{n}{c:.2f}" for n, c in zip(OUTCOMES, chance, strict=True))
            print(
                f"{row['id']} want {label}{''.join(row['also'])} did {done} {seen} | "
                f"…{text[max(0, start - 60) : start]}⟦{text[start : row['end']]}⟧"
            )
    return (
        f"right {count['right'] / count['rows']:.3f}, sure {count['sure and right'] / count['sure']:.3f}; found "
        f"precision {count['caught'] / (count['caught'] + count['alarms']):.3f}, recall "
        f"{count['caught'] / (count['caught'] + count['missed']):.3f}; keeps damaged "
        f"{count['K in all'] - count['K right']}; good words deleted {count['lost']}; "
        + ", ".join(f"{name} {count[f'{name} right']}/{count[f'{name} in all']}" for name in OUTCOMES)
        + "; applied and right in all real rows "
        + ", ".join(f"{name} {count[f'{name} well done']}/{count[f'{name} done']}" for name in ("D", "echo", "J", "C"))
    )


def write(name: str, header: str, lines: Iterable[str]) -> None:
    """Write a data file."""
    (DATA / name).write_text("\n".join((header.strip(), *lines)) + "\n", encoding="utf-8")


def learn_weights(everything: Sequence[Sample], keeps: Keeps, strength: float) -> Iterable[str]:
    """The entries of the table of weights."""
    features, model = fit([sample for sample in everything if sample.observed], keeps, strength)
    table = {"bias": model.intercept_, **dict(zip(features.names, model.coef_.T, strict=True))}
    scaled = {name: [round(value * decision.SCALE) for value in values] for name, values in table.items()}
    return (f"{name} {' '.join(map(str, values))}" for name, values in sorted(scaled.items()) if any(values))


def main() -> None:
    """Learn, show the figures, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--continuations", action="store_true", help="learn the continuations anew, too")
    parser.add_argument("--misses", action="store_true", help="show every row that comes out otherwise than labelled")
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument("--seeds", type=int, default=2)
    options = parser.parse_args()
    if options.continuations:
        head = (
            "# Whether a tail reads on from the sentence before it: weights of word classes around the stop, in\n"
            "# hundredths. Learnt by benchmarks/training/learn_fragments.py from cut sentences of human text."
        )
        weights = learn_continuations(options.corpora)
        write("continuations.txt", head, (f"{name} {weight}" for name, weight in sorted(weights.items())))
        load.cache_clear()
        continuation._weights.cache_clear()
        globals()["LEXICON"] = load("en")
    everything, keeps = samples(options.labels, options.corpora), human_keeps(options.corpora)
    kinds = dict(collections.Counter(sample.kind for sample in everything))
    print(f"rows: {kinds}; candidates in human text {len(keeps)}")
    for seed in range(options.seeds):
        chances = cross_validated(everything, by_group(everything, seed), keeps, options.strength)
        for in_machine in (True, False):
            show = options.misses and seed == 0 and in_machine
            said = figures(everything, chances, in_machine=in_machine, show=show)
            print(f"seed {seed}, origin {'machine' if in_machine else 'unknown'}: {said}")
    measured = [sample for sample in everything if sample.kind == "measured"]
    chances = cross_validated(everything, by_engine(everything), keeps, options.strength)[: len(measured)]
    print(f"engines left out, origin machine: {figures(measured, chances, in_machine=True)}")
    if options.write:
        head = (
            "# What to do with a fragment: weights of observations for deleting, joining, capitalising and keeping,\n"
            "# in hundredths. Learnt by benchmarks/training/learn_fragments.py from labelled candidates."
        )
        write("fragments.txt", head, learn_weights(everything, keeps, options.strength))


if __name__ == "__main__":
    main()
