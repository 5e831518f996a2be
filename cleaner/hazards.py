"""What no edit may make: a tag, an entity, or a character that is not seen and was not there.

A text is compared with its original where edits touched it. A hazard of the text is an old one where the same span
of the original held it already: a tag with the same name, as live as it is now; a reference to the same character, in
however many layers it was escaped; the same unseen character. Everything else was made by the edits around it.
"""

from __future__ import annotations

import functools
import heapq
import re
import string
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from cleaner.alignment import Alignment, apply
from cleaner.edits import Change, NetChange
from cleaner.entities import numbered
from cleaner.expressions import expression
from cleaner.spans import Span, TouchingSpans

UNSEEN = expression(
    "["
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # controls, but for tab and line ends
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # bidi
    "\\ufffd"
    "\\ud800-\\udfff"  # surrogates
    "\\ue000-\\uf8ff\\U000f0000-\\U0010ffff"  # private use
    "\\ufdd0-\\ufdef\\ufffe\\uffff\\U00040000-\\U000dffff"  # no characters, and planes without any
    "]"
)
"""Characters that no edit may bring into a text."""

_TAG = expression(r"<(/?)([A-Za-z!?][A-Za-z0-9]*)(?=([\s/>]?))[^<>]*>")
"""A tag as browsers read it: `<` or `</`, a letter, and `>` before another `<`."""

_REFERENCE = expression(
    r"&((?:(?:amp|AMP|\#0*38(?![0-9])|\#[xX]0*26(?![0-9a-fA-F]));?)*+)"  # an ampersand, however often it was escaped
    r"(\#[0-9]+;?|\#[xX][0-9a-fA-F]+;?|\#[0-9A-Za-z]{1,32};|[^\t\n\f <&\#;]{1,32};?)?"
)
"""A character reference as `html.unescape` reads it, and what has the form of one."""

_NAME = expression(r"[A-Za-z][0-9A-Za-z]*;?")
_NUMERIC = expression(r"#(?:[0-9]|[xX][0-9a-fA-F])")
_FORM = expression(r"\#?[0-9A-Za-z]{1,32};")
_OF_TAGS = frozenset("<>/!?&#;" + string.ascii_letters + string.digits)
"""What a reference must name to make or name a tag, or another reference."""

MAX_MADE = 1000
"""Hazards that are told apart; edits that make more of them are wrong about the whole text."""

_MAX_LAYERS = 10
"""So many layers of escaping are looked through; text that nests deeper is not what any reader decodes."""


class _Hazard(NamedTuple):
    """A tag or an entity of a text: its span, what it is, and the spans that make it one."""

    start: int
    end: int
    kind: str
    name: str
    closed: bool
    edges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A hazard that edits made: where in the original they made it, closely told and widely."""

    edges: tuple[Span, ...]
    whole: Span


def made(original: str, text: str, net: Sequence[NetChange], source: str | None = None) -> list[Made]:
    """The hazards of `text` that `original` did not have, at most `MAX_MADE`; `net` are the changes that lead from one
    to the other. What `source` has, the text that it is the translation of, is none."""
    found: list[Made] = []
    if UNSEEN.search("".join([change.replacement for change in net])):
        found += _unseen_made(net)
    if net and ("<" in text or "&" in text):
        found += islice(_markup_made(original, text, net), MAX_MADE)
    if found and source is not None:
        found = [hazard for hazard in found if not _is_of(source, text, Alignment(net).to_clean(*hazard.whole))]
    return found[:MAX_MADE]


def _is_of(source: str, text: str, span: Span) -> bool:
    """Whether all markup in a span of a text is in its source."""
    found = re.findall(r"<[^<>]*>|&[^\s&;]*;?", text[slice(*span)])
    return bool(found) and all(each in source for each in found)


def guilty(hazards: Sequence[Made], changed: Sequence[Sequence[Span]]) -> set[int]:
    """Which edits made the hazards; `changed` has, for each edit, the spans of the original that it rewrote.

    An edit is guilty where it touches what makes the hazard one: the marks and the name of a tag, not its middle. Where
    none does, all that touch it are.
    """
    close = TouchingSpans(span for hazard in hazards for span in hazard.edges)
    culprits = {number for number, spans in enumerate(changed) if any(close.touch(*span) for span in spans)}
    explained = TouchingSpans(span for number in culprits for span in changed[number])
    open_cases = [hazard for hazard in hazards if not any(explained.touch(*span) for span in hazard.edges)]
    if open_cases:
        wide = TouchingSpans(hazard.whole for hazard in open_cases)
        culprits |= {number for number, spans in enumerate(changed) if any(wide.touch(*span) for span in spans)}
    return culprits


def _unseen_made(net: Sequence[NetChange]) -> Iterator[Made]:
    for change in net:
        new = Counter(UNSEEN.findall(change.replacement))
        if new and new - Counter(UNSEEN.findall(change.found)):
            yield Made(((change.start, change.end),), (change.start, change.end))


def _markup_made(original: str, text: str, net: Sequence[NetChange]) -> Iterator[Made]:
    alignment = Alignment(net)
    clean = alignment.clean_spans()
    starts, ends = [start for start, _ in clean], [end for _, end in clean]

    def image(start: int, end: int) -> Span | None:
        """What of the original became `start..end`, with the changes that touch it; None where none does."""
        first, last = bisect_left(ends, start), bisect_right(starts, end) - 1
        if first > last:
            return None
        low, high = alignment.to_original(start, end)
        return min(low, net[first].start), max(high, net[last].end)

    old: _Old | None = None
    for hazard in heapq.merge(*_markup(text)):
        whole = image(hazard.start, hazard.end)
        if whole is None:
            continue
        old = old or _Old(original)
        if not old.has(hazard, *whole):
            edges = tuple(filter(None, (image(*edge) for edge in hazard.edges)))
            yield Made(edges or (whole,), whole)


_Kind = tuple[str, bool]


@functools.lru_cache(maxsize=1)
def _markup_of_original(original: str) -> Mapping[_Kind, Mapping[str, Sequence[Span]]]:
    """The markup of an original by kind and whether it is closed, and by name, in order; kept for the text at hand,
    which is asked about after every pass."""
    spans: defaultdict[_Kind, dict[str, list[Span]]] = defaultdict(dict)
    for start, end, kind, name, closed, _ in chain.from_iterable(_markup(original, of_original=True)):
        spans[kind, closed].setdefault(name, []).append((start, end))
    return spans


class _Old:
    """The hazards of an original, in order, each of which accounts for one in the text; asked from left to right."""

    def __init__(self, original: str) -> None:
        self._spans = _markup_of_original(original)
        self._spent: dict[tuple[_Kind, str], int] = {}  # how many of a name are accounted for, or left behind

    def has(self, hazard: _Hazard, low: int, high: int) -> bool:
        """Whether a hazard that reaches into `low..high` is the same; it is then spent."""
        for closed in (True,) if hazard.closed else (False, True):
            kind = (hazard.kind, closed)
            spans, spent = self._spans.get(kind, {}).get(hazard.name, ()), self._spent.get((kind, hazard.name), 0)
            while spent < len(spans) and spans[spent][1] <= low:
                spent += 1
            is_same = spent < len(spans) and spans[spent][0] < high
            self._spent[kind, hazard.name] = spent + is_same
            if is_same:
                return True
        return False


def _markup(text: str, *, of_original: bool = False) -> Iterator[Iterable[_Hazard]]:
    """The tags of a text, its entities, and the tags that show when it is decoded: each kind in order, found as drawn.

    Tags that are live show decoded, too; that is told of an original only, for those that were escaped since.
    """
    if "<" in text:
        yield _tags(text, "tag")
    if "&" in text:
        references = list(_references(text))
        yield (
            _Hazard(start, end, "entity", meaning, not is_known or text[end - 1] == ";", ((start, end),))
            for start, end, meaning, is_known in references
        )
        if changes := _decoding(references):
            yield _decoded_tags(text, changes)
            return
    if of_original and "<" in text:
        yield (tag._replace(kind="decoded tag") for tag in _tags(text, "tag"))


def _decoded_tags(text: str, changes: list[NetChange]) -> Iterator[_Hazard]:
    decoded, layers = _peeled(text, changes)
    if "<" not in decoded:
        return

    def encoded(start: int, end: int) -> Span:
        for layer in layers:
            start, end = layer.to_original(start, end)
        return start, end

    for tag in _tags(decoded, "decoded tag"):
        edges = tuple([encoded(*edge) for edge in tag.edges])
        yield _Hazard(*encoded(tag.start, tag.end), tag.kind, tag.name, tag.closed, edges)


def _tags(text: str, kind: str) -> Iterator[_Hazard]:
    for match in _TAG.finditer(text):
        start, end = match.span()
        edges = ((start, match.end(2) + 1), (end - 1, end))
        yield _Hazard(start, end, kind, match[1] + match[2].lower(), bool(match[3]), edges)


_Reference = tuple[int, int, str, bool]


def _references(text: str) -> Iterator[_Reference]:
    """The references of a text, and what each names; what only has the form of one is not known, and stays."""
    for match in _REFERENCE.finditer(text):
        written = match[2]
        reference = _reference(written) if written else None
        if reference is not None:
            yield match.start(), match.start(2) + reference[0], reference[1], True
        elif written and _FORM.fullmatch(written):
            yield match.start(), match.end(), "&" + written, False
        elif match[1]:
            yield match.start(), match.end(1), "&", True


def _peeled(text: str, changes: list[NetChange]) -> tuple[str, list[Alignment]]:
    """The text decoded until nothing is left to decode, and the way back, layer by layer; `changes` decode its first
    layer."""
    layers: list[Alignment] = []
    while changes and len(layers) < _MAX_LAYERS:
        text = apply(text, changes)
        layers.insert(0, Alignment(changes))
        changes = _decoding(_references(text))
    return text, layers


def _decoding(references: Iterable[_Reference]) -> list[NetChange]:
    """The changes that decode those references once that can make a tag or another reference."""
    return [
        NetChange(start, end, meaning, "", ())
        for start, end, meaning, is_known in references
        if is_known and not _OF_TAGS.isdisjoint(meaning)
    ]


def _reference(written: str) -> tuple[int, str] | None:
    """How much of what follows an ampersand names a character, and which; the rules are those of `html.unescape`."""
    if written[0] != "#":
        return _named(written)
    return (len(written), numbered(written)) if _NUMERIC.match(written) else None


@functools.lru_cache(maxsize=4096)
def _named(written: str) -> tuple[int, str] | None:
    from html.entities import html5

    match = _NAME.match(written)
    for length in range(match.end() if match else 0, 1, -1):
        if (name := written[:length]) in html5:
            return length, html5[name]
    return None


def changed_spans(changes: Iterable[Change]) -> tuple[Span, ...]:
    """The spans that changes rewrite."""
    return tuple((change.start, change.end) for change in changes)
