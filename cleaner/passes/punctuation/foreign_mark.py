"""Marks of another script in running text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import islice

import regex

from cleaner import quotation
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.rules import Measured, Rule, fix, keep, report
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

_FOREIGN = expression(f"([{''.join(_MARKS)}])\\1*")

_BEYOND = expression("[^\0-\u037d\u037f-\u052f\u2000-\u3000]")
"""A class that holds all foreign marks: searched faster than the marks one by one, compiled faster than a range."""

_PIECE_BEFORE = expression(r"[^\W\d_]+\Z")
_PIECE_AFTER = expression(r"[a-zß-öø-ÿ][^\W\d_]*")
_LOST = expression(r"。(?<=[a-z]。)(?=[a-z])")
_LETTERS_BEFORE = expression(r"[^\W\d_]*\Z")
_MAX_PIECE = 4
_LISTING = "、"
"""Stands within words where an engine lost characters more often than any other comma."""

_MOST_MARKS = 20_000
"""A text with more is no text that a few foreign marks slipped into; it is left alone, which bounds the work."""

_LOOK = 24
"""How far to look for the letters around a mark."""


_WORD = expression(r"[^\W\d_]+")
_QUOTING = frozenset("\"'“”‘’`«»「」[]")

_SEPARATES = frozenset(",.;:?!)%")


class ForeignMark(Rule):
    """Write the mark of this script for one of another that an engine carried over, as in `said，yes。now`.

    Why: engines copy the marks of the source, and East Asian ones come without the space after them.

    Not touched: marks between letters of their own script, marks that are named in quotes, code.

    Safety: safe between letters of this script; a stop inside a word or sentence, where letters are lost, is reported.
    """

    name = "punctuation/foreign-mark"
    measured = Measured(
        right=799,
        judged=800,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damage restored in 400 news and 400 report lines",
    )
    lists = ("domain-endings",)
    optional_lists = (
        "abbreviations",
        "speech-tags",
        "parts-of-speech",
        "function-words",
        "style-words",
        "auxiliaries",
        "relatives",
    )
    acts_on = f"[{''.join(_MARKS)}]"
    examples = (
        report("The bio、ity of the lake is known.", at="、"),
        fix("The mill was sold，they said。", "The mill was sold, they said.", at="，"),
        fix("The mill is old。It stands（still）here。", "The mill is old. It stands (still) here.", at="。"),
        fix("Is the mill old؟ Yes، it is۔", "Is the mill old? Yes, it is.", at="؟"),
        report("The bio、ity type is old.", at="、"),
        report("The mill was de。ed by fire.", at="。"),
        report("It has been dom、 for years.", at="、"),
        keep("The name 磨坊，水車。 means mill, and “。” is the stop of Chinese."),
        keep("سوق، مدرسة؟ are two words."),
        keep("The mill is old.\n\n水車“MILL”。"),
    )

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
    after = text[run[1] : run[1] + _LOOK].partition("\n")[0].lstrip()
    if before[-1:] in _QUOTING and after[:1] in _QUOTING and before and after:
        return False
    near_before = next((c for c in reversed(before) if c.isalpha()), "")
    near_after = next((c for c in after if c.isalpha()), "")
    own = _letters(scripts)
    if own.match(near_before) or own.match(near_after):
        return False
    around = f"{before} {after}"
    if len(own.findall(around)) >= len(_WORD.findall(own.sub(" ", around))):
        return False  # a sentence of its script, which names something in another
    touching = before.rstrip(_SKIPPED)[-1:] + after.lstrip(_SKIPPED)[:1]
    return bool(near_before or near_after) and any(c.isalnum() or c in ")]\"”’'%.!?" for c in touching)


def _inside_word(document: Document, run: Span) -> bool:
    """Whether a stop stands where letters were lost: `de。ed`, `the 。 forest`; abbreviations and addresses aside."""
    text = document.text
    after_space = text[run[1] : run[1] + 7].lstrip(" \t")[:1]
    if _MARKS[text[run[0]]][0] == ",":
        return _parts_word(document, run)
    if _MARKS[text[run[0]]][0] != ".":
        return False
    if not after_space.islower():
        return document.once(_loses_letters) and _ends_stump(document, run[0])
    if text[run[1] : run[1] + 1] != after_space:
        return True
    before = re.compile(r"[^\W\d_]*\Z").search(text, max(0, run[0] - _LOOK), run[0])
    after = re.compile(r"[^\W\d_]*").match(text, run[1])
    if before is None or after is None or not before[0]:
        return True
    lexicon = document.lexicon
    return not (
        len(before[0]) == 1
        or before[0] in lexicon.optional("abbreviations")
        or after[0] in lexicon.words("domain-endings")
        or before[0].lower() == "www"
    )


def _loses_letters(document: Document) -> bool:
    """Whether a stop stands for lost letters elsewhere: `cons。ed`."""
    return _LOST.search(document.text) is not None


def _ends_stump(document: Document, end: int) -> bool:
    """Whether the last word before `end` is short and in no list, as `Cri` of `Criminal`."""
    before = _LETTERS_BEFORE.search(document.text, max(0, end - _LOOK), end)
    known = vocabulary(document.lexicon)
    return bool(known and before and before[0] and len(before[0]) <= _MAX_PIECE and before[0].lower() not in known)


def _parts_word(document: Document, run: Span) -> bool:
    """Whether a comma is between two pieces of a word of which letters were lost: `bio、ity`, `has been dom、 for`."""
    lexicon = document.lexicon
    known = vocabulary(lexicon)
    before = _PIECE_BEFORE.search(document.text, max(0, run[0] - _LOOK), run[0])
    after = _PIECE_AFTER.match(document.text, run[1])
    if known and document.text[run[0]] == _LISTING:
        later = _PIECE_AFTER.match(document.text, run[1] + document.text.startswith(" ", run[1]))
        stump = before is not None and before[0].islower() and len(before[0]) <= _MAX_PIECE and before[0] not in known
        if stump or (later is not None and later[0].isascii() and later[0] not in known):
            return True
    if not known or before is None or after is None or len(after[0]) > _MAX_PIECE:
        return False
    if not before[0].islower() or before[0] in known:
        return False
    small = lexicon.optional("auxiliaries") | lexicon.optional("relatives") | lexicon.optional("abbreviations")
    return after[0] not in known and after[0] not in small


def _change(document: Document, run: Span, here: str) -> Change | None:
    """The mark written as this script writes it, with the spaces it needs; None where other marks stand in the way."""
    text = document.text
    start, end = run
    after = text[end : end + 1]
    if here == "(":
        return Change(start, end, (" (" if text[start - 1 : start].isalnum() else "("))
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    previous = text[start - 1] if start else ""
    if previous and previous in ",;:" and here in ".,;:":
        return None
    if previous and previous in ".!?" and here == ".":
        return Change(start, end, " " if after.isalnum() else "")
    if after == here and not text.startswith("..", end):
        return Change(start, end, "")
    return Change(start, end, _repeated(here, end - run[0]) + (" " if _needs_space(document, run, here) else ""))


def _repeated(here: str, count: int) -> str:
    """The mark for a run of `count` foreign ones: emphasis and rows of dots stay, all else is doubled by error."""
    if here == ".":
        return "..." if count > 2 else here
    return here * count if here in "!?" else here


def _needs_space(document: Document, run: Span, here: str) -> bool:
    """Whether a space is due between the mark and what follows it."""
    text = document.text
    before, after = text[run[0] - 1 : run[0]], text[run[1] : run[1] + 1]
    if not after or after.isspace() or after in _SEPARATES or after in _MARKS:
        return False
    if here in ".,:" and before.isdigit() and after.isdigit():
        return False
    if after in "”’»":
        return False
    if after in "\"“‘'«":
        return after in "“‘«" or _opens(document, run[1])
    if here == "." and _in_dotted_name(document, run):
        return False
    return here != ")" or after.isalnum()


def _opens(document: Document, position: int) -> bool:
    """Whether the straight mark at `position` opens a quotation."""
    if document.text[position] == "'":
        return document.text[position + 1 : position + 2].isalnum() and not re.match(
            r"s\b", document.text[position + 1 :][:2]
        )
    return position in document.once(_opening_positions)


def _opening_positions(document: Document) -> frozenset[int]:
    marks = [mark for unit in quotation.units(document) for mark in unit.marks]
    return frozenset(mark.start for mark in marks if mark.role is quotation.Role.OPEN)


def _in_dotted_name(document: Document, run: Span) -> bool:
    """Whether the stop joins single letters (p.m.) or the parts of an address."""
    text = document.text
    before = re.compile(r"[^\W\d_]*\Z").search(text, max(0, run[0] - _LOOK), run[0])
    after = re.compile(r"([^\W\d_]+)(.?)").match(text, run[1])
    if before is None or after is None:
        return False
    if before[0].lower() == "www" or after[1] in document.lexicon.words("domain-endings"):
        return True
    return len(before[0]) == 1 and len(after[1]) == 1 and _MARKS.get(after[2], (after[2],))[0] == "."
