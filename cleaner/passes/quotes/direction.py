"""Marks that look the wrong way, do not match, or belong to another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.quotes.conventions import convention
from cleaner.passes.quotes.spaces import misplaced
from cleaner.quotation import Mark, Reading
from cleaner.rules import Prior, Rule, fix, keep

_CORNERS = re.compile(r"([「『《〈])[ \t]*([^「」『』《》〈〉\n]{1,200}?)[ \t]*([」』》〉])")
_CORNER_PAIRS = {"「": "」", "『": "』", "《": "》", "〈": "〉"}
_BLANK = r"[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?"
_FOREIGN = re.compile(
    rf"«{_BLANK}([^«»\n]{{1,400}}?){_BLANK}»"
    r"|„([^„“”\"\n]{1,400}?)[“”\"]"
)
_OTHERS = re.compile("[«»„‚‹›「」]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


def _writes_curly(document: Document) -> bool:
    """Whether the language writes “text”."""
    own = convention(document.lang)
    return own is not None and ("“", "”") in (own.outer, own.inner) and "„" not in own.outer + own.inner


@dataclass(frozen=True)
class WrongDirection(Rule):
    """Turn a curly mark that looks the wrong way: `”text“`, `”text”`.

    Why: typing aids and engines choose the direction by the character before, and misjudge it.

    Not touched: languages that write it so, paragraphs in which the marks do not pair up, single marks.

    Safety: safe where the places of all marks in the paragraph tell what they do.
    """

    name = "quotes/wrong-direction"
    measured = Prior(
        confidence=1.0,
        reason="1 edit in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("They call it ”the wall“ here.", "They call it “the wall” here.", at="”the wall“"),
        fix("The “wall” and the ”gate” are old.", "The “wall” and the “gate” are old.", at="”gate”"),
        keep("They call it “the wall” here."),
        keep("The 12” pipe and the „Mauer“ are here."),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        if not _writes_curly(document):
            return
        for unit in document.once(quotation.irregular_units):
            if unit.reading in (Reading.NONE, Reading.ALTERNATING) or _OTHERS.search(
                document.text, unit.start, unit.end
            ):
                continue
            for opening, closing in unit.pairs:
                if (
                    opening.shape not in "“”"
                    or closing.shape not in "“”"
                    or misplaced(document, unit, opening, closing)
                ):
                    continue
                changes = [
                    Change(mark.start, mark.end, right)
                    for mark, right in ((opening, "“"), (closing, "”"))
                    if mark.shape != right
                ]
                if changes:
                    yield self.edit(opening.start, closing.end, "a mark that looks the wrong way", changes)


@dataclass(frozen=True)
class MixedPair(Rule):
    """Write both marks of a quotation the same way: `“text"`, `“text""`, ``` "text'' ```.

    Why: engines translate the two marks of a pair independently.

    Not touched: paragraphs in which the marks do not pair up; a curly mark is never made straight.

    Safety: safe where the marks of the paragraph pair up.
    """

    name = "quotes/mixed-pair"
    measured = Prior(
        confidence=1.0,
        reason="84 edits in 3,740 machine translations, 14 read: 12 right, 2 since excluded; 3 in human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix('They call it “the wall" here.', "They call it “the wall” here.", at='“the wall"'),
        fix('They call it "the wall” here.', "They call it “the wall” here.", at='"the wall”'),
        fix("They call it \"the wall'' here.", 'They call it "the wall" here.', at="\"the wall''"),
        keep('They call it "the wall" and “the gate” here.'),
        keep('They call it “the 12" wall” here.'),
    )

    def relevant(self, text: str) -> bool:
        """A quick look must not find all marks in order."""
        return not quotation.is_orderly(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        for unit in document.once(quotation.irregular_units):
            if unit.reading in (Reading.NONE, Reading.ALTERNATING):
                continue
            for opening, closing in unit.pairs:
                changes = _matched(document.text, opening, closing)
                if changes:
                    yield self.edit(opening.start, closing.end, "two marks of different kinds", changes)


def _matched(text: str, opening: Mark, closing: Mark) -> list[Change]:
    """The changes that make the two marks of a pair match; none where they do, or where both are runs."""
    curly = [opening.shape == "“", closing.shape == "”"]
    plain = [opening.shape == '"', closing.shape == '"']
    if all(curly) or all(plain) or not (any(curly) or any(plain)):
        return []
    if opening.shape in "”„‟" or closing.shape in "“„‟" or opening.end == closing.start:
        return []
    if '"' in (text[opening.start - 1 : opening.start], text[closing.end : closing.end + 1]):
        return []
    right = ("“", "”") if any(curly) else ('"', '"')
    changes = []
    if opening.shape != right[0]:
        changes.append(Change(opening.start, opening.end, right[0]))
    if closing.shape != right[1]:
        start = closing.start
        while len(closing.shape) > 1 and text[start - 1] in " \t":
            start -= 1
        changes.append(Change(start, closing.end, right[1]))
    return changes


@dataclass(frozen=True)
class ForeignQuote(Rule):
    """Write the target language's marks for those of another: `「text」`, `«text»`, `„text“`.

    Why: engines copy the marks of the source.

    Not touched: marks around text of their own script, languages that write these marks.

    Safety: safe for East Asian corner marks around Latin letters; guillemets and low marks, which also translators
    keep, are risky. The settings for straight or typographic marks replace all of them.
    """

    name = "quotes/foreign-quote"
    measured = Prior(
        confidence=1.0,
        reason="9 reports and no edit in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("They call it 「the wall」 here.", "They call it “the wall” here.", at="「the wall」"),
        fix("They call it «the wall» here.", "They call it “the wall” here.", at="«the wall»"),
        fix('They call it „the wall“ and "the gate".', 'They call it "the wall" and "the gate".', at="„the wall“"),
        keep("The word 「壁」 means wall."),
        keep("They call it “the wall” here."),
    )

    def relevant(self, text: str) -> bool:
        """A mark outside ASCII must stand there."""
        return not text.isascii() and any(mark in text for mark in "«„「『《〈")

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        if not _writes_curly(document):
            return
        text = document.text
        marks = ('"', '"') if '"' in text and "”" not in text else ("“", "”")
        own = convention(document.lang)
        assert own is not None
        message = "quotation marks of another language"
        for match in _CORNERS.finditer(text):
            if _CORNER_PAIRS[match[1]] == match[3] and _LATIN.search(match[2]) and not _CJK.search(match[2]):
                changes = [Change(match.start(), match.start(2), marks[0]), Change(match.end(2), match.end(), marks[1])]
                yield self.edit(*match.span(), message, changes)
        for match in _FOREIGN.finditer(text):
            if match[0][0] in own.outer + own.inner:
                continue
            start, end = match.span(1) if match[1] else match.span(2)
            changes = [Change(match.start(), start, marks[0]), Change(end, match.end(), marks[1])]
            yield self.edit(*match.span(), message, changes, safety=Safety.RISKY)
