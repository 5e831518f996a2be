"""Brackets without their partner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Prior, Rule, fix, keep, report
from cleaner.spans import Span

_BRACKET = expression(r"[()\[\]]")
_ENUMERATES = expression(r"(?:^|[\s(;,.:])(?:\d{1,3}[a-z]?|[a-zA-Z]|[ivxIVX]{1,5})\.?\Z")
_FACE = expression(r"(?:[:;=8xX]['’]?[-^o]?|\^_?\^|[:;=]-?[)(\[\]]+|[)(\[\]])\Z")
_MIXED = expression(r"(?<![\w(\[])(?:\([^()\[\]\n]{1,80}\]|\[[^()\[\]\n]{1,80}\))(?![\w(\[])")
_DOUBLED = expression(r"\((?<=[\w,.;:\s]\()(?=\((\w[^()\n]{1,80}\))(?!\)))")
_CLOSED_BEFORE = expression(r"[\w,][ ]\([A-Za-z][^()\n]{1,80}\w\)\Z")
_WORD_BEFORE = expression(r"[a-z] [a-z]{3,}\Z")
_STOP_AFTER = expression(r"\.(?=[ ][A-Z]|\s*\Z)")
_AFTER_CLOSED = (" ", "\n", ".", ",", "")
_REACH = 120
_LETTER = expression(r"[^\W\d_]")
_MOST_LONE = 1000
"""A text with more brackets that stand alone is no prose."""

_MOST_READ = 4 * _MOST_LONE
"""With more of them in lines whose partners may be in later ones, it is not read to its end."""

_PARTNER = {")": "(", "]": "["}
_CLOSING = {opening: closing for closing, opening in _PARTNER.items()}
_BEFORE_COMMA = expression(r"\),[ \t]+[a-z]")
_CROSSED_SQUARE = expression(r"\[[^\[\]()]*\)")
_CROSSED_ROUND = expression(r"\([^\[\]()]*\]")
_ENDS = r"\s*[-\w.∞]+\s*[,;]\s*[-\w.∞]+\s*"
_INTERVAL = expression(rf"\[{_ENDS}\)|\({_ENDS}\]")


class UnbalancedBracket(Rule):
    """Report a bracket without its partner, and repair what can be read in one way only.

    Why: engines lose brackets and write them twice, and sentence splitters cut a text between them.

    Not touched: numbered lists (`a)`), faces, intervals such as [0, 1), brackets that close in a later paragraph, code.

    Safety: report, since where the partner belongs is unknown. Safe where no other bracket of the line is alone: one of
    two that open at once goes (`((Lynx lynx)`), one that closes what another kind opened becomes its partner
    (`(150 g]`), one before a comma goes, which parts what the bracket did (`in 1967), and`), a second one that closes
    (`(line 22)) stops`), and a square one before the stop of a sentence in a text without another (`are tall]. They`).
    """

    name = "punctuation/unbalanced-bracket"
    measured = Prior(
        confidence=0.9,
        reason="11 reports in human text, each of a bracket without its partner",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "repaired": Prior(
            confidence=0.9,
            reason="4 brackets in machine translations and human text, read: all right",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    acts_on = r"[()\[\]]"
    examples = (
        report("The mill (built in 1820 was sold.", at="("),
        report("The mill was sold (at last.) )", at=")"),
        fix("The eel ((Anguilla anguilla) is long.", "The eel (Anguilla anguilla) is long.", at="("),
        fix("It takes three eels (about 900 g] for this.", "It takes three eels (about 900 g) for this.", at="]"),
        fix("The mill was shut in 1967), and then sold.", "The mill was shut in 1967, and then sold.", at=")"),
        keep("a) the mill\nb) the barn\n1) the house :) and (the rest)"),
        keep("(The mill was sold.\n\nThe barn too.) The range is [0, 1)."),
    )

    def relevant(self, text: str) -> bool:
        """The brackets must differ in number between the sides, or cross."""
        if "(" not in text and ")" not in text:
            return text.count("[") != text.count("]")
        if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
            return True
        return "[" in text and (_CROSSED_SQUARE.search(text) or _CROSSED_ROUND.search(text)) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each bracket."""
        text = document.text
        if not self.relevant(text):
            return
        lone: list[int] = []
        for line in document.lines:
            lone += _lone(text, line)
            if len(lone) > _MOST_READ:
                return
        lone = _without_distant_pairs(text, lone)
        repairs = _repairs(document, lone) if len(lone) <= _MOST_LONE else {}
        for position, bracket in repairs.items():
            change = Change(position, position + 1, bracket)
            yield self.edit(position, position + 1, "bracket without its partner", [change], shape="repaired")
        repaired = {document.line_at(position) for position in repairs}
        for position in lone if len(lone) <= _MOST_LONE else ():
            if not document.protected.overlaps(position, position + 1) and document.line_at(position) not in repaired:
                yield self.edit(position, position + 1, "bracket without its partner", safety=Safety.REPORT)


def _repairs(document: Document, lone: list[int]) -> dict[int, str]:
    """What to write for brackets that can be read in one way only: those that are alone in their line, and the second
    of two of different kinds that are."""
    text, repairs = document.text, {}
    for line, found in groupby(lone, document.line_at):
        first, *others = found
        mixed = _MIXED.match(text, first)
        if _LETTER.search(text, *line) is None or others not in ([], [mixed.end() - 1 if mixed else None]):
            continue
        if mixed:
            repairs[mixed.end() - 1] = _CLOSING[text[first]]
        elif _is_surplus(text, line, first, alone=len(lone) == 1):
            repairs[first] = ""
    return repairs


def _is_surplus(text: str, line: Span, position: int, *, alone: bool) -> bool:
    """Whether a bracket without partner can go: another does its work, a comma or a stop."""
    if _closes_twice(text, position) or _DOUBLED.match(text, position):
        return True
    return _parts_like_comma(text, position) or (alone and _ends_sentence(text, line, position))


def _parts_like_comma(text: str, position: int) -> bool:
    """Whether the bracket is between a word and a comma: "in 1967), and"."""
    return _BEFORE_COMMA.match(text, position) is not None and text[position - 1 : position].isalnum()


def _closes_twice(text: str, position: int) -> bool:
    """Whether the bracket follows another that closed what words are in: "(line 22)) stops"."""
    if text[position] != ")" or text[position + 1 : position + 2] not in _AFTER_CLOSED:
        return False
    return _CLOSED_BEFORE.search(text, max(0, position - _REACH), position) is not None


def _ends_sentence(text: str, line: Span, position: int) -> bool:
    """Whether a square bracket is between the last word of a sentence and its stop, and nothing was in it."""
    if text[position] != "]" or not text[line[0] : line[0] + 1].isupper():
        return False
    return _WORD_BEFORE.search(text, max(line[0], position - _REACH), position) is not None and (
        _STOP_AFTER.match(text, position + 1) is not None
    )


def _lone(text: str, line: Span) -> list[int]:
    """The brackets of a line that find no partner in it."""
    stack: list[int] = []
    lone: list[int] = []
    if (
        text.find("(", *line) < 0
        and text.find(")", *line) < 0
        and text.find("[", *line) < 0
        and text.find("]", *line) < 0
    ):
        return []
    interval_ends = {end for m in _INTERVAL.finditer(text, *line) for end in (m.start(), m.end() - 1)}
    for match in _BRACKET.finditer(text, *line):
        position = match.start()
        before = text[max(line[0], position - 8) : position]
        if position in interval_ends:
            continue
        if match[0] in "([":
            if not _FACE.search(before) or before[-1:] in "()[]" or before[-1:] in "xX8":
                stack.append(position)
        elif stack and text[stack[-1]] == _PARTNER[match[0]]:
            stack.pop()
        elif _closes_twice(text, position) or not (_ENUMERATES.search(before) or _FACE.search(before)):
            lone.append(position)
    return sorted(lone + stack)


def _without_distant_pairs(text: str, lone: list[int]) -> list[int]:
    """Drop an opening bracket and the closing one in a later line: they belong together."""
    kept: list[int] = []
    for position in lone:
        if (
            kept
            and text[position] in ")]"
            and text[kept[-1]] == _PARTNER[text[position]]
            and "\n" in text[kept[-1] : position]
        ):
            kept.pop()
        else:
            kept.append(position)
    return kept
