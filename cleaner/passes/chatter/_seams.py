"""Talk between the paragraphs of a text that was translated in parts: the same as at its edges, read more strictly.

A writer, too, says "Here is the translation:" within a text, before he quotes one. So a line counts where a model
answers somebody in it or speaks of the next part; any other where the document has shown a model at its edges, or
repeats such talk at another seam.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.additions import Addition
from cleaner.edits import Safety
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._announcement import Announcement, count_strangers, is_answer, read
from cleaner.passes.chatter._leave_alone import IN_TEXT, INSIDE, TalkPassage, is_no_talk
from cleaner.passes.chatter._lines import lines_of_talk
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import both, openers, plain, words_of

_MAX_LINE = 300


@dataclass(frozen=True, slots=True)
class SeamTalk:
    """A line of talk: whether it speaks of the translation, and whether it needs no other evidence."""

    kind: str
    start: int
    end: int
    spoken_of: bool
    alone: bool


def talk_within(peeling: Peeling) -> Iterator[Addition]:
    """The talk at the seams of what is left."""
    found = list(_seams(peeling))
    if not found:
        return
    if is_no_talk(TalkPassage(peeling.text, peeling.low, peeling.high), IN_TEXT):
        return
    confirmed = peeling.told or sum(talk.spoken_of for talk in found) > 1
    for talk in found:
        if talk.alone or confirmed:
            yield Addition(talk.kind, talk.start, talk.end)
        elif talk.kind == "preamble":
            yield Addition(talk.kind, talk.start, talk.end, Safety.REPORT)


def _seams(peeling: Peeling) -> Iterator[SeamTalk]:
    for line in peeling.document.once(lines_of_talk):
        inside = peeling.low < line.start and line.end < peeling.high and line.end - line.start <= _MAX_LINE
        if inside and not is_no_talk(TalkPassage(peeling.text, line.start, line.end, line.before), INSIDE):
            yield from _talk(peeling.text, line.start, line.end, peeling.past_whitespace(line.end), peeling.lexicon)


def _talk(text: str, start: int, end: int, follows: int, lexicon: Lexicon) -> Iterator[SeamTalk]:
    """The talk in the line between the offsets, with the whitespace up to `follows`."""
    line = text[start:end].strip()
    said = plain(line)
    offers = openers(lexicon, "offer-openers").match(said)
    if (not offers or line[-1] in ":：") and read(line, lexicon) is Announcement.PREAMBLE:
        yield SeamTalk("preamble", start, follows, True, is_answer(line, lexicon))
        return
    if not offers and not openers(lexicon, "closing-openers").match(said):
        return
    words = words_of(said)
    spoken_of = not both(lexicon, "translation-words").isdisjoint(words)
    if count_strangers(words, lexicon) == 0 and (offers or spoken_of):
        yield SeamTalk("closing-note", start, follows, spoken_of, offers and spoken_of)
