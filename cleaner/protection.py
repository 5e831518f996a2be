"""What no rule may change: addresses, code, tags, measured numbers, handles, and what the user names.

Only well-formed spans are protected; a broken tag or address is for the rules of the pass `markup` to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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

_TAG = rf"</?(?:{TAG_NAMES})(?:\s[^<>]*)?/?>"
TAG = re.compile(_TAG, re.IGNORECASE)
"""A well-formed tag with one of these names."""

_DECLARATION = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<!doctype\s[^<>]*>|<\?xml\s[^<>]*\?>"
_URL = r"(?:https?|ftp)://[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’()\[\]{}]|www\.[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’()\[\]{}]"
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HANDLE = r"(?<![\w@#&/])[@#]\w+"
_UNIT = r"%|°C|°F|[kKMGTmcµμn]?(?:m|g|s|l|L|W|V|A|B|Hz|Pa|J|b)|km/h|mph|km²|m²|kWh|mAh"
_NUMBER = rf"(?<![\w.,])[-+]?\d+(?:[.,:]\d+)*\s?(?:{_UNIT})(?!\w)"
_INLINE_CODE = r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)"

_INLINE = re.compile("|".join((_DECLARATION, _TAG, _URL, _MAIL, _HANDLE, _NUMBER)), re.IGNORECASE | re.DOTALL)
_CODE = re.compile(_INLINE_CODE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_INDENTED = re.compile(r"(?:\A|(?<=\n)[ \t]*\r?\n)((?:(?: {4}|\t)[^\n]*\S[^\n]*(?:\n|\Z))+)")
_CODE_SIGNS = re.compile(r"[{}=;]|\(\)|->|::|^\s*(?:\$|#|//|def |import |return )", re.MULTILINE)


def protected_spans(text: str, patterns: Iterable[re.Pattern[str]] = ()) -> Spans:
    """The protected spans of `text`; `patterns` are the user's own. Linear in the length of the text."""
    return Spans([*_find(text), *(match.span() for pattern in patterns for match in pattern.finditer(text))])


def _find(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _INLINE.finditer(text))
    if "`" in text or "~~~" in text:
        yield from _fences(text)
        if "`" in text:
            yield from (match.span() for match in _CODE.finditer(text) if not _is_quotation(match))
    if "\n    " in text or "\n\t" in text or text.startswith(("    ", "\t")):
        for match in _INDENTED.finditer(text):
            if _CODE_SIGNS.search(match[1]):
                yield match.span(1)


def _is_quotation(code: re.Match[str]) -> bool:
    """Whether two lone backticks open two quotations, `one' and `two', rather than enclose code."""
    inner = code[0].strip("`")
    return len(code[1]) == 1 and inner[-1:].isspace() and not inner[:1].isspace()


def _fences(text: str) -> Iterator[Span]:
    """Fenced blocks, as CommonMark has them; an unclosed one does not count, nor does one around the whole text."""
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opening is None:
            opening = match
        elif match[1].startswith(opening[1]) and match[0].strip() == match[1]:
            if text[: opening.start()].strip() or text[match.end() :].strip():
                yield opening.start(), match.end()
            opening = None
