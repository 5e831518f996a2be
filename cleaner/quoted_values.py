"""Quoted values in the lines of translation and configuration files: what is a key, and how a value writes a quote.

An entity in such a value may be decoded only as the format can hold it: `\\"` between double quotes, two apostrophes
between YAML's single ones. Keys, source texts and program code stay as they are.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.expressions import expression


class Quoting(enum.Enum):
    """How a quoted value writes its quotes, or that it must stay as it is."""

    BACKSLASH = "backslash"
    DOUBLED = "doubled"
    UNTOUCHED = "untouched"


_GETTEXT = expression(r"(?P<key>msgid(?:_plural)?|msgctxt|msgstr(?:\[\d\])?)[ \t]+\".*\"[ \t]*\r?")
_CONTINUED = expression(r"\".*\"[ \t]*\r?")
_STRINGS = expression(r"[ \t]*\"[^\"\n]*\"[ \t]*=[ \t]*(?=\".*\"[ \t]*;[ \t]*\r?\Z)")
_YAML = expression(r"[ \t]*(?:-[ \t]+)?[\w.-]{1,60}:[ \t]+(?=(?P<quote>[\"'])(?:.*(?P=quote))?[ \t]*\r?\Z)")
_YAML_KEY = expression(r"^[ \t]*(?:-[ \t]+)?[\w.-]{1,60}:(?:[ \t]+\S.*)?\r?$", re.MULTILINE)
_PROGRAM = expression(
    r"[ \t]*(?:(?:const|let|var|final|static|String)[ \t]+){0,3}[\"']?[\w.$-]{1,60}[\"']?"
    r"(?:\[[^\]\n]{1,60}\])*[ \t]*(?:[:=]|=>)[ \t]*(?P<quote>[\"'`]).*(?P=quote)[ \t]*[,;][ \t]*\r?\Z"
)
_FRONT_MATTER = expression(r"---[ \t]*\r?\n[\w.-]{1,60}:")
_MIN_KEYS = 2
"""Lines that begin with a key, from which on a text is YAML: a single one is a label."""


class QuotedValues:
    """The quoted values of a document, found line by line."""

    def __init__(self, document: Document) -> None:
        found = list(_values(document))
        self._starts = [start for start, _, _ in found]
        self._found = found

    def at(self, offset: int) -> Quoting | None:
        """How the value at `offset` writes its quotes; None where there is no quoted value."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._found[index][1]:
            return None
        return self._found[index][2]


def written(decoded: str, value: Quoting) -> str | None:
    """A decoded character as a value writes it; None where the value must stay as it is."""
    if value is Quoting.UNTOUCHED or "\n" in decoded:
        return None
    if value is Quoting.DOUBLED:
        return decoded.replace("'", "''")
    return decoded.replace("\\", "\\\\").replace('"', '\\"')


def _values(document: Document) -> Iterator[tuple[int, int, Quoting]]:
    text = document.text
    is_yaml = _FRONT_MATTER.match(text) is not None or sum(1 for _ in _YAML_KEY.finditer(text)) >= _MIN_KEYS
    is_gettext = "\nmsgstr" in text
    value: Quoting | None = None
    for start, end in document.lines:
        line = text[start:end]
        if '"' not in line and "'" not in line and "`" not in line:
            value = None
            continue
        if is_gettext and (match := _GETTEXT.fullmatch(line)):
            value = Quoting.BACKSLASH if match["key"].startswith("msgstr") else Quoting.UNTOUCHED
            yield start, end, value
        elif is_gettext and value and _CONTINUED.fullmatch(line):
            yield start, end, value
        elif match := _STRINGS.match(line):
            yield start, start + match.end(), Quoting.UNTOUCHED
            yield start + match.end(), end, Quoting.BACKSLASH
        elif _PROGRAM.match(line):
            yield start, end, Quoting.UNTOUCHED
        elif is_yaml and (match := _YAML.match(line)):
            yield start, start + match.end(), Quoting.UNTOUCHED
            yield start + match.end(), end, Quoting.BACKSLASH if match["quote"] == '"' else Quoting.DOUBLED
