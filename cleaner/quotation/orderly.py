"""A prefilter: whether one expression proves that all double marks of a text are in order."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.expressions import expression
from cleaner.spans import Span

ORDERLY = expression(
    r"(?:[^\"“”„‟«»‹›「」『』`']++"
    r"|'(?!')"
    r"|\"(?<![^\s(\[–—-]\")(?=[^\s\"“”.,;:!?)\]'])[^\"“”„‟«»‹›「」『』`'\n]*+"
    r"(?:'(?!'|\")[^\"“”„‟«»‹›「」『』`'\n]*+)*+(?<![\s(\[])\"(?=[\s.,;:!?)\]–—-]|\Z)"
    r"|“(?<![^\s(\[–—-]“)(?=[^\s\"“”.,;:!?)\]])[^\"“”„‟«»‹›「」『』`'\n]*+"
    r"(?:'(?!'|\")[^\"“”„‟«»‹›「」『』`'\n]*+)*+(?<![\s(\[])”(?=[\s.,;:!?)\]–—’'-]|\Z)"
    r")*+"
)
"""Text whose double marks pair within their lines, each on the right side of its space: nothing to look at closer."""


_OTHERS = frozenset("„‟«»‹›「」『』`")
_DOUBLED_SINGLES = (",,", "‘‘", "’’")
_RUNS = ("''", *_DOUBLED_SINGLES)
"""Double marks that only the expression decides over, and runs that may be some."""

_BEFORE_OPENING = frozenset(" \t\n\r\f\v([–—-")
_NO_FIRST = frozenset(' \t\n\r\f\v"“”.,;:!?)]')
_NO_LAST = frozenset(" \t\n\r\f\v([")
_UNSURE = frozenset("'\x1c\x1d\x1e\x1f\x85") | set(filter(str.isspace, map(chr, range(0xA0, 0x3001))))
_AFTER_CLOSING = frozenset(" \t\n\r\f\v.,;:!?)]–—-")


def is_orderly(text: str, shown: str | None = None) -> bool:
    """Whether the prefilter proves that all double marks of `text` are in order; `shown` are the signs of its gaps,
    where they are known: what is not in them need not be searched for in the text."""
    return _is_plainly_orderly(text, text if shown is None else shown) or _is_proved(text)


def _is_proved(text: str) -> bool:
    return is_orderly_block(text, (0, len(text)), doubled_singles(text))


def _is_plainly_orderly(text: str, shown: str) -> bool:
    """The same for texts with marks of one kind, straight or curly, cut at them: it says no where it cannot tell."""
    straight, curly = '"' in shown, "“" in shown or "”" in shown
    if (straight and curly) or not _OTHERS.isdisjoint(shown) or any(run in shown for run in _RUNS):
        return False
    if not (straight or curly):
        return True
    pieces = text.split('"') if straight else text.replace("”", "“").split("“")
    if len(pieces) % 2 == 0 or (curly and not _alternates(text, len(pieces) // 2)):
        return False
    outside, inside = pieces[::2], pieces[1::2]
    return (
        _BEFORE_OPENING.issuperset([piece[-1:] or "x" for piece in outside[1:-1]])
        and (not outside[0] or outside[0][-1] in _BEFORE_OPENING)
        and _AFTER_CLOSING.issuperset([piece[:1] or "x" for piece in outside[1:-1]])
        and (not outside[-1] or outside[-1][0] in _AFTER_CLOSING)
        and all(inside)
        and _NO_FIRST.isdisjoint([piece[0] for piece in inside])
        and _NO_LAST.isdisjoint([piece[-1] for piece in inside])
        and not any("\n" in piece or piece[0] in _UNSURE or piece[-1] in _UNSURE for piece in inside)
    )


def _alternates(text: str, pairs: int) -> bool:
    """Whether so many opening and closing curly marks take turns."""
    if text.count("“") != pairs:
        return False
    return all("”" in piece for piece in text.split("“")[1:])


def doubled_singles(text: str) -> list[str]:
    """The double marks of two single ones that a text has: of them, the expression cannot tell."""
    return [run for run in _DOUBLED_SINGLES if run in text]


def is_orderly_block(text: str, block: Span, doubled: Sequence[str]) -> bool:
    """The same of a block of a text, whose `doubled_singles` are given."""
    match = ORDERLY.match(text, *block)
    if match is None or match.end() < block[1]:
        return False
    return not doubled or all(text.find(run, *block) < 0 for run in doubled)
