"""Entities that were left in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.entities import LOOKS_LIKE_REFERENCE, character
from cleaner.expressions import expression
from cleaner.mentions import Reasons, is_meant, possible
from cleaner.passes.encoding._leave_alone import ENTITIES
from cleaner.quoted_values import QuotedValues, written
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep
from cleaner.runs import runs

_ESCAPED_AMPERSAND = r"(?:amp|#0{0,4}38|#[xX]26);"
_REFERENCE = r"#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30}"
_ENTITY = expression(rf"&(?P<chain>(?:{_ESCAPED_AMPERSAND})*)(?P<reference>{_REFERENCE});")
_CARRIAGE_RETURN = frozenset(("#13", "#xd", "#x0d", "#x0D", "#xD", "#013"))
_LINE_FEED = expression(r"\r?\n|&#(?:10|0?10|[xX]0?[aA]);")

_NO_TAG_FOLLOWS = expression(r"[ \t]|[0-9=.,$€£~(+-]")
"""After a less-than sign: never the start of a tag."""

_TAG_OPENS = expression(r"(?:<|&(?:amp;)*lt;)[A-Za-z/!?]|>|&(?:amp;)*gt;")


class HtmlEntity(Rule):
    """Decode HTML entities that were left in running text, also those that were escaped twice.

    Why: interfaces that translate HTML hand back `&#39;` and `&quot;`, and nobody decodes them.

    Not touched: code, paragraphs with tags, text that is HTML, XML or JSON; an entity alone in quotation marks, and
    paragraphs that speak of markup; keys and source texts of translation files, program code; unknown names; entities
    of unseen controls. `&lt;` is decoded only where no tag
    can come of it: `&amp;lt;b&amp;gt;` stops at `&lt;b&gt;`.

    Safety: safe. An entity decodes to exactly one text, and none that could become a tag or another entity is made. In
    a quoted value of YAML, gettext or `.strings` a quote comes out as the format writes it.
    """

    name = "encoding/html-entity"
    needs_words = True
    measured = Measured(
        right=448,
        judged=453,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="400 escaped lines restored exactly, 53 edits in machine text read",
    )
    lists = ("markup-terms", "showing-verbs")
    optional_lists = ("function-words", "meaning-verbs")
    elsewhere = Elsewhere.APPLY
    needs = ("&",)
    acts_on = "&"
    examples = (
        keep('It writes raw="wheel/&quot;STONE&quot;" there.'),
        fix("It&#39;s new.", "It's new.", at="&#39;"),
        fix("the mayor&amp;rsquo;s car", "the mayor’s car", at="&amp;rsquo;"),
        fix("a&nbsp;b", "a\N{NO-BREAK SPACE}b", at="&nbsp;"),
        fix("Fish &amp; chips", "Fish & chips", at="&amp;"),
        fix("The fee is &lt; 5 euros -&gt; pay now", "The fee is < 5 euros -> pay now", at="&lt;"),
        fix("&amp;lt;b&amp;gt; shows a tag.", "&lt;b&gt; shows a tag.", at="&amp;lt;"),
        fix("P&EACUTE;REZ", "PÉREZ", at="&EACUTE;"),
        fix('key: 1\ntitle: "The &quot;old&quot; hall"\n', 'key: 1\ntitle: "The \\"old\\" hall"\n', at="&quot;"),
        fix("key: 1\ntitle: 'It&#39;s old'\n", "key: 1\ntitle: 'It''s old'\n", at="&#39;"),
        keep('const title = "The &quot;old&quot; hall";'),
        keep("AT&T; and R&D are names."),
        keep("Write `&quot;` for a quotation mark."),
        keep("The sign reads “&amp;” and nothing else."),
        keep("In HTML you write &copy; for the sign."),
        keep("&lt;b&gt; shows a tag."),
        keep("<p>Fish &amp; chips</p>"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each entity, or row of entities."""
        for start, end, decoded in _adjoined(_entities(document)):
            message = f"HTML entity of {decoded!r}" if decoded else "HTML entity of an invisible character"
            yield self.edit(start, end, message, [Change(start, end, decoded)])


def _entities(document: Document) -> Iterator[tuple[int, int, str]]:
    """The entities to decode: their spans, and their characters."""
    text = document.text
    reasons: Reasons | None = None
    may_open = _TAG_OPENS.search(text) is not None
    tag_open = False
    position = 0
    for match in _ENTITY.finditer(text):
        start, end = match.span()
        if may_open:
            tag_open = _tag_open(text, position, start, tag_open)
            position = start
        decoded = _decoded(match, text, tag_open)
        if decoded is None:
            continue
        if reasons is None:
            reasons = possible(document, ENTITIES)
        if is_meant(document, start, end, reasons):
            continue
        value = document.once(QuotedValues).at(start)
        in_value = decoded if value is None else written(decoded, value)
        if in_value is not None:
            yield start, end, in_value


def _adjoined(entities: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Entities that follow each other without anything between, as one."""
    for run in runs(entities, lambda before, entity: before[1] == entity[0]):
        yield run[0][0], run[-1][1], "".join(decoded for _, _, decoded in run)


def _tag_open(text: str, start: int, end: int, tag_open: bool) -> bool:
    """Whether a tag, escaped or not, is open at `end`, given whether one was at `start`."""
    for match in _TAG_OPENS.finditer(text, start, end + 1):
        if match.start() < end:
            tag_open = match[0][0] == "<" or "lt;" in match[0]
    return tag_open


def _decoded(match: re.Match[str], text: str, tag_open: bool) -> str | None:
    """The character of an entity; None where it must stay."""
    reference = match["reference"]
    if reference in _CARRIAGE_RETURN:
        return "" if _LINE_FEED.match(text, match.end()) else "\n"
    decoded = character(reference)
    if decoded == "<" and not _NO_TAG_FOLLOWS.match(text, match.end()):
        return "&lt;" if match["chain"] else None
    if decoded == ">" and tag_open:
        return "&gt;" if match["chain"] else None
    if decoded == "&" and LOOKS_LIKE_REFERENCE.match(text, match.end()):
        return None
    return decoded
