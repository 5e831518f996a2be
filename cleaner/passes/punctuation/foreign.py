"""Marks of another script in running text, and a colon that stands for one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.rules import Prior, Rule, fix, keep, report
from cleaner.spans import Span

_EAST_ASIAN = frozenset("Han Hiragana Katakana Hangul Bopomofo Yi".split())
_ARABIC = frozenset("Arabic Syriac Thaana NKo".split())
_INDIC = frozenset("Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Ol_Chiki".split())
_MARKS: dict[str, tuple[str, frozenset[str]]] = {
    **dict.fromkeys("，、﹐､", (",", _EAST_ASIAN)),
    **dict.fromkeys("。．｡", (".", _EAST_ASIAN)),
    "；": (";", _EAST_ASIAN),
    "：": (":", _EAST_ASIAN),
    "？": ("?", _EAST_ASIAN),
    "！": ("!", _EAST_ASIAN),
    "（": ("(", _EAST_ASIAN),
    "）": (")", _EAST_ASIAN),
    "％": ("%", _EAST_ASIAN),
    "،": (",", _ARABIC),
    "؛": (";", _ARABIC),
    "؟": ("?", _ARABIC),
    "۔": (".", _ARABIC),
    "٪": ("%", _ARABIC),
    **dict.fromkeys("।॥", (".", _INDIC)),
    "։": (".", frozenset(["Armenian"])),
    "՝": (",", frozenset(["Armenian"])),
    "።": (".", frozenset(["Ethiopic"])),
    "፣": (",", frozenset(["Ethiopic"])),
    "፤": (";", frozenset(["Ethiopic"])),
    "፥": (":", frozenset(["Ethiopic"])),
    "፧": ("?", frozenset(["Ethiopic"])),
    "\N{GREEK QUESTION MARK}": ("?", frozenset(["Greek"])),
    "။": (".", frozenset(["Myanmar"])),
    "၊": (",", frozenset(["Myanmar"])),
    "។": (".", frozenset(["Khmer"])),
}
"""Each foreign mark, the mark that stands for it here, and the scripts it belongs to."""

_SKIPPED = "".join(_MARKS) + " \t"
_FOREIGN = re.compile(f"([{''.join(_MARKS)}])\\1*")
_BEYOND = re.compile("[\N{GREEK QUESTION MARK}\u0530-\u1fff\N{IDEOGRAPHIC COMMA}-\uffff]")
"""A range that holds all foreign marks and is searched faster than the marks one by one."""

_MOST_MARKS = 20_000
"""A text with more is no text that a few foreign marks slipped into; it is left alone, which bounds the work."""

_LOOK = 24
"""How far to look for the letters around a mark."""

_QUOTING = frozenset("\"'“”‘’`«»「」[]")
_SEPARATES = frozenset(",.;:?!)%")


@dataclass(frozen=True)
class ForeignMark(Rule):
    """Write the mark of this script for one of another that an engine carried over, as in `said，yes。now`.

    Why: engines copy the marks of the source, and East Asian ones come without the blank behind them.

    Not touched: marks between letters of their own script, marks that are named in quotes, code.

    Safety: safe between letters of this script; a stop inside a word or sentence, where letters are lost, is reported.
    """

    name = "punctuation/foreign-mark"
    measured = Prior(
        confidence=1.0,
        reason="restores 399 of 400 news lines and 400 of 400 report lines; no edit in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("The mill was sold，they said。", "The mill was sold, they said.", at="，"),
        fix("The mill is old。It stands（still）here。", "The mill is old. It stands (still) here.", at="。"),
        fix("Is the mill old؟ Yes، it is۔", "Is the mill old? Yes, it is.", at="؟"),
        report("The mill was de。ed by fire.", at="。"),
        keep("The name 磨坊，水車。 means mill, and “。” is the stop of Chinese."),
        keep("سوق، مدرسة؟ are two words."),
    )

    def relevant(self, text: str) -> bool:
        """A foreign mark must stand there."""
        return not text.isascii() and _BEYOND.search(text) is not None and _FOREIGN.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        text = document.text
        matches = list(islice(_FOREIGN.finditer(text), _MOST_MARKS + 1))
        for match in matches if len(matches) <= _MOST_MARKS else ():
            mark = match[1]
            here, scripts = _MARKS[mark]
            if document.lexicon.script in scripts or not _among_own_letters(document, match.span(), scripts):
                continue
            message = f"{mark} belongs to another script"
            if _inside_word(document, match.span()):
                yield self.edit(*match.span(), message, safety=Safety.REPORT)
                continue
            change = _change(document, match.span(), here)
            if change is None:
                yield self.edit(*match.span(), message, safety=Safety.REPORT)
            else:
                yield self.edit(min(change.start, match.start()), max(change.end, match.end()), message, [change])


@functools.cache
def _letters(scripts: frozenset[str]) -> regex.Pattern[str]:
    return regex.compile("[" + "".join(rf"\p{{Script={name}}}" for name in sorted(scripts)) + "]")


def _among_own_letters(document: Document, run: Span, scripts: frozenset[str]) -> bool:
    """Whether the nearest letters on both sides are not of the mark's scripts, and one side has letters close by."""
    text = document.text
    before = text[max(0, run[0] - _LOOK) : run[0]].rpartition("\n")[2].rstrip()
    behind = text[run[1] : run[1] + _LOOK].partition("\n")[0].lstrip()
    if before[-1:] in _QUOTING and behind[:1] in _QUOTING and before and behind:
        return False
    near_before = next((c for c in reversed(before) if c.isalpha()), "")
    near_behind = next((c for c in behind if c.isalpha()), "")
    own = _letters(scripts)
    if own.match(near_before) or own.match(near_behind):
        return False
    touching = before.rstrip(_SKIPPED)[-1:] + behind.lstrip(_SKIPPED)[:1]
    return bool(near_before or near_behind) and any(c.isalnum() or c in ")]\"”’'%.!?" for c in touching)


def _inside_word(document: Document, run: Span) -> bool:
    """Whether a stop stands where letters were lost: `de。ed`, `the 。 forest`; abbreviations and addresses aside."""
    text = document.text
    behind_blank = text[run[1] : run[1] + 7].lstrip(" \t")[:1]
    if _MARKS[text[run[0]]][0] != "." or not behind_blank.islower():
        return False
    if text[run[1] : run[1] + 1] != behind_blank:
        return True
    before = re.compile(r"[^\W\d_]*\Z").search(text, max(0, run[0] - _LOOK), run[0])
    behind = re.compile(r"[^\W\d_]*").match(text, run[1])
    if before is None or behind is None or not before[0]:
        return True
    lexicon = document.lexicon
    return not (
        len(before[0]) == 1
        or before[0] in lexicon.words("abbreviations")
        or behind[0] in lexicon.words("domain-endings")
        or before[0].lower() == "www"
    )


def _change(document: Document, run: Span, here: str) -> Change | None:
    """The mark written as this script writes it, with the blanks it needs; None where other marks stand in the way."""
    text = document.text
    start, end = run
    behind = text[end : end + 1]
    if here == "(":
        return Change(start, end, (" (" if text[start - 1 : start].isalnum() else "("))
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    previous = text[start - 1] if start else ""
    if previous and previous in ",;:" and here in ".,;:":
        return None
    if previous and previous in ".!?" and here == ".":
        return Change(start, end, " " if behind.isalnum() else "")
    if behind == here and not text.startswith("..", end):
        return Change(start, end, "")
    return Change(start, end, _repeated(here, end - run[0]) + (" " if _needs_blank(document, run, here) else ""))


def _repeated(here: str, count: int) -> str:
    """The mark for a run of `count` foreign ones: emphasis and rows of dots stay, all else is doubled by error."""
    if here == ".":
        return "..." if count > 2 else here
    return here * count if here in "!?" else here


def _needs_blank(document: Document, run: Span, here: str) -> bool:
    """Whether a blank is due between the mark and what follows it."""
    text = document.text
    before, behind = text[run[0] - 1 : run[0]], text[run[1] : run[1] + 1]
    if not behind or behind.isspace() or behind in _SEPARATES or behind in _MARKS:
        return False
    if here in ".,:" and before.isdigit() and behind.isdigit():
        return False
    if behind in "”’»":
        return False
    if behind in "\"“‘'«":
        return behind in "“‘«" or _opens(document, run[1])
    if here == "." and _in_dotted_name(document, run):
        return False
    return here != ")" or behind.isalnum()


def _opens(document: Document, place: int) -> bool:
    """Whether the straight mark at `place` opens a quotation."""
    if document.text[place] == "'":
        return document.text[place + 1 : place + 2].isalnum() and not re.match(r"s\b", document.text[place + 1 :][:2])
    return place in document.once(_opening_places)


def _opening_places(document: Document) -> frozenset[int]:
    marks = [mark for unit in quotation.units(document) for mark in unit.marks]
    return frozenset(mark.start for mark in marks if mark.role is quotation.Role.OPEN)


def _in_dotted_name(document: Document, run: Span) -> bool:
    """Whether the stop joins single letters (p.m.) or the parts of an address."""
    text = document.text
    before = re.compile(r"[^\W\d_]*\Z").search(text, max(0, run[0] - _LOOK), run[0])
    behind = re.compile(r"([^\W\d_]+)(.?)").match(text, run[1])
    if before is None or behind is None:
        return False
    if before[0].lower() == "www" or behind[1] in document.lexicon.words("domain-endings"):
        return True
    return len(before[0]) == 1 and len(behind[1]) == 1 and _MARKS.get(behind[2], (behind[2],))[0] == "."


_COLON = re.compile(r":(?<=[^\W\d_)\]]:)(?=[ \t]+[A-ZÀ-Þ]|[ \t]*(?:\r?\n|\Z))")
_STOP = re.compile(r"[^\W\d_)\]][.!?][\"”’)]*(?=\s|\Z)")
_MIN_COLONS = 4
_MIN_WORDS = 5
_LONGEST_LOOK = 200


@dataclass(frozen=True)
class ColonForStop(Rule):
    """Write a full stop for the colon that ends most sentences of a document.

    Why: the Armenian and the Ethiopic full stop look like a colon, and engines render them as one.

    Not touched: documents in which colons end fewer sentences than stops do, labels, speakers, colons before lists and
    quotations.

    Safety: safe, because no writer ends most sentences in a colon.
    """

    name = "punctuation/colon-for-stop"
    measured = Prior(
        confidence=1.0,
        reason="101 edits in 9 of 3,740 machine translations, 14 read: all right; none in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix(
            "The mill was sold in the spring: Nobody knows the new owner yet: It stood empty for many years: "
            "The town had no use for it: Now it will be a school.",
            "The mill was sold in the spring. Nobody knows the new owner yet. It stood empty for many years. "
            "The town had no use for it. Now it will be a school.",
        ),
        keep("The rule is simple: Never sell the mill. It is old. It is ours."),
        keep("Anna: Yes.\nOtto: No.\nAnna: Why?\nOtto: It is old.\nAnna: So what?"),
    )

    def relevant(self, text: str) -> bool:
        """There must be some colons."""
        return text.count(":") >= _MIN_COLONS

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each colon, where they are the rule."""
        text = document.text
        if text.count(":") < _MIN_COLONS:
            return
        colons = [match.start() for match in _COLON.finditer(text) if _ends_clause(text, match.start())]
        if len(colons) < _MIN_COLONS or len(colons) < sum(1 for _ in _STOP.finditer(text)):
            return
        for place in colons:
            yield self.edit(place, place + 1, "a colon that stands for a full stop", [Change(place, place + 1, ".")])


def _ends_clause(text: str, place: int) -> bool:
    """Whether enough words stand before the colon to be a sentence, and no list or quotation follows it."""
    window = max(0, place - _LONGEST_LOOK)
    start = max(text.rfind(mark, window, place) for mark in ("\n", ". ", ": ", "? ", "! "))
    follows = text[place + 1 : place + 12].lstrip()[:1]
    return len(text[max(start + 1, window) : place].split()) >= _MIN_WORDS and follows not in (
        "-",
        "•",
        "*",
        '"',
        "“",
        "‘",
        "'",
        "(",
    )
