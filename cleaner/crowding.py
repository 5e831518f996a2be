"""Edits so close together that each of them would cost more than it tells: joined into a few that do the same.

What an edit costs (a verdict, a finding, a net change, offsets) is a multiple of what finding it costs. Text that
anyone reads has an edit every few sentences; text with one every few characters over thousands of them is hostile, or
was never text. There the neighbours are replaced together, with what is between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.alignment import apply
from cleaner.document import Document
from cleaner.edits import Change, Edit

MIN_CROWD = 2000
"""Fewer changes of one rule are never joined."""

REACH = 16
"""Characters a change, on average, up to which a text is crowded; and between two changes that are joined."""

MAX_JOINED = 2000
"""Characters that one joined edit covers, at most: what one of them is refused for costs no more."""


def joined(document: Document, edits: list[Edit]) -> list[Edit]:
    """`edits` of one rule as they are, or joined to fewer that make the same text where they are crowded.

    Neighbours are joined that have the same safety and confidence and nothing protected between them; the joined edit
    has the message of the first.
    """
    changes = sum(len(edit.changes) or 1 for edit in edits)
    if changes < MIN_CROWD or changes * REACH < len(document.text):
        return edits
    return [_edit(document.text, group) for group in _groups(document, edits)]


def _groups(document: Document, edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in sorted((part for edit in edits for part in _parts(edit)), key=lambda edit: (edit.start, edit.end)):
        if group and not _belongs(document, group, edit):
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _parts(edit: Edit) -> Iterator[Edit]:
    """An edit whose changes are themselves a crowd, one part a change: `a line cut into pieces` of a megabyte."""
    if len(edit.changes) < MIN_CROWD:
        yield edit
        return
    for change in edit.changes:
        yield _like(edit, change.start, change.end, (change,))


def _belongs(document: Document, group: list[Edit], edit: Edit) -> bool:
    first, last = group[0], group[-1]
    return (
        0 <= edit.start - last.end <= REACH
        and edit.end - first.start <= MAX_JOINED
        and edit.safety is first.safety
        and edit.confidence == first.confidence
        and edit.swallows == first.swallows
        and bool(edit.changes) == bool(first.changes)
        and not (edit.start > last.end and document.protected.overlaps(last.end, edit.start))
    )


def _edit(text: str, group: list[Edit]) -> Edit:
    first, end = group[0], group[-1].end
    if len(group) == 1 or not first.changes:
        return first if len(group) == 1 else _like(first, first.start, end, ())
    local = [
        Change(change.start - first.start, change.end - first.start, change.replacement)
        for edit in group
        for change in edit.changes
    ]
    replacement = apply(text[first.start : end], local)
    return _like(first, first.start, end, (Change(first.start, end, replacement),))


def _like(edit: Edit, start: int, end: int, changes: tuple[Change, ...]) -> Edit:
    return Edit(edit.rule, start, end, edit.message, changes, edit.confidence, edit.safety, edit.swallows)
