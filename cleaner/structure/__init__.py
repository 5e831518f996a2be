"""Text with a structure: the prose of Markdown, HTML and other files is cleaned, everything else stays byte for byte.

A reader for each format turns a file into prose, in pieces with their offsets in the file (`prose.py`); `cleaning.py`
has the prose cleaned, and tells of it in offsets of the file.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cleaner.edits import Result
from cleaner.errors import InputError
from cleaner.structure.cleaning import Clean, clean_file
from cleaner.structure.prose import Prose
from cleaner.structure.steps import clean_in_steps

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


@dataclass(frozen=True, slots=True)
class FileForm:
    """A format, with what it needs to know: which `fields` of JSON are texts, and which hold what they translate and
    their language."""

    name: str
    fields: tuple[str, ...] = ("**",)
    source_field: str | None = None
    lang_field: str | None = None


def _file_form(form: str | FileForm) -> FileForm:
    return FileForm(form) if isinstance(form, str) else form


def read(text: str, form: str | FileForm) -> Sequence[Prose]:
    """The prose of a file in one of the formats `STRUCTURED`. InputError where it is broken, or its library missing."""
    form = _file_form(form)
    if form.name not in _READERS:
        raise InputError(f"there is no format {form.name!r}; there are text, {', '.join(STRUCTURED)}")
    module, function = _READERS[form.name]
    reader = getattr(importlib.import_module(f"cleaner.structure.{module}"), function)
    options = (form.fields, form.source_field, form.lang_field) if form.name == "json" else ()
    found: Sequence[Prose] = reader(text, *options)
    return found


def clean_structured(text: str, form: str | FileForm, clean: Clean, clean_cues: Callable[[str], Result]) -> Result:
    """The result of a file, in its offsets; `clean` cleans its prose, `clean_cues` a file of subtitles in its whole
    cues. InputError as `read`."""

    def clean_prose(text: str) -> Result:
        return clean_file(text, lambda each: read(each, form), clean)

    if _file_form(form).name not in _WITH_CUES:
        return clean_prose(text)
    return clean_in_steps(text, (clean_cues, clean_prose))
