"""Text that was decoded with the wrong encoding. ftfy knows how to repair it; this module knows when it is worth
asking, and where in the line the repair took place."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.mentions import mentions
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_LONE = "\x80-\x9fÂÃŒœ"
"""The characters outside ASCII that ftfy takes for mojibake though only ASCII stands around them; all its other signs
are two neighbours outside ASCII."""

_LONE_CHARACTERS = tuple(map(chr, range(0x80, 0xA0))) + tuple("ÂÃŒœ")
_SIGN = re.compile(f"[^\\x00-\\x7f]{{2,}}|[{_LONE}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REACH = 2
"""How many characters around a run outside ASCII ftfy's signs take in."""

_SOLID = re.compile("[!->@-~]")
"""The ASCII characters that mojibake repair neither makes nor consumes: all that print, but for the question mark and
the blank, which stand for lost bytes."""

_LOOSE = re.compile("[ \ufffd\u202a-\u202e\u2066-\u2069]")
"""Characters that mostly stand in both texts, too, but can be made or consumed."""

_MAX_COMPARED = 200
"""Characters up to which two stretches are compared one by one."""

_INVISIBLE_DIRECTION = re.compile("[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")
"""What no edit may make: controls, bidi controls, the replacement character."""


@dataclass(frozen=True)
class Mojibake(Rule):
    """Repair text that was decoded with the wrong encoding, as ftfy does.

    Why: UTF-8 read as Windows-1252 and the like turns ’ into â€™ and é into Ã©; every later step stumbles over it.

    Not touched: whatever ftfy does not recognise as mojibake; quotes, widths, ligatures, line ends, entities and
    composed letters, which ftfy could also change; texts that speak of character encodings; what is lost for good:
    where ftfy could only write a replacement character, the place is reported.

    Safety: safe. ftfy changes a line only where the outcome is certain by its measure; no line of human text in the
    corpora is touched.
    """

    name = "encoding/mojibake"
    measured = Prior(
        confidence=1.0,
        reason="9 edits in 1.19 million words of human text, all right; equal to ftfy on 6,967 documents",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
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
        return b"??" in text.encode("ascii", "replace") or any(sign in text for sign in _LONE_CHARACTERS)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each stretch that ftfy rewrites, a line at a time."""
        text = document.text
        start = 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            line = text[start:end]
            if could_change(line):
                fixed = _fix_line()(line)
                if fixed != line and not document.once(_speaks_of_encodings):
                    for change in differences(line, fixed, start):
                        yield from self._edits(text, change)
            start = end

    def _edits(self, text: str, change: Change) -> Iterator[Edit]:
        """An edit that makes `change`; where it would make what no edit may, one for each part that does not."""
        start, end, replacement = change.start, change.end, _INVISIBLE_DIRECTION.sub("", change.replacement)
        if not _FORBIDDEN.search(replacement):
            yield self.edit(start, end, "text decoded with the wrong encoding", [Change(start, end, replacement)])
            return
        for part in _parts(text[start:end], replacement, start):
            lost = _FORBIDDEN.search(part.replacement)
            message = "text decoded with the wrong encoding" + (", and lost" if lost else "")
            yield self.edit(part.start, part.end, message, [] if lost else [part])


def _speaks_of_encodings(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("encoding-terms"))


def could_change(line: str) -> bool:
    """Whether ftfy, asked for mojibake alone, could change `line`; a cheap look, never wrong where it says no.

    ftfy decides over a line by patterns of a few characters. All of them hold a character of certain categories, and
    two neighbours outside ASCII or one of a few characters alone: it is enough to search the patterns around these. A
    lone surrogate is none of them: ftfy could only write a replacement character for it.
    """
    if line.isascii():
        return False
    telling, is_bad = _telling(), _is_bad()
    if not telling.search(line):
        return False
    for match in _SIGN.finditer(line):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if telling.search(line, start, end) and (is_bad(line[start:end]) or _SURROGATE.search(line, start, end)):
            return True
    return False


@functools.cache
def _telling() -> re.Pattern[str]:
    """The characters of which every sign of mojibake holds one, and surrogates.

    The other categories of ftfy are letters and marks that are common in clean text; of them only Ђ makes a sign
    without help from these: it stands for the first byte of quotes and dashes.
    """
    from ftfy.badness import MOJIBAKE_CATEGORIES

    clean = {"common", "lower_common", "upper_common"}
    characters = "".join(chars for name, chars in MOJIBAKE_CATEGORIES.items() if name not in clean)
    return re.compile(f"[{characters}\N{CYRILLIC CAPITAL LETTER DJE}\ud800-\udfff]")


@functools.cache
def _is_bad() -> Callable[[str], bool]:
    from ftfy.badness import is_bad

    return is_bad


@functools.cache
def _fix_line() -> Callable[[str], str]:
    """ftfy with nothing but mojibake repair switched on; loaded when the first suspicious line comes."""
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return lambda line: ftfy.fix_text(line, config)


def differences(before: str, after: str, offset: int = 0) -> list[Change]:
    """The changes that lead from `before` to `after`, in offsets that begin at `offset`. Linear.

    The solid characters stand in both texts, in the same order: they cut both into the same number of gaps, and only
    gaps can differ. Should ftfy ever break that, the whole line is one change.
    """
    if _SOLID.findall(before) != _SOLID.findall(after):
        return [_trimmed(before, after, offset)]
    gaps_before, gaps_after = _SOLID.split(before), _SOLID.split(after)
    changes: list[Change] = []
    for found, replacement in zip(gaps_before, gaps_after, strict=True):
        if found != replacement:
            changes += _gap_changes(found, replacement, offset)
        offset += len(found) + 1
    return changes


def _gap_changes(found: str, replacement: str, offset: int) -> Iterator[Change]:
    """The changes within one gap: by pieces between loose characters, unless one of those was made or used up."""
    if _LOOSE.findall(found) != _LOOSE.findall(replacement):
        yield _trimmed(found, replacement, offset)
        return
    for piece, new_piece in zip(_LOOSE.split(found), _LOOSE.split(replacement), strict=True):
        if piece != new_piece:
            yield _trimmed(piece, new_piece, offset)
        offset += len(piece) + 1


def _parts(found: str, replacement: str, offset: int) -> Iterator[Change]:
    """The changes between what both texts share; one change for all where they are long."""
    if max(len(found), len(replacement)) > _MAX_COMPARED:
        yield Change(offset, offset + len(found), replacement)
        return
    matcher = difflib.SequenceMatcher(None, found, replacement, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation != "equal":
            yield Change(offset + start, offset + end, replacement[new_start:new_end])


def _trimmed(found: str, replacement: str, offset: int) -> Change:
    """One change without the ends that both texts share."""
    shorter = min(len(found), len(replacement))
    head = 0
    while head < shorter and found[head] == replacement[head]:
        head += 1
    tail = 0
    while tail < shorter - head and found[-1 - tail] == replacement[-1 - tail]:
        tail += 1
    return Change(offset + head, offset + len(found) - tail, replacement[head : len(replacement) - tail])
