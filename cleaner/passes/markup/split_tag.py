"""Tags that translation broke."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import SPLIT_TAGS
from cleaner.protection import TAG_NAMES
from cleaner.rules import Elsewhere, Prior, Rule, keep, report

_NAMES = frozenset(TAG_NAMES.split("|"))
_BROKEN = expression(
    r"<(?P<before>[ ]{0,2})(?P<slash>/?)(?P<after>[ ]{0,2})(?P<name>[A-Za-z][A-Za-z0-9]*)[ ]{0,2}(?P<empty>/?)[ ]?>"
)


class SplitTag(Rule):
    """Report tags that translation broke with spaces: `< b >`, `</ a>`, and what they were.

    Why: engines that do not know markup set `<` and `>` off like words, and the page then shows the tag as text.

    Not touched: tags that browsers understand (`<br / >`), comparisons such as a < b > c, texts that speak of markup.

    Safety: report. A repair would make a live tag out of text, and no edit of this program may do that.
    """

    name = "markup/split-tag"
    measured = Prior(
        confidence=0.9,
        reason="no finding in 3 million words of human text; none in machine text to read",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("markup-terms",)
    safety = Safety.REPORT
    elsewhere = Elsewhere.APPLY
    needs = ("<",)
    acts_on = "<"
    examples = (
        report("Press < b >Save< / b > now.", at="< b >"),
        report("See <a href='x'>the list</ a> first.", at="</ a>"),
        keep("if a < b > c then"),
        keep("one line<br / >and another"),
        keep("A service may turn the HTML tag <b> into < b >, and </b> into </ b>."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each broken tag; an opening one only where its closing one follows."""
        text = document.text
        tags = [match for match in _BROKEN.finditer(text) if match["name"].lower() in _NAMES]
        broken = [match for match in tags if match["before"] or (match["slash"] and match["after"])]
        closed = {match["name"].lower(): match.start() for match in tags if match["slash"]}
        for match in broken:
            start, end = match.span()
            name, slash, empty = match["name"], match["slash"], match["empty"]
            if not (slash or empty or closed.get(name.lower(), -1) > start):
                continue
            if is_meant(document, start, end, SPLIT_TAGS):
                continue
            whole = f"<{slash}{name}{empty}>"
            yield self.edit(start, end, f"broken tag: {whole}", [Change(start, end, whole)])
