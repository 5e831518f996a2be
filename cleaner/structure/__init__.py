"""Text with a structure: the prose of Markdown, HTML and other files is cleaned, everything else stays byte for byte.

A reader for each format turns a file into prose, in pieces with their offsets in the file (`prose.py`); `cleaning.py`
has the prose cleaned, and tells of it in offsets of the file.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.edits import Result
from cleaner.errors import InputError, RecordError
from cleaner.structure.cleaning import Clean, clean_file
from cleaner.structure.nested import nested
from cleaner.structure.prose import Prose
from cleaner.structure.steps import clean_in_steps

if TYPE_CHECKING:
    from cleaner.structure.json import JsonValue

_READERS = {
    "markdown": ("markdown", "read"),
    "html": ("html", "read"),
    "srt": ("subtitles", "read_srt"),
    "vtt": ("subtitles", "read_vtt"),
    "ass": ("subtitles", "read_ass"),
    "po": ("po", "read"),
    "xliff": ("xliff", "read"),
    "tmx": ("tmx", "read"),
    "json": ("json", "read"),
}
STRUCTURED = tuple(_READERS)
"""The formats of files with a structure, each with the module and the function that read it."""

_WITH_CUES = ("srt", "vtt", "ass")


_OTHER_NAMES = {
    "md": "markdown",
    "gfm": "markdown",
    "mdx": "markdown",
    "x-markdown": "markdown",
    "htm": "html",
    "xhtml": "html",
    "xhtml+xml": "html",
    "txt": "text",
    "plain": "text",
    "plaintext": "text",
    "x-subrip": "srt",
    "subrip": "srt",
    "webvtt": "vtt",
    "ssa": "ass",
    "x-ssa": "ass",
    "pot": "po",
    "x-gettext-translation": "po",
    "xlf": "xliff",
    "xliff+xml": "xliff",
    "x-tmx": "tmx",
    "x-tmx+xml": "tmx",
}
"""What records call formats: ends of names, and what follows the slash in media types."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """A format, with what it needs to know: of JSON, which `fields` are texts, which hold what they translate, their
    language and their format, and the format of those of which that is not said."""

    name: str
    fields: tuple[str, ...] = ("**",)
    source_field: str | None = None
    lang_field: str | None = None
    text_format: str = "text"
    format_field: str | None = None


def format_named(name: str | None) -> str | None:
    """The format that a record calls by its name, the end of a file's name or a media type (`Markdown`, `.md`,
    `text/markdown; charset=UTF-8`); None where it says nothing. RecordError where there is none such."""
    said = (name or "").partition(";")[0].strip().lower()
    if not said:
        return None
    known = said.rpartition("/")[2].removeprefix(".")
    known = _OTHER_NAMES.get(known, known)
    if known != "text" and known not in STRUCTURED:
        raise RecordError(f"its texts are said to be {name!r}; there are text, {', '.join(STRUCTURED)}")
    return known


def _file_form(form: str | FileForm) -> FileForm:
    return FileForm(form) if isinstance(form, str) else form


def read(text: str, form: str | FileForm) -> Sequence[Prose]:
    """The prose of a file in one of the formats `STRUCTURED`. InputError where it is broken, or its library missing."""
    form = _file_form(form)
    if form.name not in _READERS:
        raise InputError(f"there is no format {form.name!r}; there are text, {', '.join(STRUCTURED)}")
    module, function = _READERS[form.name]
    reader = getattr(importlib.import_module(f"cleaner.structure.{module}"), function)
    if form.name != "json":
        found: Sequence[Prose] = reader(text)
        return found
    values: Sequence[JsonValue] = reader(text, form.fields, form.source_field, form.lang_field, form.format_field)
    return [prose for value in values for prose in _in_format(value, form.text_format)]


def _in_format(value: JsonValue, text_format: str) -> Sequence[Prose]:
    """The prose of a value: all of it, or what it has in the format it is in."""
    name = format_named(value.format) or text_format
    return [value.prose] if name == "text" else nested(value.prose, read(value.prose.text, name))


def clean_structured(text: str, form: str | FileForm, clean: Clean, clean_cues: Callable[[str], Result]) -> Result:
    """The result of a file, in its offsets; `clean` cleans its prose, `clean_cues` a file of subtitles in its whole
    cues. InputError as `read`."""

    def clean_prose(text: str) -> Result:
        return clean_file(text, lambda each: read(each, form), clean)

    if _file_form(form).name not in _WITH_CUES:
        return clean_prose(text)
    return clean_in_steps(text, (clean_cues, clean_prose))
