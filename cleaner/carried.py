"""What a translation has to carry over as it is: placeholders, tags, addresses."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.protection import TAG_NAMES
from cleaner.spans import Span, Spans

_NAME = r"[A-Za-z_][\w.-]{0,60}"
_PERCENT = (
    r"%(?:\d{1,2}\$|\(\w[\w.]{0,60}\))?[-+#0]{0,2}\d{0,3}(?:\.\d{1,2})?(?:hh?|ll?|[zjtL])?"
    r"[sdifuxXgeEcpo@](?![A-Za-z0-9_])"
)
_BRACES = (
    rf"\{{\{{\{{?\s?[#/^&]?{_NAME}\s?\}}?\}}\}}|[$#%]\{{{_NAME}\}}|\{{\s?\$?{_NAME}(?:,[^{{}}]{{0,40}})?\s?\}}"
    r"|\{\d{1,2}(?:[,:][^{}]{0,20})?\}"
)
_TAG = rf"</?(?:{TAG_NAMES}|x|g|bx|ex|ph|bpt|ept|it|mrk|\d{{1,3}})(?:\s[^<>]{{0,400}})?/?>"
_STAND_IN = r"\[\[\w{1,40}\]\]|__\w{1,40}__|(?<![\w$])\$[1-9](?!\d|[.,]\d)"
PLACEHOLDER = expression(rf"(?<![\w%])(?<!\d[ ]){_PERCENT}|{_BRACES}|{_TAG}|{_STAND_IN}")
"""A placeholder of printf, Python, Ruby, Java, Qt, Fluent, Mustache; a tag; the stand-ins of translation services."""

ADDRESS = expression(
    r"(?:https?://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’()\[\]{}]|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
)

_WRITTEN = {
    piece[0]: piece for piece in ("%％٪﹪", "{｛", "}｝", "<＜‹", ">＞›", "$＄", "(（", ")）", "/／", "[［【", "]］】")
}
"""The marks of tokens, with how they may be written in other scripts."""

_QUOTES = "\"'“”„‘’«»＂"
_PIECE = expression(r"[A-Za-z]+|\d+|\S")
_MAX_PIECES = 24
_MAX_SOUGHT = 50
"""Different tokens that are looked for where they may be glued or broken; a unit that lost more is another text."""


class Token(NamedTuple):
    """A token of a text: its span and how it is written."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[Token]:
    """The placeholders, tags and addresses of a text."""
    found = [Token(*match.span(), match[0]) for pattern in (ADDRESS, PLACEHOLDER) for match in pattern.finditer(text)]
    taken: list[Token] = []
    for token in sorted(found):
        if not taken or token.start >= taken[-1].end:
            taken.append(token)
    return taken


class Comparison(NamedTuple):
    """How the tokens of a translation differ from those of its source: those that are `kept`, those that are `missing`
    in it, and its own that the source has not, `extra`."""

    kept: Sequence[Token]
    missing: Sequence[str]
    extra: Sequence[Token]


def compared(text: str, source: str) -> Comparison:
    """The tokens of a translation held against those of its source."""
    left = Counter(token.text for token in tokens(source))
    kept, extra = [], []
    for token in tokens(text):
        if left[token.text] > 0:
            left[token.text] -= 1
            kept.append(token)
        else:
            extra.append(token)
    lost = [each for each, count in left.items() if count > 0]
    for token_text in lost if len(lost) <= _MAX_SOUGHT else ():  # words may be glued to it
        taken = _spans(kept)
        for match in re.finditer(re.escape(token_text), text):
            if left[token_text] and not taken.overlaps(*match.span()):
                left[token_text] -= 1
                kept.append(Token(*match.span(), token_text))
    taken = _spans(kept)
    extra = [each for each in extra if not taken.overlaps(each.start, each.end)]
    return Comparison(sorted(kept), [each for each, count in left.items() for _ in range(count)], extra)


def _spans(tokens: Sequence[Token]) -> Spans:
    return Spans((token.start, token.end) for token in tokens)


class Broken(NamedTuple):
    """A span of a translation, and the token of the source that it once was."""

    start: int
    end: int
    text: str


def broken(text: str, comparison: Comparison) -> list[Broken]:
    """The tokens of the source that are in the translation in a broken form, each found once and in one form alone."""
    left = Counter(comparison.missing)
    if len(left) > _MAX_SOUGHT:
        return []
    taken = _spans(comparison.kept)
    found: list[Broken] = []
    for token in sorted(left, key=len, reverse=True):
        spans = list(_forms(token, text, taken))
        if spans and len(spans) <= left[token]:
            found += [Broken(*span, token) for span in spans]
            taken |= Spans(spans)
            left[token] -= len(spans)
    missing = [token for token, count in left.items() for _ in range(count)]
    extra = [each for each in comparison.extra if not taken.overlaps(each.start, each.end)]
    for kind in filter(None, dict.fromkeys(map(_kind, missing))):
        of_kind = [token for token in missing if _kind(token) == kind]
        others = [each for each in extra if _kind(each.text) == kind]
        if len(of_kind) == len(others) == 1:
            found.append(Broken(others[0].start, others[0].end, of_kind[0]))
    return sorted(found)


def _kind(text: str) -> str:
    """What is equal in tokens that stand for one another: all but the name."""
    if ADDRESS.fullmatch(text):
        return ""
    return re.sub(r"[^\W_]+", "", text) if text[0] in "{$#%[_" else ""


def _forms(token: str, text: str, taken: Spans) -> Iterator[Span]:
    """Where a token is in a text with spaces in it, in other letters, with marks of other scripts, or misordered."""
    done = 0
    for pattern in _patterns(token):
        spans = [match.span() for match in pattern.finditer(text) if not taken.overlaps(*match.span())]
        for span in spans:
            if span[0] >= done:
                done = span[1]
                yield span
        if spans:
            return


def _patterns(token: str) -> Iterator[re.Pattern[str]]:
    """The forms in which a token may be broken, the likeliest first."""
    pieces = _PIECE.findall(token)
    if len(pieces) > _MAX_PIECES:
        return
    yield re.compile(_spaced(pieces), re.IGNORECASE)
    core = [piece for piece in pieces if piece.isalnum()]
    if token[0] == "%" and 3 <= len(pieces) <= 4:  # %1$s as % $1s, 1$%s, %1s
        orders = [order for order in itertools.permutations(pieces) if list(order) != pieces and "%" in order[:3]]
        yield re.compile("|".join(_spaced(order) for order in orders), re.IGNORECASE)
        for dropped in "$%":
            rest = [piece for piece in pieces if piece != dropped]
            if len(rest) == len(pieces) - 1:
                yield re.compile(_edged(_spaced(rest)), re.IGNORECASE)
    elif token[0] in "{$#" and core and token[-1] == "}":
        inner = _spaced([piece for piece in pieces if piece not in "{}$#"])
        opened = r"(?<!\w)(?:[$#%]\s?)?[{｛]{1,3}\s?[$#]?\s?"
        yield re.compile(
            rf"(?:[$#%]\s?)?[\[({{<（｛【＜«]{{1,3}}\s?[$#]?\s?{inner}\s?[\])}}>）｝】＞»]{{1,3}}", re.IGNORECASE
        )
        yield re.compile(rf"{opened}{inner}(?!\w)|(?<!\w){inner}\s?[}}｝]{{1,3}}", re.IGNORECASE)
    elif token[0] == "<" and core:
        opened, closed = r"(?:&lt;|[\[({＜‹])\s?", r"\s?(?:&gt;|[\])}＞›])"
        yield re.compile(opened + _spaced(pieces[1:-1]) + closed, re.IGNORECASE)
    elif token[0] in "[_" and core:
        yield re.compile(rf"[\[(_【]{{0,2}}\s?(?<!\w){re.escape(core[0])}(?!\w)\s?[\])_】]{{1,2}}", re.IGNORECASE)


def _edged(pattern: str) -> str:
    return rf"(?<![\w$%])(?:{pattern})(?!\w)"


def _spaced(pieces: Sequence[str]) -> str:
    """An expression for pieces with spaces between them."""
    parts = []
    for piece in pieces:
        if piece in _WRITTEN:
            parts.append(f"[{re.escape(_WRITTEN[piece])}]")
        elif piece in _QUOTES:
            parts.append(f"[{_QUOTES}]")
        else:
            parts.append(re.escape(piece))
    first = r"(?<!\w)" if pieces[0].isalnum() else r"(?<!\d)(?<!\d\s)" if pieces[0] == "%" else ""
    last = r"(?![\w'’])" if pieces[-1].isalnum() else ""
    return first + r"[\s\u200b]{0,2}".join(parts) + last
