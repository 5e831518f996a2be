"""Subtitles, SubRip and WebVTT: the text of the cues; numbers, times, settings, notes and styles stay.

The cues of a file are one text. A sentence that runs over cues is one sentence, so that what is between its parts shows
as a space, which no edit may take; after a cue that ends its sentence, and where another speaker begins, there is a
wall. Parsed here, for both grammars are lines: SubRip has no standard (VLC's reader is the model), WebVTT is W3C's,
section 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.errors import InputError
from cleaner.structure.entities import escaped, seen
from cleaner.structure.prose import Prose, ProseBuilder, as_it_is

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_SRT_TIME = r"\d+:\d{1,2}:\d{1,2}(?:[,.:]\d{1,3})?"
_VTT_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_TIMES = {
    "srt": re.compile(rf"[ \t]*{_SRT_TIME}[ \t]*-+>[ \t]*{_SRT_TIME}[^\r\n]*"),
    "vtt": re.compile(rf"[ \t]*{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}(?:[ \t][^\r\n]*)?"),
}
_ARROW = re.compile(r"-+>")
_NUMBER = re.compile(r"[ \t]*\d+[ \t]*")
_MARKUP = re.compile(
    r"</?[A-Za-z](?:[^<>\r\n]*)>|<\d[\d:.]*>|\{\\[^{}\r\n]*\}|\{[a-z]:[^{}\r\n]*\}"  # tags, times, and overrides of ASS
)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|#\d+|#[xX][0-9a-fA-F]+);")
_SPEAKER = re.compile(r"[ \t]*(?:<[^<>]*>[ \t]*)*(?:[-–—‐♪>]|\[|\(|[A-Z][A-Z .]+:)")
"""What another speaker, or a sound, begins with."""

_ENDED = re.compile(r"[.!?…:。！？؟।♪\])][\"'”’»)]*\s*\Z")


class _Cue(NamedTuple):
    """A cue: the span of its lines of text, and whether there is anything."""

    start: int
    end: int


def read_srt(text: str) -> Sequence[Prose]:
    """The prose of a SubRip file. InputError, naming the line, where it is none."""
    return [_prose(text, list(_srt_cues(text)), vtt=False)]


def read_vtt(text: str) -> Sequence[Prose]:
    """The prose of a WebVTT file. InputError, naming the line, where it is none."""
    return [_prose(text, list(_vtt_cues(text)), vtt=True)]


def _lines(text: str) -> list[tuple[int, int, str]]:
    """The lines of a file: where each begins and ends, and what it holds without its end."""
    return [(*match.span(), match[0].rstrip("\r\n")) for match in _LINE.finditer(text) if match[0]]


def _srt_cues(text: str) -> Iterator[_Cue]:
    """The cues of a SubRip file: from a line of times to the empty line, or the number, before the next."""
    lines = _lines(text)
    times = [number for number, (_, _, line) in enumerate(lines) if _TIMES["srt"].fullmatch(line)]
    first = times[0] if times else len(lines)
    timed = frozenset(times)
    for number, (_, _, line) in enumerate(lines):
        if (number < first and line.strip() and not (number == first - 1 and _NUMBER.fullmatch(line))) or (
            _ARROW.search(line) and number not in timed and re.match(r"\s*\d+:", line)
        ):
            raise InputError(f"it is no SubRip file: line {number + 1} is neither text of a cue nor its times")
    for this, following in pairwise([*times, len(lines)]):
        last = following
        if following < len(lines) and last - 1 > this and _NUMBER.fullmatch(lines[last - 1][2]):
            last -= 1
        while last - 1 > this and not lines[last - 1][2].strip():
            last -= 1
        if last - 1 > this:
            end = lines[last - 1]
            yield _Cue(lines[this + 1][0], end[0] + len(end[2]))


def _vtt_cues(text: str) -> Iterator[_Cue]:
    """The cues of a WebVTT file; what is between empty lines and has no times is a note, a style or a region."""
    lines = _lines(text)
    if not lines or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0][2]):
        raise InputError('it is no WebVTT file: line 1 is not "WEBVTT"')
    block: list[int] = []
    for number in [*range(1, len(lines)), None]:
        if number is not None and lines[number][2].strip():
            block.append(number)
            continue
        timed = next((each for each in block if "-->" in lines[each][2]), None)
        if timed is not None:
            if not _TIMES["vtt"].fullmatch(lines[timed][2]):
                raise InputError(f"it is no WebVTT file: line {timed + 1} has no valid times")
            if timed < block[-1]:
                end = lines[block[-1]]
                yield _Cue(lines[timed + 1][0], end[0] + len(end[2]))
        block = []


def _prose(text: str, cues: Sequence[_Cue], *, vtt: bool) -> Prose:
    builder = ProseBuilder(text, escaped if vtt else as_it_is)
    done: _Cue | None = None
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


def _cue(builder: ProseBuilder, cue: _Cue, *, vtt: bool) -> None:
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
