"""The cues of a document that is a file of subtitles, and what rules read in them."""

from __future__ import annotations

import re

from cleaner.cues import Cue, cues
from cleaner.document import Document
from cleaner.errors import InputError

_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]*>|\{\\[^{}\n]*\}")

_TIMES = re.compile(r"(?<=\d)[ \t]*-+>[ \t]*\d+:")


def cues_of(document: Document) -> tuple[Cue, ...]:
    """The cues of a file of subtitles, none of another text; to be asked for through `document.once`."""
    if not _TIMES.search(document.text):
        return ()
    try:
        return tuple(cues(document.text))
    except InputError:
        return ()


def shown(text: str) -> str:
    """What a cue shows, on one line."""
    return " ".join(_MARKUP.sub("", text).split())
