"""What is evidence that a tail reads on over the stop before it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.passes.fragments import _continuation, _followers
from cleaner.passes.fragments._observations import FIT, PAIRS, Observation
from cleaner.passes.fragments._view import View

_REACH = 7
"""Words before the stop that the first word of a tail may go with."""

_MIN_EARLIER = 4
"""Characters of such a word but the last, at least."""


def border(view: View) -> Iterator[str]:
    """How it fits to the last words before the stop, unless it is plain that it does not."""
    if view.tie == Observation.UNTIED():
        return
    first = view.classes[0]
    yield Observation.AFTER(view.left)
    yield Observation.BETWEEN(view.left, first)
    if len(view.tail) == 1:
        yield Observation.BETWEEN_ALONE(view.left, first)
    fit = _continuation.log_odds(view.candidate.before, view.candidate.tail, view.lexicon)
    yield from (Observation.READS_ON(f"{mark:+}") for mark in FIT if fit > mark)


def pairs(view: View) -> Iterator[str]:
    """How usual it is that its first word comes after the last before the stop, or after a longer one shortly before.

    A preposition goes with a verb or a noun that other words may part it from.
    """
    first, last = view.tail[0], view.before[-1]
    earlier = [word for word in view.before[-_REACH:-1] if len(word) >= _MIN_EARLIER]
    tiers = (
        _followers.tier(last, first, view.lexicon),
        min((_followers.tier(word, first, view.lexicon) for word in earlier), default=len(PAIRS)),
    )
    for follows, tier in zip((Observation.FOLLOWS_LAST, Observation.FOLLOWS_EARLIER), tiers, strict=True):
        yield from map(follows, PAIRS[tier:])
