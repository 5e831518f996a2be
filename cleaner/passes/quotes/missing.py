"""Quotation marks without their partner."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.lexicon import Lexicon
from cleaner.quotation import Role
from cleaner.rules import Prior, Rule, fix, keep, report

_TAG_LIMIT = 90
_LONGEST_GAP = 80
"""How many line ends and blanks may stand before a mark that is alone on its line."""

_NAME = r"(?:(?:the|The|a|an|one|his|her|their)[ \t])?[^\W\d_][\w.'’-]*(?:[ \t][^\W\d_][\w.'’-]*){0,4}"
_LATE_NAME = r"(?:(?:the|a|an|one|his|her|their)[ \t]\w[\w'’-]*|[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){0,3})"
_CLOSERS = ('"', "”", '""')


@functools.lru_cache(maxsize=8)
def _speech_tag(lexicon: Lexicon) -> re.Pattern[str]:
    """A speech tag that ends a paragraph: `, he said.`, `, said the miller on Monday.`"""
    verbs = "|".join(map(re.escape, lexicon.entries("speech-tags"))) or r"(?!)"
    return re.compile(
        rf"[,?!](?=[ \t]+(?:(?:he|she|they|I|we|{_NAME})[ \t](?:{verbs})|(?:{verbs})[ \t]{_LATE_NAME})"
        rf"(?:[ \t][^,.!?:;\"“”\n]{{0,60}})?\.[ \t]*\Z)"
    )


@functools.lru_cache(maxsize=8)
def _other_tag(lexicon: Lexicon) -> re.Pattern[str]:
    """What may be a speech tag too, anywhere: `, he said`."""
    verbs = "|".join(map(re.escape, lexicon.entries("speech-tags"))) or r"(?!)"
    return re.compile(rf"[,?!][ \t]+(?:\w+[ \t])?(?:{verbs})\b")


def _missing_closing(document: Document) -> dict[int, int]:
    """Opening marks without their closing one, each with the place where the speech tag says it belongs."""
    places = {}
    for unit in document.once(quotation.irregular_units):
        lone = unit.lone
        if (
            len(lone) != 1
            or lone[0].place is not Role.OPEN
            or lone[0].shape not in '"“'
            or unit.marks[-1] is not lone[0]
        ):
            continue
        if document.text[unit.start : lone[0].start].rstrip()[-1:] not in ("", ".", "!", "?", ":"):
            continue
        start = max(lone[0].end + 1, unit.end - _TAG_LIMIT)
        tags = list(_speech_tag(document.lexicon).finditer(document.text, start, unit.end))
        if len(tags) == 1 and not _other_tag(document.lexicon).search(document.text, start, tags[0].start()):
            places[lone[0].start] = tags[0].end()
    return places


def _stray(document: Document) -> dict[int, int]:
    """Marks left behind a quotation that is closed already, each with the start of the blanks before it."""
    places = {}
    open_speech = False
    for unit in document.once(quotation.irregular_units):
        lone = unit.lone
        mark = unit.marks[-1]
        before = document.text[unit.start : mark.start].rstrip()
        if (
            len(lone) == 1
            and lone[0] is mark
            and mark.shape in _CLOSERS
            and not open_speech
            and len(unit.marks) > 2
            and before.endswith(_CLOSERS)
            and before[:-1].endswith((".", "!", "?", ","))
            and mark.start > unit.start + len(before)
            and not document.text[mark.end : unit.end].strip()
        ):
            places[mark.start] = unit.start + len(before)
        open_speech = any(m.continued or (m.role is Role.OPEN and m.partner is None) for m in unit.marks)
    return places


def _orphans(document: Document) -> dict[int, int | None]:
    """Marks alone on their line, each with the place in the line before where it belongs, if that is certain."""
    text = document.text
    places: dict[int, int | None] = {}
    found = document.once(quotation.irregular_units)
    for before, unit in zip([None, *found], found, strict=False):
        for mark in unit.marks:
            line_start = document.line_at(mark.start)[0]
            behind = text[mark.end : mark.end + 80].partition("\n")[0]
            if not line_start or text[line_start : mark.start].strip() or behind.strip() or len(mark.shape) > 1:
                continue
            if document.protected.overlaps(mark.start, mark.end):
                continue
            closes = mark.partner is not None and mark.partner.start < mark.start
            if mark.partner is None and before is not None and not text[before.end : unit.start].strip():
                closes = [lone.role for lone in before.lone] == [Role.OPEN]
            stopped = text[max(0, line_start - _LONGEST_GAP) : line_start].rstrip()
            certain = closes and stopped.endswith((".", "!", "?", "…", ","))
            places[mark.start] = max(0, line_start - _LONGEST_GAP) + len(stopped) if certain else None
    return places


@dataclass(frozen=True)
class MissingClosing(Rule):
    """Close a quotation where the speech tag shows its end, as in `"We agree, he said`.

    Why: engines drop one mark of a pair.

    Not touched: speeches that run over paragraphs, paragraphs with other marks behind the opening one.

    Safety: safe where one tag alone ends the paragraph behind a comma, question or exclamation mark.
    """

    name = "quotes/missing-closing"
    measured = Prior(
        confidence=0.9,
        reason="1 edit in 1.19 million human words and 2 in 3,740 machine translations, read: all right",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix('"We agree, he said on Monday.', '"We agree," he said on Monday.', at='"We agree,'),
        fix("“Why not? asked the miller.", "“Why not?” asked the miller.", at="“Why not?"),
        keep('"We agree," he said.'),
        keep('"We were there, he said, and it burnt.'),
        keep('"We agree, he said.\n\n"And we go," he said.'),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each paragraph."""
        for start, place in document.once(_missing_closing).items():
            mark = "”" if document.text[start] == "“" else '"'
            yield self.edit(start, place, "a quotation that is not closed", [Change(place, place, mark)])


@dataclass(frozen=True)
class Stray(Rule):
    """Delete a mark left behind a quotation that is closed already, as in `"Yes." ”`.

    Why: engines write their own mark and then carry over that of the source.

    Not touched: marks that close a speech from the paragraphs before, nested quotations.

    Safety: safe where all other marks of the paragraph pair up and the mark stands behind a blank at its end.
    """

    name = "quotes/stray"
    measured = Prior(
        confidence=1.0,
        reason="2 edits in 3,740 machine translations, both right; none in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix('The miller said, "We sold it." ”', 'The miller said, "We sold it."', at=" ”"),
        fix("The miller said, “We sold it.” ”", "The miller said, “We sold it.”", at=" ”"),
        keep('The miller said, "We sold it."'),
        keep('"The miller said, "We sold it."'),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        for start, blank in document.once(_stray).items():
            yield self.edit(blank, start + 1, "a mark behind a closed quotation", [Change(blank, start + 1, "")])


@dataclass(frozen=True)
class OrphanLine(Rule):
    """Put a mark that stands alone on its line behind the quotation it closes.

    Why: page layouts and engines that work line by line cut it off.

    Not touched: lines of several marks, code.

    Safety: safe where the line before ends a sentence in a quotation that is not closed; else a report.
    """

    name = "quotes/orphan-line"
    measured = Prior(
        confidence=1.0,
        reason="no edit in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix('"We sold the mill.\n"\nHe left.', '"We sold the mill."\nHe left.', at='\n"'),
        report('We sold the mill.\n"\nHe left.', at='"'),
        keep('"We sold the mill."\nHe left.'),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        for start, place in document.once(_orphans).items():
            mark = document.text[start]
            message = "a mark alone on its line"
            if place is None:
                yield self.edit(start, start + 1, message, safety=Safety.REPORT)
            else:
                closing = "”" if mark in "“”" else mark
                yield self.edit(place, start + 1, message, [Change(place, start + 1, closing)])


@dataclass(frozen=True)
class Unbalanced(Rule):
    """Report a quotation mark without its partner, and a quotation within one in the same straight marks.

    Why: engines drop, add and move marks; where the other one belongs, only a reader can tell.

    Not touched: speeches that run over paragraphs, feet and inches, apostrophes.

    Safety: report.
    """

    name = "quotes/unbalanced"
    measured = Prior(
        confidence=1.0,
        reason="278 reports in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    examples = (
        report('"We sold the mill and moved to the town.', at='"'),
        report("We sold the mill and moved to the town.”", at="”"),
        report('"We call it "the wall" in our town."', at='"the wall"'),
        keep('"We sold the mill," he said.\n\n"And we moved."'),
        keep('"We sold the mill.\n\n"And we moved."'),
        keep('He is 5\' 10" tall, and the pipe is 12" long.'),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark or inner quotation."""
        mended = {*document.once(_missing_closing), *document.once(_stray), *document.once(_orphans)}
        for unit in document.once(quotation.irregular_units):
            for mark in unit.lone:
                if mark.start not in mended and not document.protected.overlaps(mark.start, mark.end):
                    yield self.edit(mark.start, mark.end, "a quotation mark without its partner")
            for opening, closing, around in unit.nested():
                if opening.shape == around.shape == '"':
                    yield self.edit(opening.start, closing.end, "a quotation within one in the same marks")
