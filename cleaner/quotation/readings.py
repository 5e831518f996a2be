"""How the marks of a unit pair up: readings from strict to lenient, of which the first that balances holds."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.quotation.marks import Mark, Role
from cleaner.spans import Span


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of the language that tell which side of a space a mark belongs to, in lower case.

    `speech` are verbs of speech tags; `leaders` words that lead to a quotation or go on after one: small words, verbs
    of speech, "term", "word".
    """

    speech: frozenset[str]
    leaders: frozenset[str]


class Reading(enum.Enum):
    """Under which reading the marks of a unit pair up; from strict to lenient."""

    SHAPE = "by shape and position"
    CONTEXT = "by context alone"
    MEASURES = "with marks after numbers taken for inches"
    ALTERNATING = "every other mark closes"
    NONE = "not at all"


@dataclass(slots=True, eq=False)
class Unit:
    """A passage of text read as one, with its double marks and how they pair."""

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


def _by_shape(mark: Mark) -> Role:
    return mark.context if mark.glyph is Role.EITHER else mark.glyph


def _by_context(mark: Mark) -> Role:
    return mark.glyph if mark.context is Role.EITHER else mark.context


def read(text: str, span: Span, marks: list[Mark], words: Cues) -> Unit:
    """Try the readings in turn; the first that leaves no mark alone holds. Empty quotations stay out if they can."""
    filled = [mark for mark in marks if not mark.empty]
    if not filled and len(marks) == _PAIR and (marks[0].start, marks[1].end) == span:
        filled = marks  # set off at both ends, as tokenizers do
    unit = Unit(*span, filled)
    unit.reading = _reading(text, filled, words)
    if unit.reading is Reading.NONE and len(filled) < len(marks):
        with_empty = _reading(text, marks, words)
        if with_empty is Reading.NONE:
            _reading(text, filled, words)
        else:
            unit.marks, unit.reading = marks, with_empty
    unit.pairs = [(m, m.partner) for m in unit.marks if m.partner is not None and m.partner.start > m.start]
    return unit


def _reading(text: str, marks: Sequence[Mark], words: Cues) -> Reading:
    """Pair the marks under the strictest reading that balances, or as far as it goes by position."""
    counted = [mark for mark in marks if not mark.measure]
    if len(counted) == 1 and not _after_number(text, counted[0]):
        _balances(counted, _by_context)
        return Reading.NONE
    if _balances(counted, _by_shape):
        return Reading.SHAPE
    if _balances(counted, _by_context):
        return Reading.CONTEXT
    inches = [m for m in counted if _after_number(text, m)]
    if inches and _balances([m for m in counted if not _after_number(text, m)], _by_context):
        for mark in inches:
            mark.measure, mark.partner = True, None
        return Reading.MEASURES
    if _alternates(text, counted, words):
        return Reading.ALTERNATING
    _balances(counted, _by_context)
    return Reading.NONE


def _after_number(text: str, mark: Mark) -> bool:
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
    return opening.shape in ("„", ",,") and mark.shape == "“" and mark.context is not Role.OPEN


def _alternates(text: str, marks: Sequence[Mark], words: Cues) -> bool:
    """Pair first and second, third and fourth, where a mark that objects only stands on the wrong side of a space."""
    if len(marks) % 2 or any(mark.shape not in _ALTERNATING for mark in marks):
        return False
    for index, mark in enumerate(marks):
        wanted = Role.CLOSE if index % 2 else Role.OPEN
        if mark.context not in (wanted, Role.EITHER) and (
            len(mark.shape) > 1 or not _may_be_misplaced(text, marks, index, words)
        ):
            return False
        mark.role = wanted
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        opening.partner, closing.partner = closing, opening
    return True


_ALTERNATING = ('"', "“", "”", "''")
"""Marks whose shape does not tell whether they open or close, in text of engines and tokenizers."""

_PAIR = 2

_SHORT = 60
"""The length up to which words between two marks may be a quotation that no stop or comma sets off."""

_MAX_TAG = 6
"""Words of a speech tag."""

_MAX_TERM = 3
"""Words of a term in straight marks after which a mark may be glued to the next word."""


def _may_be_misplaced(text: str, marks: Sequence[Mark], index: int, words: Cues) -> bool:
    """Whether a mark that seems to do the opposite may just stand on the wrong side of its space."""
    return _may_close(text, marks, index, words) if index % 2 else _may_open(text, marks, index, words)


def _may_close(text: str, marks: Sequence[Mark], index: int, words: Cues) -> bool:
    """Whether a mark after a space and before a small letter closes: a speech tag follows (`"Yes, "he said`), or it
    stands after a term and before a word that goes on (`the word "boat "is old`)."""
    mark = marks[index]
    if text[mark.start - 1 : mark.start] not in (" ", "\t") or not text[mark.end : mark.end + 1].islower():
        return False
    inner = text[marks[index - 1].end : mark.start].rstrip()
    following = text[mark.end : mark.end + _SHORT].split()[:4]
    if inner.endswith((",", "!", "?")) and not words.speech.isdisjoint(following):
        return True
    within = inner.split()
    if not _is_short(inner) or not within or within[-1].lower() in words.leaders:
        return False
    return mark.shape == "”" or (len(within) <= _MAX_TERM and following[0].strip(",.;:!?") in words.leaders)


def _may_open(text: str, marks: Sequence[Mark], index: int, words: Cues) -> bool:
    """Whether a mark after a word and before a space opens: the word leads to a quotation, as in `He said" yes"`; or
    it ends a speech tag after a mark between spaces, which can only close (`"Yes! " he said." We go."`)."""
    mark = marks[index]
    if text[mark.end : mark.end + 1] not in (" ", "\t"):
        return False
    if not text[mark.start - 1 : mark.start].islower():
        return index > 0 and marks[index - 1].context is Role.EITHER and _is_tag(text, marks[index - 1], mark, words)
    before = text[max(0, mark.start - _SHORT) : mark.start].split()
    if not before or before[-1].lower() not in words.leaders:
        return False
    closing = marks[index + 1]
    return closing.context is not Role.OPEN and _is_short(text[mark.end : closing.start])


def _is_tag(text: str, closing: Mark, opening: Mark, words: Cues) -> bool:
    """Whether between two marks stands who spoke, and a stop or a comma."""
    said = text[closing.end : opening.start].split()
    tags = words.speech
    return 1 < len(said) <= _MAX_TAG and said[-1][-1] in ".," and any(word.strip(".,") in tags for word in said)


def _is_short(inner: str) -> bool:
    return len(inner) <= _SHORT and not re.search(r"[.!?;:]\s", inner)
