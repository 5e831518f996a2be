"""Which lines of a text are furniture of the page it was taken from.

A line is judged as a whole and by its place. It is furniture where the lists have it, where a label of the lists heads
it ("Tags: …"), or where it is made of nothing but the words such lines are made of. It goes where it stands at the end
of the text, below other furniture or below a sentence that has ended; at its start; in a run of such lines between
paragraphs; or behind the last sentence, on the same line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.spans import Span

KINDS = (
    "comment-prompt",
    "login-prompt",
    "subscribe-prompt",
    "advertisement-label",
    "cookie-notice",
    "translation-credit",
    "copyright-line",
    "share-prompt",
    "read-more",
    "page-fact",
)
"""What furniture there is, each kind a rule; where a line could be of two kinds, it is of the first."""

_LISTS = MappingProxyType(
    {
        "comment-prompt": "comment-prompts",
        "login-prompt": "login-prompts",
        "subscribe-prompt": "subscribe-prompts",
        "advertisement-label": "advertisement-labels",
        "cookie-notice": "cookie-notices",
        "translation-credit": "translation-credits",
        "copyright-line": "copyright-lines",
        "share-prompt": "share-prompts",
        "read-more": "read-more",
    }
)
_LABELS = MappingProxyType(
    {"page-fact": "page-facts", "read-more": "read-more-labels", "advertisement-label": "advertiser-labels"}
)

_KINDS_OF_WORDS = tuple(kind for kind in KINDS if kind in _LISTS)

_KNOWN = ("furniture-words", "furniture-starts", "page-nouns", "language-names", "clause-starts", "phrase-openers")

_LONGEST = 130
"""Lines longer than this are looked at for a label alone, and furniture has no more characters than this."""

_SHORT = 60
_HANGING = 3
_MOST_WORDS = 14
_MOST_LINKED = 8
_RIGHTS = 3
_ROOMY = 3
_BUTTON = (3, 4)
_LABELLED = 16
_HEAD = 30
_SYMBOLS = "|»›→←▶►◄◀▲▼♥★☆✉☎•·©❤✓✔➤➜\N{BLACK RIGHT-POINTING TRIANGLE}"
_SYMBOL_SET = frozenset(_SYMBOLS)
_EDGE = " \t|»›«‹→←▶►•·*-–—_<>[](){}#~…+\N{NO-BREAK SPACE}\N{VARIATION SELECTOR-16}"
_CLOSING = ".:!" + _EDGE
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|©")
_ENDED = re.compile(r"[.!?…。！？।۔؟][\"'”’»)\]]*\Z")
_SUFFIX = re.compile(
    r"(?<=[^\W\d_][.!?…])[\"'”’»)\]]*[ \t]*(?=[^\W\d_a-z]|©)|(?<=[.!?…][\"”’»)])[ \t]*(?=[^\W\d_a-z]|©)"
)
_YEARED = re.compile(r"(?:©|\(c\)|copyright)\W*(?:©\W*)?(?:19|20)\d\d\b", re.IGNORECASE)
_BAR = re.compile(r"[^\W\d_][\w ]{1,20}(?: ?[|»›•·>] ?[^\W\d_][\w ]{1,20}){2,8}")
_SPEECH = "\"'“‘«„「"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of furniture: its kind, the span that goes with it, how sure that is."""

    kind: str
    start: int
    end: int
    trust: Safety = Safety.SAFE


@dataclass(frozen=True)
class _Tables:
    """The lists of one language, turned round to look lines up in."""

    lines: Mapping[str, str]
    labels: Mapping[str, str]
    words: Mapping[str, str]
    openers: tuple[str, ...]
    small: frozenset[str]
    soft: frozenset[str]
    starts: frozenset[str]
    nouns: frozenset[str]
    rights: tuple[str, ...]
    longest: int


@functools.cache
def _tables(lexicon: Lexicon) -> _Tables:
    def entries(name: str) -> frozenset[str]:
        return lexicon.words(name) | load(FALLBACK).words(name)

    lines = {line.strip(_CLOSING): kind for kind in reversed(KINDS) if kind in _LISTS for line in entries(_LISTS[kind])}
    labels = {label: kind for kind, name in _LABELS.items() for label in entries(name)}
    words = {word: kind for kind in reversed(_KINDS_OF_WORDS) for word in entries(f"{kind}-words")}
    openers = tuple(f"{opener} " for opener in sorted(entries("read-more-openers")))
    rights = tuple(line for line in lines if lines[line] == "copyright-line" and len(line.split()) >= _RIGHTS)
    small = frozenset().union(*(entries(name) for name in _KNOWN)) | lexicon.words("function-words")
    return _Tables(
        lines,
        labels,
        words,
        openers,
        small,
        entries("soft-furniture-words"),
        entries("furniture-starts"),
        entries("page-nouns"),
        rights,
        max(map(len, lines)),
    )


def furniture(document: Document) -> tuple[Piece, ...]:
    """The furniture of `document`; to be asked for through `document.once`."""
    text, tables = document.text, _tables(document.lexicon)
    if not _suspicious(text, tables):
        return ()
    lines = [span for span in _lines(text) if text[slice(*span)].strip()]
    if not lines:
        return ()
    tail = _tail(text, lines, tables)
    last = len(lines) - len(tail)
    glued = list(_glued(text, *lines[last - 1], tables))
    return (*_within(text, lines[:last], tables), *glued, *tail)


def _suspicious(text: str, tables: _Tables) -> bool:
    """Whether the last line is furniture or ends in some, or a short line is in the lists: a look at few lines."""
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    last = text[start:end]
    if _kind(last, tables)[0] is not None or _drawn(last) or any(_glued(text, start, end, tables)):
        return True
    short = [line for line in text.split("\n") if 1 < len(line) <= _SHORT]
    return any(_normal(line) in tables.lines for line in short)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line) - line.endswith("\r")
        start += len(line) + 1


def _tail(text: str, lines: list[Span], tables: _Tables) -> list[Piece]:
    """The furniture at the end; the first line of a text always stays."""
    found, ended = _run(text, lines, tables, hanging=_HANGING)
    if found and any(line.kind is None for line in found) and not (ended and found[0].sure):
        found, ended = _run(text, lines, tables, hanging=0)
    if not found and len(lines) > 1 and _drawn(text[slice(*lines[-1])]):
        found = [_Line("symbol-line", True, lines[-1])]
    trusted = any(line.sure for line in found) or len(found) > 1
    pieces: list[Piece] = []
    before = lines[len(lines) - len(found) - 1][1]
    for line in found:
        end = line.span[1]
        named = line.kind != "page-fact" or ":" in text[before:end]
        worded = line.sure and (" " in text[before:end].strip() or line.kind == "symbol-line")
        trust = Safety.SAFE if worded or (ended and (line.sure or trusted or named)) else Safety.REPORT
        pieces.append(Piece(line.kind or pieces[-1].kind, before, end, trust))
        before = end
    if not ended and any(piece.trust is Safety.REPORT for piece in pieces):
        return [Piece(piece.kind, piece.start, piece.end, Safety.REPORT) for piece in pieces]
    return pieces


@dataclass(frozen=True, slots=True)
class _Line:
    """A line at the end of a text: its kind, None where only the lines above it can tell; whether the lists have it."""

    kind: str | None
    sure: bool
    span: Span


def _run(text: str, lines: list[Span], tables: _Tables, *, hanging: int) -> tuple[list[_Line], bool]:
    """The run of furniture at the end, from its first line down, and whether a sentence has ended before it.

    Up to `hanging` short lines may be in it that nothing but their place below furniture shows to be the page's.
    """
    found: list[_Line] = []
    for span in reversed(lines[1:]):
        line = text[slice(*span)]
        kind, sure = _kind(line, tables)
        if kind is None and found and _drawn(line):
            kind, sure = "symbol-line", True
        if kind is None:
            if not hanging or not _hangs(line):
                break
            hanging -= 1
        found.append(_Line(kind, sure, span))
    while found and found[-1].kind in ("symbol-line", None):
        if found[-1].kind is None and any(line.kind for line in found) and _half_known(text, found[-1], tables):
            found[-1] = _Line("read-more", True, found[-1].span)
            break
        found.pop()
    found.reverse()
    before = text[slice(*lines[len(lines) - len(found) - 1])].rstrip()
    return found, _ENDED.search(before) is not None


def _half_known(text: str, line: _Line, tables: _Tables) -> bool:
    """Whether at least half of the words of a line are furniture's: enough in the company of others."""
    words = _words(text[slice(*line.span)])
    known = sum(word in tables.words or word in tables.small for word in words)
    return len(words) > 1 and known * 2 >= len(words)


def _hangs(line: str) -> bool:
    """Whether a line is as short and as unfinished as a button or a title."""
    bare = line.strip()
    return len(bare) <= _SHORT and bare[:1].isupper() and not _ENDED.search(bare) and bare[-1] not in ",;:"


def _within(text: str, lines: list[Span], tables: _Tables) -> Iterator[Piece]:
    """Furniture from the lists at the start, and in the text a label of an advertisement or a run of such lines."""
    kinds = [tables.lines.get(_normal(text[slice(*span)])) if span[1] - span[0] <= _SHORT else None for span in lines]
    if not any(kinds):
        return
    index = 0
    while index < len(lines):
        run = index
        while run < len(lines) and kinds[run] is not None:
            run += 1
        if run > index and run < len(lines) and _out_of_place(text, lines, kinds, index, run):
            for at in range(index, run):
                yield Piece(kinds[at] or "", lines[at][0], lines[at + 1][0])
        index = run + 1


def _out_of_place(text: str, lines: list[Span], kinds: list[str | None], first: int, end: int) -> bool:
    """Whether a run of listed lines stands where none belongs: before or between sentences that have ended."""
    if any(text[start] in _SPEECH for start, _ in lines[first:end]):
        return False
    follows = text[slice(*lines[end])]
    if len(follows) < 60 or not (first == 0 or _ENDED.search(text[slice(*lines[first - 1])].rstrip())):
        return False
    return end - first > 1 or kinds[first] == "advertisement-label"


def _glued(text: str, start: int, end: int, tables: _Tables) -> Iterator[Piece]:
    """Furniture from the lists that follows the last sentence on its line."""
    end = start + len(text[start:end].rstrip())
    low = max(start, end - tables.longest - 10)
    while not all(text.find(stop, low, end - 1) < 0 for stop in ".!?…"):
        for match in _SUFFIX.finditer(text, low, end):
            kind = tables.lines.get(_normal(text[match.end() : end]))
            if kind is not None and _named(text[match.end() : end]):
                yield Piece(kind, _stop_end(match), end)
                end = _stop_end(match)
                break
        else:
            return


def _stop_end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip())


def _named(line: str) -> bool:
    """Whether a glued line is written as a button is: more than one word, or in capitals."""
    return len(line.split()) > 1 or line.rstrip(_CLOSING).isupper()


def _kind(line: str, tables: _Tables) -> tuple[str | None, bool]:
    """The kind of furniture that `line` is, None where it is none; and whether the lists say so."""
    bare = line.strip()
    if not bare or bare[0] in _SPEECH:
        return None, False
    if len(bare) <= tables.longest + 10:
        kind = tables.lines.get(_normal(bare))
        if kind is not None:
            return kind, True
    if len(bare) > _LONGEST:
        return None, False
    if _YEARED.search(bare) or _rights(_normal(bare), tables) or (bare.startswith("©") and len(bare) < 80):
        return "copyright-line", True
    if _BAR.fullmatch(bare):
        return "read-more", False
    labelled = _labelled(bare, tables)
    if labelled is not None:
        return labelled, False
    return _of_words(bare, tables), False


def _rights(said: str, tables: _Tables) -> bool:
    return said.startswith(tables.rights) or said.endswith(tables.rights)


def _labelled(bare: str, tables: _Tables) -> str | None:
    said = bare.lower().strip(_EDGE)
    for size in range(1, 4):
        label = " ".join(said.split()[:size])
        head = label[: label.find(":") + 1] or label
        kind = tables.labels.get(head)
        if kind is not None and len(said.split()) <= _LABELLED and not re.search(r"[.!?]\s+\S", said):
            return kind if kind != "page-fact" or not bare.endswith((".", "!", "?")) else None
    title = _words(bare.partition(":")[0]) if ":" in bare[:_HEAD] else []
    linked = 2 <= len(title) <= 3 and title[0] in tables.starts and title[-1] in tables.nouns
    return "read-more" if linked and bare[-1] not in ".!?" else None


def _of_words(bare: str, tables: _Tables) -> str | None:
    """The kind of a line that is made of the words of furniture, with few others among them."""
    if bare[-1] == "," or not (bare[0].isupper() or bare[0].isdigit() or not bare[0].isalnum()):
        return None
    asked, _, told = bare.rpartition("? ")
    words = _words(told if len(asked) < _HEAD else bare)
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    sentence = bare[-1] in ".!?"
    strong = [word for word in words if word in tables.words]
    if not strong and _normal(bare).startswith(tables.openers) and len(words) <= _MOST_LINKED and not sentence:
        return "read-more"
    strangers = sum(not (word in tables.words or word in tables.small or word.isdigit()) for word in words)
    hard = any(word not in tables.soft for word in strong)
    begun = words[0] in tables.starts
    paged = not tables.nouns.isdisjoint(words)
    if sentence and not (hard or (begun and (strong or paged) and bare[-1] == "?")):
        return None
    if strangers > (0 if sentence else hard + (begun and bool(strong) and len(words) >= _ROOMY)):
        return None
    if not strong:
        button = len(words) in _BUTTON and not any(map(str.isdigit, words))
        return "read-more" if begun and not strangers and (paged or button) else None
    return min((tables.words[word] for word in strong), key=KINDS.index)


def _words(line: str) -> list[str]:
    words: list[str] = _WORD.findall(line.lower().replace("’", "'").replace("'s", "").replace("-", " "))
    return words


def _normal(line: str) -> str:
    return " ".join(line.lower().replace("’", "'").split()).strip(_CLOSING)


def _drawn(line: str) -> bool:
    """Whether a line is of signs alone, one of them such as pages draw."""
    return len(line) <= _SHORT and not _SYMBOL_SET.isdisjoint(line) and not any(map(str.isalnum, line))
