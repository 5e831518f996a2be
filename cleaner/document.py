"""What a rule sees of a text: the text itself and, found when first asked for, its parts and its writer's habits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from cleaner import language, sentences
from cleaner.carried import Broken, Comparison, broken, compared
from cleaner.lexicon import Lexicon
from cleaner.protection import protected_spans
from cleaner.spans import Span, Spans

T = TypeVar("T")

_UNKNOWN = object()

ORIGINS = ("unknown", "machine")
"""What may be known of where a text comes from; "machine" is machine translation."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FEW_SENTENCES = 5
"""Fewer sentences do not show a habit."""

_AROUND, _BESIDE = 300, 100
"""Characters whose language is told at once, and those beside them that help."""

_TERSE = 55
"""Characters a sentence, on average, below which a writer takes notes."""

_SMALL_BEHIND_STOP = re.compile(r"[a-z]{3}[.!?] +[a-z]")
_SMALL_I = re.compile(r"(?<=[\w,] )i(?= [a-z])|(?<![\w'’.])i['’](?:m|ll|ve|d)\b")
_MAY_BE_SMALL_I = (" i ", "i'", "i’")
"""What is in every text that the expression finds; faster to look for."""

_SPEAKER = re.compile(r"[A-Z][^\s:][^:.!?\n]{0,30}: \S")
_PARAGRAPH_BREAK = re.compile(r"\n(?:[ \t]*+\r?\n)++[ \t]*+")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the writer of a document writes, counted over the whole of it.

    `sentences` counts sentence starts and `lower` those in lower case, `small_stops` the stops with a lower-case word
    after them that the splitter does not take for sentence ends; of the `openings` of paragraphs,
    `small_openings` are in lower case; `small_i` is whether the writer's own I is; `speaker_lines` counts lines that
    begin with a speaker ("Guide: …"); `terse` is whether the writer takes notes, in sentences of a few words.
    """

    sentences: int
    lower: int
    small_stops: int
    openings: int
    small_openings: int
    small_i: bool
    speaker_lines: int
    terse: bool

    @property
    def capitalises(self) -> bool:
        """Whether the writer begins sentences with capitals; a few sentences say nothing, then yes."""
        if self.small_i or (self.small_openings * 2 > self.openings and self.sentences + self.small_stops >= 3):
            return False
        return self.sentences < _FEW_SENTENCES or self.lower * 4 < self.sentences


class Document:
    """One text being cleaned.

    `text` is what the rules of one pass see, `lexicon` the word lists of the pipeline's language. Everything else is
    computed once, when a rule first asks. A document is never changed; a pass that edits makes a new one.
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        *,
        foreign: bool | None = None,
        origin: str = ORIGINS[0],
        source: str | None = None,
        patterns: Sequence[re.Pattern[str]] = (),
        shield: Callable[[], Spans] = Spans,
        edited: Callable[[], Iterable[Span]] = tuple,
    ) -> None:
        """`foreign`: what is known of the language already; `origin`: one of `ORIGINS`; `source`: the text that this is
        the translation of, where it is known; `patterns`: what the user protects; `shield`: asked for spans that are
        protected for a reason the text itself no longer shows; `edited`: asked for what earlier passes changed, in
        offsets of this text."""
        self.text = text
        self.lexicon = lexicon
        self.origin = origin
        self.source = source
        self._foreign = foreign
        self._patterns = patterns
        self._shield = shield
        self._edited = edited
        self._memory: dict[Callable[..., object], object] = {}

    @property
    def lang(self) -> str:
        """The code of the language the pipeline cleans."""
        return self.lexicon.lang

    @cached_property
    def foreign(self) -> bool:
        """Whether the text is clearly in another language; then only universal rules see it."""
        return language.is_foreign(self.text, self.lexicon) if self._foreign is None else self._foreign

    def is_foreign_around(self, offset: int) -> bool:
        """Whether the text around the character at `offset`, within its paragraph, is clearly in another language; it
        is asked once for some hundred characters at a time."""
        number = max(0, bisect_right(self._paragraph_starts, offset) - 1)
        if number >= len(self.paragraphs):
            return False
        start, end = self.paragraphs[number]
        first = start + (offset - start) // _AROUND * _AROUND
        known = self._foreign_around.get(first)
        if known is None:
            around = self.text[max(start, first - _BESIDE) : min(end, first + _AROUND + _BESIDE)]
            known = self._foreign_around[first] = language.is_foreign(around, self.lexicon)
        return known

    @cached_property
    def _foreign_around(self) -> dict[int, bool]:
        return {}

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines, without their ends."""
        if "\r" not in self.text:
            rows = self.rows if self.text[-1:] != "\n" else self.rows[:-1]
            ends = accumulate(map(len, rows), lambda end, size: end + 1 + size)
            return tuple((end - len(row), end) for row, end in zip(rows, ends, strict=True))
        return tuple(
            (match.start(), match.start() + len(match[0].rstrip("\r\n")))
            for match in _LINE.finditer(self.text)
            if match[0] or match.start() == 0
        )

    @cached_property
    def rows(self) -> list[str]:
        """The text between line feeds, for a quick check of all lines."""
        return self.text.split("\n")

    @cached_property
    def line_break(self) -> str:
        """How the lines end: a rule that adds the end of a line writes it so."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_at(self, offset: int) -> Span:
        """The line that holds the character at `offset`, found in logarithmic time."""
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The spans between blank lines that hold more than whitespace."""
        spans = []
        start = 0
        for match in _PARAGRAPH_BREAK.finditer(self.text):
            end = match.start()
            spans.append((start, end - (self.text[max(0, end - 1) : end] == "\r")))
            start = match.end()
        spans.append((start, len(self.text)))
        return tuple((start, end) for start, end in spans if self.text[start:end].strip())

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all paragraphs."""
        return tuple(
            span for start, end in self.paragraphs for span in sentences.split(self.text, start, end, self.lexicon)
        )

    @cached_property
    def protected(self) -> Spans:
        """What no rule may change; see `cleaner.protection`."""
        spans = protected_spans(self.text, self._patterns) | self._shield()
        if self.source is None:
            return spans
        return spans | Spans((token.start, token.end) for token in self.comparison.kept)

    @cached_property
    def comparison(self) -> Comparison:
        """How the text carries the tokens of what it is the translation of."""
        return compared(self.text, self.source or "")

    @cached_property
    def broken(self) -> list[Broken]:
        """The tokens of what it is the translation of that are in it in a broken form."""
        return broken(self.text, self.comparison)

    @cached_property
    def edited(self) -> tuple[Span, ...]:
        """Where earlier passes changed the text, sorted; a deletion is an empty span."""
        return tuple(self._edited())

    @cached_property
    def habits(self) -> Habits:
        """The writer's habits."""
        starts = [_first_letter(self.text[start:end]) for start, end in self.sentences]
        openings = [_first_letter(self.text[start:end]) for start, end in self.paragraphs]
        letters = sum(end - start for start, end in self.sentences)
        return Habits(
            sentences=sum(start.isalpha() for start in starts),
            lower=sum(start.islower() for start in starts),
            small_stops=len(_SMALL_BEHIND_STOP.findall(self.text)),
            openings=sum(opening.isalpha() for opening in openings),
            small_openings=sum(opening.islower() for opening in openings),
            small_i=any(sign in self.text for sign in _MAY_BE_SMALL_I) and bool(_SMALL_I.search(self.text)),
            speaker_lines=self._count_speakers() if ": " in self.text else 0,
            terse=len(starts) >= _FEW_SENTENCES and letters < _TERSE * len(starts),
        )

    def _count_speakers(self) -> int:
        return sum(bool(_SPEAKER.match(self.text, start, end)) for start, end in self.lines)

    def once(self, function: Callable[[Document], T]) -> T:
        """`function(self)`, computed once a document; for work that several rules share."""
        found = self._memory.get(function, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._memory[function] = function(self)
        return found  # type: ignore[return-value]


def _first_letter(sentence: str) -> str:
    return sentence.lstrip("\"'“‘«([{-–—*•> \t")[:1]
