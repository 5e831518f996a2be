"""Addresses that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.known_words import WORD_LISTS, is_word
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep, report

_SOURCE = expression(r"[ \t>#]*deb(?:-src)?[ \t]")
_SCHEME = expression(r"http(?P<secure>s?) ?: ?/(?: ?/)+ ?(?=\w)")
_WWW = expression(r"www ?\. ?(?=\w)")
_LABEL = expression(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_DOT = expression(r"(?: \. |\. ?)(?=[A-Za-z0-9])")
"""A space only before the stop is no engine's work: "www. and .com" names two affixes."""

_SLASH = expression(r" ?/ ?(?=[\w%~-])")
_SEGMENT = expression(r"[\w%~+=&?#@!$'*,;:-]{0,200}[\w%~+=&#@$*-](?:\.[A-Za-z0-9]{2,5}(?!\w))?|")
_EXTENSION = expression(r"\. (?:html?|shtml|php|aspx?|jsp|pdf|jpe?g|png|gif|txt|xml)(?!\w)")
_LAST_SLASH = expression(r" ?/(?=\s|\Z|[.,;:!?)\"'”’])")
_WITH = "w"
"""As in "w/ all files" and "w/o files"."""

_MAX_PARTS = 20
"""More labels or segments than an address has."""

_AT = expression(r"@[ ]?(?=[A-Za-z0-9])| @ (?=[A-Za-z0-9])")
_SPACED_HOST = expression(r"@(?<=\w@)[\w.-]+(?: ?\. | \.)[a-z]")
_LOCAL = expression(r"(?<![\w.+@/-])[A-Za-z0-9](?:[\w.+-]*\w)?\Z")
_LONGEST_LOCAL = 40
_MAIL_END = expression(r"[\s.,;:!?)>\]\"”'’]|\Z")
_ANNOUNCED = expression(r"\b(?:e-?mail|mail|write|contact|reach)\b[^.!?\n]{0,20}[ :]\Z", re.IGNORECASE)

_GOES_ON = expression(r" ?/")
_NO_WORD = expression(r"[\d_=.%-]")
"""What a segment holds that is not the next word of the sentence."""


class SplitUrl(Rule):
    """Remove the spaces from addresses that translation broke: `http: / / en. wikipedia. org /`, `info @ example. org`.

    Why: engines take the stops and slashes of an address for marks between words and set them off.

    Not touched: addresses in one piece; a host that does not end in a known domain; what follows the address, where
    it may be the next word of the sentence; a name before ` @ ` that may be a word of its sentence ("anonymous @
    example.org"), which is reported.

    Safety: safe. Only spaces and slashes beyond the second go, and only between a scheme or www and a known domain, and
    beside the slashes after it.
    """

    name = "markup/split-url"
    measured = Measured(
        right=199,
        judged=216,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="200 damaged lines restored exactly, 16 edits in machine text read",
    )
    lists = ("mailboxes", "top-level-domains")
    optional_lists = ("function-words", "parts-of-speech", "style-words", *WORD_LISTS)
    elsewhere = Elsewhere.APPLY
    examples = (
        fix("See http: / / en. wikipedia. org / wiki /", "See http://en.wikipedia.org/wiki/"),
        fix("See https: //example. com for more.", "See https://example.com for more.", at="https: //example. com"),
        fix("Visit www. example. org today.", "Visit www.example.org today.", at="www. example. org"),
        fix("See www. example. org/map. html now.", "See www.example.org/map.html now."),
        fix("Write to info @ example. org today.", "Write to info@example.org today.", at="info @ example. org"),
        fix("Write to j.miller@ example.org.", "Write to j.miller@example.org.", at="j.miller@ example.org"),
        report("It was sent by anonymous @ example.org then.", at="anonymous @ example.org"),
        keep("Meet @ noon. It is @example.org, or anna@mill. It is so."),
        keep("See http://en.wikipedia.org/ or www.example.org. Then go."),
        keep("See http://example.org. In the end it was closed."),
        keep("It is 3: / 4 and www. is not all."),
        keep("Look up http: //localhost in the book."),
        keep("Add www. and .org to a name."),
        keep("deb http://packages.example.org/ updates/\ndeb [trusted=yes] http://packages.example.org/ internal/"),
        keep("Taken from https://www.example.org/mill/ w/ all files."),
    )

    def relevant(self, text: str) -> bool:
        """A scheme or www, with a space near."""
        return ("/" in text and "http" in text) or "www" in text or ("@" in text and _may_be_mail(text))

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each broken address."""
        text = document.text
        domains = document.lexicon.words("top-level-domains")
        position = 0
        for match in _starts(text):
            if match.start() < position or _is_source(document, match.start()):
                continue
            host_end, position = _host(text, match.end(), domains)
            if not host_end:
                continue
            broken = " " in match[0] or " " in text[match.end() : host_end]
            position = _path_end(text, host_end, broken=broken)
            changes = [Change(space, space + 1, "") for space in _spaces(text, match.end(), position)]
            if " " in match[0]:
                whole = "www." if match.re == _WWW else f"http{match['secure']}://"
                changes.insert(0, Change(match.start(), match.end(), whole))
            if changes:
                yield self.edit(match.start(), position, "spaces inside an address", changes)
        if "@" in text and _may_be_mail(text):
            yield from self._mail(document)

    def _mail(self, document: Document) -> Iterator[Edit]:
        """Addresses for mail; with a space on both sides of the `@` those that are no words of a sentence."""
        text = document.text
        domains = document.lexicon.words("top-level-domains") - document.lexicon.optional("function-words")
        for sign in _AT.finditer(text):
            local = _LOCAL.search(text, max(0, sign.start() - _LONGEST_LOCAL), sign.start())
            end = _host(text, sign.end(), domains)[0] if local else 0
            if not local or not end or (" " not in sign[0] and " " not in text[sign.end() : end]):
                continue
            if text[end : end + 1].isalnum() or _MAIL_END.match(text, end) is None:
                continue
            sure = not sign[0].startswith(" ") or _is_address(text, local, document)
            changes = [Change(at, at + 1, "") for at in _spaces(text, sign.start(), end)]
            safety = Safety.SAFE if sure else Safety.REPORT
            yield self.edit(local.start(), end, "spaces inside an address", changes if sure else (), safety=safety)


def _may_be_mail(text: str) -> bool:
    """Whether a space stands beside the sign of an address for mail, or beside a stop after it."""
    return "@ " in text or _SPACED_HOST.search(text) is not None


def _is_address(text: str, local: re.Match[str], document: Document) -> bool:
    """Whether what stands before ` @ ` names a box for letters: an office, or no word; or a word that is announced."""
    name = local[0].lower()
    if name in document.lexicon.words("mailboxes") or not name.isalpha():
        return True
    if name in document.lexicon.optional("function-words"):
        return False
    announced = _ANNOUNCED.search(text, max(0, local.start() - _LONGEST_LOCAL), local.start())
    return announced is not None or not is_word(name, document.lexicon)


def _is_source(document: Document, start: int) -> bool:
    """Whether the line names where packages come from: an address, a space, and a path below it."""
    return _SOURCE.match(document.text, document.line_at(start)[0], start) is not None


def _starts(text: str) -> list[re.Match[str]]:
    """Where addresses may begin, in order."""
    starts = [match for pattern in (_SCHEME, _WWW) for match in pattern.finditer(text)]
    starts = [match for match in starts if not text[match.start() - 1 : match.start()].isalnum()]
    return sorted(starts, key=lambda match: match.start())


def _spaces(text: str, start: int, end: int) -> list[int]:
    return [position for position in range(start, end) if text[position] == " "]


def _host(text: str, position: int, domains: frozenset[str]) -> tuple[int, int]:
    """Where the host ends that begins at `position`, 0 where there is none; and how far was read."""
    end = 0
    start = position
    for _ in range(_MAX_PARTS):
        label = _LABEL.match(text, position)
        if not label:
            break
        position = label.end()
        if label[0] in domains and label.start() > start:
            end = position
        dot = _DOT.match(text, position)
        if not dot or (end == label.end() and " " in dot[0] and not _is_domain(text, dot.end(), domains)):
            break
        position = dot.end()
    return end, position


def _path_end(text: str, end: int, *, broken: bool) -> int:
    """Where the path ends that follows a host."""
    for _ in range(_MAX_PARTS):
        slash = _SLASH.match(text, end)
        segment = _SEGMENT.match(text, slash.end()) if slash else None
        if not slash or not segment or (" " in slash[0] and not _belongs(text, segment, broken)):
            break
        end = segment.end()
    if broken and (extension := _EXTENSION.match(text, end)):
        end = extension.end()
    last = _LAST_SLASH.match(text, end)
    return last.end() if last else end


def _belongs(text: str, segment: re.Match[str], broken: bool) -> bool:
    """Whether a segment after a space is a part of the address, which was broken before, rather than the next word."""
    if segment[0] == _WITH and not broken:
        return False
    if _GOES_ON.match(text, segment.end()):
        return True
    return broken and _NO_WORD.search(segment[0]) is not None


def _is_domain(text: str, position: int, domains: frozenset[str]) -> bool:
    label = _LABEL.match(text, position)
    return label is not None and label[0] in domains
