"""How usual it is that one word comes after another, by counts of pairs of words in books.

The list is data, `data/<lang>/models/followers.txt`; `benchmarks/training/usual_pairs.py` makes it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._observations import PAIRS

BETWEEN = "/"
"""What stands between the tiers of an entry."""


def tier(first: str, second: str, lexicon: Lexicon) -> int:
    """The tier of the pair, an index into `PAIRS`: 0 for the most usual; `len(PAIRS)` where it is in none."""
    followers = _followers(lexicon).get(first, "")
    place = followers.find(f" {second} ")
    return len(PAIRS) if place < 0 else followers.count(BETWEEN, 0, place)


@functools.cache
def _followers(lexicon: Lexicon) -> Mapping[str, str]:
    """Each word and those that come after it, with a space around each; none where the language has no list."""
    entries = lexicon.read("followers") if lexicon.has("followers") else ()
    return {first: f"{followers} " for first, _, followers in (entry.partition(":") for entry in entries)}
