"""The cues of a document that is a file of subtitles, and what rules read in them."""

from __future__ import annotations

import re

from cleaner.cues import Cue, cues
from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.expressions import expression

ACTS_ON = r"->[ \t]*0|,0+:00:00[.:]0+,"
"""The gaps between times."""

_MARKUP = expression(r"</?[A-Za-z][^<>\n]*>|\{\\[^{}\n]*\}")
_BREAK = expression(r"\r\n?|\n|\\[Nn]")
_TIMES = expression(r"(?<=\d)[ \t]*-+>[ \t]*\d+:|^Dialogue:.*?,\d+:\d", re.MULTILINE)


def cues_of(document: Document) -> tuple[Cue, ...]:
    """The cues of a file of subtitles, none of another text; to be asked for through `document.once`."""
    if not _TIMES.search(document.text):
        return ()
    try:
        return tuple(cues(document.text))
    except InputError:
        return ()


def lines_of(cue: str) -> list[str]:
    """The lines that a cue shows."""
    lines = (" ".join(line.replace("\\h", " ").split()) for line in _BREAK.split(_MARKUP.sub("", cue)))
    return [line for line in lines if line]


def shown(cue: str) -> str:
    """What a cue shows, on one line."""
    return " ".join(lines_of(cue))
