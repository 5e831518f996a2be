"""Learn how many points each sign of talk makes, and say how well they tell wordings that they did not see.

    python benchmarks/training/learn_talk.py HUMAN.jsonl... [--folds 5] [--every 1] [--write]

Talk is `talk_own.json` beside this script: what models write before and after a translation, in wordings written for
this project, each put around some paragraphs of HUMAN. What must stay are the first and last paragraphs of HUMAN
(documents with the field `text`), the whole of it cut into pairs of paragraphs, so that each is first once and last
once. The model is logistic regression over the signs of `cleaner/passes/chatter/_signs.py` and the number of words;
the signs of FIXED, which people's own words have, keep the points that were set by hand.

Printed are the points, and for several thresholds how many of the wordings reach them, cross-validated by wording, and
how many paragraphs that people wrote. `--write` puts the points into `_weights.py`; the thresholds in `_weighing.py`
are chosen by eye, from that table and from reading what is above them. The points that ship saw more of what people
write than most collections hold, manuals and mail in many languages, and what `tests/test_talk.py` keeps, so that those
of another HUMAN differ a little. Needs numpy, which the library itself does not.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cleaner.lexicon import load
from cleaner.passes.chatter import _weights
from cleaner.passes.chatter._facts import EdgePassage, Facts
from cleaner.passes.chatter._questions import AT_END, AT_START
from cleaner.passes.chatter._signs import Sign
from cleaner.passes.chatter._weighing import MAX_LENGTH

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parents[1] / "cleaner" / "passes" / "chatter" / "_weights.py"
LEXICON = load("en")
SIZES = tuple(size for size, _ in _weights.LENGTH_AT_START)
FIXED = {
    Sign.TABLE: 60,
    Sign.PROSE: 15,
    Sign.ASKER: 10,
    Sign.SPOKEN: -10,
    Sign.SPEECH: -15,
    Sign.CREDIT: -20,
    Sign.SPEAKER: -20,
    Sign.WRITES: -20,
}
SCALE = 10
HUMAN_WEIGHT = 2.0
PENALTY = 3.0
ROUNDS = 40
ARTICLES = 6
MIN_ARTICLE = 150
THRESHOLDS = range(90, 171, 10)

Row = frozenset[Sign | int]
"""The signs of a paragraph, and which of SIZES its words do not exceed."""


@dataclass(frozen=True)
class Fitted:
    """Points of signs and sizes."""

    points: dict[Sign | int, int]

    def of(self, row: Row) -> int:
        """The points of a paragraph."""
        return sum(self.points.get(sign, 0) for sign in row)


def row_of(text: str, start: int, end: int) -> Row | None:
    """The signs of the paragraph `start..end` of a text; None where it is too long or has no words."""
    if end - start > MAX_LENGTH:
        return None
    facts = Facts(EdgePassage(text, start, end, 0, len(text), LEXICON))
    if not facts.words:
        return None
    questions = AT_END if start else AT_START
    signs: set[Sign | int] = {sign for sign, holds in questions.items() if holds(facts)}
    return frozenset(signs | {size for size in SIZES if len(facts.words) <= size})


def rows_of_talk(wording: str, articles: Sequence[str], *, last: bool) -> list[Row]:
    """The signs of a wording before or after each of some articles."""
    texts = [f"{article}\n\n{wording}" if last else f"{wording}\n\n{article}" for article in articles]
    spans = [(len(text) - len(wording), len(text)) if last else (0, len(wording)) for text in texts]
    found = [row_of(text, *span) for text, span in zip(texts, spans, strict=True)]
    return [row for row in found if row is not None]


def paragraphs(path: str) -> Iterator[list[str]]:
    """The paragraphs of each document of a file."""
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            yield [piece.strip() for piece in re.split(r"\n\s*\n|\n", text) if piece.strip()]


def rows_of_people(documents: Iterable[list[str]], *, last: bool) -> list[Row]:
    """The signs of paragraphs that people wrote, each beside the one before or after it."""
    found = []
    for document in documents:
        for first, second in itertools.pairwise(document):
            text = f"{first}\n\n{second}"
            found.append(row_of(text, len(first) + 2, len(text)) if last else row_of(text, 0, len(first)))
    return [row for row in found if row is not None]


def fit(talk: Sequence[Row], people: Sequence[Row], questions: Iterable[Sign]) -> Fitted:
    """The points that tell talk from what people wrote, by Newton's method with a ridge; of the signs asked for."""
    by_hand = {sign: FIXED[sign] for sign in questions if sign in FIXED}
    fixed = {sign: points / SCALE for sign, points in by_hand.items()}
    names = sorted({name for row in (*talk, *people) for name in row if name not in fixed}, key=str)
    index = {name: number for number, name in enumerate(names)}
    rows = [*talk, *people]
    features = np.zeros((len(rows), len(names) + 1))
    features[:, -1] = 1
    offset = np.zeros(len(rows))
    for number, row in enumerate(rows):
        features[number, [index[name] for name in row if name in index]] = 1
        offset[number] = sum(fixed[name] for name in row if isinstance(name, Sign) and name in fixed)
    is_talk = np.r_[np.ones(len(talk)), np.zeros(len(people))]
    weight = np.r_[np.ones(len(talk)), np.full(len(people), HUMAN_WEIGHT)]
    ridge = np.r_[np.full(len(names), PENALTY), 0]
    found = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        expected = 1 / (1 + np.exp(-np.clip(features @ found + offset, -30, 30)))
        slope = features.T @ (weight * (expected - is_talk)) + ridge * found
        spread = weight * expected * (1 - expected) + 1e-6
        found -= np.linalg.solve((features * spread[:, None]).T @ features + np.diag(ridge + 1e-6), slope)
    points = {name: round(SCALE * float(value)) for name, value in zip(names, found, strict=False)}
    return Fitted({name: value for name, value in points.items() if abs(value) > 1} | by_hand)


def told(talk: Sequence[list[Row]], people: Sequence[Row], questions: Iterable[Sign], folds: int) -> None:
    """Print for several thresholds the share of unseen wordings that reach them, and the paragraphs of people."""
    unseen: list[int] = []
    for fold in range(folds):
        seen = [row for number, rows in enumerate(talk) if number % folds != fold for row in rows]
        model = fit(seen, people, questions)
        unseen += [model.of(row) for number, rows in enumerate(talk) if number % folds == fold for row in rows]
    model = fit([row for rows in talk for row in rows], people, questions)
    of_people = [model.of(row) for row in people]
    for threshold in THRESHOLDS:
        reached = sum(points >= threshold for points in unseen) / len(unseen)
        print(f"  {threshold}: {reached:.3f} of unseen wordings, {sum(p >= threshold for p in of_people)} of people's")


def in_code(name: str, model: Fitted) -> str:
    """The points as `_weights.py` has them."""
    signs = sorted(((sign, points) for sign, points in model.points.items() if isinstance(sign, Sign)), key=_order)
    rows = "".join(f"        Sign.{sign.name}: {points},\n" for sign, points in signs)
    return f"{name} = MappingProxyType(\n    {{\n{rows}    }}\n)\n"


def _order(item: tuple[Sign, int]) -> tuple[int, str]:
    return -item[1], item[0].name


def main() -> None:
    """Learn, tell, and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("human", nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--every", type=int, default=1, help="take one document of so many")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    documents = [each for path in options.human for each in itertools.islice(paragraphs(path), 0, None, options.every)]
    articles = [each for document in documents for each in document[1:2] if len(each) >= MIN_ARTICLE][:ARTICLES]
    wordings = json.loads((HERE / "talk_own.json").read_text(encoding="utf-8"))
    code = WEIGHTS.read_text(encoding="utf-8")
    for name, key, last in (("START", "before", False), ("END", "after", True)):
        talk = [rows_of_talk(wording, articles, last=last) for wording in wordings[key]]
        people = rows_of_people(documents, last=last)
        questions = tuple(AT_END if last else AT_START)
        model = fit([row for rows in talk for row in rows], people, questions)
        before: dict[Sign, int] = dict(getattr(_weights, f"POINTS_AT_{name}"))
        print(f"{name.lower()}: {len(talk)} wordings, {len(people)} paragraphs of people")
        for sign, points in sorted(((s, p) for s, p in model.points.items() if isinstance(s, Sign)), key=_order):
            print(f"  {points:4} (now {before.get(sign, 0):4}) {sign.name}: {sign.value}")
        told(talk, people, questions, options.folds)
        lengths = ", ".join(f"({size}, {model.points.get(size, 0)})" for size in SIZES)
        code = re.sub(rf"POINTS_AT_{name} = .*?\n\)\n", in_code(f"POINTS_AT_{name}", model), code, flags=re.DOTALL)
        code = re.sub(rf"LENGTH_AT_{name} = .*\n", f"LENGTH_AT_{name} = ({lengths})\n", code)
    if options.write:
        WEIGHTS.write_text(code, encoding="utf-8")


if __name__ == "__main__":
    main()
