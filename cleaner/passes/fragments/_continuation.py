"""Does a tail read on from the sentence before it, as if the stop were absent?

A log-linear model over the word classes around the stop, learnt from sentences of human text cut in two (they read on)
against whole sentences followed by a piece of another or of themselves (they do not). The weights are data,
`data/<lang>/continuations.txt`; `benchmarks/training/learn_fragments.py` makes them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._grammar import classes, has_finite_verb, plain, tokens

SCALE = 100
"""Weights are kept as whole numbers, so many to the unit."""


def features(before: Sequence[str], tail: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """What the model sees of two sequences of tokens: classes to both sides of the cut, and small words after it."""
    left: list[str] = ["start", *classes(before[-2:], lexicon)][-2:]
    names = classes(tail, lexicon)
    right: list[str] = [*names, "end", "end"]
    first = plain(tail[0])
    yield f"{left[1]} / {right[0]}"
    yield f"{left[0]} {left[1]} / {right[0]}"
    yield f"{left[1]} / {right[0]} {right[1]}"
    yield f"/ {right[0]} {right[1]}"
    yield f"/ {right[0]} {right[1]} {right[2]}"
    yield f"/ “{first}”"
    yield f"/ “{first}” {right[1]}"
    yield f"{left[1]} / “{first}”"
    yield f"ends in {right[len(tail) - 1]}"
    yield f"/ {right[0]} {'with' if has_finite_verb(names) else 'without'} verb"


@functools.cache
def _weights(lexicon: Lexicon) -> dict[str, int]:
    pairs = (entry.rsplit(" ", 1) for entry in lexicon.read("continuations"))
    return {feature: int(weight) for feature, weight in pairs}


def log_odds(before: str, tail: str, lexicon: Lexicon) -> float:
    """The log odds that `tail` reads on from `before`; 0 where there are too few words to tell."""
    left, right = tokens(before), tokens(tail)
    if len(left) < 2 or not right:
        return 0.0
    weights = _weights(lexicon)
    return (weights["bias"] + sum(weights.get(feature, 0) for feature in features(left, right, lexicon))) / SCALE
