"""The prose of a file: its units as one text, and where each character of that text stands in the file.

A reader of a format walks through the file and tells a `ProseBuilder` what it finds, in the order of the file: prose
that is seen as it is written, prose that is spelled in another way (an entity, a line break with the signs that begin
the next line), what stands in a sentence and is no prose (code, an image), markup that a reader of the page never sees,
and where a unit ends. Everything it does not tell of lies between units, or is markup.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cleaner.edits import NetChange
from cleaner.frame import Frame
from cleaner.spans import Spans

WALL = "\n\n"
"""What rules see between two units."""


_TERM = re.compile(r"(?:(?<=[.!?:]\s)|(?<![^\n]))[a-z][\w-]*")


class Shows(enum.Enum):
    """What a piece is: prose as it is written, prose that is spelled otherwise, what no edit may touch, markup that
    does not show (it opens, or it closes what is before it), what is between two units, and such that goes with one."""

    PLAIN = enum.auto()
    SPELLED = enum.auto()
    FIXED = enum.auto()
    OPENING = enum.auto()
    CLOSING = enum.auto()
    WALL = enum.auto()
    SOFT_WALL = enum.auto()


_HIDDEN = (Shows.OPENING, Shows.CLOSING)
_WALLS = (Shows.WALL, Shows.SOFT_WALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the prose: `text`, at `at` of the prose, is what `start..end` of the file shows."""

    kind: Shows
    at: int
    text: str
    start: int
    end: int

    @property
    def until(self) -> int:
        """The offset after it, in the prose."""
        return self.at + len(self.text)


def as_it_is(text: str) -> str:
    """The spelling of text that needs none."""
    return text


@dataclass(frozen=True)
class Prose:
    """The prose of `file`, in pieces that lie in its order.

    `spell` writes new text as the file has to hold it. `source` is the text that this is the translation of, and `lang`
    the language it is in, where the file says so.
    """

    file: str
    pieces: tuple[Piece, ...]
    spell: Callable[[str], str] = as_it_is
    source: str | None = None
    lang: str | None = None
    vanishing: tuple[bool, ...] = ()
    """Of each unit, whether it may be deleted whole."""

    @cached_property
    def text(self) -> str:
        """What rules see."""
        return "".join([piece.text for piece in self.pieces])

    @cached_property
    def frame(self) -> Frame:
        """What no edit of the text may touch."""
        walls = [piece for piece in self.pieces if piece.kind in _WALLS]
        fixed = [(piece.at, piece.until) for piece in self.pieces if piece.kind is Shows.FIXED]
        return Frame(
            len(self.text),
            Spans([*fixed, *self._terms()]),
            tuple((piece.at, piece.until) for piece in walls),
            frozenset(piece.at for piece, before in zip(walls, self.vanishing, strict=False) if before),
            frozenset(piece.at for piece, after in zip(walls, self.vanishing[1:], strict=False) if after),
            tuple(dict.fromkeys(piece.at for piece in self.pieces if piece.kind in _HIDDEN)),
        )

    def _terms(self) -> Iterator[tuple[int, int]]:
        """Words in small letters that are marked up where a sentence begins: they name something, and stay so."""
        opened = {piece.at for piece in self.pieces if piece.kind is Shows.OPENING}
        closed = {piece.at for piece in self.pieces if piece.kind is Shows.CLOSING}
        if opened and closed:
            for match in _TERM.finditer(self.text):
                if match.start() in opened and match.end() in closed:
                    yield match.span()

    def units(self) -> Iterator[str]:
        """The text of each unit that has any."""
        unit: list[str] = []
        for piece in self.pieces:
            if piece.kind in _WALLS:
                yield from filter(None, ["".join(unit).strip()])
                unit = []
            else:
                unit.append(piece.text)
        yield from filter(None, ["".join(unit).strip()])

    def unit_at(self, offset: int) -> tuple[int, int]:
        """The span of the text that is the unit around an offset."""
        walls = self.frame.walls
        index = bisect_right(walls, (offset, len(self.text) + 1))
        return walls[index - 1][1] if index else 0, walls[index][0] if index < len(walls) else len(self.text)

    # Into the file

    @cached_property
    def _showing(self) -> Sequence[Piece]:
        return [piece for piece in self.pieces if piece.text]

    @cached_property
    def _offsets(self) -> list[int]:
        return [piece.at for piece in self._showing]

    @cached_property
    def _all_offsets(self) -> list[int]:
        return [piece.at for piece in self.pieces]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the file that shows `start..end` of the text; in a piece that is spelled, all of it."""
        if start == end:
            place = self._insertion(start)
            return place, place
        parts = [part for _, *part in self._parts(start, end)]
        return parts[0][0], parts[-1][1]

    def _parts(self, start: int, end: int) -> Iterator[tuple[Shows, int, int]]:
        """The spans of the file that show the characters `start..end` of the text, each with what it is."""
        index = bisect_right(self._offsets, start) - 1
        while index < len(self._showing) and self._showing[index].at < end:
            piece = self._showing[index]
            if piece.kind is Shows.PLAIN:
                shift = piece.start - piece.at
                yield piece.kind, max(start, piece.at) + shift, min(end, piece.until) + shift
            else:
                yield piece.kind, piece.start, piece.end
            index += 1

    def _insertion(self, offset: int) -> int:
        """Where in the file something goes that is inserted: before markup that opens, after markup that closes."""
        index = bisect_right(self._offsets, offset - 1) - 1
        if index >= 0 and self._showing[index].until > offset:  # within a piece
            piece = self._showing[index]
            return piece.start + (offset - piece.at if piece.kind is Shows.PLAIN else 0)
        place: int | None = None
        index = bisect_right(self._all_offsets, offset - 1) - 1
        if index >= 0 and self.pieces[index].kind not in _WALLS:
            place = self.pieces[index].end
        for piece in islice(self.pieces, index + 1, None):
            if piece.kind is Shows.CLOSING and piece.at == offset:
                place = piece.end
                continue
            return piece.start if place is None or piece.kind is Shows.OPENING else place
        return len(self.file) if place is None else place

    def _spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The same without walls, united where one follows another."""
        spans: list[tuple[int, int]] = []
        for kind, low, high in self._parts(start, end):
            if kind is not Shows.WALL and spans and spans[-1][1] == low:
                spans[-1] = (spans[-1][0], high)
            elif kind is not Shows.WALL:
                spans.append((low, high))
        return spans

    def _ends_a_line(self, start: int, end: int) -> bool:
        """Whether a deletion takes a space that is a line break in the file, and could take the one before instead."""
        if not start or self.text[start - 1] != " " or self.text[end - 1] != " ":
            return False
        return (
            "\n" in self.file[slice(*self.span(end - 1, end))] and self.file[slice(*self.span(start - 1, start))] == " "
        )

    def to_file(self, change: NetChange) -> Iterator[NetChange]:
        """A change of the text as changes of the file: markup in its midst stays, and what is between units."""
        if change.start == change.end:
            spans = [self.span(change.start, change.end)]
        else:
            spans = self._spans(change.start, change.end)
            if not change.replacement and self._ends_a_line(change.start, change.end):
                shifted = self._spans(change.start - 1, change.end - 1)
                spans = shifted if len(shifted) == 1 else spans
        new = self.spell(change.replacement)
        for start, end in spans:
            yield NetChange(start, end, new, self.file[start:end], change.rules)
            new = ""


def markup(file: str, proses: Iterable[Prose]) -> str:
    """What a file has that is no prose, whitespace left out."""
    pieces = [piece for prose in proses for piece in prose.pieces if piece.kind in (Shows.PLAIN, Shows.SPELLED)]
    done = 0
    between = []
    for piece in sorted(pieces, key=lambda each: each.start):
        between.append(file[done : piece.start])
        done = piece.end
    between.append(file[done:])
    return "".join("".join(between).split())


class ProseBuilder:
    """Takes the pieces of a file in its order, and makes the prose of them."""

    def __init__(self, file: str, spell: Callable[[str], str] = as_it_is) -> None:
        self.file = file
        self._spell = spell
        self._pieces: list[Piece] = []
        self._at = 0
        self._has_text = False
        self._vanishing: list[bool] = []
        self._pending: list[Piece] = []
        """Markup before the first text of a unit."""
        self._gap: tuple[bool, int] | None = None
        """Whether what is between this unit and the next may go with one, and where it begins."""

    @property
    def ends_with_space(self) -> bool:
        """Whether the unit is empty yet, or ends with whitespace."""
        last = next((piece.text for piece in reversed(self._pieces) if piece.text), " ")
        return self._gap is not None or not self._has_text or last[-1].isspace()

    def plain(self, start: int, end: int) -> None:
        """Prose as it is written."""
        self._add(Shows.PLAIN, self.file[start:end], start, end)

    def spelled(self, text: str, start: int, end: int) -> None:
        """Prose that the file spells in another way, and an edit takes whole."""
        self._add(Shows.SPELLED if len(text) == 1 else Shows.FIXED, text, start, end)

    def fixed(self, start: int, end: int, text: str | None = None) -> None:
        """What stands in a sentence and no edit may touch; `text` is how rules see it, if not as it is written."""
        self._add(Shows.FIXED, self.file[start:end] if text is None else text, start, end)

    def hidden(self, start: int, end: int, *, closing: bool = False) -> None:
        """Markup that does not show."""
        if start < end:
            kind = Shows.CLOSING if closing else Shows.OPENING
            (self._pieces if self._has_text else self._pending).append(Piece(kind, self._at, "", start, end))

    def end_unit(self, *, vanishing: bool = False, soft: bool = False) -> None:
        """The unit ends. `vanishing`: an edit may delete it whole; `soft`: and with it the whitespace between it and
        another such unit, if there is nothing else."""
        self._pending.clear()
        if self._has_text:
            self._gap = (soft, self._pieces[-1].end)
            self._has_text = False
            leads = (self._pieces[-1].text or " ")[-1] == ":"  # to what is no prose, a list or code
            self._vanishing.append(vanishing and not leads)
        elif self._gap is not None and not soft:
            self._gap = (False, self._gap[1])

    def _open_unit(self, start: int) -> None:
        """Put the wall before the first piece of a unit, which is at `start`, and the markup it begins with."""
        if self._gap is not None:
            self._add_wall(self._pending[0].start if self._pending else start, *self._gap)
        self._pieces += [Piece(each.kind, self._at, "", each.start, each.end) for each in self._pending]
        self._pending.clear()
        self._gap = None

    def _add_wall(self, start: int, soft: bool, begins: int) -> None:
        between = self.file[begins:start]
        soft = soft and between.isspace()
        text = between if soft else WALL
        self._pieces.append(Piece(Shows.SOFT_WALL if soft else Shows.WALL, self._at, text, begins, start))
        self._at += len(text)

    def _add(self, kind: Shows, text: str, start: int, end: int) -> None:
        if start == end:
            return
        if not self._has_text:
            self._open_unit(start)
        last = self._pieces[-1] if self._pieces else None
        if kind is Shows.PLAIN and last and last.kind is Shows.PLAIN and last.end == start:
            self._pieces[-1] = Piece(kind, last.at, last.text + text, last.start, end)
        else:
            self._pieces.append(Piece(kind, self._at, text, start, end))
        self._at += len(text)
        self._has_text = True

    def prose(self, *, source: str | None = None, lang: str | None = None) -> Prose:
        """The prose of what was told."""
        self.end_unit()
        return Prose(self.file, tuple(self._pieces), self._spell, source, lang, tuple(self._vanishing))
