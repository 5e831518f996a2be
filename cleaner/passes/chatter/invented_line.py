"""The rule chatter/invented-line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._leave_alone import OPENING_QUOTES
from cleaner.passes.chatter._lines import LINE_LISTS, lines_of_talk
from cleaner.passes.chatter._marks import is_all, without_mark
from cleaner.passes.chatter._words import EMPTY_LINE, both, plain, words_of
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, fix, keep, report
from cleaner.runs import runs
from cleaner.spans import Span, Spans, before_whitespace

_MESSAGE = "a line that speech recognisers invent"
_MARKS = " .!?…♪:。！"
_MAX_LINE = 90
_MAX_ROW = 2 * _MAX_LINE
_MAX_CALL = 20
_MAX_CREDIT = 9
_END = 4
_MANY = 3
"""So often nobody says the same of these lines."""

_WORK = frozenset(
    "subtitles subtitled subtitle captions captioned captioning caption transcript transcripts transcription"
    " transcribed transcriptions".split()
)
"""One of these a line says that signs for subtitles or a transcript."""

_WORK_STEMS = ("subtitle", "caption", "transcri")
"""What all of them begin with."""

_STOP = expression(r"(?<=[.!?…。])\s+(?=\S)")
_ADDRESS = expression(r"(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.(?:ai|app|co|com|fm|io|me|net|org|tv)\b/?")
_TO_VIEWERS = expression(r"\b(?:watching|subscrib|video|channel|like\b)")
_OF_VIDEOS = expression(r"\b(?:video|channel|viewers?|episode|podcast|youtube|subscribers?|stream(?:ing)?)s?\b", re.I)


@functools.cache
def _endings(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(line[-_END:] for line in both(lexicon, "invented-lines"))


def _last_sentences(document: Document) -> tuple[Span, ...]:
    """What follows a sentence on the last line, where it is such a line; all of them where one comes often."""
    text, lines = document.text, both(document.lexicon, "invented-lines")
    end = len(text.rstrip())
    low = max(text.rfind("\n", 0, end) + 1, end - _MAX_LINE * _MANY)
    if text[low:end].rstrip(_MARKS)[-_END:].lower() not in _endings(document.lexicon):
        return ()
    starts = [low, *(stop.end() for stop in _STOP.finditer(text, low, end)), end]
    found = [(start, after) for start, after in pairwise(starts) if plain(text[start:after]).strip(_MARKS) in lines]
    if not found or found[-1][1] != end:
        return ()
    same = [span for span in found if text[slice(*span)].strip() == text[slice(*found[-1])].strip()]
    run = found[len(found) - len(same) :]
    if len(same) >= _MANY and run == same and all(before[1] == after[0] for before, after in pairwise(run)):
        return tuple(run)
    return (found[-1],) if found[-1][0] > low else ()


def _credit(document: Document) -> Span | None:
    """The last line, where it is signed by who makes subtitles or transcripts: "Transcribed by https://otter.ai"."""
    text, lexicon = document.text, document.lexicon
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    if end - start > _MAX_LINE or before_whitespace(text, start) == 0 or text[start] in OPENING_QUOTES:
        return None
    said = plain(text[start:end])
    listed = said.strip(_MARKS) in _signed_lines(lexicon)
    if not listed and not any(stem in said for stem in _WORK_STEMS):
        return None
    names = both(lexicon, "transcript-services")
    bare = _ADDRESS.sub(" ", said)
    words = words_of(bare)
    if len(words) > _MAX_CREDIT:
        return None
    signed = bare != said or not names.isdisjoint(words)
    small = both(lexicon, "transcript-words")
    whole = all(word in small or word in names for word in words) and not _WORK.isdisjoint(words)
    return (start, end) if listed or (signed and whole) else None


def _invented(document: Document) -> tuple[tuple[Span, bool], ...]:
    """The lines that are in the list, or call to viewers, and whether they are in the list; not the last one where it
    is signed."""
    text, lexicon = document.text, document.lexicon
    lines = both(lexicon, "invented-lines")
    found: list[tuple[Span, bool]] = []
    for each in document.once(lines_of_talk):
        if each.end - each.start > _MAX_ROW:
            continue
        line = text[each.start : each.end].strip()
        start = text.index(line, each.start)
        if len(line) > _MAX_LINE or (start, start + len(line)) == document.once(_credit):
            continue
        said = plain(line)
        exact = said.strip(_MARKS) in lines
        if exact or _is_call(said, lexicon):
            found.append(((start, start + len(line)), exact))
    return tuple(found)


@functools.cache
def _signed_lines(lexicon: Lexicon) -> frozenset[str]:
    """Those of the lines that name who makes subtitles, in any language."""
    names = [name for name in both(lexicon, "transcript-services") if len(name) > _END]
    return frozenset(line for line in both(lexicon, "invented-lines") if any(name in line for name in names))


class InventedLine(Rule):
    """Remove lines that speech recognisers invent where nobody speaks, and report those that somebody may have said.

    Why: they were trained on subtitles of the web, and write "Subtitles by the Amara.org community" or "Thank you for
    watching!" into silence.

    Not touched: the same words within a sentence, in quotes, with more after them on the line.

    Safety: safe where one such line comes three times; between the paragraphs of a text that speaks of no videos, where
    it is a paragraph of its own; and at the end where it is signed by a service, in text known to be a machine's. Else
    report only: people do thank their viewers, and name who wrote their subtitles.
    """

    name = "chatter/invented-line"
    measured = Prior(
        confidence=0.95,
        reason="the lines are exact, and stand where no viewer is spoken to; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.REPORT
    optional_lists = (*LINE_LISTS, "call-names", "call-words", "transcript-services", "transcript-words")
    sources = (_invented, _last_sentences, _credit)
    examples = (
        report("The council votes today.\nThanks for watching!", at="Thanks for watching!"),
        report(
            "Subtitles by the Amara.org community\n\nThe council votes today.",
            at="Subtitles by the Amara.org community",
        ),
        report("The council votes today. Thanks for watching!", at="Thanks for watching!"),
        report(
            "The council votes today.\n\nSubtitles by the Amara.org community",
            at="Subtitles by the Amara.org community",
        ),
        fix(
            "The council votes today.\n\nPlease like and subscribe!\n\nWe go on.",
            "The council votes today.\n\nWe go on.",
        ),
        keep("She said thanks for watching the house, and left."),
        keep("“Thank you for watching!”"),
        keep("The film is long.\n\nThe English subtitles by Marta Roy are good."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such line, and for what ends the text as one."""
        text, credit, found = document.text, document.once(_credit), document.once(_invented)
        strange = bool(found) and not _speaks_of_videos(text, found)
        for run in _runs(text, found):
            if len(run) >= _MANY and "-->" not in text:
                yield self._without(text, run[0][0][0], run[-1][0][1])
                continue
            for span, exact in run:
                if strange and _is_between(text, span):
                    yield self._without(text, *span)
                elif exact:
                    yield self.edit(*span, _MESSAGE, safety=Safety.REPORT)
        last = document.once(_last_sentences)
        if len(last) >= _MANY:
            yield self._without(text, last[0][0], last[-1][1])
        else:
            yield from (self.edit(*span, _MESSAGE, safety=Safety.REPORT) for span in last)
        if credit is not None:
            is_machine = document.origin == "machine"
            yield self._without(text, *credit) if is_machine else self.edit(*credit, _MESSAGE, safety=Safety.REPORT)

    def _without(self, text: str, start: int, end: int) -> Edit:
        change = without_mark(text, start, end)
        if is_all(text, change.start, change.end):
            return self.edit(start, end, _MESSAGE, safety=Safety.REPORT)
        return self.edit(change.start, change.end, _MESSAGE, [change], swallows=True)


def _runs(text: str, found: Iterable[tuple[Span, bool]]) -> Iterator[list[tuple[Span, bool]]]:
    """The lines that were found, those together that say the same with nothing between them."""

    def says_again(before: tuple[Span, bool], line: tuple[Span, bool]) -> bool:
        (said, _), (again, _) = before, line
        return not text[said[1] : again[0]].strip() and plain(text[slice(*said)]) == plain(text[slice(*again)])

    return runs(found, says_again)


def _is_call(said: str, lexicon: Lexicon) -> bool:
    """Whether a line is made of the words of calls to viewers: "Please like, comment and subscribe!"."""
    if not _call_names(lexicon).search(said):
        return False
    words = words_of(said)
    return 1 < len(words) <= _MAX_CALL and both(lexicon, "call-words").issuperset(words)


@functools.cache
def _call_names(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(both(lexicon, 'call-names')))})\b")


def _speaks_of_videos(text: str, found: Iterable[tuple[Span, bool]]) -> bool:
    """Whether a text speaks of videos outside the lines that were found."""
    lines = Spans(span for span, _ in found)
    return any(match.start() not in lines for match in _OF_VIDEOS.finditer(text))


def _is_between(text: str, span: Span) -> bool:
    """Whether a line that speaks to viewers is a paragraph of its own between others."""
    start, end = span
    if not _TO_VIEWERS.search(plain(text[start:end])):
        return False
    line_end = end + (text[end : end + 1] == "\r")
    before, after = EMPTY_LINE.search(text, max(0, start - 4), start), EMPTY_LINE.match(text, line_end)
    if before is None or before.end() != start or after is None:
        return False
    return not is_all(text, 0, after.end())
