"""The rule chatter/sound-mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.gaps import TEXT_START, signs
from cleaner.passes.chatter._marks import without_mark
from cleaner.passes.chatter._words import both, words_of
from cleaner.rules import Document, Edit, Elsewhere, Prior, Rule, Safety, fix, keep, report
from cleaner.spans import after_whitespace, before_whitespace

_IN_SQUARES = expression(r"\[[ \t]*(?P<said>[^\W\d][\w \t'-]{1,38}?|[♪♫♬]+)[ \t]*\]")
_ON_LINE = expression(
    r"[(*♪♫♬](?:(?<=\()(?P<round>[^\W\d][\w '-]{1,38})\)|(?<=\*)(?P<starred>[^\W\d][\w '-]{1,38})\*"
    r"|(?<=[♪♫♬])[♪♫♬]*(?:[ \t]+[♪♫♬]+)*)(?=[ \t\r]*(?:\n|\Z))"
)
"""What ends a line, and is a mark where nothing is before it."""

_LINE_GAP = expression(rf"(?:\n|{TEXT_START})[ \t]*[(*♪♫♬]")
"""What such a mark shows in the gaps of a text."""

_MAX_WORDS = 5
_ENDED = expression(r"[.!?…:\])\"”’][ \t]*\Z")
_NOTHING = frozenset(("blank", "no"))
_VAGUE = frozenset(("audio", "speech", "sound", "sounds"))
"""Words that say of themselves alone no more than what comes after them."""

_ARROW = "-->"
_REACH = 80
"""Characters on either side that tell what a mark stands among."""


@dataclass(frozen=True, slots=True)
class _SoundSign:
    start: int
    end: int
    said: str
    alone: bool
    """Whether it has a line to itself."""

    people: bool
    """Whether it is the sound of people, which those who write speeches down note, too."""

    @property
    def is_of_program(self) -> bool:
        """Whether only a program writes so."""
        return "_" in self.said or not _NOTHING.isdisjoint(words_of(self.said.lower()))


class SoundMark(Rule):
    """Remove the marks of speech recognisers and captions for music, noise and silence: `[BLANK_AUDIO]`, `[Music]`.

    Why: a recogniser writes down what it hears where nobody speaks, and the transcript is stored and translated so.

    Not touched: what could not be understood (`[inaudible]`), for there words are missing; applause and laughter where
    no other mark is, for those who write speeches down note it; one lone mark within a text; plays, records of courts
    and other text with the names of speakers; cues of subtitles, which some read because they do not hear.

    Safety: safe. The mark must be made of the words for sounds alone, in brackets, at an end of its line or between two
    sentences; in capitals anywhere.
    """

    name = "chatter/sound-mark"
    measured = Prior(
        confidence=0.95,
        reason="brackets that hold nothing but words for sounds, twice or in capitals; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    optional_lists = ("sound-names", "sound-qualities", "sound-reactions")
    acts_on = r"\[|[♪♫♬]|(?:\n|\x02)[ \t]*[(*](?:$|A)"
    examples = (
        fix("[BLANK_AUDIO]\n\nThe bridge is open.", "The bridge is open.", at="[BLANK_AUDIO]\n\n"),
        fix("[MUSIC PLAYING] The bridge is open.", "The bridge is open.", at="[MUSIC PLAYING] "),
        fix("The bridge is open.\n[Music]\nIt is free.\n[Music]", "The bridge is open.\nIt is free."),
        fix("The bridge is open.\n\n♪♪♪", "The bridge is open.", at="\n\n♪♪♪"),
        report("[BLANK_AUDIO]", at="[BLANK_AUDIO]"),
        keep("The bridge is [inaudible] open."),
        keep("The bridge is open. [Applause]"),
        keep("♪ The bridge is open ♪"),
        keep("The [music] was loud."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        text = document.text
        if _ARROW in text:
            return
        marks = list(_marks(document))
        if not marks:
            return
        sounds = sum(not mark.people for mark in marks)
        spoken = document.habits.speaker_lines > 0
        empty = not _has_words(text, marks)
        for mark in marks:
            sure = mark.is_of_program or (sounds > 1 and not spoken)
            sure = sure or (not mark.people and not spoken and _is_told(text, mark))
            if not sure:
                continue
            message = "mark of a sound in a transcript"
            if empty:
                yield self.edit(mark.start, mark.end, message, safety=Safety.REPORT)
                continue
            change = without_mark(text, mark.start, mark.end)
            yield self.edit(change.start, change.end, message, [change], swallows=True)


def _marks(document: Document) -> Iterator[_SoundSign]:
    text, lexicon = document.text, document.lexicon
    names, qualities, people = (both(lexicon, name) for name in SoundMark.optional_lists)
    found = list(_IN_SQUARES.finditer(text))
    if _LINE_GAP.search(document.once(signs)):
        found += [match for match in _ON_LINE.finditer(text) if _begins_line(text, match.start())]
    for match in sorted(found, key=re.Match.start):
        said = match[match.lastgroup] if match.lastgroup else ""
        words = words_of(said.lower().replace("_", " "))
        if not words and "_" in said:
            continue  # a blank to fill in
        if len(words) > _MAX_WORDS or not all(word in names or word in qualities or word in people for word in words):
            continue
        if words and (
            (_VAGUE.issuperset(words) and not said.isupper()) or (names.isdisjoint(words) and people.isdisjoint(words))
        ):
            continue
        start, end = match.span()
        low, high = document.line_at(start)
        before = text[max(low, start - _REACH) : start].strip()
        if text[end : end + 1] == "." and (not before or _ENDED.search(before)):
            end += 1
        after = text[end : min(high, end + _REACH)].strip()
        aside = (
            said.isupper() or not before or not after or (_ENDED.search(before) is not None and not after[0].islower())
        )
        if not aside or start in document.protected:
            continue
        yield _SoundSign(start, end, said, not before and not after, words != [] and names.isdisjoint(words))


def _begins_line(text: str, start: int) -> bool:
    start = len(text[max(0, start - _REACH) : start].rstrip(" \t")) + max(0, start - _REACH)
    return start == 0 or text[start - 1] == "\n"


def _is_told(text: str, mark: _SoundSign) -> bool:
    """Whether a lone mark is one by its form or its place: in capitals, signs of music, or at an end of the text."""
    at_end = before_whitespace(text, mark.start) == 0 or after_whitespace(text, mark.end) == len(text)
    return not mark.said or mark.said.isupper() or not mark.said[0].isalpha() or (mark.alone and at_end)


def _has_words(text: str, marks: list[_SoundSign]) -> bool:
    """Whether the text is more than its marks."""
    done = 0
    for mark in marks:
        if text[done : mark.start].strip():
            return True
        done = mark.end
    return bool(text[done:].strip())
