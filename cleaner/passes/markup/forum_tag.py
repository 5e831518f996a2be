"""Tags of forums: BBCode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._closing import are_closed
from cleaner.passes.markup._leave_alone import FORUM_TAGS
from cleaner.rules import Elsewhere, Prior, Rule, Safety, fix, keep
from cleaner.spans import after_whitespace, before_whitespace

_NAMES = (
    "b|i|u|s|strike|url|email|img|quote|size|color|colour|font|center|centre|left|right|justify|indent|list|spoiler|youtube"
    "|video|media|attach|h[1-6]|sub|sup|highlight|align|user|mention|member|post|thread"
)
_TAG = expression(rf"\[(?P<close>/?)(?P<name>{_NAMES})(?P<value>[ =][^\[\]\n]{{1,300}})?\]|\[\*\]", re.IGNORECASE)
_CODE = expression(r"\[/?(?:code|php|html|noparse|tex|latex)\b", re.IGNORECASE)
_LINE_BREAK = expression(r"\r?\n")
_MEDIA = frozenset(("img", "youtube", "video", "media", "attach"))


class ForumTag(Rule):
    """Remove the tags of forums: `[b]Selling:[/b] a mill`, `[url=https://…]photos[/url]`, `[quote]…[/quote]`.

    Why: posts are stored in BBCode, and archives keep it.

    Not touched: tags that do not close, texts that speak of tags or have code between them, brackets of editors.

    Safety: risky. The words stay but for the addresses of pictures and films, and pairs of these names are in no other
    text; but a post may be meant to be shown by its forum again, and only its owner knows.
    """

    name = "markup/forum-tag"
    measured = Prior(
        confidence=0.95,
        reason="pairs of tags that only forums have; none in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.RISKY
    lists = ("markup-terms",)
    elsewhere = Elsewhere.APPLY
    needs = ("[/",)
    acts_on = r"\[/"
    examples = (
        fix("[b]For sale:[/b] a mill, [i]old[/i].", "For sale: a mill, old.", at="[b]"),
        fix("See [url=https://example.org/m]the photos[/url].", "See the photos.", at="[url=https://example.org/m]"),
        fix("[quote=Anna]It leaks.[/quote]\n\nMine, too.", "It leaks.\n\nMine, too."),
        keep("Write [b]word[/b]: the tag makes it bold."),
        keep("He [b] and she [i] were there, a[i] too."),
        keep("[code]a[b]c[/b][/code]"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each tag."""
        text = document.text
        tags = list(_TAG.finditer(text))
        if _CODE.search(text) or not _all_close(tags) or is_meant(document, *tags[0].span(), FORUM_TAGS):
            return
        position = 0
        for number, match in enumerate(tags):
            start, end = match.span()
            if start < position:
                continue
            name = (match["name"] or "").lower()
            if name in _MEDIA and not match["close"] and number + 1 < len(tags):
                end = tags[number + 1].end()
            position = end
            start, end = _with_gap(text, start, end, name)
            yield self.edit(start, end, "tags of a forum", [Change(start, end, "")], swallows=True)


def _all_close(tags: list[re.Match[str]]) -> bool:
    """Whether every tag has its partner, and there is one at all."""
    named = [match for match in tags if match["name"] is not None]
    return are_closed(named) and any(match["close"] for match in named)


def _with_gap(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    """A tag with the space or the line end beside it that nothing needs when it is gone."""
    low, high = before_whitespace(text, start), after_whitespace(text, end)
    if low == 0:
        return start, high
    if high == len(text) and name:
        return low, end
    if text[start - 1] == "\n" and (line_break := _LINE_BREAK.match(text, end)):
        return start, line_break.end()
    return start, end + (text[start - 1] == " " and text[end : end + 1] == " ")
