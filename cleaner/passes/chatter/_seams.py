"""Talk between the paragraphs of a text that was translated in parts: the same as at its edges, read more strictly.

A writer, too, says "Here is the translation:" within a text, before he quotes one. So a line counts where a model
answers somebody in it or speaks of the next part; any other where the document has shown a model at its edges, or
repeats such talk at another seam.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.additions import Addition
from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.passes.chatter._announcement import Announcement, count_strangers, is_answer, read
from cleaner.passes.chatter._leave_alone import IN_TEXT, INSIDE, TOLD, TalkPassage, is_no_talk
from cleaner.passes.chatter._lines import lines_of_talk
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._talk import speaks_to_somebody, spoken
from cleaner.passes.chatter._words import RULE_LINE, both, openers, plain, words_of
from cleaner.spans import Span

_MAX_LINE = 300
_MAX_PARAGRAPH = 600
_GAP = expression(r"(?<=\S)[ \t\r]*\n(?:[ \t\r]*\n)+")


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
    if not found and not peeling.told:
        return
    if is_no_talk(TalkPassage(peeling.text, peeling.low, peeling.high), IN_TEXT):
        return
    confirmed = peeling.told or sum(talk.spoken_of for talk in found) > 1 or any(talk.alone for talk in found)
    taken = [Addition(talk.kind, talk.start, talk.end) for talk in found if talk.alone or confirmed]
    if confirmed:
        taken += [piece for piece in _paragraphs_of_talk(peeling, taken) if not _overlaps(piece, taken)]
        yield from sorted(taken, key=lambda piece: piece.start)
        return
    yield from taken
    yield from (
        Addition(talk.kind, talk.start, talk.end, Safety.REPORT)
        for talk in found
        if talk.kind == "preamble" and not talk.alone
    )


def _overlaps(piece: Addition, others: list[Addition]) -> bool:
    return any(piece.start < other.end and other.start < piece.end for other in others)


def _paragraphs_of_talk(peeling: Peeling, taken: list[Addition]) -> Iterator[Addition]:
    """Paragraphs of talk in a text that shows a model elsewhere: those that are so by themselves, and those beside
    other talk or that come more than once."""
    spans = list(_paragraphs(peeling))
    inside = spans[1:-1]
    if not inside:
        return
    kinds: list[tuple[str, bool] | None] = [None, *(_kind_of(peeling, *span) for span in inside), None]
    known = [
        kind is not None or any(piece.start <= start < piece.end for piece in taken)
        for (start, _), kind in zip(spans, kinds, strict=True)
    ]
    recurring = Counter(peeling.text[slice(*span)] for span in inside)
    for index, found in enumerate(kinds):
        if found is None:
            continue
        kind, alone = found
        start, end = spans[index]
        beside = known[index - 1] or known[index + 1]
        if alone or beside or recurring[peeling.text[start:end]] > 1:
            yield Addition(kind, start, peeling.past_whitespace(end))


def _paragraphs(peeling: Peeling) -> Iterator[Span]:
    start = peeling.low
    for gap in _GAP.finditer(peeling.text, peeling.low, peeling.high):
        yield start, gap.start()
        start = gap.end()
    yield start, peeling.high


def _kind_of(peeling: Peeling, start: int, end: int) -> tuple[str, bool] | None:
    """The kind of talk in a paragraph inside a text, and whether it needs no other beside it."""
    text, lexicon = peeling.text, peeling.lexicon
    line = text[start:end]
    if len(line) > _MAX_PARAGRAPH or is_no_talk(
        TalkPassage(text, start, end, max(0, text.rfind("\n", 0, max(0, start - 2)))), TOLD
    ):
        return None
    if RULE_LINE.fullmatch(line):
        return "closing-note", False
    if "\n" not in line:
        what = read(line, lexicon, heading=line.startswith(("#", "**")))
        if what is not None:
            kind = "label" if what is Announcement.LABEL else "preamble"
            return kind, is_answer(line, lexicon) and line.rstrip("*_ ")[-1:] in ":："
    found = spoken(text, start, end, peeling.low, lexicon)
    if found is None or (not found.of_matter and speaks_to_somebody(text, peeling.low, peeling.high, lexicon)):
        return None
    return "closing-note", found.of_translation and found.offers


def _seams(peeling: Peeling) -> Iterator[SeamTalk]:
    for line in peeling.document.once(lines_of_talk):
        if peeling.low < line.start and line.end < peeling.high and line.end - line.start <= _MAX_LINE:
            for talk in _talk(peeling, line.start, line.end):
                if not is_no_talk(TalkPassage(peeling.text, line.start, line.end, line.before), INSIDE):
                    yield talk


def _talk(peeling: Peeling, start: int, end: int) -> Iterator[SeamTalk]:
    """The talk in the line between the offsets, with the whitespace after it."""
    lexicon, follows = peeling.lexicon, peeling.past_whitespace(end)
    line = peeling.text[start:end].strip()
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
