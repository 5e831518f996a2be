"""Text that was decoded with the wrong encoding, repaired by ftfy a line at a time."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.mentions import is_meant
from cleaner.passes.encoding._differences import differences, parts
from cleaner.passes.encoding._ftfy import LONE_CHARACTERS, could_change, fix_line
from cleaner.passes.encoding._leave_alone import MOJIBAKE
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep, report

_SHORT = 64
"""Characters up to which what ftfy makes of a line is remembered."""

_INVISIBLE_DIRECTION = re.compile("[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]")
_FORBIDDEN = regex.compile(r"[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd--[\t\n\r]]", regex.V1)
"""What no edit may make: controls, bidi controls, the replacement character, code points of private use, of half a pair
and of no character: those come of bytes that were never text."""


@dataclass(frozen=True)
class Mojibake(Rule):
    """Repair text that was decoded with the wrong encoding, as ftfy does.

    Why: UTF-8 read as Windows-1252 and the like turns ’ into â€™ and é into Ã©; every later step stumbles over it.

    Not touched: whatever ftfy does not recognise as mojibake; quotes, widths, ligatures, line ends, entities and
    composed letters, which ftfy could also change; texts that speak of character encodings; what is lost for good:
    where ftfy could only write a replacement character, the span is reported.

    Safety: safe. ftfy changes a line only where the result is certain by its measure; no line of human text in the
    corpora is touched.
    """

    name = "encoding/mojibake"
    measured = Measured(
        right=408,
        judged=422,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="400 damaged lines restored exactly, 22 edits in human and machine text read",
    )
    lists = ("encoding-terms",)
    elsewhere = Elsewhere.APPLY
    acts_on = r"[^\x00-\x7f]"
    examples = (
        fix("The mayorâ€™s office is closed.", "The mayor’s office is closed.", at="â€™"),
        fix("Die StraÃŸe ist gesperrt.", "Die Straße ist gesperrt.", at="ÃŸ"),
        fix("The â€œgreen lineâ€\x9d opens.", "The “green line” opens.", at="â€œ"),
        fix("ÐŸÐ¾Ñ‡Ñ‚Ð° Ð·Ð°ÐºÑ€Ñ‹Ñ‚Ð°.", "Почта закрыта.", at="ÐŸÐ¾Ñ‡Ñ‚Ð°"),
        fix("They sang â€� all night.", "They sang � all night.", at="â€"),
        report("They sang like â€? birds.", at="â€?"),
        keep("The mayor’s café is closed."),
        keep("“Straße” is the German word."),
        keep("Read as Windows-1252, the UTF-8 bytes of é show as Ã©."),
    )

    def relevant(self, text: str) -> bool:
        """Mojibake shows as two neighbours outside ASCII, or as one of a few characters alone."""
        if text.isascii():
            return False
        return b"??" in text.encode("ascii", "replace") or any(sign in text for sign in LONE_CHARACTERS)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each span that ftfy rewrites, a line at a time."""
        text = document.text
        start = 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            repairs = (_short_repairs if end - start <= _SHORT else _repairs)(text[start:end])
            if repairs and not is_meant(document, start, end, MOJIBAKE):
                for change, lost in repairs:
                    yield self._edit(start + change.start, start + change.end, change.replacement, lost)
            start = end

    def _edit(self, start: int, end: int, replacement: str, lost: bool) -> Edit:
        if lost:
            return self.edit(start, end, "text decoded with the wrong encoding, and lost")
        return self.edit(start, end, "text decoded with the wrong encoding", [Change(start, end, replacement)])


def _repairs(line: str) -> tuple[tuple[Change, bool], ...]:
    """What ftfy changes in a line, and whether the characters there are lost for good."""
    if not could_change(line) or (fixed := fix_line(line)) == line:
        return ()
    return tuple(repair for change in differences(line, fixed) for repair in _makeable(line, change))


_short_repairs = functools.lru_cache(maxsize=4096)(_repairs)
"""`_repairs`, remembered: short lines repeat."""


def _makeable(line: str, change: Change) -> Iterator[tuple[Change, bool]]:
    """`change`; or, where it would make what no edit may, its parts, of which those that do are lost."""
    start, end, replacement = change.start, change.end, _INVISIBLE_DIRECTION.sub("", change.replacement)
    if not _FORBIDDEN.search(replacement):
        yield Change(start, end, replacement), False
        return
    for part in parts(line[start:end], replacement, start):
        yield part, _FORBIDDEN.search(part.replacement) is not None
