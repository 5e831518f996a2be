"""Learn how many points each sign of talk makes, and say how well they tell wordings that they did not see.

    python benchmarks/training/learn_talk.py HUMAN.jsonl... [--folds 5] [--every 1] [--write]

Talk is `talk_own.json` beside this script: what models write before and after a translation, in wordings written for
this project, each put around some paragraphs of HUMAN. What must stay are the first and last paragraphs of HUMAN
(documents with the field `text`), the whole of it cut into pairs of paragraphs, so that each is first once and last
once; short paragraphs of those of HUMAN that are in other languages, beside English; and `talk_look_alikes.json`, what
people write of letters, languages and translations in the words of such talk, around the same paragraphs as the talk.
Talk, look-alikes and the rest count the same. The model is logistic regression over the signs of
`cleaner/passes/chatter/_signs.py` and the number of words, one for paragraphs in the language of the text and one for
those in another; the first also has the words and pairs of words that several of the wordings or look-alikes have
(`_phrases.py`), for the other there are too few in each language. The signs of FIXED, which people's own words have,
keep the points that were set by hand.

Printed are the points, and for several thresholds how many of the wordings reach them, cross-validated by wording, and
how many paragraphs that people wrote. `--write` puts the points of signs into `_weights.py`, those of words into
`data/xx/models/talk-phrases.txt`; the thresholds in `_weighing.py`
are chosen by eye, from that table and from reading what is above them. The points that ship saw more of what people
write than most collections hold, manuals and mail in many languages, and what `tests/test_talk.py` keeps, so that those
of another HUMAN differ a little. Needs numpy and scipy, which the library itself does not.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

from cleaner.lexicon import load
from cleaner.passes.chatter._facts import EdgePassage, Facts
from cleaner.passes.chatter._phrases import phrases
from cleaner.passes.chatter._questions import AT_END, AT_START
from cleaner.passes.chatter._signs import Sign
from cleaner.passes.chatter._weighing import MAX_LENGTH

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "cleaner"
WEIGHTS = PACKAGE / "passes" / "chatter" / "_weights.py"
PHRASES = PACKAGE / "data" / "xx" / "models" / "talk-phrases.txt"
LEXICON = load("en")
SIZES = (4, 8, 14, 25, 45)
FIXED = {
    Sign.TABLE: 60,
    Sign.PORTION: 60,
    Sign.FORM: 60,
    Sign.GRADED: 55,
    Sign.TURN: 35,
    Sign.PROMISES: 40,
    Sign.NEXT_PART: 50,
    Sign.ROLE: 20,
    Sign.PROSE: 15,
    Sign.ASKER: 10,
    Sign.ASKS: -30,
    Sign.SPOKEN: -10,
    Sign.SPEECH: -15,
    Sign.CREDIT: -20,
    Sign.SPEAKER: -20,
    Sign.WRITES: -20,
}
SCALE = 10
PENALTY = 3.0
PENALTY_OF_PHRASES = 1.0
WORDINGS = 2
ROUNDS = 400
ARTICLES = 6
EVEN = 100
SAMPLED = 4000
MAX_STRANGE = 45
STRANGE = 3000
MIN_ARTICLE = 150
THRESHOLDS = range(70, 151, 10)
PHRASES_HEAD = """\
# Words and pairs of words of talk about a translation, < where a paragraph begins, > where it ends: points at the start
# and at the end of a text. Learnt by benchmarks/training/learn_talk.py.
"""

Row = frozenset[Sign | int | str]
"""The signs of a paragraph, which of SIZES its words do not exceed, and its phrases."""


@dataclass(frozen=True)
class Fitted:
    """Points of signs and sizes, and those that every paragraph has."""

    points: dict[Sign | int | str, int]
    base: int

    def of(self, row: Row) -> int:
        """The points of a paragraph."""
        return self.base + sum(self.points.get(sign, 0) for sign in row)


@dataclass(frozen=True)
class Kinds:
    """Rows of talk by wording, of look-alikes by wording, and of what people write else."""

    talk: list[list[Row]]
    alike: list[list[Row]]
    people: list[Row]

    def among(self, *, foreign: bool) -> Kinds:
        """Those in another language than the text beside them, or the others."""

        def some(rows: Iterable[Row]) -> list[Row]:
            return [row for row in rows if (Sign.FOREIGN in row) == foreign]

        alike = [found for rows in self.alike if (found := some(rows))]
        return Kinds([found for rows in self.talk if (found := some(rows))], alike, some(self.people))


def row_of(text: str, start: int, end: int, known: frozenset[str] | None = None) -> Row | None:
    """The signs of the paragraph `start..end` of a text, and its phrases as far as they are known; None where it is too
    long or has no words."""
    if end - start > MAX_LENGTH:
        return None
    facts = Facts(EdgePassage(text, start, end, 0, len(text), LEXICON))
    if not facts.words:
        return None
    questions = AT_END if start else AT_START
    signs = [sign for sign, holds in questions.items() if holds(facts)]
    said = phrases(facts.words) if known is None else phrases(facts.words) & known
    return frozenset((*signs, *(size for size in SIZES if len(facts.words) <= size), *said))


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


def elsewhere(paths: Iterable[str]) -> list[str]:
    """Short paragraphs of people in other languages: as untranslated ones stand beside a translation."""
    found = []
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in itertools.islice(lines, SAMPLED)]
        texts = [record["text"] for record in records if record.get("lang", "en") != "en"]
        found += [piece.strip() for text in texts for piece in text.split("\n") if 2 < len(piece.split()) < MAX_STRANGE]
    return found[:: max(1, len(found) // STRANGE)]


def rows_of_people(documents: Iterable[list[str]], known: frozenset[str], *, last: bool) -> list[Row]:
    """The signs of paragraphs that people wrote, each beside the one before or after it, and the known phrases."""
    found = []
    for document in documents:
        for first, second in itertools.pairwise(document):
            text = f"{first}\n\n{second}"
            found.append(row_of(text, *((len(first) + 2, len(text)) if last else (0, len(first))), known))
    return [row for row in found if row is not None]


def fit(kinds: Kinds, questions: Iterable[Sign]) -> Fitted:
    """The points that tell talk from what people wrote, by maximum likelihood with a ridge; of the signs asked for.

    Each kind counts as much as talk does, so that 100 points are even odds between the two.
    """
    by_hand = {sign: FIXED[sign] for sign in questions if sign in FIXED}
    fixed = {sign: points / SCALE for sign, points in by_hand.items()}
    talk, alike = (list(itertools.chain.from_iterable(rows)) for rows in (kinds.talk, kinds.alike))
    rows = [*talk, *alike, *kinds.people]
    names = sorted(
        {name for row in rows for name in row if not isinstance(name, str) and name not in fixed} - {Sign.FOREIGN},
        key=str,
    )
    names += () if any(Sign.FOREIGN in row for row in talk) else sorted(common_phrases(kinds))
    index = {name: number for number, name in enumerate(names)}
    held = [[index[name] for name in row if name in index] for row in rows]
    places = np.repeat(np.arange(len(rows)), [len(each) for each in held]), np.concatenate(held)
    features = sparse.csr_matrix((np.ones(len(places[0])), places), shape=(len(rows), len(names)))
    offset = np.array([sum(fixed[name] for name in row if isinstance(name, Sign) and name in fixed) for row in rows])
    is_talk = np.r_[np.ones(len(talk)), np.zeros(len(rows) - len(talk))]
    weight = np.r_[tuple(np.full(len(each), len(talk) / max(1, len(each))) for each in (talk, alike, kinds.people))]
    ridge = np.array([PENALTY_OF_PHRASES if isinstance(name, str) else PENALTY for name in names])

    def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
        scores = features @ found[:-1] + found[-1] + offset
        wrong = weight * (1 / (1 + np.exp(-np.clip(scores, -40, 40))) - is_talk)
        total = (weight * (np.logaddexp(0, scores) - is_talk * scores)).sum() + (ridge * found[:-1] ** 2).sum() / 2
        return total, np.append(features.T @ wrong + ridge * found[:-1], wrong.sum())

    start = np.zeros(len(names) + 1)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    points = {name: round(SCALE * float(value)) for name, value in zip(names, found, strict=False)}
    return Fitted(
        {name: each for name, each in points.items() if abs(each) > 1} | by_hand, EVEN + round(SCALE * found[-1])
    )


def common_phrases(kinds: Kinds) -> frozenset[str]:
    """The phrases of so many wordings and look-alikes that they are not one's own."""
    counted = Counter(name for rows in (*kinds.talk, *kinds.alike) for name in frozenset().union(*rows))
    return frozenset(name for name, count in counted.items() if isinstance(name, str) and count >= WORDINGS)


def told(kinds: Kinds, questions: Iterable[Sign], folds: int) -> None:
    """Print for several thresholds the share of unseen wordings that reach them, of unseen look-alikes, and how many
    paragraphs of people."""
    talk: list[int] = []
    alike: list[int] = []
    for fold in range(folds):

        def split(wordings: list[list[Row]], *, seen: bool, fold: int = fold) -> list[list[Row]]:
            return [rows for number, rows in enumerate(wordings) if (number % folds != fold) == seen]

        model = fit(Kinds(split(kinds.talk, seen=True), split(kinds.alike, seen=True), kinds.people), questions)
        talk += [model.of(row) for rows in split(kinds.talk, seen=False) for row in rows]
        alike += [model.of(row) for rows in split(kinds.alike, seen=False) for row in rows]
    model = fit(kinds, questions)
    people = [model.of(row) for row in kinds.people]
    for threshold in THRESHOLDS:
        shares = (sum(points >= threshold for points in each) / max(1, len(each)) for each in (talk, alike))
        reached = sum(points >= threshold for points in people)
        print(
            f"  {threshold}: {next(shares):.3f} of unseen wordings, {next(shares):.3f} of look-alikes,"
            f" {reached} of people's"
        )


def in_code(name: str, model: Fitted) -> str:
    """The points as `_weights.py` has them."""
    signs = sorted(((sign, points) for sign, points in model.points.items() if isinstance(sign, Sign)), key=_order)
    rows = "".join(f"        Sign.{sign.name}: {points},\n" for sign, points in signs)
    return f"{name} = MappingProxyType(\n    {{\n{rows}    }}\n)\n"


def in_list(models: Sequence[Fitted]) -> str:
    """The points of phrases as the list has them, a model a column."""
    told = sorted({name for model in models for name in model.points if isinstance(name, str)})
    rows = (f"{name} {' '.join(str(model.points.get(name, 0)) for model in models)}\n" for name in told)
    return f"{PHRASES_HEAD}{''.join(rows)}"


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
    look_alikes = json.loads((HERE / "talk_look_alikes.json").read_text(encoding="utf-8"))
    code = WEIGHTS.read_text(encoding="utf-8")
    worded: list[Fitted] = []
    for side, key, last in (("START", "before", False), ("END", "after", True)):
        talk, alike = (
            [rows_of_talk(wording, articles, last=last) for wording in each[key]] for each in (wordings, look_alikes)
        )
        strange = [rows_of_talk(each, articles[:1], last=last) for each in elsewhere(options.human)]
        known = common_phrases(Kinds(talk, alike, []))
        people = rows_of_people(documents, known, last=last) + [row for rows in strange for row in rows]
        every = Kinds(talk, alike, people)
        questions = tuple(AT_END if last else AT_START)
        for foreign, name in ((False, f"{side}"), (True, f"{side}_ELSEWHERE")):
            kinds = every.among(foreign=foreign)
            model = fit(kinds, questions)
            worded += () if foreign else (model,)
            print(f"{name}: {len(kinds.talk)} wordings, {len(kinds.alike)} look-alikes, {len(kinds.people)} of people")
            for sign, points in sorted(((s, p) for s, p in model.points.items() if isinstance(s, Sign)), key=_order):
                print(f"  {points:4} {sign.name}: {sign.value}")
            told(kinds, questions, options.folds)
            lengths = ", ".join(f"({size}, {model.points.get(size, 0)})" for size in SIZES)
            code = re.sub(rf"POINTS_AT_{name} = .*?\n\)\n", in_code(f"POINTS_AT_{name}", model), code, flags=re.DOTALL)
            code = re.sub(rf"LENGTH_AT_{name} = .*\n", f"LENGTH_AT_{name} = ({lengths})\n", code)
            code = re.sub(rf"BASE_AT_{name} = .*\n", f"BASE_AT_{name} = {model.base}\n", code)
    if options.write:
        WEIGHTS.write_text(code, encoding="utf-8")
        PHRASES.parent.mkdir(exist_ok=True)
        PHRASES.write_text(in_list(worded), encoding="utf-8")


if __name__ == "__main__":
    main()
