"""What no rule may change: addresses, code, tags, measured numbers, handles, bytes nobody could read, and what the user
names.

Only well-formed spans are protected; a broken tag or address is for the rules of the pass `markup` to repair. Every
search is linear in the text, and begins only where a cheap check finds the character it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from cleaner.expressions import expression
from cleaner.spans import Span, Spans

TAG_NAMES = "|".join(
    """
    blockquote figcaption colgroup fieldset template textarea address article caption details picture
    section summary button canvas figure footer header iframe legend object option script select source
    strike strong aside audio embed input label param small style table tbody tfoot thead title track
    video abbr body cite code font form head html link main mark meta ruby samp span time col del dfn
    div img ins kbd map nav pre sub sup svg var wbr br dd dl dt em h1 h2 h3 h4 h5 h6 hr li ol rp rt td
    th tr tt ul a b i p q u
    """.split()
)
"""Element names of the HTML living standard, with the obsolete `font`, `strike` and `tt` that pages still carry."""

TAG = expression(rf"</?(?:{TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""A well-formed tag with one of these names."""

_UNITS = frozenset(
    [
        *"°C °F km/h mph m² km² kWh mAh Nm kw dB KM Km KG Kg KB Kb kb mb gb tb".split(),
        *(prefix + unit for prefix in ("", *"kMGTcdmµμn") for unit in "m g s l L W V A B b Hz Pa J".split()),
    ]
)
"""Units of measure, as they are written: "2005 a" is no current."""

_DECLARATION = expression(r"<!doctype\s[^<>]*>|<\?xml\s[^<>]*\?>", re.IGNORECASE)
_BRACKETED = (("<!--", "-->"), ("<![CDATA[", "]]>"))

_IN_URL = r"[^\s<>\"“”«»（）［］「」『』【】《》，。；：！？、]"
_URL_END = r"[^\s<>\"“”«»（）［］「」『』【】《》，。；：！？、.,;:!?'’()\[\]{}]"
_URL = expression(rf"(?:(?:https?|ftp)://|www\.){_IN_URL}*{_URL_END}", re.IGNORECASE)
_FORUM_END = expression(r"\]|\[/")
"""Where the tag of a forum goes on after an address: `[url=https://example.org]`."""

_MAIL = expression(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_BROKEN_OFF = r"\w*+(?<=[\xc2-\xf4])[\x80-\xbf]"
"""Word characters that break off within a character that was decoded with the wrong encoding."""

_HANDLE = expression(rf"(?:@|#(?!(?:\d{{1,7}}|[xX][0-9A-Fa-f]{{1,6}})[ ]?;))(?<![\w@#&/].)(?!{_BROKEN_OFF})\w+")
"""A handle or a hashtag; `#39;` is what is left of an entity that was broken or escaped twice."""

_NUMBER = expression(
    r"\d(?<![\w.,:]\d)(?<!&#\d)(?<!\\'\d)(?<![a-z]=9)(?<!=[0-9A-F]{2}=\d)(?:[.,:]?\d)*+(?:%|\s?(°[CF]|[A-Za-zµμ]{1,3}+(?:/h(?!\w)|²)?+))(?!\w)"
)
_JOINED = expression(r"[\w.,:]")

_TEX_OPENS, _TEX_CLOSES = "``", "''"
_TICKS = expression(r"`+|\n")
_WRAPPED_CODE = expression(r"(?<![`\w])``(?=[^\s`])[^`\n]{1,120}\n[ \t]*[^\s`](?:[^`\n]{0,120}[^\s`])?``(?!`)")
"""Code between double backticks that goes on in the next line."""

_APOSTROPHE = expression(r"`(?<=[A-Za-z]`)(?:[stdm]|re|ve|ll)(?!\w)")
_FENCE = expression(r"^ {0,3}(`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_INDENTED = expression(r"(?:\A|(?<=\n)[ \t]*\r?\n)((?:(?: {4}|\t)[^\n]*\S[^\n]*(?:\n|\Z))+)")
_CODE_SIGNS = expression(
    r"[{}=;]|\(\)|->|::|^[ \t]*(?:\$|#|//|def |import |return )|[ \t]--?[A-Za-z](?:[\w-]*(?=\s)|\Z)", re.MULTILINE
)


_SESSION = expression(
    r"^[ \t]*>>> (?:[\w.\[\]\"', ]+ ?=|[\w.]+\(|(?:import|from|print|for|with|def|class) |[@\[{(\"']|\w+$)"
    r"[^\n]*(?:\n[ \t]*\S[^\n]*)*",
    re.MULTILINE,
)
"""What somebody said to an interpreter and what it answered, up to the next blank line."""

_REPLY = expression(r"^>>? ?[^>\s]", re.MULTILINE)
"""A line of a letter that is quoted."""

UNREADABLE = expression("[\udc80-\udcff](?<![\ud800-\udbff].)")
"""What stands for bytes that are not valid in the encoding of a text, where it was decoded with `surrogateescape`."""

_UNBROKEN = expression(r"\S+")


def ends_with_returns(text: str) -> bool:
    """Whether the lines of a text end with carriage returns alone, as old Macintosh files do.

    Rules see such a text with line feeds instead, at the same offsets.
    """
    return "\r" in text and "\n" not in text


def protected_spans(text: str, patterns: Iterable[re.Pattern[str]] = ()) -> Spans:
    """The protected spans of `text`; `patterns` are the user's own."""
    seen = text.replace("\r", "\n") if ends_with_returns(text) else text
    return Spans([*_find(seen), *(match.span() for pattern in patterns for match in pattern.finditer(text))])


def _find(text: str) -> Iterator[Span]:
    if "<" in text:
        yield from _markup(text)
    if "://" in text or any(start in text for start in ("www.", "Www.", "WWW.")):
        yield from _addresses(text)
    if "@" in text:
        yield from (match.span() for match in _MAIL.finditer(text))
    if "@" in text or "#" in text:
        yield from (match.span() for match in _HANDLE.finditer(text))
    yield from _numbers(text)
    if "```" in text or "~~~" in text:
        yield from _fences(text)
    if "`" in text:
        yield from _code_spans(text)
        if "``" in text:
            yield from (match.span() for match in _WRAPPED_CODE.finditer(text) if _TEX_CLOSES not in match[0])
    if "\n    " in text or "\n\t" in text or text.startswith(("    ", "\t")):
        for match in _INDENTED.finditer(text):
            if _CODE_SIGNS.search(match[1]):
                yield match.span(1)
    if ">>> " in text and not _REPLY.search(text):
        yield from (match.span() for match in _SESSION.finditer(text))
    if not (text.isascii() or _can_be_encoded(text)) and UNREADABLE.search(text):
        yield from _around_unreadable(text)


def _can_be_encoded(text: str) -> bool:
    """Whether there is no surrogate in a text: faster to know than what stands for an unreadable byte."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _around_unreadable(text: str) -> Iterator[Span]:
    """The words with an unreadable byte, and a character on either side: nobody knows what an edit there would do."""
    for match in _UNBROKEN.finditer(text):
        if UNREADABLE.search(match[0]):
            yield max(0, match.start() - 1), min(len(text), match.end() + 1)


def _markup(text: str) -> Iterator[Span]:
    yield from (match.span() for match in TAG.finditer(text))
    yield from (match.span() for match in _DECLARATION.finditer(text))
    for opening, closing in _BRACKETED:
        end = 0
        while (start := text.find(opening, end)) >= 0:
            close = text.find(closing, start + len(opening))
            if close < 0:
                break
            end = close + len(closing)
            yield start, end


def _addresses(text: str) -> Iterator[Span]:
    for match in _URL.finditer(text):
        start, end = match.span()
        if text[max(0, start - 1) : start] in ("=", "]") and (cut := _FORUM_END.search(text, start, end)):
            end = cut.start()
        if text[end : end + 1] == ")" and match[0].count("(") > match[0].count(")"):
            end += 1
        yield start, end


def _numbers(text: str) -> Iterator[Span]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if match[1] in _UNITS or match[1] is None:  # a percentage; set off, as tokenizers have it, it is no unit
            signed = text[start - 1 : start] in ("+", "-") and not (start > 1 and _JOINED.match(text, start - 2))
            yield start - signed, end


def _code_spans(text: str) -> Iterator[Span]:
    """Spans between equal runs of backticks on one line, as CommonMark has them.

    A run with whitespace before it and a word after it opens: ``so'' does ``TeX'' write quotation marks. On a line that
    has backticks for apostrophes and no others (`they`re, isn`t`), there is no code.
    """
    for is_line, found in groupby(_TICKS.finditer(text), key=lambda match: match[0] != "\n"):
        runs = [match.span() for match in found] if is_line else []
        if not all(_APOSTROPHE.match(text, start) for start, _ in runs):
            yield from _pairs(text, runs)


def _pairs(text: str, runs: list[Span]) -> Iterator[Span]:
    closer: list[int | None] = []  # for each run, from the last to the first: the next that can close it
    latest: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        closer.append(latest.get(end - start))
        if not (text[start - 1 : start].isspace() and text[end : end + 1].isalnum()):
            latest[end - start] = number
    closer.reverse()
    number = tex_end = 0
    while number < len(runs):
        match = closer[number]
        if match is not None and runs[number][1] - runs[number][0] == len(_TEX_OPENS):
            if 0 <= tex_end < runs[number][1]:
                tex_end = text.find(_TEX_CLOSES, runs[number][1])
            if 0 <= tex_end < runs[match][0]:  # a quotation as TeX writes it, and another after it
                match = None
        if match is not None:
            yield runs[number][0], runs[match][1]
        number = (number if match is None else match) + 1


def _fences(text: str) -> Iterator[Span]:
    """Fenced blocks, as CommonMark has them; an unclosed one does not count, nor does one around the whole text."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opening is None:
            opening = match
        elif match[1].startswith(opening[1]) and match[0].strip() == match[1]:
            if opening.start() > first or match.end() < last:
                yield opening.start(), match.end()
            opening = None
