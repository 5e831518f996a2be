"""Subtitles, SubRip, WebVTT and SubStation Alpha: the text of the cues; all else stays, times, styles and notes.

The cues of a file are one text. A sentence that runs over cues is one sentence, so that what is between its parts shows
as a space, which no edit may take; after a cue that ends its sentence, and where another speaker begins, there is a
wall.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from cleaner.cues import Cue, ass_cues, srt_cues, vtt_cues
from cleaner.structure.entities import escaped, seen
from cleaner.structure.prose import Prose, ProseBuilder, as_it_is

_MARKUP = re.compile(
    r"</?[A-Za-z](?:[^<>\r\n]*)>|<\d[\d:.]*>|\{\\[^{}\r\n]*\}|\{[a-z]:[^{}\r\n]*\}"  # tags, times, and overrides of ASS
)
_OVERRIDE = re.compile(r"\{[^{}\r\n]*\}")
_SOUND = re.compile(r"\[[^\W\d_][\w ,'-]{1,40}\]|♪+")
"""What a cue says of a sound, for those who do not hear it."""

_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
_ASS_PART = re.compile(r"[ \t]*\\[Nn][ \t]*|\\h")
_REFERENCE = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|#\d+|#[xX][0-9a-fA-F]+);")
_SPEAKER = re.compile(r"[ \t]*(?:<[^<>]*>[ \t]*)*(?:[-–—‐♪>]|\[|\(|[A-Z][A-Z .]+:)")
"""What another speaker, or a sound, begins with."""

_ENDED = re.compile(r"[.!?…:。！？؟।♪\])][\"'”’»)]*\s*\Z")


def read_srt(text: str) -> Sequence[Prose]:
    """The prose of a SubRip file. InputError, naming the line, where it is none."""
    return [_prose(text, list(srt_cues(text)), "srt")]


def read_vtt(text: str) -> Sequence[Prose]:
    """The prose of a WebVTT file. InputError, naming the line, where it is none."""
    return [_prose(text, list(vtt_cues(text)), "vtt")]


def read_ass(text: str) -> Sequence[Prose]:
    """The prose of a SubStation Alpha file, but for drawings. InputError, naming the line, where it is none."""
    return [_prose(text, [cue for cue in ass_cues(text) if not _DRAWING.search(text, cue.start, cue.end)], "ass")]


def _prose(text: str, cues: Sequence[Cue], form: str) -> Prose:
    builder = ProseBuilder(text, escaped if form == "vtt" else as_it_is)
    done: Cue | None = None
    for cue in cues:
        if not text[cue.start : cue.end].strip():
            continue
        if done and _goes_on(text, done, cue, form):
            builder.fixed(done.end, cue.start, " ")
        else:
            builder.end_unit()
        _cue(builder, cue, form)
        done = cue
    return builder.prose()


def _goes_on(text: str, done: Cue, cue: Cue, form: str) -> bool:
    """Whether a sentence may go on from one cue to the next."""
    if form == "ass" and text[slice(*done.settings)] != text[slice(*cue.settings)]:
        return False  # another style or speaker
    markup = _OVERRIDE if form == "ass" else _MARKUP
    return not (
        _ENDED.search(markup.sub("", text[done.start : done.end])) or _SPEAKER.match(text, *_shown(text, cue, form))
    )


def _shown(text: str, cue: Cue, form: str) -> tuple[int, int]:
    """A cue without what is before its first word and does not show."""
    start = cue.start
    while form == "ass" and (match := _OVERRIDE.match(text, start, cue.end)):
        start = match.end()
    return start, cue.end


def _cue(builder: ProseBuilder, cue: Cue, form: str) -> None:
    """The lines of a cue: a break is a space, or a wall where another speaker begins."""
    text = builder.file
    if form == "ass":
        _ass_cue(builder, cue)
        return
    for match in re.compile(r"[^\r\n]+").finditer(text, cue.start, cue.end):
        start, end = match.span()
        if start > cue.start:
            before = text[cue.start : start].rstrip()
            if _SPEAKER.match(text, start, end):
                builder.end_unit()
            else:
                builder.spelled(" ", cue.start + len(before), start)
        end = start + len(match[0].rstrip()) if end < cue.end else end
        _line(builder, start, end, form)


def _ass_cue(builder: ProseBuilder, cue: Cue) -> None:
    """The same where breaks are written out; they stay."""
    done = cue.start
    for match in _ASS_PART.finditer(builder.file, cue.start, cue.end):
        _line(builder, done, match.start(), "ass")
        done = match.end()
        if match[0] == "\\h":
            builder.fixed(*match.span(), "\N{NO-BREAK SPACE}")
        elif _SPEAKER.match(builder.file, done, cue.end):
            builder.end_unit()
        else:
            builder.fixed(*match.span(), " ")
    _line(builder, done, cue.end, "ass")


def _line(builder: ProseBuilder, start: int, end: int, form: str) -> None:
    text = builder.file
    markup = _OVERRIDE if form == "ass" else _MARKUP
    found = [(match.span(), _hide) for match in markup.finditer(text, start, end)]
    found += [(match.span(), _fix) for match in _SOUND.finditer(text, start, end)]
    if form == "vtt":
        found += [(match.span(), _refer) for match in _REFERENCE.finditer(text, start, end)]
    done = start
    for (low, high), tell in sorted(found, key=itemgetter(0)):
        if low < done:
            continue
        builder.plain(done, low)
        tell(builder, low, high)
        done = high
    builder.plain(done, end)


def _hide(builder: ProseBuilder, low: int, high: int) -> None:
    builder.hidden(low, high, closing=builder.file.startswith("</", low))


def _fix(builder: ProseBuilder, low: int, high: int) -> None:
    builder.fixed(low, high, builder.file[low:high])


def _refer(builder: ProseBuilder, low: int, high: int) -> None:
    shown, _, editable = seen(builder.file[low:high])
    if editable:
        builder.spelled(shown, low, high)
    else:
        builder.fixed(low, high, shown)
