"""The rule boilerplate/title-suffix."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.rules import Change, Document, Edit, Elsewhere, Measured, Rule, fix, keep

_NAME = r"[A-Z][\w.&’']*!?(?: (?:[A-Z][\w.&’']*|of|the|news|times|online)!?){0,4}"
_ADDRESS = r"(?:www\.)?[\w-]{2,30}\.(?:com|org|net|co\.uk|info|news|tv|de|fr|es|eu|in|cn|jp)"
_SITE = re.compile(rf"(?:[ \t]+[-–—·]|[ \t]*\|)[ \t]*({_NAME}|{_ADDRESS})\Z")
_DOMAIN = re.compile(_ADDRESS, re.IGNORECASE)
_MIN_TITLE_WORDS = 3
_MAX_TITLE = 220
_MIN_PROSE = 60
_PAGES = "en"


@dataclass(frozen=True)
class TitleSuffix(Rule):
    """Remove the name of a site after the title of a text.

    Why: a title taken from a browser's window ends in " - Yahoo! News".

    Not touched: a dash and a name after a sentence that has ended, which may be an agency's sign-off or the source of a
    quotation; titles in quotes; names of anything but sites.

    Safety: safe. Only the first or last line of a text with more lines, and only a name that ends as names of sites do.
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
    elsewhere = Elsewhere.APPLY
    optional_lists = ("site-words",)
    acts_on = r"[-–—|·]"
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
        """One edit for the first line and one for the last."""
        text = document.text
        head, foot = len(text) - len(text.lstrip()), len(text.rstrip())
        first_end = text.find("\n", head, foot)
        if first_end < 0:
            return
        last_start = text.rfind("\n", head, foot) + 1
        sites = _sites(document.lexicon)
        for low, high in ((head, first_end), (last_start, foot)):
            line = text[low:high].rstrip()
            if len(line) > _MAX_TITLE or not _has_prose(text, low, high):
                continue
            at = _title_end(line, sites)
            if at < len(line):
                start, end = low + at, low + len(line)
                yield self.edit(start, end, "the name of a site after a title", [Change(start, end, "")])


@functools.cache
def _sites(lexicon: Lexicon) -> frozenset[str]:
    """The words that names of sites end with, in the language, in English and in any language."""
    every = (lexicon, load(_PAGES), load(FALLBACK))
    return frozenset().union(*(each.optional("site-words") for each in every))


def _title_end(line: str, sites: frozenset[str]) -> int:
    """Where the names of sites after the title in `line` begin; its end where there are none."""
    end = len(line)
    while (found := _SITE.search(line[:end])) and _is_site(found[1], sites) and _is_title(line[: found.start()]):
        end = found.start()
    return end


def _is_site(name: str, sites: frozenset[str]) -> bool:
    last = name.rsplit(maxsplit=1)[-1].lower().strip("!.")
    return last in sites or _DOMAIN.fullmatch(name) is not None


def _is_title(title: str) -> bool:
    return len(title.split()) >= _MIN_TITLE_WORDS and title.rstrip()[-1] not in '."”’»…:' and title[0] not in '"“‘«'


def _has_prose(text: str, low: int, high: int) -> bool:
    """Whether another line of the text is long enough for prose."""
    rest = (text[high:] if low == 0 or not text[:low].strip() else text[:low]).split("\n")
    return any(len(line) >= _MIN_PROSE for line in rest)
