"""Subtitles, SubRip and WebVTT: the text of the cues; numbers, times, settings, notes and styles stay.

The cues of a file are one text. A sentence that runs over cues is one sentence, so that what is between its parts shows
as a space, which no edit may take; after a cue that ends its sentence, and where another speaker begins, there is a
wall.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.cues import Cue, srt_cues, vtt_cues
from cleaner.structure.entities import escaped, seen
from cleaner.structure.prose import Prose, ProseBuilder, as_it_is

_MARKUP = re.compile(
    r"</?[A-Za-z](?:[^<>\r\n]*)>|<\d[\d:.]*>|\{\\[^{}\r\n]*\}|\{[a-z]:[^{}\r\n]*\}"  # tags, times, and overrides of ASS
)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|#\d+|#[xX][0-9a-fA-F]+);")
_SPEAKER = re.compile(r"[ \t]*(?:<[^<>]*>[ \t]*)*(?:[-–—‐♪>]|\[|\(|[A-Z][A-Z .]+:)")
"""What another speaker, or a sound, begins with."""

_ENDED = re.compile(r"[.!?…:。！？؟।♪\])][\"'”’»)]*\s*\Z")


def read_srt(text: str) -> Sequence[Prose]:
    """The prose of a SubRip file. InputError, naming the line, where it is none."""
    return [_prose(text, list(srt_cues(text)), vtt=False)]


def read_vtt(text: str) -> Sequence[Prose]:
    """The prose of a WebVTT file. InputError, naming the line, where it is none."""
    return [_prose(text, list(vtt_cues(text)), vtt=True)]


def _prose(text: str, cues: Sequence[Cue], *, vtt: bool) -> Prose:
    builder = ProseBuilder(text, escaped if vtt else as_it_is)
    done: Cue | None = None
    for cue in cues:
        if not text[cue.start : cue.end].strip():
            continue
        if done and (_ENDED.search(_bare(text[done.start : done.end])) or _SPEAKER.match(text, cue.start, cue.end)):
            builder.end_unit()
        elif done:
            builder.fixed(done.end, cue.start, " ")
        _cue(builder, cue, vtt=vtt)
        done = cue
    return builder.prose()


def _bare(text: str) -> str:
    return _MARKUP.sub("", text)


def _cue(builder: ProseBuilder, cue: Cue, *, vtt: bool) -> None:
    """The lines of a cue: a break is a space, or a wall where another speaker begins."""
    text = builder.file
    for match in re.compile(r"[^\r\n]+").finditer(text, cue.start, cue.end):
        start, end = match.span()
        if start > cue.start:
            before = text[cue.start : start].rstrip()
            if _SPEAKER.match(text, start, end):
                builder.end_unit()
            else:
                builder.spelled(" ", cue.start + len(before), start)
        end = start + len(match[0].rstrip()) if end < cue.end else end
        _line(builder, start, end, vtt=vtt)


def _line(builder: ProseBuilder, start: int, end: int, *, vtt: bool) -> None:
    text = builder.file
    found = [(match.span(), False) for match in _MARKUP.finditer(text, start, end)]
    if vtt:
        found += [(match.span(), True) for match in _REFERENCE.finditer(text, start, end)]
    done = start
    for (low, high), is_reference in sorted(found):
        builder.plain(done, low)
        if is_reference:
            shown, _, editable = seen(text[low:high])
            if editable:
                builder.spelled(shown, low, high)
            else:
                builder.fixed(low, high, shown)
        else:
            builder.hidden(low, high, closing=text.startswith("</", low))
        done = high
    builder.plain(done, end)
