"""Build two lists of `cleaner/data/en/models` from the pairs of words that SymSpell's Python port has counts of.

    python benchmarks/training/usual_pairs.py

Needs symspellpy, whose `frequency_bigramdictionary_en_243_342.txt` counts pairs of words in Google Books Ngram (CC BY).
`usual-pairs.txt` takes the most frequent pairs of words without their counts, the commonest first; `followers.txt` ten
times as many, by their first words, in the tiers of `PAIRS`.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from cleaner.passes.fragments._followers import BETWEEN
from cleaner.passes.fragments._observations import PAIRS
from cleaner.score.style import USUAL

MODELS = Path(__file__).resolve().parents[2] / "cleaner" / "data" / "en" / "models"
FACTS = """\
# {what} Facts from the counts of Google
# Books Ngram as the package symspellpy 6.10 has them; see benchmarks/training/usual_pairs.py."""

SOURCE = "frequency_bigramdictionary_en_243_342.txt"
PAIR = re.compile(r"([a-z]+) ([a-z]+) (\d+)")
TIERS = [int(size.replace(",", "")) for size in PAIRS]


def pairs() -> list[tuple[str, str]]:
    """All pairs of words, the commonest first."""
    text = resources.files("symspellpy").joinpath(SOURCE).read_text(encoding="utf-8-sig")
    counted = [(-int(match[3]), match[1], match[2]) for match in map(PAIR.fullmatch, text.splitlines()) if match]
    return [(first, second) for _, first, second in sorted(counted)]


def followers(ranked: list[tuple[str, str]]) -> list[str]:
    """An entry for each first word: its seconds, in tiers."""
    entries: dict[str, list[list[str]]] = {}
    for tier, (low, high) in enumerate(zip([0, *TIERS], TIERS, strict=False)):
        for first, second in ranked[low:high]:
            entries.setdefault(first, [[] for _ in TIERS])[tier].append(second)
    return [
        f"{first}: {f' {BETWEEN} '.join(' '.join(sorted(tier)) for tier in tiers)}".rstrip(f" {BETWEEN}")
        for first, tiers in sorted(entries.items())
    ]


def write(name: str, what: str, entries: list[str]) -> None:
    """Write a list."""
    (MODELS / name).write_text("\n".join((FACTS.format(what=what), *entries)) + "\n", encoding="utf-8")


def main() -> None:
    """Write both lists."""
    ranked = pairs()
    what = "Pairs of English words that stand beside each other most often, the commonest first."
    write("usual-pairs.txt", what, [" ".join(pair) for pair in ranked[: USUAL[-1]]])
    what = "English words and those that come after them most often, in four tiers."
    write("followers.txt", what, [re.sub(" +", " ", entry) for entry in followers(ranked)])


if __name__ == "__main__":
    main()
