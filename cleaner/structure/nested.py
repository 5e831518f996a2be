"""Prose within prose: a string of a JSON file that is a page, or Markdown, or a file of subtitles."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.structure.prose import Piece, Prose, Shows


def nested(outer: Prose, inner: Sequence[Prose]) -> list[Prose]:
    """The prose `inner` of the text that `outer` shows, in offsets of the file of `outer`."""
    starts = [piece.at for piece in outer.pieces]
    return [
        dataclasses.replace(
            each,
            file=outer.file,
            pieces=tuple(part for piece in each.pieces for part in _placed(outer, starts, piece)),
            spell=_Spelling(each, outer),
            source=each.source or outer.source,
            lang=each.lang or outer.lang,
        )
        for each in inner
    ]


@dataclasses.dataclass(frozen=True)
class _Spelling:
    """Writes new text as one format has it, and that as the other."""

    inner: Prose
    outer: Prose

    def __call__(self, text: str) -> str:
        return self.outer.spell(self.inner.spell(text))


def _placed(outer: Prose, starts: Sequence[int], piece: Piece) -> Iterator[Piece]:
    """A piece of the inner prose in the file; plain text in parts, where the file spells some of it otherwise."""
    if piece.kind is not Shows.PLAIN:
        yield dataclasses.replace(piece, start=_offset(outer, piece.start), end=_offset(outer, piece.end))
        return
    first, last = bisect_right(starts, piece.start), bisect_left(starts, piece.end)
    edges = [piece.start, *starts[first:last], piece.end]
    for around, (start, end) in zip(outer.pieces[first - 1 : last], pairwise(edges), strict=True):
        text = outer.text[start:end]
        yield Piece(around.kind, piece.at + start - piece.start, text, _offset(outer, start), _offset(outer, end))


def _offset(outer: Prose, offset: int) -> int:
    """Where in the file a character of the outer text begins."""
    if offset >= len(outer.text):
        return outer.pieces[-1].end
    return outer.span(offset, offset + 1)[0]
