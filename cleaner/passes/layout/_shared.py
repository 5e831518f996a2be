"""What the rules about layout share."""

from __future__ import annotations

from bisect import bisect_left

from cleaner.document import Document


def touches_edit(document: Document, start: int, end: int) -> bool:
    """Whether an earlier pass changed the text within or beside the span."""
    edited = document.edited
    index = bisect_left(edited, (start, start))
    return any(first <= end and last >= start for first, last in edited[max(0, index - 1) : index + 1])
