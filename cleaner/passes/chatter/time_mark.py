"""The rule chatter/time-mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleaner.expressions import expression
from cleaner.passes.chatter._marks import is_all, without_mark
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, fix, keep
from cleaner.spans import Span

_CLOCK = r"\d{1,2} ?: ?[0-5]\d(?: ?: ?[0-5]\d)?(?: ?[.,] ?\d{3})?"
_RANGE = expression(
    rf"(?:(?<=\n)|\A)(?:[ \t]*\d{{1,5}}[ \t]*\r?\n)?[ \t]*\[?{_CLOCK} ?-{{1,2}} ?> ?{_CLOCK}\]?"
    r"(?:[ \t]+(?:align|position|line|size)[:%][^\n]*)?(?:[ \t]*\r?\n|[ \t]+(?=\S)|[ \t]*\Z)"
)
"""The number and the times of a cue, with the line that they have, or before the words of a line."""

_BRACKETED = expression(
    r"[\[(](?P<clock>(?:\d{1,2}:)?\d{1,2}:[0-5]\d(?:[.,]\d{3})?)"
    r"(?:[ \t]*(?:-{1,2}>?|–)[ \t]*(?:\d{1,2}:)?\d{1,2}:[0-5]\d(?:[.,]\d{3})?)?[\])]"
)
_LONE = expression(r"(?:(?<=\n)|\A)[ \t]*(?P<clock>(?:\d{1,2}:)?\d{1,2}:[0-5]\d)[ \t]*\r?\n(?=[ \t]*[^\s\d])")
_FILE = expression(rf"\s*(?:WEBVTT\b|\[Script Info|(?:\d{{1,5}}[ \t]*\r?\n)?[ \t]*{_CLOCK} ?-{{1,2}} ?>)")
_ARROW = expression(r"\d ?-{1,2} ?> ?\d")
_NICK = expression(r"[ \t]*(?:<[^<>\n]{1,30}>|\*{1,3} |[\w\[\]`^-]{1,20}:(?=\s)|[A-Z]{3,8}\b:?[ \t])")
_FORMATS = expression(r"\b(?:srt|vtt|webvtt|subrip|timestamps?|time ?codes?)\b", re.IGNORECASE)
_BEFORE = expression(r"(?:\A|\n|[.!?…:;,\])][\"'”’)]*)[ \t]*\Z")
_REACH = 8
_MIN_TIMES = 3
_LATEST_FIRST = 60
"""Seconds after which a recording does not begin, where a text has its times."""

_LATEST_BRACKETED = 600


class TimeMark(Rule):
    """Remove the times that subtitles and transcripts of recordings leave in prose: `[00:01:12]`, lines such as `0:04`.

    Why: text copied from below a video, or out of subtitles, brings the number and times of every cue.

    Not touched: whole files of subtitles, whose players need them; times of day, logs and chats; a list of what happens
    when (`4:15 The alarm rings.`); text that speaks of time codes.

    Safety: safe. Times with an arrow are in no prose; others must be three or more, rise, and begin where
    recordings do.
    """

    name = "chatter/time-mark"
    measured = Prior(
        confidence=0.95,
        reason="rising times of a recording in brackets or on lines of their own; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = r"0 ?-{1,2} ?> ?0|[\[(]0{1,2}:00|(?:\n|\x02)0{1,2}:00(?::00)?[ \t]*\r?\n"
    examples = (
        fix(
            "Below is the film.\n\n1\n00:00:01,000 --> 00:00:02,000\nThe bridge is open.\n",
            "Below is the film.\n\nThe bridge is open.\n",
            at="1\n00:00:01,000 --> 00:00:02,000\n",
        ),
        fix("[00:02] It is open. [00:05] It is free. [00:09] Come in.", "It is open. It is free. Come in."),
        fix("0:00\nThe bridge is open\n0:03\nand it is\n0:05\nfree.", "The bridge is open\nand it is\nfree."),
        keep("1\n00:00:01,000 --> 00:00:02,000\nThe bridge is open.\n"),
        keep("0:00 The gates open.\n0:04 The first car comes.\n0:09 It is over."),
        keep("9:00\nCoffee\n9:30\nThe bridge\n10:15\nThe river"),
        keep("[12:04] anna: hello\n[12:05] ben: hello\n[12:09] anna: bye"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each time."""
        text = document.text
        found = list(_ranges(text)) + (_rising(text, _BRACKETED) or []) + (_rising(text, _LONE) or [])
        if not found or _FORMATS.search(text):
            return
        for start, end in sorted(set(found)):
            if start in document.protected:
                continue
            change = Change(start, end, "") if text[end - 1 : end].isspace() else without_mark(text, start, end)
            if not is_all(text, change.start, change.end):
                yield self.edit(change.start, change.end, "time of a recording", [change], swallows=True)


def _ranges(text: str) -> Iterator[Span]:
    """The times of cues in what is no file of subtitles, whole or with times that an engine broke."""
    if not _ARROW.search(text) or _FILE.match(text):
        return
    for match in _RANGE.finditer(text):
        yield match.span()


def _rising(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """The times of a recording, where they are; else none."""
    found = list(pattern.finditer(text))
    if len(found) < _MIN_TIMES:
        return []
    times = [_seconds(match["clock"]) for match in found]
    latest = _LATEST_BRACKETED if pattern is _BRACKETED else _LATEST_FIRST
    if times[0] > latest or any(after < before for before, after in pairwise(times)) or times[0] == times[-1]:
        return []
    if pattern is _BRACKETED and not _open_sentences(text, found):
        return []
    return [match.span() for match in found]


def _open_sentences(text: str, found: list[re.Match[str]]) -> bool:
    """Whether each time, of those in square brackets the first, begins a sentence or a line, and what follows is no
    turn of a chat or a log."""
    chat = sum(_NICK.match(text, match.end()) is not None for match in found)
    needed = found[:1] if all(match[0][0] == "[" for match in found) else found
    starts = all(_BEFORE.search(text, max(0, match.start() - _REACH), match.start()) for match in needed)
    return starts and chat * 2 <= len(found)


def _seconds(clock: str) -> int:
    total = 0
    for part in clock.replace(",", ".").partition(".")[0].split(":"):
        total = 60 * total + int(part)
    return total
