"""The rule subtitles/repeated-cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from cleaner.cues import Cue
from cleaner.expressions import expression
from cleaner.passes.subtitles._shared import ACTS_ON, cues_of, shown
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, Safety, fix, keep
from cleaner.runs import runs
from cleaner.spans import Span

_SUNG = expression(r"[♪♫♬#]")
_NOT_PLAIN = expression(r"<\d[\d:.]*>|\{[^{}]*\\[pk]f?\d", re.IGNORECASE)
"""Words with times of their own, drawings."""

MAX_PAUSE = 500
"""Milliseconds between two cues that follow each other at once."""

MIN_WORDS, MANY = 3, 3
"""So many words two cues in a row have in common by mistake; fewer words, if there are so many cues of them."""


class RepeatedCue(Rule):
    """Collapse identical cues in a row of subtitles to one, with their times joined.

    Why: speech recognisers loop over the last words they heard, and files that were cut and joined have cues twice.

    Not touched: cues with a pause between them, of one or two words repeated once, with other settings, of songs; the
    numbers of the cues after them, for players go by times, and notes on a file name cues by their numbers.

    Safety: risky. People do say things twice.
    """

    name = "subtitles/repeated-cue"
    measured = Prior(
        confidence=0.85,
        reason="the cues are the same to the letter, without a pause",
        wrong=0,
        human_words=0,
        date="2026-11",
    )
    safety = Safety.RISKY
    elsewhere = Elsewhere.APPLY
    acts_on = ACTS_ON
    sources = (cues_of,)
    examples = (
        fix(
            "1\n00:00:01,000 --> 00:00:02,000\nThe boat is late.\n\n"
            "2\n00:00:02,000 --> 00:00:03,500\nThe boat is late.\n",
            "1\n00:00:01,000 --> 00:00:03,500\nThe boat is late.\n",
        ),
        keep("1\n00:00:01,000 --> 00:00:02,000\nCome in.\n\n2\n00:00:02,000 --> 00:00:03,500\nCome in.\n"),
        keep(
            "1\n00:00:01,000 --> 00:00:02,000\nThe boat is late.\n\n"
            "2\n00:00:09,000 --> 00:00:11,000\nThe boat is late.\n"
        ),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of identical cues."""
        text = document.text
        found = document.once(cues_of)
        for run in _runs(text, found):
            said = shown(text[run[0].start : run[0].end])
            if len(run) < MANY and len(said.split()) < MIN_WORDS:
                continue
            last = max(run, key=lambda cue: _time(text, cue.ends))
            joined = Change(*run[0].ends, text[slice(*last.ends)])
            changes = [Change(run[0].end, run[-1].end, "")]
            if text[slice(*run[0].ends)] != joined.replacement:
                changes.insert(0, joined)
            message = f"{len(run)} identical cues in a row"
            yield self.edit(run[0].ends[0], run[-1].end, message, changes, swallows=True)


def _runs(text: str, cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """The runs of cues each of which says at once what the one before it says."""
    return (run for run in runs(cues, partial(_repeats, text)) if len(run) > 1)


def _repeats(text: str, before: Cue, cue: Cue) -> bool:
    said = text[before.start : before.end]
    if said.split() != text[cue.start : cue.end].split() or _SUNG.search(said) or _NOT_PLAIN.search(said):
        return False
    if (
        text[slice(*before.settings)].strip() != text[slice(*cue.settings)].strip()
        or text[before.end : cue.block].strip()
    ):
        return False
    begins, pause = _time(text, cue.begins), _time(text, cue.begins) - _time(text, before.ends)
    return begins >= _time(text, before.begins) and pause <= MAX_PAUSE and bool(shown(said))


def _time(text: str, span: Span) -> int:
    """A time, in milliseconds."""
    clock, _, fraction = text[slice(*span)].replace(",", ".").partition(".")
    total = 0
    for part in clock.split(":"):
        total = 60 * total + int(part)
    return 1000 * total + int(fraction.ljust(3, "0") or 0)
