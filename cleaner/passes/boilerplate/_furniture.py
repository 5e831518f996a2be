"""Which lines of a text are furniture of the page it was taken from.

A line is judged whole and by its position. It is furniture where the lists have it, where a label of the lists heads
it ("Tags: …"), or where it is made of nothing but the words such lines are made of. It goes where it is at the end
of the text, below other furniture or below a sentence that has ended; at its start; in a run of such lines between
paragraphs; or after the last sentence, on the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.passes.boilerplate._tables import CLOSING, EDGE, KINDS, FurnitureTables, furniture_tables, plain, words_of
from cleaner.spans import Span

_LONGEST = 130
"""Lines longer than this are looked at for a label alone, and furniture has no more characters than this."""

_SHORT = 60
_HANGING = 3
_MOST_WORDS = 14
_MOST_LINKED = 8
_ROOMY = 3
_BUTTON = (3, 4)
_LABELLED = 16
_HEAD = 30
_SYMBOLS = "|»›→←▶►◄◀▲▼♥★☆✉☎•·©❤✓✔➤➜\N{BLACK RIGHT-POINTING TRIANGLE}"
_SYMBOL_SET = frozenset(_SYMBOLS)
_ENDED = re.compile(r"[.!?…。！？।۔؟][\"'”’»)\]]*\Z")
_SUFFIX = re.compile(
    r"(?<=[^\W\d_][.!?…])[\"'”’»)\]]*[ \t]*(?=[^\W\d_a-z]|©)|(?<=[.!?…][\"”’»)])[ \t]*(?=[^\W\d_a-z]|©)"
)
_YEARED = re.compile(r"(?:©|\(c\)|copyright)\W*(?:©\W*)?(?:19|20)\d\d\b", re.IGNORECASE)
_BAR = re.compile(r"[^\W\d_][\w ]{1,20}(?: ?[|»›•·>] ?[^\W\d_][\w ]{1,20}){2,8}")
_SPEECH = "\"'“‘«„「"


def furniture(document: Document) -> tuple[Addition, ...]:
    """The furniture of `document`; to be asked for through `document.once`."""
    text, tables = document.text, furniture_tables(document.lexicon)
    if not _suspicious(text, tables):
        return ()
    lines = [span for span in _lines(text) if text[slice(*span)].strip()]
    if not lines:
        return ()
    tail = _tail(text, lines, tables)
    last = len(lines) - len(tail)
    glued = list(_glued(text, *lines[last - 1], tables))
    return (*_within(text, lines[:last], tables), *glued, *tail)


def _suspicious(text: str, tables: FurnitureTables) -> bool:
    """Whether the last line is furniture or ends in some, or a short line is in the lists: a cheap check."""
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    last = text[start:end]
    if _kind(last, tables)[0] is not None or _drawn(last) or any(_glued(text, start, end, tables)):
        return True
    short = [line for line in text.split("\n") if 1 < len(line) <= _SHORT]
    return any(plain(line) in tables.lines for line in short)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line) - line.endswith("\r")
        start += len(line) + 1


def _tail(text: str, lines: list[Span], tables: FurnitureTables) -> list[Addition]:
    """The furniture at the end; the first line of a text always stays."""
    found, ended = _run(text, lines, tables, hanging=_HANGING)
    if found and any(line.kind is None for line in found) and not (ended and found[0].sure):
        found, ended = _run(text, lines, tables, hanging=0)
    if not found and len(lines) > 1 and _drawn(text[slice(*lines[-1])]):
        found = [FurnitureLine("symbol-line", True, lines[-1])]
    confirmed = any(line.sure for line in found) or len(found) > 1
    pieces: list[Addition] = []
    before = lines[len(lines) - len(found) - 1][1]
    for line in found:
        end = line.span[1]
        named = line.kind != "page-fact" or ":" in text[before:end]
        worded = line.sure and (" " in text[before:end].strip() or line.kind == "symbol-line")
        safety = Safety.SAFE if worded or (ended and (line.sure or confirmed or named)) else Safety.REPORT
        pieces.append(Addition(line.kind or pieces[-1].kind, before, end, safety))
        before = end
    if not ended and any(piece.safety is Safety.REPORT for piece in pieces):
        return [Addition(piece.kind, piece.start, piece.end, Safety.REPORT) for piece in pieces]
    return pieces


@dataclass(frozen=True, slots=True)
class FurnitureLine:
    """A line at the end of a text: its kind, None where only the lines above it can tell; whether the lists have it."""

    kind: str | None
    sure: bool
    span: Span


def _run(text: str, lines: list[Span], tables: FurnitureTables, *, hanging: int) -> tuple[list[FurnitureLine], bool]:
    """The run of furniture at the end, from its first line down, and whether a sentence has ended before it.

    Up to `hanging` short lines may be in it that nothing but their position below furniture shows to be the page's.
    """
    found: list[FurnitureLine] = []
    for span in reversed(lines[1:]):
        line = text[slice(*span)]
        kind, sure = _kind(line, tables)
        if kind is None and found and _drawn(line):
            kind, sure = "symbol-line", True
        if kind is None:
            if not hanging or not _hangs(line):
                break
            hanging -= 1
        found.append(FurnitureLine(kind, sure, span))
    while found and found[-1].kind in ("symbol-line", None):
        if found[-1].kind is None and any(line.kind for line in found) and _half_known(text, found[-1], tables):
            found[-1] = FurnitureLine("read-more", True, found[-1].span)
            break
        found.pop()
    found.reverse()
    before = text[slice(*lines[len(lines) - len(found) - 1])].rstrip()
    return found, _ENDED.search(before) is not None


def _half_known(text: str, line: FurnitureLine, tables: FurnitureTables) -> bool:
    """Whether at least half of the words of a line are furniture's: enough in the company of others."""
    words = words_of(text[slice(*line.span)])
    known = sum(word in tables.words or word in tables.small for word in words)
    return len(words) > 1 and known * 2 >= len(words)


def _hangs(line: str) -> bool:
    """Whether a line is as short and as unfinished as a button or a title."""
    bare = line.strip()
    return len(bare) <= _SHORT and bare[:1].isupper() and not _ENDED.search(bare) and bare[-1] not in ",;:"


def _within(text: str, lines: list[Span], tables: FurnitureTables) -> Iterator[Addition]:
    """Furniture from the lists at the start, and in the text a label of an advertisement or a run of such lines."""
    kinds = [tables.lines.get(plain(text[slice(*span)])) if span[1] - span[0] <= _SHORT else None for span in lines]
    if not any(kinds):
        return
    index = 0
    while index < len(lines):
        run = index
        while run < len(lines) and kinds[run] is not None:
            run += 1
        if run > index and run < len(lines) and _out_of_place(text, lines, kinds, index, run):
            for at in range(index, run):
                yield Addition(kinds[at] or "", lines[at][0], lines[at + 1][0])
        index = run + 1


def _out_of_place(text: str, lines: list[Span], kinds: list[str | None], first: int, end: int) -> bool:
    """Whether a run of listed lines is where none belongs: before or between sentences that have ended."""
    if any(text[start] in _SPEECH for start, _ in lines[first:end]):
        return False
    follows = text[slice(*lines[end])]
    if len(follows) < 60 or not (first == 0 or _ENDED.search(text[slice(*lines[first - 1])].rstrip())):
        return False
    return end - first > 1 or kinds[first] == "advertisement-label"


def _glued(text: str, start: int, end: int, tables: FurnitureTables) -> Iterator[Addition]:
    """Furniture from the lists that follows the last sentence on its line."""
    end = start + len(text[start:end].rstrip())
    low = max(start, end - tables.max_length - 10)
    while not all(text.find(stop, low, end - 1) < 0 for stop in ".!?…"):
        for match in _SUFFIX.finditer(text, low, end):
            kind = tables.lines.get(plain(text[match.end() : end]))
            if kind is not None and _named(text[match.end() : end]):
                yield Addition(kind, _stop_end(match), end)
                end = _stop_end(match)
                break
        else:
            return


def _stop_end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip())


def _named(line: str) -> bool:
    """Whether a glued line is written as a button is: more than one word, or in capitals."""
    return len(line.split()) > 1 or line.rstrip(CLOSING).isupper()


def _kind(line: str, tables: FurnitureTables) -> tuple[str | None, bool]:
    """The kind of furniture that `line` is, None where it is none; and whether the lists say so."""
    bare = line.strip()
    if not bare or bare[0] in _SPEECH:
        return None, False
    if len(bare) <= tables.max_length + 10:
        kind = tables.lines.get(plain(bare))
        if kind is not None:
            return kind, True
    if len(bare) > _LONGEST:
        return None, False
    if _YEARED.search(bare) or _rights(plain(bare), tables) or (bare.startswith("©") and len(bare) < 80):
        return "copyright-line", True
    if _BAR.fullmatch(bare):
        return "read-more", False
    labelled = _labelled(bare, tables)
    if labelled is not None:
        return labelled, False
    return _of_words(bare, tables), False


def _rights(said: str, tables: FurnitureTables) -> bool:
    return said.startswith(tables.rights) or said.endswith(tables.rights)


def _labelled(bare: str, tables: FurnitureTables) -> str | None:
    said = bare.lower().strip(EDGE)
    for size in range(1, 4):
        label = " ".join(said.split()[:size])
        head = label[: label.find(":") + 1] or label
        kind = tables.labels.get(head)
        if kind is not None and len(said.split()) <= _LABELLED and not re.search(r"[.!?]\s+\S", said):
            return kind if kind != "page-fact" or not bare.endswith((".", "!", "?")) else None
    title = words_of(bare.partition(":")[0]) if ":" in bare[:_HEAD] else []
    linked = 2 <= len(title) <= 3 and title[0] in tables.starts and title[-1] in tables.nouns
    return "read-more" if linked and bare[-1] not in ".!?" else None


def _of_words(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of a line that is made of the words of furniture, with few others among them."""
    if bare[-1] == "," or not (bare[0].isupper() or bare[0].isdigit() or not bare[0].isalnum()):
        return None
    asked, _, told = bare.rpartition("? ")
    words = words_of(told if len(asked) < _HEAD else bare)
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    sentence = bare[-1] in ".!?"
    strong = [word for word in words if word in tables.words]
    if not strong and plain(bare).startswith(tables.openers) and len(words) <= _MOST_LINKED and not sentence:
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


def _drawn(line: str) -> bool:
    """Whether a line is of signs alone, one of them such as pages draw."""
    return len(line) <= _SHORT and not _SYMBOL_SET.isdisjoint(line) and not any(map(str.isalnum, line))
