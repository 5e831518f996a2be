"""The double quotation marks of a span of text, and what their neighbours say they do."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.spans import Span

_BEFORE_OPENING = frozenset("([{<=/*_~>|-–—¿¡")
"""What may stand before an opening mark, spaces aside."""

_AFTER_CLOSING = frozenset(".,;:!?)]}>/*_~|-–—…%&<")
"""What may stand after a closing mark, spaces aside."""

_NOT_AFTER_OPENING = frozenset(",;:!?)]}")
_NOT_BEFORE_CLOSING = frozenset("([{")
_ALL_MARKS = frozenset("\"“”„‟«»‹›「」『』'‘’‚‛`")

_TOKEN = expression(
    r"[\"“”„‟`'‘’,](?:(?<=\")\"*|(?<=[“”„‟])|(?<=`)(?<!``)`(?!`)|(?<=')(?<!'')'(?!')|(?<=‘)‘(?!‘)|(?<=’)’(?!’)"
    r"|(?<=,)(?<![^\s(],),(?=\w))"
)
_AFTER_DIGIT = expression(r"\d['′\"]")
"""What every measure has; faster to look for."""

_MEASURE = expression(
    r"(?<![\w.,])\d+(?:\.\d+)?(?:'|′) ?-?\d+(?:[./]\d+)?(?: ?½| ?¼| ?¾)?(\"|''|″|”)(?!\w)"  # 5' 10"
    r"|(?<![\w.,])\d+(?:[./]\d+)?(?:\"|'') ?[x×] ?\d+(?:[./]\d+)?(\"|'')"  # 4" x 6"
)

QUOTATION_GAP = r"[\"“”„‟«»‹›「」『』`]|''|,,|‘‘|’’"
"""What of a double quotation mark shows between small letters (`Rule.acts_on`)."""

_MOST_NESTED = 6
"""How many marks may stand together where quotations end within quotations."""


class Role(enum.Enum):
    """What a mark does: open or close a quotation; EITHER where its neighbours do not tell."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(slots=True, eq=False)
class Mark:
    """One quotation mark, or a run that stands for one: two backquotes, two apostrophes, a doubled mark."""

    start: int
    end: int
    shape: str
    context: Role
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


def scan(text: str, block: Span) -> Iterator[Mark]:
    """The double marks of a block. A run of three straight marks is two: a doubled one and a single one."""
    measured = _AFTER_DIGIT.search(text, *block) is not None
    found = _MEASURE.finditer(text, *block) if measured else ()
    measures = {match.start(group) for match in found for group in (1, 2) if match[group]}
    for match in _TOKEN.finditer(text, *block):
        start, end = match.span()
        shape = match[0]
        context = _role_by_neighbours(text, start, end, block)
        if _between_singles(text, start, end):
            continue  # a mark between single ones is a character that is named
        if shape == '"""' and context is not Role.EITHER:
            split = start + 1 if context is Role.OPEN else start + 2
            yield Mark(start, split, text[start:split], context)
            yield Mark(split, end, text[split:end], context)
        elif len(shape) <= 3:
            mark = Mark(start, end, shape, context)
            mark.measure = start in measures
            mark.empty = shape in ('""', "''") and _stands_empty(text, start, end, block)
            yield mark


def _between_singles(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in ("'", "‘", "’") and after in ("'", "‘", "’") and not text[start - 2 : start - 1].isalnum()


def _stands_empty(text: str, start: int, end: int, block: Span) -> bool:
    """Whether two marks are an empty quotation: no word touches them on either side."""
    before = text[start - 1] if start > block[0] else " "
    after = text[end] if end < block[1] else " "
    return not (before.isalnum() or before in ".,;!?…)") and not (after.isalnum() or after in "([…")


def _role_by_neighbours(text: str, start: int, end: int, block: Span) -> Role:
    """What the neighbours of a mark say; other marks between it and them do not count."""
    left, right = start - 1, end
    while left >= max(block[0], start - _MOST_NESTED) and text[left] in _ALL_MARKS:
        left -= 1
    while right < min(block[1], end + _MOST_NESTED) and text[right] in _ALL_MARKS:
        right += 1
    before = text[left] if left >= block[0] else ""
    after = text[right] if right < block[1] else ""
    free_before = not before or before.isspace()
    free_after = not after or after.isspace()
    can_open = (free_before or before in _BEFORE_OPENING) and not free_after and after not in _NOT_AFTER_OPENING
    if after == ".":
        can_open = can_open and text[right + 1 : right + 2].strip() not in ("", '"', "”")
    can_close = not free_before and before not in _NOT_BEFORE_CLOSING and (free_after or after in _AFTER_CLOSING)
    if can_open == can_close:
        return Role.EITHER
    return Role.OPEN if can_open else Role.CLOSE
