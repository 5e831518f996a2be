"""Blanks on the wrong side of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.quotation import Mark, Reading, Unit
from cleaner.rules import Prior, Rule, fix, keep, report
from cleaner.spans import Span

_BLANKS = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_WIDEST = 2
"""More blanks are the gap of a table."""

_OTHER_MARKS = frozenset("'‘’\"“”")
_SINGLES = re.compile(r"'(?<![\w'\"]')(?<!\S\S')([ \t]*)([^'\"\n]{1,120}?)([ \t]*)'(?![\w'])")
_FLOATING = re.compile(r"(?<=\s)'(?=\s)|(?<!\w)'(?=\w)|(?<=\w)'(?!\w)")


def blanks_inside(text: str, opening: Mark, closing: Mark) -> tuple[Span, Span]:
    """The blanks behind the opening mark and before the closing one; both may be empty."""
    start = opening.end
    while start < closing.start and text[start] in _BLANKS:
        start += 1
    end = closing.start
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return (opening.end, start), (end, closing.start)


def _encloses_words(inner: str, *, next_to_marks: bool) -> bool:
    """Whether the quotation holds words; unless `next_to_marks`, a mark may not stand at its ends.

    A lone blank between an inner mark and the outer one is typography, and sets the two apart.
    """
    if not any(map(str.isalnum, inner)):
        return False
    return next_to_marks or (inner[0] not in _OTHER_MARKS and inner[-1] not in _OTHER_MARKS)


def _follows_number(text: str, place: int) -> bool:
    """Whether the mark stands for feet or minutes, or makes a plural genitive."""
    before = text[max(0, place - 2) : place].rstrip()[-1:]
    return before.isdigit() or before == "s"


def _has_singles(text: str) -> bool:
    return "'" in text and (" '" in text or text.startswith("'"))


def _is_word(character: str) -> bool:
    return character.isalnum()


def misplaced(document: Document, unit: Unit, opening: Mark, closing: Mark) -> tuple[Change, ...]:
    """The changes that carry a blank from inside a pair to its outside, where a word touches the mark there."""
    text = document.text
    lead, tail = blanks_inside(text, opening, closing)
    changes = []
    if lead[0] < lead[1] and opening.start > unit.start and _is_word(text[opening.start - 1]):
        changes.append(Change(opening.start, lead[1], " " + text[opening.start : opening.end]))
    if tail[0] < tail[1] and closing.end < unit.end and _is_word(text[closing.end]):
        changes.append(Change(tail[0], closing.end, text[closing.start : closing.end] + " "))
    return tuple(changes)


@dataclass(frozen=True)
class SpaceInside(Rule):
    """Remove blanks between quotation marks and the words they enclose.

    Why: translation engines take the marks for words of their own and set them off: “ text ”.

    Not touched: paragraphs in which the marks do not pair up, feet and inches, code, the blanks of French marks.

    Safety: safe where the marks of the paragraph pair up. Single marks with a blank on one side only are reported,
    because one of them may be an apostrophe.
    """

    name = "quotes/space-inside"
    measured = Prior(
        confidence=1.0,
        reason="restores 397 of 400 news lines and 400 of 400 report lines; 28 edits in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix('He said, " we agree ".', 'He said, "we agree".', at='" we agree "'),
        fix("The “ green line ” opens today.", "The “green line” opens today.", at="“ green line ”"),
        fix('"We agree, " he said. " Let us go."', '"We agree," he said. "Let us go."'),
        fix("The shirt ' Marcel ' is made of cotton.", "The shirt 'Marcel' is made of cotton.", at="' Marcel '"),
        report("The coffee is called ' Espresso' here.", at="' Espresso'"),
        keep('She wrote "yes" and "no" on the board.'),
        keep('The 5" pipe and the 7" pipe are sold out.'),
        keep('It was called " the end.'),
        keep("The dogs ' n ' cats of rock ' n ' roll."),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order, or single marks may be quotation marks."""
        return not quotation.is_orderly(text) or _has_singles(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        text = document.text
        for unit in document.once(quotation.irregular_units):
            if unit.reading is Reading.NONE:
                continue
            for opening, closing in unit.pairs:
                lead, tail = blanks_inside(text, opening, closing)
                if not (lead[0] < lead[1] or tail[0] < tail[1]) or misplaced(document, unit, opening, closing):
                    continue
                if max(lead[1] - lead[0], tail[1] - tail[0]) > _WIDEST:
                    continue
                both = lead[0] < lead[1] and tail[0] < tail[1]
                if not _encloses_words(text[lead[1] : tail[0]], next_to_marks=both):
                    continue
                changes = [Change(*blank, "") for blank in (lead, tail) if blank[0] < blank[1]]
                message = "blanks between the quotation marks and what they enclose"
                yield self.edit(opening.start, closing.end, message, changes)
        if _has_singles(text):
            yield from self._singles(document)

    def _singles(self, document: Document) -> Iterator[Edit]:
        """Pairs of straight single marks in lines that have no others."""
        text = document.text
        counts: dict[Span, int] = {}
        for match in _SINGLES.finditer(text):
            if not (match[1] or match[3]) or not match[2][0].isalnum() or match[2] in ("n", "s", "t"):
                continue
            line = document.line_at(match.start())
            if line not in counts:
                counts[line] = len(_FLOATING.findall(text, *line))
            if counts[line] != 2 or _follows_number(text, match.start()):
                continue
            message = "blanks between single marks and what they enclose"
            if match[1] and match[3]:
                yield self.edit(*match.span(), message, [Change(*match.span(1), ""), Change(*match.span(3), "")])
            elif match[1] and match.start() > line[0]:
                yield self.edit(*match.span(), message, safety=Safety.REPORT)


@dataclass(frozen=True)
class MisplacedSpace(Rule):
    """Carry a blank from the inside of a quotation mark to its outside: `he said" yes"`, `“Yes, “added Anna`.

    Why: translation engines put the mark back on the wrong side of the blank.

    Not touched: paragraphs in which the marks do not pair up when the blank is moved, feet and inches.

    Safety: safe, because every mark of the paragraph finds its partner that way and no other.
    """

    name = "quotes/misplaced-space"
    measured = Prior(
        confidence=0.9,
        reason="3 edits in 1.19 million human words and 2 in 3,740 machine translations, read: all right",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix('He said" we agree" and left.', 'He said "we agree" and left.', at='" we agree"'),
        fix('"We agree, "he said to us.', '"We agree," he said to us.', at='"We agree, "'),
        fix("“We agree, “added Anna.", "“We agree,” added Anna.", at="“We agree, “"),
        keep('"We agree," he said.'),
        keep('He asked, "Who said "yes" to it?" and left.'),
        keep('The 12" pipe is longer than the 10" one.'),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        for unit in document.once(quotation.irregular_units):
            if unit.reading is Reading.NONE:
                continue
            for opening, closing in unit.pairs:
                changes = misplaced(document, unit, opening, closing)
                if changes:
                    changes = tuple(_turned(change, opening) for change in changes)
                    message = "a blank on the wrong side of a quotation mark"
                    yield self.edit(opening.start, closing.end, message, changes)


def _turned(change: Change, opening: Mark) -> Change:
    """The change with its curly mark turned the right way."""
    if change.start == opening.start:
        return Change(change.start, change.end, change.replacement.replace("”", "“"))
    return Change(change.start, change.end, change.replacement.replace("“", "”"))
