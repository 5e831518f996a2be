"""Edits so close together that each of them would cost more than it tells: joined into a few that do the same.

What an edit costs (a verdict, a finding, a net change, offsets) is a multiple of what finding it costs. Text that
anyone reads has an edit every few sentences; text with one every few characters over thousands of them is hostile, or
was never text. There the neighbours are replaced together, with what is between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from cleaner.document import Document
from cleaner.edits import Change, Edit

MIN_CROWD = 2000
"""Fewer changes of one rule are never joined."""

MIN_PARTED = 100
"""Changes of one edit from which on, in a crowd, each is an edit of its own: a line cut into pieces."""

REACH = 16
"""Characters a change, on average, up to which a text is crowded; and between two changes that are joined."""

MAX_JOINED = 2000
"""Characters that one joined edit covers, at most: what one of them is refused for costs no more."""


class Crowd:
    """Joins the edits that rules propose for one document where they are crowded; the others pass as they are.

    `apart` says of a span of the document that edits there must stay single: one of them made a hazard, and it must
    show which. `has_joined` is whether anything was joined of the rule asked about last.
    """

    def __init__(self, document: Document, apart: Callable[[int, int], bool] | None = None) -> None:
        self._document = document
        self._apart = apart
        self._free = 0  # from the last edit asked about, nothing is protected up to here
        self.has_joined = False

    def joined(self, draw: Callable[[], Iterable[Edit]]) -> list[Edit]:
        """The edits of one rule, or fewer that make the same text; `draw` begins to propose them.

        Where some thousands in a row are a crowd, the rest is joined as it is drawn, so that no crowd is ever held
        whole; for one that comes in another order than that of the text, `draw` is called again. Neighbours are joined
        that have the same safety and confidence and nothing protected between them; the joined edit has the message of
        the first.
        """
        self.has_joined = False
        done: list[Edit] = []
        held: list[Edit] = []
        count = changes = 0
        coming = iter(draw())
        for edit in coming:
            held.append(edit)
            changes += len(edit.changes) or 1
            if changes >= MIN_CROWD:
                if changes * REACH >= _width(held):
                    try:
                        return done + self._joined(chain(_in_order(_parted(held)), coming))
                    except _DisorderError:
                        return self._joined(_in_order(_parted(draw())))
                done += held
                held, count, changes = [], count + changes, 0
        done += held
        count += changes
        if count >= MIN_CROWD and count * REACH >= len(self._document.text):
            return self._joined(_in_order(_parted(done)))
        return done

    def _joined(self, edits: Iterable[Edit]) -> list[Edit]:
        self.has_joined = True
        self._free = 0
        text, is_apart = self._document.text, self._apart
        done: list[Edit] = []
        group: list[Edit] = []
        first: Edit | None = None
        reached = reach = limit = 0  # where the last edit starts; how far the next may; how far any of the group
        for drawn in edits:
            for edit in (drawn,) if len(drawn.changes) < MIN_PARTED else _parts(drawn):
                start = edit.start
                if start < reached:
                    raise _DisorderError
                reached = start
                stays = is_apart is not None and is_apart(start, edit.end)
                if (
                    first is not None
                    and not stays
                    and group[-1].end <= start <= reach
                    and edit.end <= limit
                    and edit.safety is first.safety
                    and edit.confidence == first.confidence
                    and edit.swallows == first.swallows
                    and edit.rule == first.rule
                    and bool(edit.changes) == bool(first.changes)
                    and (start <= self._free or self._is_free(group[-1].end, start))
                ):
                    group.append(edit)
                else:
                    if group:
                        done.append(_as_one(text, group))
                    first, group = (None, []) if stays else (edit, [edit])
                    if stays:
                        done.append(edit)
                    limit = start + MAX_JOINED
                reach = edit.end + REACH
        if group:
            done.append(_as_one(text, group))
        return done

    def _is_free(self, start: int, end: int) -> bool:
        """Whether nothing between two edits is protected."""
        if end > start:
            self._free = self._document.protected.free_until(start)
        return end <= self._free or end == start


class _DisorderError(Exception):
    """Edits come in another order than that of the text."""


def _as_one(text: str, edits: Sequence[Edit]) -> Edit:
    """The edit that does what neighbours do, in their order; it has the message of the first."""
    first, end = edits[0], edits[-1].end
    if len(edits) == 1:
        return first
    if not first.changes:
        return _like(first, first.start, end, ())
    pieces: list[str] = []
    offset = first.start
    for edit in edits:
        for change in edit.changes:
            pieces += (text[offset : change.start], change.replacement)
            offset = change.end
    pieces.append(text[offset:end])
    return _like(first, first.start, end, (Change(first.start, end, "".join(pieces)),))


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=attrgetter("start", "end"))


def _parted(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits; one whose changes are themselves a crowd, a change at a time."""
    for edit in edits:
        if len(edit.changes) < MIN_PARTED:
            yield edit
        else:
            yield from _parts(edit)


def _parts(edit: Edit) -> Iterator[Edit]:
    """An edit, a change at a time."""
    for change in edit.changes:
        yield _like(edit, change.start, change.end, (change,))


def _like(edit: Edit, start: int, end: int, changes: tuple[Change, ...]) -> Edit:
    return Edit(edit.rule, start, end, edit.message, changes, edit.confidence, edit.safety, edit.swallows)


def _width(edits: Sequence[Edit]) -> int:
    """The characters from the first to the last of edits in any order."""
    return max((edit.end for edit in edits), default=0) - min((edit.start for edit in edits), default=0)
