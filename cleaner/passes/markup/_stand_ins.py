"""What programs put into a text before it is translated, to hold the place of code, links and tags."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.spans import Spans

_NAME = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*"
_HYPHENED = r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*"
_CAPITALS = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"
_FORMS = (
    rf"@@(?<![\w@]@@){_HYPHENED}@@(?![\w@])",
    rf"%%(?<![\w%]%%){_NAME}%%(?![\w%])",
    rf"\$\$(?<![\w$]\$\$){_CAPITALS}\$\$(?![\w$])",
    rf"__(?<!\w__)(?=[A-Z_]*\d){_CAPITALS}__(?!\w)",
    r"#(?<![A-Za-z0-9_#]#) ?[A-Z][a-zà-ž]{2,20} ?\d{1,3} ?#(?![A-Za-z0-9_#])",
    r"#(?<![\w#]#)[A-Z][A-Z_]{2,20}\d{0,3} ?#(?![\w#])",
    r"#(?<=[^\n\w#]#) [A-Z][A-Z_]{2,20} ?\d{0,3} ?#(?![\w#])",
    r"\{\{(?:id|ph|tag|var|code|link|x)_?\d{1,4}\}\}",
    rf"⟦{_NAME}⟧|⟦\d{{1,4}}⟧",
    r"\[\[?(?:PH|PLACEHOLDER|TAG|VAR|CODE|LINK|URL|TOKEN|MASK)[_ ]?\d{1,4}\]{1,2}",
    r"<(?:ph|x|g|bpt|ept|it|mrk)[ _]?\d{1,4}/?>",
)
STAND_IN = expression("|".join(_FORMS))
"""Every form begins with its mark, and looks back after it: so the engine can scan for the marks."""


def stand_ins(document: Document) -> Spans:
    """The stand-ins of a text."""
    return Spans(match.span() for match in STAND_IN.finditer(document.text))
