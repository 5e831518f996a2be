"""Where two texts differ that are equal in most of their characters, as changes of a few characters each."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from cleaner.edits import Change

_SOLID = re.compile("[!->@-~]")
"""The ASCII characters that mojibake repair neither makes nor consumes: all that print, but for the question mark and
the space, which are in place of lost bytes."""

_LOOSE = re.compile("[ \ufffd\u202a-\u202e\u2066-\u2069]")
"""Characters that are mostly in both texts, too, but can be made or consumed."""

_MAX_COMPARED = 200
"""Characters up to which two spans are compared one by one."""


def differences(before: str, after: str, offset: int = 0) -> list[Change]:
    """The changes that lead from `before` to `after`, in offsets that begin at `offset`. Linear.

    The solid characters are in both texts, in the same order: they cut both into the same number of gaps, and only
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


def parts(found: str, replacement: str, offset: int) -> Iterator[Change]:
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
