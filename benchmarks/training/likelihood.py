"""Learn the model behind `Result.mt_likelihood`, and say how good it is on text that its weights never saw.

    python benchmarks/training/likelihood.py MACHINE.jsonl HUMAN.jsonl... [--write] [--only FAMILY]...

Rows are {"id", "lang", "engine", "text"}; the second part of an id names the test set, so that machine and human text
of one set are always learnt or tested together. With --write the model goes to
cleaner/data/en/models/mt-likelihood.json.

How it learns. What a text is about must not count, and a plain classifier learns little else. So three directions that
each leave the subject out are found apart and added up:

- *usual*: how far machine translations are ahead of people in usual pairs of words, over all test sets and all human
  corpora, a statistic counting the more the better the corpora agree about it. It needs no counterparts.
- *engines*: a weak engine's translation against a strong one's of the same story: what bad translation looks like.
- *pairs*: a translation against the human text of the same test set that tells the same story.

Two texts tell the same story where they share names and numbers. In the last two the noise that a difference is weighed
against is what differs within test sets, and between them (Fisher's discriminant with the scatter between test sets as
part of the noise). Where a kind of human text is left out to see how the model does on it, nothing of it takes part;
without human-news there are no pairs, and the other two directions are all there is. Needs numpy.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import html
import json
import re
from pathlib import Path

import numpy as np

from cleaner import Pipeline
from cleaner.lexicon import load
from cleaner.passes import BUILT_IN
from cleaner.score import Scorer, style
from cleaner.score.likelihood import ENOUGH_WORDS, STEEPNESS, evidence

MODEL = Path(__file__).resolve().parents[2] / "cleaner" / "data" / "en" / "models" / "mt-likelihood.json"
PASSES = Scorer.of("en", BUILT_IN).evidence
NAMES = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}|\d\d+")
MATCH = 0.3
"""Two texts are a pair where they share so many of their names and numbers."""

LIMIT = 3.0
"""A statistic counts for at most so many standard deviations."""

RARE = 0.05
"""A statistic that differs from zero in fewer texts is not learnt from."""

STRONG = ("google", "microsoft")
"""The large services, taken to translate better than the small open models that the other engines run."""

WEIGHTS = {"usual": 1.0, "engines": 0.5, "pairs": 1.0}
"""What a standard deviation of a direction counts. How bad a translation is counts half: good ones are translations."""

FEW = 8
"""A test set of fewer texts has no mean worth its name."""

BETWEEN = 3.0
"""What the scatter between test sets counts beside the scatter within them."""

RIDGE = 0.3
"""Added to the variance of every statistic; standardised, they have one of about 1."""

USUAL = 0.98
"""The share of the texts learnt from that are not strange to the model."""

PER_FOLD = 260
"""Human texts that a fold of the cross-validation should hold, about."""


Stories = dict[str, np.ndarray]
"""For a direction, rows of two texts that tell the same story."""


class Texts:
    """All texts as arrays: `corpus`, `group` (the test set), `engine`, and the statistics `x` (columns: `names`)."""

    def __init__(self, machine: str, human: list[str], only: list[str]) -> None:
        rows = [
            (Path(path).stem, json.loads(line))
            for path in (machine, *human)
            for line in Path(path).read_text(encoding="utf-8").split("\n")
            if line
        ]
        run = Pipeline().run
        measured, self.clues = [], []
        corpus, group, engine = [], [], []
        for name, row in rows:
            text = html.unescape(row["text"])
            parts = row["id"].split("/")
            values = style.measure(text, load("en")) | evidence(run(text).findings, PASSES)
            measured.append(values)
            self.clues.append(set(NAMES.findall(text[: style.LENGTH])))
            corpus.append(name)
            group.append(parts[1] if len(parts) > 2 else parts[0])
            engine.append(row["engine"])
        self.words = np.array([row["text"][: style.LENGTH].count(" ") + 1 for _, row in rows])
        self.corpus, self.group, self.engine = np.array(corpus), np.array(group), np.array(engine)
        self.human_corpora = [Path(path).stem for path in human]
        self.is_machine = self.corpus == Path(machine).stem
        counts = collections.Counter(name for values in measured for name in values)
        self.names = sorted(
            name for name, count in counts.items() if count >= RARE * len(rows) or name.startswith("found ")
        )
        if only:
            self.names = [name for name in self.names if any(name.startswith(family) for family in only)]
        self.x = np.array([[values.get(name, 0.0) for name in self.names] for values in measured])

    def stories(self) -> Stories:
        """The pairs of each direction that is learnt from pairs, the text that should score higher first."""
        strong = self.is_machine & np.isin(self.engine, STRONG)
        return {
            "engines": self._matched(self.is_machine & ~strong, strong),
            "pairs": self._matched(self.is_machine, ~self.is_machine),
        }

    def _matched(self, these: np.ndarray, those: np.ndarray) -> np.ndarray:
        """Each of `these` with the one of `those` in its test set that shares most names and numbers, if many."""
        candidates = collections.defaultdict(list)
        for index in np.flatnonzero(those):
            candidates[self.group[index]].append(index)
        found = []
        for index in np.flatnonzero(these):
            best = max(candidates[self.group[index]], key=lambda other: self._shared(index, other), default=None)
            if best is not None and self._shared(index, best) > MATCH:
                found.append((index, best))
        return np.array(found, dtype=int).reshape(-1, 2)

    def _shared(self, one: int, other: int) -> float:
        a, b = self.clues[one], self.clues[other]
        return len(a & b) / (6 + min(len(a), len(b)))


class Direction:
    """Weights for standardised statistics, learnt from the texts marked in `train`."""

    def __init__(self, texts: Texts, stories: Stories, train: np.ndarray) -> None:
        self.names = texts.names
        self.mean, self.scale = texts.x[train].mean(0), texts.x[train].std(0) + 1e-9
        z = self.standardised(texts.x)
        machine = z[train & texts.is_machine]
        noise = scatter(texts, z, train)
        directions = {"usual": agreed(texts, z, train)}
        for name, pairs in stories.items():
            mine = pairs[train[pairs].all(1)]
            if len(mine):
                directions[name] = np.linalg.solve(noise, (z[mine[:, 0]] - z[mine[:, 1]]).mean(0))
        self.weights = sum(WEIGHTS[name] * each / (machine @ each).std() for name, each in directions.items())
        self.weights[[name.startswith("found ") for name in texts.names] & (self.weights < 0)] = 0.0
        raw, human = machine @ self.weights, z[train & ~texts.is_machine] @ self.weights
        self.offset, self.spread = (raw.mean() + human.mean()) / 2, raw.std()
        self.usual = float(np.quantile(self.strangeness(texts.x[train]), USUAL))

    def standardised(self, x: np.ndarray) -> np.ndarray:
        return np.clip((x - self.mean) / self.scale, -LIMIT, LIMIT)

    def strangeness(self, x: np.ndarray) -> np.ndarray:
        build = [self.names.index(name) for name in style.BUILD]
        return np.sqrt((((x - self.mean) / self.scale)[:, build] ** 2).mean(1))

    def score(self, x: np.ndarray, words: np.ndarray) -> np.ndarray:
        """As the library has it: with less trust, nearer to zero."""
        raw = (self.standardised(x) @ self.weights - self.offset) / self.spread
        strange = np.maximum(1.0, self.strangeness(x) / self.usual) ** STEEPNESS
        return raw * np.minimum(1.0, words / ENOUGH_WORDS) / strange


def agreed(texts: Texts, z: np.ndarray, train: np.ndarray) -> np.ndarray:
    """How far machine text is ahead in usual pairs of words, a statistic by how well the human corpora agree on it."""
    machine = test_set_means(texts, z, train & texts.is_machine).mean(0)
    corpora = [z[train & (texts.corpus == name)] for name in texts.human_corpora]
    ahead = machine - np.array([corpus.mean(0) for corpus in corpora if len(corpus)])
    mean, spread = ahead.mean(0), ahead.std(0)
    usual = np.array([name.startswith("usual ") for name in texts.names])
    return usual * mean * mean**2 / (mean**2 + spread**2 + 1e-9)


def scatter(texts: Texts, z: np.ndarray, train: np.ndarray) -> np.ndarray:
    """The noise that a difference is weighed against: the scatter within test sets and between them."""
    within, between, total = np.zeros((z.shape[1],) * 2), np.zeros((z.shape[1],) * 2), 0
    for kind in (train & texts.is_machine, train & ~texts.is_machine):
        means = test_set_means(texts, z, kind)
        centred = means - means.mean(0)
        between += centred.T @ centred / len(means)
        for group in set(texts.group[kind]):
            members = z[kind & (texts.group == group)]
            if len(members) >= FEW:
                members = members - members.mean(0)
                within += members.T @ members
                total += len(members)
    return within / total + BETWEEN * between + RIDGE * np.eye(z.shape[1])


def test_set_means(texts: Texts, z: np.ndarray, which: np.ndarray) -> np.ndarray:
    """The means of the test sets of some size, one a row."""
    groups = collections.Counter(texts.group[which])
    return np.array([z[which & (texts.group == name)].mean(0) for name, size in sorted(groups.items()) if size >= FEW])


def auc(positive: np.ndarray, negative: np.ndarray) -> float:
    """The share of pairs in which the machine text has the higher score; ties count half."""
    negative = np.sort(negative)
    wins = np.searchsorted(negative, positive, "left") + np.searchsorted(negative, positive, "right")
    return float(wins.sum() / 2 / (len(positive) * len(negative)))


def folds(texts: Texts) -> list[list[str]]:
    """Test sets put together to folds of some size; a human corpus without translations is a fold of its own."""
    paired = set(texts.group[texts.is_machine])
    parts = [sorted(set(texts.group[texts.corpus == name]) - paired) for name in texts.human_corpora]
    parts = [part for part in parts if part]
    fold: list[str] = []
    for group in sorted(paired):
        fold.append(group)
        if (np.isin(texts.group, fold) & ~texts.is_machine).sum() >= PER_FOLD or group == max(paired):
            parts.append(fold)
            fold = []
    return parts


def cross_validated(texts: Texts, stories: Stories) -> np.ndarray:
    """A score for each text by weights that did not see its test set."""
    scores = np.full(len(texts.x), np.nan)
    for fold in folds(texts):
        held_out = np.isin(texts.group, fold)
        scores[held_out] = Direction(texts, stories, ~held_out).score(texts.x[held_out], texts.words[held_out])
    return scores


def auc_left_out(texts: Texts, stories: Stories, without: np.ndarray) -> float:
    """Against a kind of human text that the weights never saw, with machine text of test sets they never saw.

    Each comparison is made by one set of weights; the mean over the test sets, by their machine texts.
    """
    wins, total = 0.0, 0
    for fold in folds(texts):
        tested = np.isin(texts.group, fold) & texts.is_machine
        train = ~np.isin(texts.group, fold) & ~without
        if not tested.any():
            continue
        learnt = Direction(texts, stories, train)
        against = learnt.score(texts.x[without], texts.words[without])
        wins += auc(learnt.score(texts.x[tested], texts.words[tested]), against) * tested.sum()
        total += tested.sum()
    return round(float(wins / total), 3)


def figures(texts: Texts, stories: Stories, scores: np.ndarray) -> dict[str, object]:
    """What the model file and the note say of the model."""
    machine, human = texts.is_machine, ~texts.is_machine
    engines = sorted(set(texts.engine[machine]))
    top = np.quantile(scores[human], 0.99)
    corpora = {name: texts.corpus == name for name in texts.human_corpora}
    return {
        "auc": round(auc(scores[machine], scores[human]), 3),
        "auc by engine": {
            name: round(auc(scores[texts.engine == name], scores[human]), 3)
            for name in sorted(set(texts.engine[machine]))
        },
        "above 99 % of human texts": {
            name: round(float((scores[texts.engine == name] > top).mean()), 3) for name in engines
        },
        "auc against what was left out": {name: auc_left_out(texts, stories, mask) for name, mask in corpora.items()},
        "texts": {"machine": int(machine.sum()), "human": int(human.sum())},
        "same story": {name: len(pairs) for name, pairs in stories.items()},
    }


def slope(texts: Texts, scores: np.ndarray) -> float:
    """The logistic curve from score to odds, machine and human text weighed alike (Newton's method).

    It goes through zero, so that a text of no trust stays at the prior.
    """
    y = texts.is_machine.astype(float)
    weight = np.where(y > 0, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    steep = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-steep * scores))
        steep += float((weight * (y - p) * scores).sum() / (weight * p * (1 - p) * scores**2).sum())
    return steep


def model(texts: Texts, direction: Direction, steep: float, about: dict[str, object]) -> dict[str, object]:
    """The model as data: weights already divided by scale and spread, so that the library only multiplies and adds."""
    factor = steep / direction.spread
    return {
        "about": {"source": "benchmarks/training/likelihood.py", "date": datetime.date.today().isoformat(), **about},
        "prior": 0.5,
        "intercept": round(-factor * direction.offset, 5),
        "limit": LIMIT,
        "usual strangeness": round(direction.usual, 4),
        "statistics": {
            name: [round(float(m), 7), round(float(s), 7), round(float(w * factor), 5)]
            for name, m, s, w in zip(texts.names, direction.mean, direction.scale, direction.weights, strict=True)
        },
    }


def main() -> None:
    """Learn, measure, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("machine")
    parser.add_argument("human", nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", action="append", default=[], help="families of statistics, such as 'word '")
    options = parser.parse_args()
    texts = Texts(options.machine, options.human, options.only)
    stories = texts.stories()
    scores = cross_validated(texts, stories)
    about = figures(texts, stories, scores)
    print(json.dumps({"statistics": len(texts.names), **about}, indent=1))
    direction = Direction(texts, stories, np.ones(len(texts.x), bool))
    order = np.argsort(-np.abs(direction.weights))
    print("heaviest:", ", ".join(f"{texts.names[i]} {direction.weights[i]:+.2f}" for i in order[:40]))
    if options.write:
        table = model(texts, direction, slope(texts, scores), about)
        MODEL.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {MODEL} ({MODEL.stat().st_size} bytes)")


if __name__ == "__main__":
    main()
