"""Whether a text has controls of the rich text format in it."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.expressions import expression

HEAD = expression(r"\s*\{\\rtf\d?\b")
_SURE = expression(r"\\(?:pard|[lr](?:dbl)?quote)(?![A-Za-z])|\\'(?:\d[a-fA-F]|[a-fA-F]\d)")
"""What no other format has: manuals in troff have fonts by number (`\\f5`), dumps of data bases `\\'99` for a year."""

_TEX = expression(r"\\(?:[A-Za-z]+\{|begin\b|end\b|item\b|section|emph|cite|ref\b|[\"^`=.]|c\{)|\$[^$\n]+\$")
_LETTER_CODE = expression(r"\\'(?P<hex>[0-9a-fA-F]{2})")
_PATH = expression(r"[A-Za-z]:\\|\\\\\w")


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
    return _SURE.search(text) is not None
