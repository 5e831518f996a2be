"""The rule boilerplate/page-trail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.rules import Document, Edit, Prior, Rule, Safety, keep, report

_TRAIL = re.compile(r"(?:[ \t]+[-–—|][ \t]+(?P<site>[^\n|–—]{2,40}))\s*\Z|(?P<crumbs>\|(?:[^|\n]{2,40}\|){2,})\s*\Z")


@dataclass(frozen=True)
class PageTrail(Rule):
    """Report the name of a site or a trail of headings after the last sentence.

    Why: a title taken from a browser's window ends in " - Yahoo! News", a Japanese page in "|Culture|Saga Shimbun|".

    Not touched: what the last sentence says itself; anything that does not follow a stop.

    Safety: report only. A dash and a name may be an agency's sign-off.
    """

    name = "boilerplate/page-trail"
    measured = Prior(
        confidence=0.6,
        reason="a dash and a name may be an agency's sign-off, which belongs to the text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    needs = ("|", "- ", "– ", "— ", "-\t", "–\t", "—\t")
    acts_on = r"[-|–—]"
    examples = (
        report("The fair opens today.|Culture|Saga Shimbun News|", at="|Culture|Saga Shimbun News|"),
        report("The fair opens today. | Valley Times", at=" | Valley Times"),
        keep("It costs |x| at most, that is |x|."),
        keep("The fair opens today, on Monday."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for a trail at the end of the text."""
        text = document.text.rstrip()
        match = _TRAIL.search(text, max(0, len(text) - 120))
        if match is None or not match.start() or text[match.start() - 1] not in '.!?。！？”"':
            return
        if "|" in match[0] or (match["site"] and match["site"].istitle()):
            yield self.edit(match.start(), match.end(), "the name of a site, left over from the page")
