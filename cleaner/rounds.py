"""How one text is cleaned: attempts at it until one comes to rest and stays as it is.

An attempt that had to do without something (a rule that failed or would not come to rest, an edit that made markup) is
proved by a second run over its result: where that would apply anything, the rules that would are withdrawn from the
first. In the end, every text has a result that a second run leaves alone, if only the text as it was.
"""

from __future__ import annotations

import dataclasses
import itertools

from cleaner.alignment import Alignment
from cleaner.attempt import Attempt, Proposed
from cleaner.chain import Chain
from cleaner.conditions import WITH_ALL, BeginAnewError, Known, Without
from cleaner.edits import Result
from cleaner.frame import NO_FRAME, Frame

MAX_ATTEMPTS = 6
"""So often a text is begun anew without the rules and edits that were in the way; then no edit is made."""

MAX_WITHDRAWALS = 3
"""So often rules that a second run would use are withdrawn from the first; then no edit is made."""


def clean_text(
    chain: Chain, text: str, *, foreign: bool | None, origin: str, frame: Frame = NO_FRAME, source: str | None = None
) -> Result:
    """Clean one text; `foreign` is what is known of its language, `origin` of where it comes from, `frame` of what is
    around it, `source` of what it is the translation of.

    A second run over the result finds nothing to apply. RuleError where a rule fails and the chain is strict.
    """
    known = Known(chain, foreign, origin, frame, source)
    proposed: Proposed = {}
    attempt = _settled(known, text, WITH_ALL, proposed)
    for withdrawal in itertools.count(1):
        result = attempt.result()
        if attempt.is_proved or not (acted := _applied(result)):
            break
        moved = dataclasses.replace(known, frame=frame.moved(Alignment(result.changes), len(result.text)))
        again = _applied(_settled(moved, result.text, WITH_ALL, {}).result())
        if not again:
            break
        off = again - attempt.without.unsettled or acted
        off = off if withdrawal <= MAX_WITHDRAWALS else chain.rule_names
        attempt = _settled(known, text, attempt.without.also(off), proposed)
    return result


def _applied(result: Result) -> frozenset[str]:
    """The rules with an applied finding."""
    return frozenset(finding.rule for finding in result.findings if finding.applied)


def _settled(known: Known, text: str, without: Without, proposed: Proposed) -> Attempt:
    """The first attempt that comes to rest; each leaves out what kept the one before from it."""
    for _ in range(MAX_ATTEMPTS):
        attempt = Attempt(known, text, without, proposed)
        try:
            attempt.to_the_end()
        except BeginAnewError as stop:
            without = stop.without
        else:
            return attempt
    attempt = Attempt(known, text, without.also(known.chain.rule_names), proposed)
    attempt.to_the_end()
    return attempt
