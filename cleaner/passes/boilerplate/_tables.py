"""The word lists of one language, arranged to look lines up in."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.language import LAST_SPACED
from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.passes.boilerplate._lists import BEGINNINGS, KNOWN, LABELS, LINES, MARKS, MATTERS, OPENERS, WORDS

EDGE = " \t|»›«‹→←↑↓▲▼▶►•·☆★⭐*-–—_<>[](){}#~…+\N{NO-BREAK SPACE}\N{VARIATION SELECTOR-16}"
CLOSING = ".:!" + EDGE
_AFTER = CLOSING + "\r"
"""What may be after the last word of a line that is in the lists."""

_MIN_RIGHTS = 3
SPEECH = "\"'“‘«„「"

MAX_LINE = 130
"""Longer lines are judged by their first words alone."""

ENDED = expression(r"[.!?…。！？।۔؟][\"'”’»)\]]*\Z")
"""The end of a line that ends a sentence."""
"""Marks that furniture does not begin with."""

_HEAD = 3
_LISTED = 8
_LONG = 24
_TAIL = 4
_PAGES = "en"
"""The language of the buttons that programs for pages come with."""

_CREDITS = ("photograph", "illustration", "graphic")
CREDIT_LABELS = frozenset(
    "photo photos photograph photographs image images picture pictures illustration graphic video".split()
)
_TELLING_MATTERS = (
    "commission-words",
    "limit-words",
    "inviting-words",
    "misprint-words",
    "credit-labels",
    "minute-words",
)
_BEGUN = ("you", "you've", "follow", "like", "join")
"""What a line of a reader's articles, or one that asks to follow, begins with."""

_WORD = expression(r"[^\W_]+(?:['’-][^\W_]+)*|©")
_TOKENS_APART = bytes(code if chr(code).isalnum() else 0x20 for code in range(256))
_WORDS_APART = bytes(code if chr(code) == "'" else other for code, other in enumerate(_TOKENS_APART))
"""ASCII with spaces for all that is no part of a word."""

_EDGE_APOSTROPHE = expression(r"'(?:(?<![^ ]')|(?![^ ']))")
_MARKS = "“”‘–—…"
"""The usual marks that are not ASCII; none is part of a word."""

_TOKEN = expression(r"\d+|[^\W\d_][^\s\d!-/:-@\[-`{-~،؛؟…“”«»·•、。，：；（）【】–—‧]*")


class Beginnings:
    """Beginnings of lines, each of a kind."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._by_head: dict[str, dict[str, str]] = {}
        for start, kind in kinds.items():
            self._by_head.setdefault(start[:_HEAD], {})[start] = kind

    def __iter__(self) -> Iterator[str]:
        for starts in self._by_head.values():
            yield from starts

    def kind(self, said: str) -> str | None:
        """The kind of a line in the form of `plain`, None where it begins with none of them as whole words."""
        return self.find(said)[0]

    def kind_of(self, line: str) -> str | None:
        """The same of any line; most begin with other letters than any of these, and are not even put in that form."""
        head = line[:_HEAD].lower()
        return None if head.isalnum() and head not in self._by_head else self.kind(plain(line))

    def find(self, said: str) -> tuple[str | None, int]:
        """The kind of a line and how long its beginning is."""
        starts = self._by_head.get(said[:_HEAD], {})
        found = (start for start in starts if said.startswith(start) and not _goes_on(said, len(start)))
        start = next(found, "")
        return starts.get(start), len(start)


def _goes_on(said: str, end: int) -> bool:
    return said[end - 1].isalnum() and said[end : end + 1].isalnum()


@dataclass(frozen=True)
class FurnitureTables:
    """What `lines`, `labels`, `line_openers` and `beginnings` are of which kind, and which words are evidence for one.

    `hints` are words of which a sentence that stands alone has one, `marks` those of which any line has. `lone`
    lines are furniture even alone within a text, `titles` those of them that may be its title, `links` are the labels
    of links, `dated` the beginnings of a line on the age of a page, `licence` words of licences; `sharing` are the
    verbs for that in other languages, `verbs` those of requests, `asks` the words before them. `opening` lines are
    furniture at the start of a text, those of `foreign` only above a paragraph in another language, which has words of
    `spoken`; `rowed` are the kinds of buttons in a row, `dates` the tokens of labels before a date, and whether they
    name a writer, `date_words` all of these tokens.
    """

    lines: Mapping[str, str]
    labels: Mapping[str, str]
    line_openers: Beginnings
    beginnings: Beginnings
    words: Mapping[str, str]
    openers: tuple[str, ...]
    prompts: tuple[str, ...]
    small: frozenset[str]
    soft: frozenset[str]
    starts: frozenset[str]
    nouns: frozenset[str]
    asks: frozenset[str]
    verbs: frozenset[str]
    lone: frozenset[str]
    titles: frozenset[str]
    links: frozenset[str]
    dated: tuple[str, ...]
    licence: frozenset[str]
    rights: Beginnings
    rights_ends: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    listed: frozenset[str]
    tails: frozenset[str]
    max_length: int
    matters: Mapping[str, frozenset[str]]
    sharing: frozenset[str]
    pieces: frozenset[str]
    hints: frozenset[str]
    marks: frozenset[str]
    opening: frozenset[str]
    foreign: frozenset[str]
    spoken: frozenset[str]
    rowed: Mapping[str, str]
    dates: Mapping[tuple[str, ...], bool]

    @functools.cached_property
    def date_words(self) -> frozenset[str]:
        """Every token of the labels before a date."""
        return frozenset(token for label in self.dates for token in label)

    @functools.cached_property
    def telling_words(self) -> frozenset[str]:
        """Words of which a line that is a sentence has one where it is furniture by its form or its words."""
        comments = {word for word, kind in self.words.items() if kind == "comment-prompt"}
        matters = (self.matters[name] for name in _TELLING_MATTERS)
        return (frozenset(self.words) - self.soft).union(comments, self.sharing, CREDIT_LABELS, *matters)

    @functools.cached_property
    def first_words(self) -> frozenset[str]:
        """Words that such a sentence may begin with as well."""
        begun = (*self.beginnings, *(label for label in self.labels if not label.endswith(":")))
        return self.matters["page-deixis"].union(_BEGUN, (words[0] for entry in begun if (words := words_of(entry))))

    @functools.cached_property
    def networks(self) -> tuple[str, ...]:
        """How the names of social networks begin."""
        return tuple(self.matters["network-names"])

    def known(self, words: Iterable[str]) -> int:
        """How many of some words are those of pages, or small ones."""
        return sum(word in self.words or word in self.small for word in words)

    def strangers(self, words: Iterable[str]) -> int:
        """How many of some words are others, numbers aside."""
        return sum(not (word in self.words or word in self.small or word.isdigit()) for word in words)

    def may_begin(self, line: str) -> bool:
        """A cheap check of the first characters: whether a line could be in the lists or have a known form."""
        head = line[:_HEAD].lower()
        return head in self.heads or not head.isalnum()

    def suspects(self, rows: Iterable[str]) -> list[str]:
        """The lines that may begin with what is listed, or end in a sentence about rights, by a few characters: what a
        line must be that is in the lists or has a known form, but for those with an address or a window in them.

        Written for speed, for every line of every text comes here. A beginning tells nothing where it has marks or
        whitespace of which `plain` makes something else.
        """
        listed, tails = self.listed, self.tails
        return [
            row
            for row in rows
            if (
                (head := row[:_LISTED].lower()) in listed
                or head[:_HEAD] in listed
                or row.rstrip(_AFTER)[-_TAIL:].lower() in tails
                or not (head[:1].isalnum() and head.isascii() and head.isprintable())
                or "  " in head
            )
            and row[:1] not in SPEECH
            and self._begins_or_ends_so(row)
        ]

    def _begins_or_ends_so(self, row: str) -> bool:
        """The same by more of its characters, of the few that come here."""
        said, entries = plain(row), self.entries
        return bool(said) and (
            not said[:_LONG].isascii()
            or said[0].isdigit()
            or said.startswith(entries.get(said[:_HEAD], ()))
            or said.startswith(entries.get(said[:2], ()) + entries.get(said[0], ()))
            or self.ends_in_rights(said)
        )

    @functools.cached_property
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        """How lines begin that are in the lists or have a known form, as `plain` has it, by their first characters."""
        labels = (*self.labels, *self.links, *CREDIT_LABELS, *self.matters["credit-heads"])
        entries = {plain(entry)[:_LONG] for entry in (*self.lines, *self.line_openers, *labels)} - {""}
        by_head: dict[str, tuple[str, ...]] = {}
        for entry in sorted(entries):
            by_head[entry[:_HEAD]] = (*by_head.get(entry[:_HEAD], ()), entry)
        return by_head

    def begins_with_rights(self, said: str) -> bool:
        """Whether a line begins with a whole sentence about rights."""
        return said.replace(",", ".").partition(".")[0].strip() in self.lines and self.rights.kind(said) is not None

    def ends_in_rights(self, said: str) -> bool:
        """Whether a line ends in a sentence about rights."""
        return said.endswith(self.rights_ends.get(said[said.rfind(" ") + 1 :], ("\n",)))


@functools.cache
def furniture_tables(lexicon: Lexicon) -> FurnitureTables:
    """The tables of a language; pages in any language have whole lines in English, and what `data/xx` has."""

    def entries(name: str) -> frozenset[str]:
        return lexicon.optional(name) | load(FALLBACK).optional(name)

    def phrases(name: str) -> frozenset[str]:
        return entries(name) | load(_PAGES).optional(name)

    inner = phrases("inner-furniture")
    lines = dict.fromkeys(phrases("lone-furniture") | inner, "read-more")
    lines |= {line.strip(CLOSING): kind for kind in reversed(LINES) for line in phrases(LINES[kind])}
    labels = {label.replace("：", ":"): kind for kind, name in LABELS.items() for label in phrases(name)}
    labels |= {_label(label): kind for label, kind in labels.items()}
    rights = tuple(line for line in lines if lines[line] == "copyright-line" and len(line.split()) >= _MIN_RIGHTS)

    def beginnings(lists: Mapping[str, str]) -> Beginnings:
        return Beginnings({opener: kind for kind, name in lists.items() for opener in phrases(name)})

    line_openers = beginnings(OPENERS)
    foreign = load(FALLBACK).optional("read-more")
    foreign |= {label.rstrip(" :：") for label in load(FALLBACK).optional("read-more-labels")}
    links = phrases("page-links") | {f"{line}:" for line in foreign if " " in line or max(line) > LAST_SPACED}
    dated = tuple(sorted(phrases("page-dates")))
    known = (*lines, *labels, *links, *dated, *line_openers, *_CREDITS)
    rights_ends: dict[str, tuple[str, ...]] = {}
    for line in rights:
        last = line.split()[-1]
        rights_ends[last] = (*rights_ends.get(last, ()), line)
    spoken = ("share-prompt", "subscribe-prompt", "comment-prompt", "login-prompt", "cookie-notice", "script-notice")
    hints = frozenset().union(*(entries(WORDS[kind]) for kind in spoken))
    hints |= phrases("commission-words") | phrases("photo-agencies") | phrases("limit-words") | phrases("lone-hints")
    own = frozenset().union(*(load(_PAGES).optional(name) for name in ("opening-furniture", *LINES.values())))
    opening, writers = phrases("opening-furniture"), phrases("posting-openers")
    opens = opening & (own | phrases("home-words"))
    return FurnitureTables(
        lines,
        labels,
        line_openers,
        beginnings(BEGINNINGS),
        {word: kind for kind in reversed(WORDS) for word in entries(WORDS[kind])},
        tuple(f"{opener} " for opener in sorted(entries("read-more-openers"))),
        tuple(f"{opener} " for opener in sorted(entries("subscribe-openers"))),
        frozenset().union(*(entries(name) for name in (*KNOWN, "page-nouns"))) | lexicon.optional("function-words"),
        entries("soft-furniture-words"),
        entries("furniture-starts"),
        entries("page-nouns"),
        entries("asking-words"),
        entries("asking-verbs"),
        phrases("lone-furniture") | inner,
        inner,
        links,
        dated,
        entries("licence-words"),
        Beginnings(dict.fromkeys(rights, "copyright-line")),
        rights_ends,
        frozenset(entry[:_HEAD] for entry in known),
        frozenset(
            entry[: _LISTED if len(entry) >= _LISTED else _HEAD]
            for entry in (*(lines.keys() & own), *line_openers, *links, *CREDIT_LABELS)
        ).union(f"{entry}{mark}"[:_LISTED] for entry in lines for mark in ("", ":")),
        frozenset(last[-_TAIL:] for last in rights_ends),
        max(map(len, lines)),
        {name: phrases(name) for name in MATTERS},
        frozenset(word for word in load(FALLBACK).optional("share-prompt-words") if len(word) > _HEAD),
        entries("furniture-pieces"),
        hints,
        hints.union(CREDIT_LABELS, *(phrases(name) for name in (*WORDS.values(), *MARKS))),
        opens,
        frozenset(lines) - own | opening - opens,
        lexicon.optional("function-words"),
        dict.fromkeys(map(_label, phrases("row-furniture") | phrases("home-words") | opening), "read-more"),
        {tuple(tokens_of(label)): label in writers for label in phrases("date-labels") | writers},
    )


def _label(said: str) -> str:
    """A label with the colon of any script, and none of the spaces before it."""
    return said.replace("：", ":").replace(" :", ":")


def words_of(line: str) -> list[str]:
    """The words of a line in lower case, without the endings of possessives."""
    said = lowered(line).replace("’", "'").replace("'s", "").replace("-", " ")
    if not said.isascii():
        for mark in _MARKS:
            said = said.replace(mark, " ")
    if said.isascii():
        spaced = said.encode().translate(_WORDS_APART).decode()
        if "'" not in spaced or _EDGE_APOSTROPHE.search(spaced) is None:
            return spaced.split()  # the same, and faster
    words: list[str] = _WORD.findall(said)
    return words


def tokens_of(line: str) -> list[str]:
    """The words and the numbers of a line in lower case, each run of letters or digits one."""
    said = lowered(line)
    if said.isascii() and said.isprintable():
        spaced = said.encode().translate(_TOKENS_APART).decode()
        if spaced.replace(" ", "").isalpha():
            return spaced.split()  # the same, and faster
    return _TOKEN.findall(said)


def lowered(line: str) -> str:
    """A line in lower case, without the dot that the Turkish capital would leave over its letter."""
    return line.lower() if "İ" not in line else line.replace("İ", "i").lower()


def plain(line: str) -> str:
    """A line as the lists have it: in lower case, single spaces, no marks at its ends."""
    said = line.lower() if "İ" not in line else lowered(line)
    return " ".join(said.replace("’", "'").split()).strip(CLOSING)
