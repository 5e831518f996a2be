"""Addresses that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.rule import Elsewhere, Rule, fix, keep

_START = re.compile(r"\b(?:https?|ftp) ?: ?/(?: ?/)+ ?(?=\w)|\b[wW]{3} ?\. ?(?=\w)")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_DOT = re.compile(r" ?\. ?(?=[A-Za-z0-9])")
_SLASH = re.compile(r" ?/ ?(?=[\w%~-])")
_SEGMENT = re.compile(r"[\w%~+=&?#@!$'*,;:-]*[\w%~+=&#@$*-](?:\.[A-Za-z0-9]{2,5}(?!\w))?|")
_LAST_SLASH = re.compile(r" ?/(?=\s|\Z|[.,;:!?)\"'”’])")
_BLANK = re.compile(r" ")
_GOES_ON = re.compile(r" ?/|\Z|\n|[.,;:!?)\"'”’]?(?:\n|\Z)")


@dataclass(frozen=True)
class SplitUrl(Rule):
    """Take the blanks out of addresses that translation broke: `http: / / en. wikipedia. org /`.

    Why: engines take the stops and slashes of an address for marks between words and set them off.

    Not touched: addresses in one piece; a host that does not end in a known domain; what follows the address, where
    it may be the next word of the sentence; the number of the slashes, where an engine wrote too many.

    Safety: safe. Only blanks go, and only between a scheme or www and a known domain, and beside the slashes after it.
    """

    name = "markup/split-url"
    measured = "no edit in 1.19 million words of human text, 2026-11"
    elsewhere = Elsewhere.APPLY
    examples = (
        fix("See http: / / en. wikipedia. org / wiki /", "See http://en.wikipedia.org/wiki/"),
        fix("See https: //example. com for more.", "See https://example.com for more.", at="https: //example. com"),
        fix("Visit www. example. org today.", "Visit www.example.org today.", at="www. example. org"),
        keep("See http://en.wikipedia.org/ or www.example.org. Then go."),
        keep("See http://example.org. In the end it was closed."),
        keep("It is 3: / 4 and www. is not all."),
        keep("Look up http: //localhost in the book."),
    )

    def relevant(self, text: str) -> bool:
        """A scheme or www, with a blank near."""
        return ("/" in text or "www" in text or "WWW" in text) and _START.search(text) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each broken address."""
        text = document.text
        domains = document.lexicon.words("top-level-domains")
        place = 0
        for match in _START.finditer(text):
            if match.start() < place:
                continue
            place = _address_end(text, match.end(), domains)
            changes = [
                Change(match.start() + blank.start(), match.start() + blank.end(), "")
                for blank in _BLANK.finditer(text[match.start() : place])
            ]
            if changes:
                yield self.edit(match.start(), place, "an address broken by blanks", changes)


def _address_end(text: str, place: int, domains: frozenset[str]) -> int:
    """Where the address ends whose host begins at `place`; `place` itself where there is no host."""
    end = start = place
    while label := _LABEL.match(text, place):
        place = label.end()
        if label[0] in domains and label.start() > start:
            end = place
        dot = _DOT.match(text, place)
        if not dot or (end == label.end() and " " in dot[0] and not _is_domain(text, dot.end(), domains)):
            break
        place = dot.end()
    if end == start:
        return 0
    while slash := _SLASH.match(text, end):
        segment = _SEGMENT.match(text, slash.end())
        if not segment or (" " in slash[0] and not _GOES_ON.match(text, segment.end())):
            break
        end = segment.end()
    last = _LAST_SLASH.match(text, end)
    return last.end() if last else end


def _is_domain(text: str, place: int, domains: frozenset[str]) -> bool:
    label = _LABEL.match(text, place)
    return label is not None and label[0] in domains
