"""The rule boilerplate/page-trail."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.rules import Document, Edit, Prior, Rule, Safety, keep, report

_TRAIL = expression(r"(?:[ \t]+[-–—|][ \t]+(?P<site>[^\n|–—]{2,40}))\s*\Z|(?P<crumbs>\|(?:[^|\n]{2,40}\|){2,})\s*\Z")

_MARK = expression(r"[-–—](?=[ \t])|\|")
_REACH = 120
"""Characters at the end in which a trail is searched for."""


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
    acts_on = r"[-–—][ \t]|\|"
    examples = (
        report("The fair opens today.|Culture|Saga Shimbun News|", at="|Culture|Saga Shimbun News|"),
        report("The fair opens today. | Valley Times", at=" | Valley Times"),
        keep("It costs |x| at most, that is |x|."),
        keep("The fair opens today, on Monday."),
    )

    def relevant(self, text: str) -> bool:
        """A bar or a dash near the end."""
        return _MARK.search(text[-_REACH:] if not text[-1:].isspace() else text.rstrip()[-_REACH:]) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for a trail at the end of the text."""
        text = document.text.rstrip()
        match = _TRAIL.search(text, max(0, len(text) - _REACH))
        if match is None or not match.start() or text[match.start() - 1] not in '.!?。！？”"':
            return
        if "|" in match[0] or (match["site"] and match["site"].istitle()):
            yield self.edit(match.start(), match.end(), "the name of a site, left over from the page")
