"""The same small talk after one quotation and the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.quotes._recurring import MIN_RECURRENCE, recurring
from cleaner.rules import Prior, Rule, fix, keep

_REMARK = r"[ \t]+(?P<remark>[A-Z][^.!?\n\"“”]{1,40}[.!?])(?=[ \t]*(?:\r?\n|\Z)|[ \t]+[\"“A-Z])"
_AFTER_TAG = tuple(expression(rf"{mark}(?<=[.!?,…]{mark})(?P<tag>[^\"“”\n.!?]{{2,120}}\.)?{_REMARK}") for mark in '"”')
"""One for each mark, so that the engine can scan for it."""

_TALKS = expression(
    r"(?i:(?:I|You|We|They|It|That|There|What|He|She|Let)['’](?:m|s|re|ve|ll|d)\b|(?:\w+ )?(?:\w+n['’]t|cannot)\b"
    r"|(?:Oh|Ah|Okay|Yes|No|Well|You know|My God|Come on|All right)\b|[^?]*\b(?:you|I|me)\b[^?]*\?)"
)
"""How people begin to talk: an engine that has learnt from films does so after a quotation."""


class RecurringRemark(Rule):
    """Delete a remark that stands after several quotations of a document: `…," she said. It's so`.

    Why: an engine that learnt from the subtitles of films goes on talking after a quotation, each time the same.

    Not touched: a sentence that stands elsewhere too, who said it ("Hall says."), what is told and not talked
    ("He lied."), which may be a refrain.

    Safety: safe, because the same sentence, of the kind that is only spoken, stands three times and more, always after
    a quotation and outside of it.
    """

    name = "quotes/recurring-remark"
    measured = Prior(
        confidence=0.85,
        reason="seen with engines in reports; the recurrence within the document is the evidence",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("speech-tags",)
    optional_lists = ("courtesies", "speech-verbs")
    acts_on = r"[.!?,…][\"”]"
    examples = (
        fix(
            '"It burnt," he said. I\'m sorry.\n\n"It fell," she said. I\'m sorry.\n\n"It sank," we said. I\'m sorry.',
            '"It burnt," he said.\n\n"It fell," she said.\n\n"It sank," we said.',
        ),
        keep('"It burnt," he said. He lied. "It fell," he said. He lied. "It sank," he said. He lied.'),
        keep('"It burnt," he said. I\'m sorry.\n\n"It fell," she said. I\'m sorry.\n\nIt sank.'),
        keep('"It burnt." Hall says. "It fell." Hall says. "It sank." Hall says.'),
    )

    def relevant(self, text: str) -> bool:
        """So many quotations must close before something that is said of them."""
        return any(text.count(mark) >= MIN_RECURRENCE for mark in ('" ', "” "))

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each remark."""
        text, remarks = document.text, defaultdict(list)
        for match in recurring(text, _AFTER_TAG):
            remarks[match["remark"]].append(match)
        for remark, found in remarks.items():
            if len(found) < MIN_RECURRENCE:
                continue  # as most that stand after a quotation, so that nothing need be asked of them
            matches = [match for match in found if _is_attributed(document, match["tag"])]
            count = len(matches)
            if count < MIN_RECURRENCE or text.count(remark) != count or not _is_talk(document, remark):
                continue
            message = f"“{remark}” after a quotation, {count} times in the document"
            for match in matches:
                start = match.end("tag") if match["tag"] else match.start() + 1
                yield self.edit(start, match.end(), message, [Change(start, match.end(), "")])


def _is_attributed(document: Document, tag: str | None) -> bool:
    """Whether what follows the quotation says who speaks, or nothing does."""
    lexicon = document.lexicon
    verbs = lexicon.words("speech-tags") | lexicon.optional("speech-verbs")
    return tag is None or not verbs.isdisjoint(re.findall(r"\w+", tag.lower()))


def _is_talk(document: Document, remark: str) -> bool:
    """Whether people say so and do not write it: contractions and courtesies."""
    return _TALKS.match(remark) is not None or remark[:-1].lower() in document.lexicon.optional("courtesies")
