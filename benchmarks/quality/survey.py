"""How much of what is planted into collections the survey finds, and how much of what it proposes is nobody's residue.

    python benchmarks/quality/survey.py CORPORA [--show]

Five collections are made from `human-*.jsonl` and `machine.jsonl` of a folder; into each go eight plants, furniture
lines, glued tails, title suffixes, fillers and wrong tokens, into 2 to 30 % of its documents. A plant is found where
one of the first 60 proposals is a piece of it, or it is a piece of the proposal, of at least three characters. With
--show the first 30 proposals that are no plant are printed, to be read.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

from cleaner.survey import survey

Plant = tuple[str, Callable[[str, str, random.Random], str], float]


def line_at_end(text: str, plant: str, _: random.Random) -> str:
    return f"{text}\n\n{plant}"


def line_at_start(text: str, plant: str, _: random.Random) -> str:
    return f"{plant}\n\n{text}"


def line_within(text: str, plant: str, rng: random.Random) -> str:
    pieces = text.split("\n")
    pieces.insert(rng.randrange(len(pieces) + 1), plant)
    return "\n".join(pieces)


def glued(text: str, plant: str, _: random.Random) -> str:
    return text + plant


def after_text(text: str, plant: str, _: random.Random) -> str:
    return f"{text} {plant}"


def title_suffix(text: str, plant: str, _: random.Random) -> str:
    first, _, rest = text.partition("\n")
    return f"{' '.join(first.split()[:8])}{plant}\n{rest or first}"


def filler(text: str, plant: str, rng: random.Random) -> str:
    sentences = text.split(". ")
    sentences.insert(rng.randrange(1, len(sentences)) if len(sentences) > 1 else 1, plant.rstrip("."))
    return ". ".join(sentences)


def token(text: str, plant: str, rng: random.Random) -> str:
    words = text.split(" ")
    for _ in range(rng.choice((1, 2))):
        words.insert(rng.randrange(len(words) + 1), plant)
    return " ".join(words)


def glued_token(text: str, plant: str, rng: random.Random) -> str:
    words = text.split(" ")
    place = rng.randrange(len(words))
    words[place] += plant
    return " ".join(words)


COLLECTIONS: dict[str, list[Plant]] = {
    "human-news": [
        ("Harbour Courier is a member of the Coast Press Group", line_at_end, 0.30),
        ("Send us your photographs of the valley", line_at_end, 0.03),
        (" | Harbour Courier", title_suffix, 0.12),
        (" - The Morning Lantern", title_suffix, 0.02),
        ("More in Local affairs", glued, 0.05),
        ("What was said is being checked by the desk.", filler, 0.04),
        ("[[gallery_id]]", token, 0.02),
        ("Our reporter, town hall", line_at_start, 0.08),
    ],
    "human-reports": [
        ("View this record in the open shelf", line_at_end, 0.10),
        ("Figure source supplied by the laboratory", line_within, 0.05),
        ("~~cell~~", token, 0.04),
        ("Cite this page", glued, 0.20),
        ("PDF available for members", line_at_start, 0.03),
        (" :: Quiet Science Weekly", title_suffix, 0.15),
        ("This passage could not be rendered.", filler, 0.02),
        ("¤", glued_token, 0.05),
    ],
    "human-web": [
        ("posted from my kettle", line_at_end, 0.12),
        ("Was this answer any use? Tell the panel", line_at_end, 0.04),
        (" « Village Answers", title_suffix, 0.06),
        ("{smile_12}", token, 0.05),
        ("Show the next nine replies", glued, 0.03),
        ("Hidden by the keeper of this board.", filler, 0.02),
        ("Thread opened:", line_at_start, 0.25),
        ("&zwx;", glued_token, 0.02),
    ],
    "human-books": [
        ("Scanned for the reading room of Elmbridge", line_at_end, 0.15),
        ("Page left empty by the printer", line_within, 0.05),
        ("<pb/>", token, 0.10),
        ("Return to the shelf", glued, 0.05),
        (" | Elmbridge Reading Room", title_suffix, 0.30),
        ("The scan is faint at this spot.", filler, 0.05),
        ("END OF PART FILE", line_at_end, 0.04),
        ("§§", glued_token, 0.04),
    ],
    "machine": [
        ("translated for you by the gate service", line_at_end, 0.06),
        ("Mark the sentence as poor", glued, 0.02),
        ("qzx", token, 0.03),
        ("The sentence was not given.", filler, 0.02),
        ("has been made", after_text, 0.05),
        ("__seg__", token, 0.10),
        (" - Gate Mirror", title_suffix, 0.04),
        ("Source: wire desk copy", line_at_start, 0.20),
    ],
}


def planted(texts: list[str], plants: list[Plant], rng: random.Random) -> list[str]:
    """The texts, with each plant in its share of them."""
    made = list(texts)
    for plant, put, share in plants:
        for place in rng.sample(range(len(made)), max(3, round(share * len(made)))):
            made[place] = put(made[place], plant, rng)
    return made


def is_of(proposal: str, plant: str) -> bool:
    """Whether a proposal shows a plant."""
    one, other = proposal.strip(), plant.strip()
    return (one in other and len(one) >= min(3, len(other))) or other in one


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    found = total = 0
    for name, plants in COLLECTIONS.items():
        lines = (options.corpora / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
        made = planted(texts, plants, random.Random(name))
        proposals = survey((str(number), text) for number, text in enumerate(made)).proposals
        first = [proposal.text for proposal in proposals[:60]]
        missed = [plant for plant, *_ in plants if not any(is_of(text, plant) for text in first)]
        total += len(plants)
        found += len(plants) - len(missed)
        others = [p for p in proposals[:30] if not any(is_of(p.text, plant) for plant, *_ in plants)]
        print(
            f"{name}: {len(plants) - len(missed)} of {len(plants)} found; missed {missed}; {len(others)} others in 30"
        )
        if options.show:
            print("".join(f"    {p.form}: {p.text[:80]!r} in {p.documents}\n" for p in others), end="")
    print(f"survey: found {found} of {total}")


if __name__ == "__main__":
    main()
