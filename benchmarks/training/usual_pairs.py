"""Build `cleaner/data/en/models/usual-pairs.txt` from the pairs of words that SymSpell's Python port has counts of.

    python benchmarks/training/usual_pairs.py > cleaner/data/en/models/usual-pairs.txt

Needs symspellpy, whose `frequency_bigramdictionary_en_243_342.txt` counts pairs of words in Google Books Ngram (CC BY).
Taken are the most frequent pairs of words without their counts, the commonest first.
"""

from __future__ import annotations

import re
from importlib import resources

HEADER = """\
# Pairs of English words that stand beside each other most often, the commonest first. Facts from the counts of Google
# Books Ngram as the package symspellpy 6.10 has them; see benchmarks/training/usual_pairs.py."""

SOURCE = "frequency_bigramdictionary_en_243_342.txt"
PAIR = re.compile(r"([a-z]+) ([a-z]+) (\d+)")
SIZE = 10_000


def main() -> None:
    """Print the list."""
    text = resources.files("symspellpy").joinpath(SOURCE).read_text(encoding="utf-8-sig")
    counted = [(-int(match[3]), f"{match[1]} {match[2]}") for match in map(PAIR.fullmatch, text.splitlines()) if match]
    print(HEADER)
    print("\n".join(pair for _, pair in sorted(counted)[:SIZE]))


if __name__ == "__main__":
    main()
