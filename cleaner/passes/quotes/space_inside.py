"""Spaces between marks and what they enclose."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.mentions import is_meant
from cleaner.passes.quotes._leave_alone import LITERALS
from cleaner.passes.quotes._pairs import matched, misplaced, spaces_inside
from cleaner.quotation import Mark, Reading, Role, Unit
from cleaner.quotation.marks import QUOTATION_GAP
from cleaner.rules import Measured, Rule, fix, keep, report
from cleaner.spans import Span

_WIDEST = 2
"""More spaces are the gap of a table."""

_CLOSERS = frozenset('"”')
_STOPS = frozenset(".!?…")

_OTHER_MARKS = frozenset("'‘’\"“”")

_SINGLES = expression(r"'(?<![\w'\"]')(?<!\S\S')([ \t]*)([^'\"\n]{1,120}?)([ \t]*)'(?![\w'])")

_SPACED_SINGLE = expression(r"'(?:(?<![\w'\"]')[ \t]|(?<=[ \t]')(?![\w']))")
"""A mark that such a pair has at one end, found by the mark."""

_SPACED = ("' ", "'\t", " '", "\t'")
"""What the gaps of a text show where it has such a mark."""

_FLOATING = expression(r"(?<=\s)'(?=\s)|(?<!\w)'(?=\w)|(?<=\w)'(?!\w)")


def _encloses_words(inner: str, *, next_to_marks: bool) -> bool:
    """Whether the quotation holds words; unless `next_to_marks`, a mark may not stand at its ends.

    A lone space between an inner mark and the outer one is typography, and sets the two apart.
    """
    if not any(map(str.isalpha, inner)):
        return False
    return next_to_marks or (inner[0] not in _OTHER_MARKS and inner[-1] not in _OTHER_MARKS)


_LAST_WORD = expression(r"([^\W\d_]+)[ ]\Z")
_REACH = 30
_PROSE_MARKS = frozenset(".,!?…;’”%")
_CODE_SIGN = expression(r"[<>#$\\/=|{}@~^_]")
"""What an exact string holds, and a quotation seldom does."""


def _is_literal(text: str, lead: Span, tail: Span) -> bool:
    """Whether the space belongs to an exact string: the header `"Location: "`, the comment `" # stable"`."""
    if text[tail[0] - 2 : tail[0]] == " ." and lead[0] == lead[1]:
        return True  # the dots of an ellipsis are set apart, and so is the mark
    beside = text[tail[0] - 1] if lead[0] == lead[1] else text[lead[1]]
    return not (beside.isalnum() or beside in _PROSE_MARKS) or _CODE_SIGN.search(text, lead[1], tail[0]) is not None


def _are_named(text: str, opening: Mark, closing: Mark) -> bool:
    """Whether the two marks, set off on both sides, are spoken of: "it opens with „ and closes with “"."""
    if not (text[opening.start - 1 : opening.start].isspace() and text[closing.end : closing.end + 1].isspace()):
        return False
    beside = [_LAST_WORD.search(text, max(0, mark.start - _REACH), mark.start) for mark in (opening, closing)]
    words = [match and match[1].lower() for match in beside]
    return words[0] is not None and words[0] == words[1]


def _looks_inward(opening: Mark, closing: Mark) -> bool:
    """Whether a curly mark does the opposite of what its shape says, so that its side is not certain."""
    return Role.CLOSE is opening.glyph or closing.glyph is Role.OPEN


def _follows_number(text: str, position: int) -> bool:
    """Whether the mark stands for feet or minutes, or makes a plural genitive."""
    before = text[max(0, position - 2) : position].rstrip()[-1:]
    return before.isdigit() or before == "s"


def _has_singles(text: str) -> bool:
    return "'" in text and (" '" in text or text.startswith("'"))


def _spaced_singles(document: Document) -> bool:
    """Whether single marks have spaces inside."""
    shown = document.once(signs)
    return any(pair in shown for pair in _SPACED) and _SPACED_SINGLE.search(document.text) is not None


class SpaceInside(Rule):
    """Remove spaces between quotation marks and the words they enclose.

    Why: translation engines take the marks for words of their own and set them off: “ text ”.

    Not touched: other marks of paragraphs in which they do not pair up, feet and inches, code, the spaces of French
    marks, marks with nothing but a conjunction between them.

    Safety: safe where the marks of the paragraph pair up, and after the last stop of a paragraph, where a mark can only
    close. Single marks with a space on one side only are reported,
    because one of them may be an apostrophe.
    """

    name = "quotes/space-inside"
    measured = Measured(
        right=811,
        judged=818,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damage restored in 400 news and 400 report lines, and 18 edits in human text",
    )
    optional_lists = ("conjunctions", "speech-tags")
    sources = (quotation.irregular_units, _spaced_singles)
    acts_on = rf"{QUOTATION_GAP}|[^\w'\"]'[ \t]|[ \t]'[^\w']"
    examples = (
        fix('He said, " we agree ".', 'He said, "we agree".', at='" we agree "'),
        fix("The “ green line ” opens today.", "The “green line” opens today.", at="“ green line ”"),
        fix('"We agree, " he said. " Let us go."', '"We agree," he said. "Let us go."'),
        fix("The shirt ' Marcel ' is made of cotton.", "The shirt 'Marcel' is made of cotton.", at="' Marcel '"),
        fix('It rained on the quay. He left. "', 'It rained on the quay. He left."', at=' "'),
        report("The coffee is called ' Espresso' here.", at="' Espresso'"),
        keep('let stone = wheel[0]\t" turn the first one: 12\nlet stone = wheel[2]\t\t" turn the third one'),
        keep('She wrote "yes" and "no" on the board.'),
        keep('The 5" pipe and the 7" pipe are sold out.'),
        keep('It was called " the end.'),
        keep('The header ("Location: ") has no value.'),
        keep("The dogs ' n ' cats of rock ' n ' roll."),
        keep('It drops the " # stable" at the end, and the "path\\ " too.'),
        keep('"It shall follow a like pattern . . . " [quoted by Anna Miller]'),
        keep('Its --prefix is "mill " in grind_all() and stone_list.'),
        keep('Quote it as " $2 " there.'),
        keep("It opens with „ below and closes with “ above."),
        keep('It calls grind("stone or wheel", " or wheel") there.'),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        text = document.text
        for unit in document.once(quotation.irregular_units):
            if unit.reading is Reading.NONE:
                yield from self._at_end(text, unit)
                continue
            for opening, closing in unit.pairs:
                lead, tail = spaces_inside(text, opening, closing)
                if not (lead[0] < lead[1] or tail[0] < tail[1]) or misplaced(document, unit, opening, closing):
                    continue
                if is_meant(document, opening.start, closing.end, LITERALS):
                    continue
                if max(lead[1] - lead[0], tail[1] - tail[0]) > _WIDEST:
                    continue
                if len(closing.shape) > 1 and matched(document, opening, closing):
                    continue  # mixed-pair takes the space with the mark
                both = lead[0] < lead[1] and tail[0] < tail[1]
                named = both and _are_named(text, opening, closing)
                if named or (both and text[lead[1] : tail[0]].lower() in document.lexicon.optional("conjunctions")):
                    continue  # the marks themselves are named: “ or ”
                if not _encloses_words(text[lead[1] : tail[0]], next_to_marks=both):
                    continue
                if not both and (_is_literal(text, lead, tail) or _looks_inward(opening, closing)):
                    continue
                changes = [Change(*space, "") for space in (lead, tail) if space[0] < space[1]]
                message = "space inside quotation marks"
                yield self.edit(opening.start, closing.end, message, changes)
        if _has_singles(text) and document.once(_spaced_singles):
            yield from self._singles(document)

    def _at_end(self, text: str, unit: Unit) -> Iterator[Edit]:
        """The space before a mark without its partner that ends the paragraph: nothing follows that it could open."""
        mark = unit.marks[-1]
        if mark.partner is None and mark.shape in _CLOSERS and not text[mark.end : unit.end].strip():
            end = mark.start
            start = len(text[unit.start : end].rstrip(" \t")) + unit.start
            if 0 < end - start <= _WIDEST and text[start - 1 : start] in _STOPS and start > unit.start:
                yield self.edit(start, mark.end, "space before a closing quotation mark", [Change(start, end, "")])

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
            message = "space inside single quotation marks"
            if match[1] and match[3]:
                yield self.edit(*match.span(), message, [Change(*match.span(1), ""), Change(*match.span(3), "")])
            elif match[1] and match.start() > line[0]:
                yield self.edit(*match.span(), message, safety=Safety.REPORT)
