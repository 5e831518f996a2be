"""Gettext catalogues (PO, POT): the translations are cleaned, each held against its source.

Grammar of the gettext manual, "The Format of PO Files". Fuzzy and obsolete entries, the header, comments and every
other byte stay. A translation may be written in many lines: what is between the quotes of two lines belongs to neither,
and stays. Line breaks at the beginning and the end of a translation stay too: msgfmt wants them as the source has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.errors import InputError
from cleaner.structure.prose import Prose, ProseBuilder

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEYWORD = re.compile(r'[ \t]*(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<number>\d+)\])?)[ \t]*(?=")')
_STRING = re.compile(r'[ \t]*"(?P<inside>(?:[^"\\]|\\.)*)"[ \t]*')
_PART = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]+|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]{2,3})\b", re.MULTILINE)


@dataclass
class _PoEntry:
    """An entry: its strings by keyword, and whether it is left alone."""

    strings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    fuzzy: bool = False


def spelled(text: str) -> str:
    """Text as a PO string has it."""
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(character, escape)
    return text


def read(text: str) -> Sequence[Prose]:
    """The prose of a catalogue, one for each translation. InputError, naming the line, where it is broken."""
    lang: str | None = None
    proses = []
    for entry in _entries(text):
        source = _value(text, entry.strings.get("msgid", []))
        translations = {word: spans for word, spans in entry.strings.items() if word.startswith("msgstr")}
        if not source and "msgctxt" not in entry.strings:
            match = _LANGUAGE.search(_value(text, translations.get("msgstr", [])))
            lang = match[1] if match else lang
            continue
        if entry.fuzzy:
            continue
        plural = _value(text, entry.strings.get("msgid_plural", [])) or source
        for word, spans in translations.items():
            if _value(text, spans).strip():
                proses.append(_prose(text, spans, plural if word not in ("msgstr", "msgstr[0]") else source, lang))
    return proses


def _entries(text: str) -> Iterator[_PoEntry]:
    """The entries of a catalogue, but for obsolete ones."""
    entry = _PoEntry()
    word: str | None = None
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match[0].rstrip("\r\n")
        start = match.start()
        if not line.strip() or line.lstrip().startswith("#"):
            if word and any(each.startswith("msgstr") for each in entry.strings):
                yield entry
                entry, word = _PoEntry(), None
            if line.lstrip().startswith("#,") and "fuzzy" in line:
                entry.fuzzy = True
            continue
        keyword = _KEYWORD.match(line)
        if keyword:
            if word and word.startswith("msgstr") and not keyword["word"].startswith("msgstr"):
                yield entry
                entry = _PoEntry()
            word = keyword["word"]
            if word in entry.strings:
                raise InputError(f"it is no PO file: line {number} has a second {word} in one entry")
            entry.strings[word] = []
        string = _STRING.fullmatch(line, keyword.end() if keyword else 0)
        if not string or word is None:
            raise InputError(f"it is no PO file: line {number} is neither a keyword with a string nor a string")
        entry.strings[word].append((start + string.start("inside"), start + string.end("inside")))
    if entry.strings:
        yield entry


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str | None, int, int]]:
    """A string in parts: None for what is written as it is, else what an escape stands for."""
    for start, end in spans:
        done = start
        for match in _PART.finditer(text, start, end):
            if done < match.start():
                yield None, done, match.start()
            code = match[0][1:]
            if code[0] in "01234567":
                shown = chr(int(code, 8))
            elif code[0] == "x" and len(code) > 1:
                shown = chr(int(code[1:], 16) & 0xFF)
            else:
                shown = _ESCAPES.get(code, code)
            yield shown, *match.span()
            done = match.end()
        if done < end:
            yield None, done, end


def _value(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(text[start:end] if shown is None else shown for shown, start, end in _parts(text, spans))


def _prose(text: str, spans: Sequence[tuple[int, int]], source: str, lang: str | None) -> Prose:
    """The prose of one translation."""
    builder = ProseBuilder(text, spelled)
    parts = list(_parts(text, spans))
    ends = {*range(_leading(parts)), *range(len(parts) - _leading(parts[::-1]), len(parts))}
    for number, (shown, start, end) in enumerate(parts):
        if number in ends:
            builder.fixed(start, end, shown)
        elif shown is None:
            builder.plain(start, end)
        else:
            builder.spelled(shown, start, end)
    return builder.prose(source=source, lang=lang)


def _leading(parts: Sequence[tuple[str | None, int, int]]) -> int:
    """How many line breaks there are before anything else."""
    return next((number for number, (shown, *_) in enumerate(parts) if shown not in ("\n", "\r")), len(parts))
