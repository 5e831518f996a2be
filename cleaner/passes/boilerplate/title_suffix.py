"""The rule boilerplate/title-suffix."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from cleaner.expressions import expression
from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.rules import Change, Document, Edit, Elsewhere, Measured, Rule, Safety, fix, keep
from cleaner.spans import Span

_WORD = r"[A-Z][\w&’']*(?:\.\w+)*[!.]?"
_NAME = rf"(?:{_WORD})(?: (?:{_WORD}|of|the|news|times|online)){{0,4}}"
_ADDRESS = r"(?:www\.)?[\w-]{2,30}\.(?:com|org|net|co\.uk|info|news|tv|de|fr|es|eu|in|cn|jp)"
_SITE = expression(rf"[-–—·|](?:(?<=[ \t].)|(?<=\).)|(?<=\|))-?[ \t]*({_ADDRESS}(?!\w)|{_NAME})", re.DOTALL)
_DOMAIN = expression(_ADDRESS, re.IGNORECASE)
_LINE_END = expression(r"[ \t\r]*(?:\n|\Z)")
_NEW_SENTENCE = expression(r"(?![ \t]+[\w-]+(?:\.[\w-]+)+)[ \t]+[A-Z\d(\"“]")
"""Not the address of the site after its name."""

_MIN_TITLE_WORDS = 3
_MAX_TITLE = 220
_MIN_PROSE = 60
_SENTENCE = expression(r"[A-Z\"“‘](?:[^\n ]* ){4,}[^\n ]+[.!?][\"”’]?\s*")
_PAGES = "en"


class TitleSuffix(Rule):
    """Remove the name of a site after a title.

    Why: a title taken from a browser's window ends in " - Yahoo! News".

    Not touched: a dash and a name after a sentence that has ended, which may be an agency's sign-off or the source of a
    quotation; titles in quotes; names of anything but sites; lists of titles with their sources.

    Safety: safe on the first or last line of a text with more lines, for a name that ends as names of sites do. Between
    them, and within a line before a new sentence, safe in text known to be machine translation, else a report.
    """

    name = "boilerplate/title-suffix"
    measured = Measured(
        right=22,
        judged=22,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="names of sites after titles, read in machine and human text",
    )
    shapes: ClassVar = {
        "inside": Measured(
            right=106,
            judged=107,
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
            source="names of sites within machine translations, read",
        )
    }
    elsewhere = Elsewhere.APPLY
    optional_lists = ("site-words",)
    acts_on = r"[ )][-–—·]-?[ \t]*A|\|"
    examples = (
        fix(
            "Fire at the old port - Yahoo! News\n\nThe fire was out by the time that the boats of the town had come.",
            "Fire at the old port\n\nThe fire was out by the time that the boats of the town had come.",
            at=" - Yahoo! News",
        ),
        fix(
            "Fire at the old port | valleytimes.com\nThe fire was out by the time that the boats of the town had come.",
            "Fire at the old port\nThe fire was out by the time that the boats of the town had come.",
        ),
        keep("Fire at the old port - Yahoo! News"),
        keep("“A great book.” - The Valley Times\n\nThe fire was out by the time that the boats of the town had come."),
        keep("Fire at the port - Anna Lee\n\nThe fire was out by the time that the boats of the town had come."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each title."""
        text = document.text
        head, foot = len(text) - len(text.lstrip()), len(text.rstrip())
        found = list(_suffixes(document))
        lines = Counter(document.line_at(start) for start, _ in found)
        for start, end in found:
            line = document.line_at(start)
            at_edge = (line[0] <= head or line[1] >= foot) and _LINE_END.match(text, end)
            if line[0] <= head and line[1] >= foot and at_edge:
                continue
            message, changes = "the name of a site after a title", [Change(start, end, "")]
            if at_edge and _has_prose(text, *line):
                yield self.edit(start, end, message, changes)
            elif document.origin == "machine" and not _in_list(document, line, lines):
                yield self.edit(start, end, message, changes, shape="inside")
            else:
                yield self.edit(start, end, message, safety=Safety.REPORT)


def _suffixes(document: Document) -> Iterator[Span]:
    """The names of sites after titles, several in a row as one, with the space before them."""
    text, sites, past = document.text, _sites(document.lexicon), 0
    for match in _SITE.finditer(text):
        if match.start() < past:
            continue
        end = past = _site_end(match, sites)
        while (more := _SITE.match(text, _skip(text, past))) and (past := _site_end(more, sites)):
            end = past
        past = end
        start = match.start()
        while start and text[start - 1] in " \t":
            start -= 1
        title = text[max(document.line_at(start)[0], start - _MAX_TITLE) : start]
        if end and _is_title(title) and (_LINE_END.match(text, end) or _NEW_SENTENCE.match(text, end)):
            yield start, end


def _skip(text: str, offset: int) -> int:
    while text[offset : offset + 1] in (" ", "\t"):
        offset += 1
    return offset


def _site_end(match: re.Match[str], sites: frozenset[str]) -> int:
    """Where the name of a site in a match of `_SITE` ends: with its first words that end one; 0 where none does."""
    if _DOMAIN.fullmatch(match[1]):
        return match.end()
    end = match.start(1)
    last = ""
    for word in match[1].split(" "):
        key = word.lower().strip("!.")
        if last in sites and (key not in sites or key == last):
            break
        end += len(word) + 1
        last = key
    return end - 1 if last in sites else 0


def _in_list(document: Document, line: Span, lines: Counter[Span]) -> bool:
    """Whether the line before or after has the name of a site too: titles with their sources."""
    start, end = line
    return (start > 0 and document.line_at(start - 1) in lines) or (
        end < len(document.text) and document.line_at(end + 1) in lines
    )


@functools.cache
def _sites(lexicon: Lexicon) -> frozenset[str]:
    """The words that names of sites end with, in the language, in English and in any language."""
    every = (lexicon, load(_PAGES), load(FALLBACK))
    return frozenset().union(*(each.optional("site-words") for each in every))


def _is_title(title: str) -> bool:
    return len(title.split()) >= _MIN_TITLE_WORDS and title[-1] not in '."”’»…:' and title[0] not in '"“‘«'


def _has_prose(text: str, low: int, high: int) -> bool:
    """Whether another line of the text is long enough for prose."""
    rest = (text[high:] if low == 0 or not text[:low].strip() else text[:low]).split("\n")
    return any(len(line) >= _MIN_PROSE or _SENTENCE.fullmatch(line) for line in rest)
