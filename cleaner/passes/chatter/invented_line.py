"""The rule chatter/invented-line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._lines import LINE_LISTS, lines_of_talk
from cleaner.passes.chatter._words import both, plain
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, keep, report
from cleaner.spans import Span

_MESSAGE = "a line that speech recognisers invent"
_MARKS = " .!?…♪:。！"
_MAX_LINE = 90
_END = 4
_STOP = re.compile(r"(?<=[.!?…。])\s+(?=\S)")


@functools.cache
def _endings(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(line[-_END:] for line in both(lexicon, "invented-lines"))


def _last_sentences(document: Document) -> tuple[Span, ...]:
    """What follows a sentence on the last line, where it is such a line."""
    text, lines = document.text, both(document.lexicon, "invented-lines")
    end = len(text.rstrip())
    low = max(text.rfind("\n", 0, end) + 1, end - _MAX_LINE)
    if text[low:end].rstrip(_MARKS)[-_END:].lower() not in _endings(document.lexicon):
        return ()
    return tuple(
        (stop.end(), end)
        for stop in _STOP.finditer(text, low, end)
        if plain(text[stop.end() : end]).strip(_MARKS) in lines
    )[:1]


class InventedLine(Rule):
    """Report lines that speech recognisers invent where nobody speaks.

    Why: they were trained on subtitles of the web, and write "Subtitles by the Amara.org community" or "Thank you for
    watching!" into silence.

    Not touched: the same words within a sentence, in quotes, with more after them on the line.

    Safety: report only. People do thank their viewers.
    """

    name = "chatter/invented-line"
    measured = Prior(
        confidence=0.7,
        reason="the lines are exact, but a speaker may have said some of them",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    elsewhere = Elsewhere.REPORT
    optional_lists = LINE_LISTS
    sources = (lines_of_talk, _last_sentences)
    examples = (
        report("The council votes today.\nThanks for watching!", at="Thanks for watching!"),
        report(
            "Subtitles by the Amara.org community\n\nThe council votes today.",
            at="Subtitles by the Amara.org community",
        ),
        report("The council votes today. Thanks for watching!", at="Thanks for watching!"),
        keep("She said thanks for watching the house, and left."),
        keep("“Thank you for watching!”"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such line, and for what ends the text as one."""
        lines = both(document.lexicon, "invented-lines")
        for found in document.once(lines_of_talk):
            line = document.text[found.start : found.end].strip()
            if len(line) <= _MAX_LINE and plain(line).strip(_MARKS) in lines:
                start = document.text.index(line, found.start)
                yield self.edit(start, start + len(line), _MESSAGE)
        for start, end in document.once(_last_sentences):
            yield self.edit(start, end, _MESSAGE)
