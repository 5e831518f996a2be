"""Whether a text has controls of the rich text format in it."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.expressions import expression

HEAD = expression(r"\s*\{\\rtf\d?\b")
_SURE = expression(r"\\(?:pard|[lr](?:dbl)?quote)(?![A-Za-z])|\\'(?=[0-9a-fA-F]*\d)[0-9a-fA-F]{2}")
_STYLED = expression(r"\\(?:fs|f|cf|lang|b|i|highlight)\d+(?![A-Za-z0-9])")
_TEX = expression(r"\\(?:[A-Za-z]+\{|begin\b|end\b|item\b|section|emph|cite|ref\b|[\"^`=.]|c\{)|\$[^$\n]+\$")
_LETTER_CODE = expression(r"\\'(?P<hex>[0-9a-fA-F]{2})")
_PATH = expression(r"[A-Za-z]:\\|\\\\\w")
_MIN_STYLED = 2


def has_rtf(document: Document) -> bool:
    """Whether the text is of that format, or has signs of it that no other has. For `document.once`."""
    text = document.text
    return "\\" in text and (HEAD.match(text) is not None or _shows_format(text))


def _shows_format(text: str) -> bool:
    """Whether there are signs that no other format has, and none of TeX or of paths."""
    if _TEX.search(text) or _PATH.search(text):
        return False
    codes = [match["hex"] for match in _LETTER_CODE.finditer(text)]
    if codes and not any(any(map(str.isdigit, code)) for code in codes):
        return False
    return _SURE.search(text) is not None or sum(1 for _ in _STYLED.finditer(text)) >= _MIN_STYLED
