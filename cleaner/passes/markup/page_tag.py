"""Tags that a page's text kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._closing import are_closed
from cleaner.passes.markup._leave_alone import PAGE_TAGS
from cleaner.protection import TAG
from cleaner.rules import Elsewhere, Prior, Rule, Safety, fix, keep
from cleaner.runs import runs
from cleaner.spans import after_whitespace, before_whitespace

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 section article blockquote center figure figcaption ul ol li".split())
_INLINE = frozenset("span b i em strong u a font small big br img hr".split())
_MIN_BLOCKS = 2
"""The two tags of one paragraph, without attributes, may be a segment of a page that is being translated."""

_VOID = frozenset(("br", "img", "hr"))
_UNCLOSED = frozenset(("p", "li"))
_PARTS = expression(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>]*)>")
_ANY_TAG = expression(r"</?[A-Za-z][^<>]{0,400}>")
_OF_PAGES = expression(
    r"\s(?:class|style|target|rel|id|align|width|height|title|color|face|size|dir|border|data-[\w-]+)\s*=",
    re.IGNORECASE,
)
_MAIL = expression(r"<[\w.+-]+@[\w.-]+>|<https?://[^<>\s]+>")
_STOP = expression(r"[^\W\d_]{2}[.!?…][\"”’)]*(?:\s|\Z)")
_MIN_WORDS = 4
_REACH = 200
"""Words of a sentence, and the characters in which they are looked for."""

_ADDRESSES = expression(r"\b(?:you|your|our|please|click|here|tap|press)\b", re.IGNORECASE)


class PageTag(Rule):
    """Remove the tags of a page around its sentences: `<p>The mill is <b>shut</b>.</p>`.

    Why: a scraper that takes a piece of a page, or an editor of a blog, leaves paragraphs, links and styles.

    Not touched: whole pages and other files of markup, tables, lists of forms, scripts, tags that do not close or that
    no page has for looks, texts about markup or with placeholders of programs, Markdown; tags within a sentence only,
    as in the strings of a program ("Click <b>Save</b>."), or that words touch, one bare paragraph, and
    links in a sentence that tells a user what to do.

    Safety: risky. Every word stays; where a paragraph or a line ends, so does the line. But a record may be meant to
    hold a piece of HTML, and only its owner knows. Text that is HTML is cleaned, with its tags, as such a file
    (`--format html`).
    """

    name = "markup/page-tag"
    measured = Prior(
        confidence=0.95,
        reason="balanced tags of paragraphs, styles and links around whole sentences; none in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    safety = Safety.RISKY
    lists = ("markup-terms",)
    elsewhere = Elsewhere.APPLY
    needs = ("<",)
    acts_on = "<"
    examples = (
        fix(
            "<p>The mill by the river is <b>shut</b>.</p><p>It opens in May.</p>",
            "The mill by the river is shut.\n\nIt opens in May.",
        ),
        keep("<p>The mill by the river is shut.</p>"),
        fix('The old <a href="x" rel="nofollow">mill</a> is shut now.<br />', "The old mill is shut now."),
        fix(
            "<div>The mill is shut again.</div><div>It opens in May.</div>",
            "The mill is shut again.\n\nIt opens in May.",
        ),
        keep("Click <b>Save</b> to go on."),
        keep('Please read <a href="x" target="_blank">our rules</a> first.'),
        keep("The <b> tag makes a word of a text bold."),
        keep("<p>Fish</p>"),
        keep("<p>You have {0} new letters in the box.</p>"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each tag, or row of tags."""
        text = document.text
        tags = [match for match in _PARTS.finditer(text) if TAG.fullmatch(match[0])]
        if not tags or not _are_of_page(document, tags):
            return
        if any(is_meant(document, match.start(), match.end(), PAGE_TAGS) for match in tags[:1]):
            return
        for row in runs(tags, lambda before, tag: not text[before.end() : tag.start()].strip()):
            start, end = row[0].start(), row[-1].end()
            yield self.edit(start, end, "tags of a page", [Change(start, end, _between(document, row))], swallows=True)


def _are_of_page(document: Document, tags: list[re.Match[str]]) -> bool:
    """Whether the tags close, are all for looks, stand around sentences, and one is a page's."""
    text, names = document.text, {match["name"].lower() for match in tags}
    if not names <= _BLOCKS | _INLINE:
        return False
    if not are_closed((match for match in tags if match["name"].lower() not in _VOID), _UNCLOSED):
        return False
    if any(_is_spoken_of(text, match) for match in tags):
        return False
    bare = _PARTS.sub(" ", text)
    if _MAIL.sub("", bare) != bare or _ANY_TAG.search(bare) or not _has_sentence(bare):
        return False
    if any(_is_glued(text, match) for match in tags if match["name"].lower() in _INLINE - _VOID):
        return False
    blocks = [match for match in tags if match["name"].lower() in _BLOCKS]
    if blocks:
        is_marked = any(match["name"].lower() != "p" or match["rest"].strip(" /") for match in blocks)
        return len(blocks) > _MIN_BLOCKS or is_marked or "br" in names
    styled = any(_OF_PAGES.search(match["rest"]) for match in tags)
    return (styled or "br" in names) and not _ADDRESSES.search(bare)


def _has_sentence(text: str) -> bool:
    """Whether a stop ends several words."""
    for stop in _STOP.finditer(text):
        words = text[max(0, stop.start() - _REACH) : stop.end()].split()[-_MIN_WORDS:]
        if len(words) == _MIN_WORDS and not any("<" in word or ">" in word for word in words):
            return True
    return False


def _is_spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether a tag stands among words as a word does: "close every <p> with </p>, and"."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if not (before[:1].isalnum() and before[1:] == " "):
        return False
    return after[:1] in (",", ";", ":", ")") or (after[:1] == " " and (after[1:].islower() or match["name"].islower()))


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Whether a word touches an inline tag from outside, as where a translation lost the space."""
    beside = text[match.end() : match.end() + 1] if match["close"] else text[match.start() - 1 : match.start()]
    return beside.isalnum()


def _between(document: Document, row: list[re.Match[str]]) -> str:
    """What stands in place of tags: the end of a line or a paragraph where one of them makes it, else their spaces."""
    text, line_break = document.text, document.line_break
    start, end = row[0].start(), row[-1].end()
    spaces = _PARTS.sub("", text[start:end])
    low, high = before_whitespace(text, start), after_whitespace(text, end)
    if low == 0 or high == len(text):
        return ""
    beside = "\n" in text[low:start] or "\n" in text[end:high]
    names = [match["name"].lower() for match in row]
    empty_line = line_break * 2
    if empty_line in spaces or beside:
        return empty_line if empty_line in spaces and not beside else ""
    if any(name in _BLOCKS and name != "li" for name in names) or names.count("br") > 1:
        return empty_line
    if "br" in names or "li" in names:
        return line_break
    return " " if spaces else ""
