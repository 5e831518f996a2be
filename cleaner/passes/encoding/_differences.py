"""Where two texts differ that are equal in most of their characters, as changes of a few characters each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from operator import ne

import msgspec

from cleaner.expressions import expression

_SOLID = expression("[!->@-~]")
"""The ASCII characters that mojibake repair neither makes nor consumes: all that print, but for the question mark and
the space, which are in place of lost bytes."""

_LOOSE = expression("[ \ufffd\u202a-\u202e\u2066-\u2069]")
"""Characters that are mostly in both texts, too, but can be made or consumed."""

_MAX_COMPARED = 200
"""Characters up to which two spans are compared one by one."""

_MAX_PIECES = 2000
_CROWDED = 16
"""Changes of one gap, and the characters for each, beyond which they are made in rows of so many pieces:"""

_ROW = 200


class Repair(msgspec.Struct, frozen=True, order=True, gc=False):
    """One span of a line and what is made of it; whether its characters are lost for good; whether the span is a whole
    handle or hashtag, which is protected."""

    start: int
    end: int
    replacement: str
    lost: bool = False
    swallows: bool = False


def differences(before: str, after: str, offset: int = 0) -> Iterator[Repair]:
    """The changes that lead from `before` to `after`, in offsets that begin at `offset`, as they are drawn. Linear.

    The solid characters are in both texts, in the same order: they cut both into the same number of gaps, and only
    gaps can differ. Should ftfy ever break that, the whole line is one change.
    """
    if _SOLID.findall(before) != _SOLID.findall(after):
        yield _trimmed(before, after, offset)
        return
    for found, replacement in zip(_SOLID.split(before), _SOLID.split(after), strict=True):
        if found != replacement:
            yield from _gap_changes(found, replacement, offset)
        offset += len(found) + 1


def _gap_changes(found: str, replacement: str, offset: int) -> Iterator[Repair]:
    """The changes within one gap: by pieces between loose characters, unless one of those was made or used up."""
    if _LOOSE.findall(found) != _LOOSE.findall(replacement):
        yield _trimmed(found, replacement, offset)
        return
    pieces, new_pieces = _LOOSE.split(found), _LOOSE.split(replacement)
    if len(pieces) > _MAX_PIECES and sum(map(ne, pieces, new_pieces)) > max(_MAX_PIECES, len(found) / _CROWDED):
        yield from _rows(found, replacement, pieces, new_pieces, offset)
        return
    for piece, new_piece in zip(pieces, new_pieces, strict=True):
        if piece != new_piece:
            yield _trimmed(piece, new_piece, offset)
        offset += len(piece) + 1


def _rows(found: str, replacement: str, pieces: list[str], new_pieces: list[str], offset: int) -> Iterator[Repair]:
    """The changes within a gap of thousands, for rows of pieces: no page has so many words in a row with neither a
    letter nor a mark of ASCII, and a change for each would cost more than it tells."""
    start = new_start = 0
    for first in range(0, len(pieces), _ROW):
        end = start + sum(map(len, row := pieces[first : first + _ROW])) + len(row)
        new_end = new_start + sum(map(len, row := new_pieces[first : first + _ROW])) + len(row)
        if found[start:end] != replacement[new_start:new_end]:
            yield _trimmed(found[start:end], replacement[new_start:new_end], offset + start)
        start, new_start = end, new_end


def parts(found: str, replacement: str, offset: int) -> Iterator[Repair]:
    """The changes between what both texts share; one change for all where they are long."""
    if max(len(found), len(replacement)) > _MAX_COMPARED:
        yield Repair(offset, offset + len(found), replacement)
        return
    matcher = difflib.SequenceMatcher(None, found, replacement, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation != "equal":
            yield Repair(offset + start, offset + end, replacement[new_start:new_end])


def _trimmed(found: str, replacement: str, offset: int) -> Repair:
    """One change without the ends that both texts share."""
    end, new_end = len(found), len(replacement)
    if found[:1] != replacement[:1] and found[-1:] != replacement[-1:]:
        return Repair(offset, offset + end, replacement)
    shorter = min(end, new_end)
    head = 0
    while head < shorter and found[head] == replacement[head]:
        head += 1
    while end > head and new_end > head and found[end - 1] == replacement[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    return Repair(offset + head, offset + end, replacement[head:new_end])
