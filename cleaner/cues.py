"""The cues of subtitles, SubRip, WebVTT and SubStation Alpha: where each begins, its times and its text.

Parsed here, for all three grammars are lines: SubRip has no standard (VLC's reader is the model), WebVTT is W3C's,
section 6, and the lines of SubStation Alpha (`.ass`, `.ssa`) are what its "Format" line says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.errors import InputError
from cleaner.expressions import expression
from cleaner.spans import Span

_LINE = expression(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_SRT_TIME = r"\d+:\d{1,2}:\d{1,2}(?:[,.:]\d{1,3})?"
_VTT_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_TIMES = {
    "srt": expression(rf"[ \t]*(?P<begins>{_SRT_TIME})[ \t]*-+>[ \t]*(?P<ends>{_SRT_TIME})(?P<settings>[^\r\n]*)"),
    "vtt": expression(
        rf"[ \t]*(?P<begins>{_VTT_TIME})[ \t]+-->[ \t]+(?P<ends>{_VTT_TIME})(?P<settings>(?:[ \t][^\r\n]*)?)"
    ),
}
_ARROW = expression(r"-+>")
_NUMBER = expression(r"[ \t]*\d+[ \t]*")
_HEAD = expression(r"WEBVTT(?:[ \t].*)?")
_SECTION = expression(r"\[(?P<name>[^\]]*)\][ \t]*")
_EVENT = expression(r"(?P<kind>Format|Dialogue):[ \t]*", re.IGNORECASE)
_ASS_TIME = expression(r"[ \t]*\d+:\d{1,2}:\d{1,2}(?:[.,:]\d{1,3})?[ \t]*")
_ASS_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")


class Cue(NamedTuple):
    """A cue with text: where it begins, with its number or identifier; its times, and what comes after them, before
    its text; the span of its lines of text, without the end of the last."""

    block: int
    begins: Span
    ends: Span
    settings: Span
    start: int
    end: int


def cues(text: str) -> list[Cue]:
    """The cues of a file in any of the formats. InputError, naming the line, where it is in none."""
    if _HEAD.match(text):
        return list(vtt_cues(text))
    return list(ass_cues(text) if _SECTION.match(text.lstrip("; \t\r\n")) else srt_cues(text))


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a file: where each begins, and what it holds without its end."""
    return [(match.start(), match[0].rstrip("\r\n")) for match in _LINE.finditer(text) if match[0]]


def _cue(times: re.Match[str], top: tuple[int, str], first: tuple[int, str], last: tuple[int, str]) -> Cue:
    """The cue whose block begins with the line `top`, and whose text is from the line `first` to the line `last`."""
    spans = times.span("begins"), times.span("ends"), times.span("settings")
    return Cue(top[0], *spans, first[0], last[0] + len(last[1]))


def srt_cues(text: str) -> Iterator[Cue]:
    """The cues of a SubRip file: from a line of times to the empty line, or the number, before the next."""
    lines = _lines(text)
    found = {
        number: match
        for number, (start, line) in enumerate(lines)
        if (match := _TIMES["srt"].fullmatch(text, start, start + len(line)))
    }
    times = list(found)
    first = times[0] if times else len(lines)
    for number, (_, line) in enumerate(lines):
        is_before = number < first and line.strip() and not (number == first - 1 and _NUMBER.fullmatch(line))
        if is_before or (_ARROW.search(line) and number not in found and re.match(r"\s*\d+:", line)):
            raise InputError(f"it is no SubRip file: line {number + 1} is neither text of a cue nor its times")
    for this, following in pairwise([*times, len(lines)]):
        last = following
        if following < len(lines) and last - 1 > this and _NUMBER.fullmatch(lines[last - 1][1]):
            last -= 1
        while last - 1 > this and not lines[last - 1][1].strip():
            last -= 1
        if last - 1 > this:
            numbered = this > 0 and _NUMBER.fullmatch(lines[this - 1][1])
            yield _cue(found[this], lines[this - 1 if numbered else this], lines[this + 1], lines[last - 1])


def vtt_cues(text: str) -> Iterator[Cue]:
    """The cues of a WebVTT file; what is between empty lines and has no times is a note, a style or a region."""
    lines = _lines(text)
    if not lines or not _HEAD.fullmatch(lines[0][1]):
        raise InputError('it is no WebVTT file: line 1 is not "WEBVTT"')
    block: list[int] = []
    for number in [*range(1, len(lines)), None]:
        if number is not None and lines[number][1].strip():
            block.append(number)
            continue
        timed = next((each for each in block if "-->" in lines[each][1]), None)
        if timed is not None:
            match = _TIMES["vtt"].fullmatch(text, lines[timed][0], lines[timed][0] + len(lines[timed][1]))
            if not match:
                raise InputError(f"it is no WebVTT file: line {timed + 1} has no valid times")
            if timed < block[-1]:
                yield _cue(match, lines[block[0]], lines[timed + 1], lines[block[-1]])
        block = []


def ass_cues(text: str) -> Iterator[Cue]:
    """The cues of a SubStation Alpha file: the dialogues among its events."""
    fields: Sequence[str] = _ASS_FIELDS
    section = None
    for number, (start, line) in enumerate(_lines(text), 1):
        head = _SECTION.fullmatch(line.lstrip("\ufeff"))
        if head:
            section = head["name"].strip().lower()
        elif section is None and line.strip() and not line.startswith((";", "!:")):
            raise InputError(f"it is no SubStation Alpha file: line {number} is in no section")
        event = _EVENT.match(line)
        if section != "events" or not event:
            continue
        if event["kind"].lower() == "format":
            fields = [field.strip().lower() for field in line[event.end() :].split(",")]
            if fields[-1] != "text" or not {"start", "end"} <= {*fields}:
                raise InputError(f"it is no SubStation Alpha file: line {number} has no start and end, or no text last")
        else:
            yield _dialogue(fields, number, start, line, event.end())
    if section is None:
        raise InputError("it is no SubStation Alpha file: line 1 begins no section")


def _dialogue(fields: Sequence[str], number: int, start: int, line: str, done: int) -> Cue:
    spans: dict[str, Span] = {}
    for field in fields[:-1]:
        end = line.find(",", done)
        if end < 0 or (field in ("start", "end") and not _ASS_TIME.fullmatch(line, done, end)):
            raise InputError(f"it is no SubStation Alpha file: line {number} has no valid {field}")
        spans[field] = start + done, start + end
        done = end + 1
    settings = spans["end"][1], start + done
    return Cue(start, spans["start"], spans["end"], settings, start + done, start + len(line))
