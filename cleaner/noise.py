"""Whether a text is no prose at all, so that rules would see slips everywhere: drawings, binary data, rubbish, the
source of a program or of a manual page, settings."""

from __future__ import annotations

import re
import string
from itertools import islice

from cleaner.document import Document
from cleaner.gaps import signs
from cleaner.source_files import is_source_file

MIN_LENGTH = 20_000
"""Characters below which a text is never called noise: a short one may be a line of marks that is meant."""

MIN_WORDED = 5
"""Where less than one of so many characters, whitespace aside, is a letter or a digit, there are no words to repair."""

_WORDED = (string.ascii_letters + string.digits).encode()
_WHITESPACE = string.whitespace.encode()

_REQUEST = re.compile(
    r"\n\.(?:\\\"|(?:TH|SH|SS|PP|TP|IP|LP|BR|BI|IR|RB|RI|RS|RE|B|I|Dd|Dt|Sh|Ss|Nm|Pp|It|Op|Fl|Ar|Xr|sp|nf|fi"
    r"|de1?|el|ie|if|ds|nr|rr|als?|am1?|ft|so)(?![\w.]))"
)
_ROFF_STARTS = ('.\\"', "'\\\"")
_MIN_REQUESTS = 5
"""Lines that are requests to roff, from which on a text is the source of a manual page."""


def is_no_prose(document: Document) -> bool:
    """Whether rules that repair words leave `document` alone; to be asked for through `document.once`."""
    return document.once(holds_source) or is_noise(document.text)


def holds_source(document: Document) -> bool:
    """Whether `document` is the source of a program, of settings or of a manual page; for `document.once`."""
    text, shown = document.text, document.once(signs)
    return ("\n." in shown and is_roff(text)) or is_source_file(text, shown)


def is_roff(text: str) -> bool:
    """Whether a text is the source of a manual page."""
    if text.startswith(_ROFF_STARTS):
        return True
    return "\n." in text and sum(1 for _ in islice(_REQUEST.finditer(text), _MIN_REQUESTS)) == _MIN_REQUESTS


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
