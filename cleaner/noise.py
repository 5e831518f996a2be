"""Whether a text is no prose at all, so that rules would see slips everywhere: drawings, binary data, rubbish, the
source of a program or of a manual page."""

from __future__ import annotations

import re
import string
from itertools import islice

from cleaner.document import Document
from cleaner.gaps import signs

MIN_LENGTH = 20_000
"""Characters below which a text is never called noise: a short one may be a line of marks that is meant."""

MIN_WORDED = 5
"""Where less than one of so many characters, whitespace aside, is a letter or a digit, there are no words to repair."""

_WORDED = (string.ascii_letters + string.digits).encode()
_WHITESPACE = string.whitespace.encode()

_REQUEST = re.compile(
    r"\n\.(?:\\\"|(?:TH|SH|SS|PP|TP|IP|LP|BR|BI|IR|RB|RI|RS|RE|B|I|Dd|Dt|Sh|Ss|Nm|Pp|It|Op|Fl|Ar|Xr|sp|nf|fi)(?![\w.]))"
)
_MIN_REQUESTS = 5
"""Lines that are requests to roff, from which on a text is the source of a manual page."""

_STATEMENT = re.compile(
    r"\n(?:import [\w.]+(?: as \w+)?(?=\r?\n)|from [\w.]+ import [\w(*]|(?:async )?def \w+\(|class \w+[(:]"
    r"|#include [<\"]|#define \w|#ifn?def \w|#endif\b)"
)
_STARTS = ("\nimport ", "\nfrom ", "\ndef ", "\nclass ", "\n#include ", "\n#define ")
_FENCE = "```"
_MIN_STATEMENTS = 3
"""Lines that are a program's and not set in from the margin, from which on a text without fences is its source."""


def is_no_prose(document: Document) -> bool:
    """Whether rules that repair words leave `document` alone; to be asked for through `document.once`."""
    text, shown = document.text, document.once(signs)
    if "\n." in shown and is_roff(text):
        return True
    return ((":\n" in shown or "\n#" in shown) and is_program(text)) or is_noise(text)


def is_program(text: str) -> bool:
    """Whether a text is the source of a program, in Python or C."""
    if not any(start in text for start in _STARTS) or _FENCE in text:
        return False
    return _has_lines(_STATEMENT, text, _MIN_STATEMENTS)


def is_roff(text: str) -> bool:
    """Whether a text is the source of a manual page."""
    return "\n." in text and _has_lines(_REQUEST, text, _MIN_REQUESTS)


def _has_lines(pattern: re.Pattern[str], text: str, least: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(text), least)) == least


def is_noise(text: str) -> bool:
    """Whether a long text has hardly a letter."""
    if len(text) < MIN_LENGTH:
        return False
    marked = text.encode("utf-8", "surrogatepass").translate(None, _WHITESPACE)
    others = marked.translate(None, _WORDED)
    if len(others) * MIN_WORDED <= len(marked) * (MIN_WORDED - 1):
        return False
    filled = "".join(text.split())
    return sum(map(str.isalnum, filled)) * MIN_WORDED < len(filled)
