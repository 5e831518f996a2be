"""Which quotation marks of a text belong together: one scanner that every rule about quotations asks.

Marks are read a unit at a time: a line, or a paragraph whose lines were wrapped by hand. What a mark does is told by
its place (blank before, word behind) and by its shape; a unit is read in several ways, the strictest first, and the
reading under which every mark has a partner is the right one. Where none balances, the unit is uncertain and its marks
without a partner are named. Work is linear in the text for each reading.
"""

from __future__ import annotations

import enum
import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from cleaner.document import Document
from cleaner.spans import Span

DOUBLE_OPENING = "“„‟"
DOUBLE_CLOSING = "”"
SINGLE_OPENING = "‘‚‛"
SINGLE_CLOSING = "’"
BRACKETS = {"«": "»", "‹": "›", "「": "」", "『": "』"}
"""Marks with one direction each in English text; some languages use « and » the other way round."""

_BEFORE_OPENING = frozenset("([{<=/*_~>|-–—¿¡")
"""What may stand before an opening mark, blanks aside."""

_AFTER_CLOSING = frozenset(".,;:!?)]}>/*_~|-–—…%&<")
"""What may stand behind a closing mark, blanks aside."""

_NOT_AFTER_OPENING = frozenset(",;:!?)]}")
_NOT_BEFORE_CLOSING = frozenset("([{")
_ALL_MARKS = frozenset("\"“”„‟«»‹›「」『』'‘’‚‛`")

_TOKEN = re.compile(r"\"+|[“”„‟]|(?<!`)``(?!`)|(?<!')''(?!')|‘‘(?!‘)|’’(?!’)|(?<![^\s(]),,(?=\w)")
_OPENS_AGAIN = ('"', "“", "„", "‟")
_MEASURE = re.compile(
    r"(?<![\w.,])\d+(?:\.\d+)?(?:'|′) ?-?\d+(?:[./]\d+)?(?: ?½| ?¼| ?¾)?(\"|''|″|”)(?!\w)"  # 5' 10"
    r"|(?<![\w.,])\d+(?:[./]\d+)?(?:\"|'') ?[x×] ?\d+(?:[./]\d+)?(\"|'')"  # 4" x 6"
)
_WRAPPED_WIDTH = 100
"""A line longer than this was not wrapped by hand."""

_MOST_NESTED = 6
"""How many marks may stand together where quotations end within quotations."""

_MOST_MARKS = 2000
"""A paragraph with more marks is no prose; it is left unread, which bounds the work."""

_LONG_ENOUGH = 45
"""The mean length from which the lines of a block count as wrapped, not as verse or dialogue."""

ORDERLY = re.compile(
    r"(?:[^\"“”„‟«»‹›「」『』`']++"
    r"|'(?!')"
    r"|\"(?<![^\s(\[–—-]\")(?=[^\s\"“”.,;:!?)\]'])[^\"“”„‟«»‹›「」『』`'\n]*+"
    r"(?:'(?!'|\")[^\"“”„‟«»‹›「」『』`'\n]*+)*+(?<![\s(\[])\"(?=[\s.,;:!?)\]–—-]|\Z)"
    r"|“(?<![^\s(\[–—-]“)(?=[^\s\"“”.,;:!?)\]])[^\"“”„‟«»‹›「」『』`'\n]*+"
    r"(?:'(?!'|\")[^\"“”„‟«»‹›「」『』`'\n]*+)*+(?<![\s(\[])”(?=[\s.,;:!?)\]–—’'-]|\Z)"
    r")*+"
)
"""Text whose double marks pair within their lines, each on the right side of its blank: nothing to look at closer."""


class Role(enum.Enum):
    """What a mark does: open or close a quotation; EITHER where its place does not tell."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


class Reading(enum.Enum):
    """Under which reading the marks of a unit pair up; from strict to lenient."""

    SHAPE = "by shape and place"
    PLACE = "by place alone"
    MEASURES = "with marks behind numbers taken for inches"
    ALTERNATING = "every other mark closes"
    NONE = "not at all"


@dataclass(slots=True, eq=False)
class Mark:
    """One quotation mark, or a run that stands for one: two backquotes, two apostrophes, a doubled mark."""

    start: int
    end: int
    shape: str
    place: Role
    partner: Mark | None = None
    role: Role = Role.EITHER
    measure: bool = False
    empty: bool = False
    """Two marks that may be an empty quotation, and count only where the others do not pair up without them."""

    continued: bool = False
    """An opening mark whose speech goes on in the next paragraph, which opens it again."""

    @property
    def glyph(self) -> Role:
        """What the shape alone says."""
        if self.shape[0] in "“„‟`‘,":
            return Role.OPEN
        return Role.CLOSE if self.shape[0] in "”’" or self.shape == "''" else Role.EITHER


@dataclass(slots=True, eq=False)
class Unit:
    """A stretch of text read as one, with its double marks and how they pair."""

    start: int
    end: int
    marks: list[Mark]
    reading: Reading = Reading.NONE
    pairs: list[tuple[Mark, Mark]] = field(default_factory=list)

    def nested(self) -> Iterator[tuple[Mark, Mark, Mark]]:
        """The pairs that lie within another, each with the opening mark of the one around it."""
        around: list[tuple[Mark, Mark]] = []
        for opening, closing in self.pairs:
            while around and around[-1][1].start < opening.start:
                around.pop()
            if around and closing.end <= around[-1][1].start:
                yield opening, closing, around[-1][0]
            around.append((opening, closing))

    @property
    def lone(self) -> list[Mark]:
        """The marks without a partner, measures and speeches that go on aside."""
        return [m for m in self.marks if m.partner is None and not m.measure and not m.continued]


@functools.lru_cache(maxsize=2)
def is_orderly(text: str) -> bool:
    """Whether a quick look proves that all double marks of `text` are in order; kept for the text at hand."""
    if ",," in text or "‘‘" in text or "’’" in text:
        return False
    match = ORDERLY.match(text)
    return match is not None and match.end() == len(text)


def irregular_units(document: Document) -> list[Unit]:
    """The units of a document whose marks a quick look does not find in order; for `document.once`."""
    return [] if is_orderly(document.text) else _units(document, skip_orderly=True)


def units(document: Document) -> list[Unit]:
    """The units of a document that hold double marks, read; for `document.once`."""
    return _units(document, skip_orderly=False)


def _units(document: Document, *, skip_orderly: bool) -> list[Unit]:
    text = document.text
    verbs = document.lexicon.words("speech-tags")
    found: list[Unit] = []
    blocks = list(_blocks(text))
    for block in blocks:
        if not (skip_orderly and _is_orderly_block(text, block)):
            found += _read_block(text, block, verbs)
    found = [unit for unit in found if unit.marks]
    _join_speeches(text, found, [start for start, _ in blocks])
    return found


def _is_orderly_block(text: str, block: Span) -> bool:
    match = ORDERLY.match(text, *block)
    if match is None or match.end() < block[1]:
        return False
    return all(text.find(run, *block) < 0 for run in (",,", "‘‘", "’’"))


_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_BREAK = re.compile(r"\r?\n|\r")


def _blocks(text: str) -> Iterator[Span]:
    """The stretches between blank lines; where their lines are too long to be wrapped by hand, the lines."""
    start = 0
    for match in _BLANK_LINES.finditer(text):
        yield from _wrapped_or_lines(text, (start, match.start()))
        start = match.end()
    yield from _wrapped_or_lines(text, (start, len(text)))


def _wrapped_or_lines(text: str, block: Span) -> Iterator[Span]:
    if text.find("\n", *block) < 0 and text.find("\r", *block) < 0:
        yield block
        return
    lines = _lines(text, block)
    if max(end - start for start, end in lines) > _WRAPPED_WIDTH:
        yield from lines
    else:
        yield block


def _read_block(text: str, block: Span, verbs: frozenset[str]) -> list[Unit]:
    """The units of one block: its lines where each balances, else the block where that was wrapped or balances."""
    marks = list(islice(_marks(text, block), _MOST_MARKS + 1))
    if not marks or len(marks) > _MOST_MARKS:
        return []
    lines = _lines(text, block)
    if len(lines) == 1:
        return [_read(text, block, marks, verbs)]
    singles = [_read(text, line, own, verbs) for line, own in zip(lines, _distribute(marks, lines), strict=True) if own]
    if all(unit.reading is not Reading.NONE for unit in singles):
        return singles
    whole = _read(text, block, list(_marks(text, block)), verbs)
    body = lines[:-1]
    if whole.reading is not Reading.NONE or sum(e - s for s, e in body) >= _LONG_ENOUGH * len(body):
        return [whole]
    return singles


def _lines(text: str, block: Span) -> list[Span]:
    lines, start = [], block[0]
    for match in _LINE_BREAK.finditer(text, *block):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, block[1]))
    return lines


def _distribute(marks: Sequence[Mark], lines: Sequence[Span]) -> list[list[Mark]]:
    """The marks of each line."""
    own: list[list[Mark]] = [[] for _ in lines]
    line = 0
    for mark in marks:
        while mark.start >= lines[line][1]:
            line += 1
        own[line].append(mark)
    return own


def _marks(text: str, block: Span) -> Iterator[Mark]:
    """The double marks of a block. A run of three straight marks is two: a doubled one and a single one."""
    measures = {m.start(group) for m in _MEASURE.finditer(text, *block) for group in (1, 2) if m[group]}
    for match in _TOKEN.finditer(text, *block):
        start, end = match.span()
        shape = match[0]
        place = _place(text, start, end, block)
        if _between_singles(text, start, end):
            continue  # a mark between single ones is a character that is named
        if shape == '"""' and place is not Role.EITHER:
            split = start + 1 if place is Role.OPEN else start + 2
            yield Mark(start, split, text[start:split], place)
            yield Mark(split, end, text[split:end], place)
        elif len(shape) <= 3:
            mark = Mark(start, end, shape, place)
            mark.measure = start in measures
            mark.empty = shape in ('""', "''") and _stands_empty(text, start, end, block)
            yield mark


def _between_singles(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return before in ("'", "‘", "’") and behind in ("'", "‘", "’") and not text[start - 2 : start - 1].isalnum()


def _stands_empty(text: str, start: int, end: int, block: Span) -> bool:
    """Whether two marks are an empty quotation: no word touches them on either side."""
    before = text[start - 1] if start > block[0] else " "
    behind = text[end] if end < block[1] else " "
    return not (before.isalnum() or before in ".,;!?…)") and not (behind.isalnum() or behind in "([…")


def _place(text: str, start: int, end: int, block: Span) -> Role:
    """What the neighbours of a mark say; other marks between it and them do not count."""
    left, right = start - 1, end
    while left >= max(block[0], start - _MOST_NESTED) and text[left] in _ALL_MARKS:
        left -= 1
    while right < min(block[1], end + _MOST_NESTED) and text[right] in _ALL_MARKS:
        right += 1
    before = text[left] if left >= block[0] else ""
    behind = text[right] if right < block[1] else ""
    free_before = not before or before.isspace()
    free_behind = not behind or behind.isspace()
    can_open = (free_before or before in _BEFORE_OPENING) and not free_behind and behind not in _NOT_AFTER_OPENING
    if behind == ".":
        can_open = can_open and text[right + 1 : right + 2].strip() not in ("", '"', "”")
    can_close = not free_before and before not in _NOT_BEFORE_CLOSING and (free_behind or behind in _AFTER_CLOSING)
    if can_open == can_close:
        return Role.EITHER
    return Role.OPEN if can_open else Role.CLOSE


# ---------------------------------------------------------------------------------------------------------- readings


def _by_shape(mark: Mark) -> Role:
    return mark.place if mark.glyph is Role.EITHER else mark.glyph


def _by_place(mark: Mark) -> Role:
    return mark.glyph if mark.place is Role.EITHER else mark.place


def _read(text: str, span: Span, marks: list[Mark], verbs: frozenset[str]) -> Unit:
    """Try the readings in turn; the first that leaves no mark alone holds. Empty quotations stay out if they can."""
    filled = [mark for mark in marks if not mark.empty]
    unit = Unit(*span, filled)
    unit.reading = _reading(text, filled, verbs)
    if unit.reading is Reading.NONE and len(filled) < len(marks):
        with_empty = _reading(text, marks, verbs)
        if with_empty is Reading.NONE:
            _reading(text, filled, verbs)
        else:
            unit.marks, unit.reading = marks, with_empty
    unit.pairs = [(m, m.partner) for m in unit.marks if m.partner is not None and m.partner.start > m.start]
    return unit


def _reading(text: str, marks: Sequence[Mark], verbs: frozenset[str]) -> Reading:
    """Pair the marks under the strictest reading that balances, or as far as it goes by place."""
    counted = [mark for mark in marks if not mark.measure]
    if _balances(counted, _by_shape):
        return Reading.SHAPE
    if _balances(counted, _by_place):
        return Reading.PLACE
    inches = [m for m in counted if _behind_number(text, m)]
    if inches and _balances([m for m in counted if not _behind_number(text, m)], _by_place):
        for mark in inches:
            mark.measure, mark.partner = True, None
        return Reading.MEASURES
    if _alternates(text, counted, verbs):
        return Reading.ALTERNATING
    _balances(counted, _by_place)
    return Reading.NONE


def _behind_number(text: str, mark: Mark) -> bool:
    return mark.shape in ('"', "''", "”") and text[mark.start - 1 : mark.start].isdigit()


def _balances(marks: Sequence[Mark], role: Callable[[Mark], Role]) -> bool:
    """Pair the marks under a reading; whether each found its partner."""
    open_marks: list[Mark] = []
    balanced = True
    for mark in marks:
        mark.partner = None
        wanted = role(mark)
        if open_marks and _closes_low_mark(open_marks[-1], mark):
            wanted = Role.CLOSE
        if wanted is Role.EITHER:
            wanted = Role.CLOSE if open_marks else Role.OPEN
        mark.role = wanted
        if wanted is Role.OPEN:
            open_marks.append(mark)
        elif open_marks:
            mark.partner = open_marks.pop()
            mark.partner.partner = mark
        else:
            balanced = False
    return balanced and not open_marks


def _closes_low_mark(opening: Mark, mark: Mark) -> bool:
    """Whether `mark` is the “ of „text“."""
    return opening.shape in ("„", ",,") and mark.shape == "“" and mark.place is not Role.OPEN


def _alternates(text: str, marks: Sequence[Mark], verbs: frozenset[str]) -> bool:
    """Pair first and second, third and fourth, where a mark that objects only stands on the wrong side of a blank."""
    if len(marks) % 2 or any(mark.shape not in ('"', "“", "”") for mark in marks):
        return False
    for index, mark in enumerate(marks):
        wanted = Role.CLOSE if index % 2 else Role.OPEN
        if mark.place not in (wanted, Role.EITHER) and not _may_be_misplaced(text, marks, index, verbs):
            return False
        mark.role = wanted
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        opening.partner, closing.partner = closing, opening
    return True


_SHORT = 60
"""The length up to which words between two marks may be a quotation that no stop or comma sets off."""


def _may_be_misplaced(text: str, marks: Sequence[Mark], index: int, verbs: frozenset[str]) -> bool:
    """Whether a mark that seems to do the opposite may just stand on the wrong side of its blank.

    A closing mark may, where a speech tag stands behind it or few words before it: `"Yes, "he said`; an opening one
    before few words: `as" so"`.
    """
    mark = marks[index]
    if index % 2:
        if text[mark.start - 1 : mark.start] not in (" ", "\t") or not text[mark.end : mark.end + 1].islower():
            return False
        inner = text[marks[index - 1].end : mark.start].rstrip()
        tag = text[mark.end : mark.end + 60].split()[:4]
        return (inner.endswith((",", "!", "?")) and not verbs.isdisjoint(tag)) or _is_short(inner)
    if text[mark.end : mark.end + 1] not in (" ", "\t") or not text[mark.start - 1 : mark.start].islower():
        return False
    return marks[index + 1].place is not Role.OPEN and _is_short(text[mark.end : marks[index + 1].start])


def _is_short(inner: str) -> bool:
    return len(inner) <= _SHORT and not re.search(r"[.!?;:]\s", inner)


def _join_speeches(text: str, found: Sequence[Unit], starts: Sequence[int]) -> None:
    """Excuse an opening mark without its closing one where the next paragraph opens the speech again."""
    for unit in found:
        lone = unit.lone
        if len(lone) != 1 or lone[0].role is not Role.OPEN:
            continue
        following = bisect_right(starts, unit.start)
        while following < len(starts) and starts[following] < unit.end:
            following += 1
        if following < len(starts):
            start = starts[following]
            lead = text[start : start + 8].lstrip()
            lone[0].continued = lead[:1] in _OPENS_AGAIN and lead[1:2].strip() != ""
