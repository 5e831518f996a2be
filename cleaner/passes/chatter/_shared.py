"""The bases of the rules that take away what models and prompts put around a translation; see `_envelope`."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.additions import Addition, AdditionRule
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.passes.chatter._announcement import ANNOUNCEMENT_LISTS
from cleaner.passes.chatter._envelope import ENVELOPE_LISTS, envelope
from cleaner.passes.chatter._leave_alone import LEAVE_ALONE_LISTS
from cleaner.passes.chatter._lines import LINE_LISTS
from cleaner.passes.chatter._questions import SIGN_LISTS
from cleaner.passes.chatter._talk import TALK_LISTS
from cleaner.rules import Elsewhere


class EnvelopeRule(AdditionRule):
    """A rule that deletes all layers of its kind."""

    elsewhere = Elsewhere.REPORT
    optional_lists = tuple(
        dict.fromkeys((*ANNOUNCEMENT_LISTS, *ENVELOPE_LISTS, *TALK_LISTS, *LINE_LISTS, *SIGN_LISTS, *LEAVE_ALONE_LISTS))
    )
    sources = (envelope,)

    def additions(self, document: Document) -> tuple[Addition, ...]:
        """The layers around the text and between its paragraphs."""
        return document.once(envelope)


class EnclosureRule(EnvelopeRule):
    """A rule whose layers come in pairs, one at each end, and go together."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        layers = self.own_additions(document)
        for head, tail in zip(layers[::2], layers[1::2], strict=False):
            yield self._unwrapped(document, head, tail)

    def _unwrapped(self, document: Document, head: Addition, tail: Addition) -> Edit:
        changes = [Change(head.start, head.end, ""), *head.inner, Change(tail.start, tail.end, "")]
        if not head.inner and any(document.protected.cuts(change.start, change.end) for change in changes):
            # A fence beside other text counts as code: it is taken whole and its inside put back.
            changes = [Change(head.start, tail.end, document.text[head.end : tail.start])]
        return self.edit(head.start, tail.end, self.message, changes, swallows=True)
