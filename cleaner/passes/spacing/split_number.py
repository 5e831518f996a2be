"""Numbers with spaces inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.passes.spacing._amounts import is_estimated, is_verb, word_before
from cleaner.passes.spacing._lines import in_tokenized, sets_off
from cleaner.rules import Prior, Rule, fix, keep

_GROUPS = (
    r"[1-9]\d{0,2}(?:[ \t],[ \t]?\d{3}|(?:,[ \t]?\d{3}){0,2}[ \t]?,[ \t]000)"
    r"(?:[ \t]?,[ \t]?\d{3})*(?![ \t]?,[ \t]?\d|\d|[.,]\d)"
)

_DECIMAL = (
    r"\d{1,3}[ \t]\.[ \t]\d{1,2}(?=[ \t]?(?:%|percent\b|per[ \t]cent\b|million\b|billion\b|trillion\b|[ck]?m\b|kg\b"
    r"|hectares\b|(?:kilo|centi|milli)?met(?:er|re)s?\b|miles?\b|tonn?e?s\b|degrees\b|lit(?:er|re)s\b|inches\b|hours\b"
    r"|points\b|feet\b|acres\b))"
)

_START = r"(?<![\w.,:/-])(?<![\d][ \t]|[,.][ \t])"
_SPLIT = expression(rf"{_START}(?:{_GROUPS}|{_DECIMAL})(?!\w)")

_THOUSANDS = (
    r"(?P<thousands>[1-9]\d{0,2},[ \t]\d{3}(?:,[ \t]?\d{3})*)"
    r"(?![\w%]|[.,]?[ \t]?\d|,?[ \t](?:and|or|to)[ \t]\d|[ \t]?[-–]\d)"
)
_MONEY = r"(?<=[$£€])\d{1,3}\.[ \t]\d{1,2}(?=[ \t](?:million|billion|trillion)\b)"
_MEASURED = r"\d{1,3}\.[ \t]\d{1,2}(?=[ \t]?(?P<unit>%|(?<=[ \t])[a-z]+)(?P<rest>[^.!?;:\n]*))"
_AFTER = expression(rf"{_START}(?:(?P<money>{_MONEY})|{_THOUSANDS}|(?P<measured>{_MEASURED}))")
"""Numbers with a space only after their mark, which may also be two numbers: what is around them has to tell."""

_MEASURES = frozenset(
    "mg g kg ml cl l mm cm m km ha grams kilograms kilos tons tonnes litres liters millimetres millimeters centimetres "
    "centimeters percent % metres meters kilometres kilometers miles feet inches hectares acres degrees".split()
)
_BETWEEN = expression(r"[.,][ \t](?<=\d..)(?=\d)")
_NEXT_WORD = expression(r"[ \t]([^\W\d_]+)")
_YEARS = frozenset(("in", "since", "by", "until", "till", "from", "before", "after", "of"))
"""What comes before a year rather than an amount."""

_SCALED = frozenset(("square", "cubic"))
_JOINTS = frozenset(("and", "or", "to"))
_MIN_RECURRENCE = 2
"""Decimals of a text that are split the same way, from which none of them is a sentence end."""


class SplitNumber(Rule):
    """Join a number that spaces took apart at its comma or point: `1 , 000`, `3 . 5 %`, `some 1, 200 hectares`.

    Why: tokenizers and engines that work on pieces of words set the marks inside numbers off.

    Not touched: lists of numbers, `10 000` with a thin or plain space, coordinates, results of matches, dates; a number
    that ends a sentence before one that opens the next.

    Safety: safe where the digits after the comma come in threes, or a unit follows the decimals; with a space only
    after the mark, where an amount is announced ("some", a currency), or a unit follows in text known to be machine
    translation; a decimal so also where the text has two of them.
    """

    name = "spacing/split-number"
    measured = Prior(
        confidence=0.95,
        reason="seen in reports only; digits in groups of three with zeros have no other reading",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("abbreviations",)
    optional_lists = ("auxiliaries", "estimates", "months", "prepositions", "parts-of-speech", "units")
    acts_on = r"\d[ \t]?[.,][ \t]\d|\d[ \t][.,]\d"
    examples = (
        fix("The mill cost 1 , 000 crowns.", "The mill cost 1,000 crowns.", at="1 , 000"),
        fix("It grew by 3 . 5 % a year.", "It grew by 3.5 % a year.", at="3 . 5"),
        fix("It took some 1, 200 tiles.", "It took some 1,200 tiles.", at="1, 200"),
        fix("The mill cut 3, 500 jobs.", "The mill cut 3,500 jobs.", at="3, 500"),
        fix("It cost $3. 5 million.", "It cost $3.5 million.", at="3. 5"),
        fix("It rose by 3. 75 metres and fell by 2. 9 metres.", "It rose by 3.75 metres and fell by 2.9 metres."),
        keep("On 3 May, 410 men came, on June 1, 200 more, and some 150, 200 or 300 left."),
        keep("They drank all 5. 12 litres were left."),
        keep("Rooms 12 , 14 and 16 are free, and so are 1, 2, 3."),
        keep("The mill cost 10 000 crowns, or 10,000 florins."),
    )

    def relevant(self, text: str) -> bool:
        """A space must stand before a mark, or after one between digits."""
        return sets_off(text) or _BETWEEN.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each number."""
        for match in [*_SPLIT.finditer(document.text), *_after_mark(document)]:
            if in_tokenized(document, match.start()):
                continue
            spaces = [m.start() for m in re.finditer(r"[ \t]", match[0])]
            changes = [Change(match.start() + at, match.start() + at + 1, "") for at in spaces]
            yield self.edit(*match.span(), "number split by spaces", changes)


def _after_mark(document: Document) -> Iterator[re.Match[str]]:
    """The numbers with a space after their mark that are one."""
    found = [match for match in _AFTER.finditer(document.text) if not _SPLIT.match(document.text, match.start())]
    measured = {match for match in found if match["measured"] and _is_measured(document, match)}
    counting = {match for match in found if match["thousands"] and _may_count(document, match)}
    recur = document.origin == "machine" or len(measured) + len(counting) >= _MIN_RECURRENCE
    for match in found:
        if (
            match["money"]
            or (match["thousands"] and (_is_counted(document, match) or (recur and measured and match in counting)))
            or (match in measured and (recur or is_estimated(document, match.start())))
        ):
            yield match


def _is_counted(document: Document, match: re.Match[str]) -> bool:
    """Whether an amount is announced; in machine translation also whether a unit follows and no month comes before."""
    text, lexicon = document.text, document.lexicon
    if text[match.start() - 1 : match.start()] in ("$", "£", "€") or is_estimated(document, match.start()):
        return True
    before = word_before(document, match.start())
    unit = _NEXT_WORD.match(text, match.end())
    counted = unit is not None and "p" in parts_of_speech(lexicon).get(unit[1], "")
    if counted and before.islower() and is_verb(document, before):
        return True
    if unit is None or unit[1] not in lexicon.optional("units") | _SCALED:
        return False
    if before.islower() and (before in lexicon.optional("auxiliaries") or unit[1] in _SCALED):
        return True
    return document.origin == "machine" and (not before or before.islower())


def _may_count(document: Document, match: re.Match[str]) -> bool:
    """Whether a plural follows, and a word in small letters that is no month and no number comes before."""
    before, unit = word_before(document, match.start()), _NEXT_WORD.match(document.text, match.end())
    plural = unit is not None and "p" in parts_of_speech(document.lexicon).get(unit[1], "")
    return plural and before.islower() and before not in _YEARS


def _is_measured(document: Document, match: re.Match[str]) -> bool:
    """Whether a measure follows, and what comes before and after goes on as one sentence."""
    lexicon, before = document.lexicon, word_before(document, match.start())
    if match["unit"] not in _MEASURES or not before.islower() or match["rest"].startswith(" of "):
        return False
    leads = before in lexicon.optional("prepositions") or is_estimated(document, match.start())
    leads = leads or before in lexicon.optional("auxiliaries") or before in _JOINTS
    leads = leads or is_verb(document, before)
    return leads and lexicon.optional("auxiliaries").isdisjoint(match["rest"].lower().split())
