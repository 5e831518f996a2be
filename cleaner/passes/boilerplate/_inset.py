"""Furniture within a paragraph: labels of advertisements, buttons, programs, and links to other pages with titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.gaps import BETWEEN, signs
from cleaner.passes.boilerplate._tables import FurnitureTables, plain

_LABEL_GAP = expression(r"[.!?…\"”’)] +AA[A ]{3}")
_LINK_GAP = expression(rf":(?<=[A{BETWEEN}]:) [A0\"“‘']")
"""What labels show in the gaps of a text."""

_LABEL = expression(r"[.!?…\"”’)] +([A-Z]{2}[A-Z ]{3,60}[A-Z])(?: +(?=[A-Z\"“‘][^A-Z])|[ \t]*$)", re.MULTILINE)
_BRACKETED = expression(r"\[(?<=[.!?…\"”’)] \[)[A-Z][a-z]+(?: [A-Za-z]+){0,4}\](?= +[A-Z\"“‘])")
_CONTINUED = expression(
    r" (?<=[.!?…\"”’)] )(?:Article|Story|Text) continues (?:[a-z]+ ){0,3}[a-z]+\.?(?= +[A-Z\"“‘]|[ \t]*$)",
    re.MULTILINE,
)
_LINK = expression(r":(?<=[A-Za-z]:) (?=[A-Z0-9\"“‘'])")
_BEFORE = expression(r"[.!?…\"”’)] +(?P<label>[A-Z][A-Za-z’']*(?: [A-Za-z]+){0,3})\Z")
_WINDOW = expression(r"\([Oo]pens in (?:a )?new (?:window|tab)\)(?=[ \t]*(?:$|[A-Z\"“‘]))", re.MULTILINE)
_BUTTON = expression(r"[.!?…\"”’)](?P<said> +(?:Click|Email|Pin|Print|Share|Tweet)\b[^.!?()\n]{0,60})\Z")
_ADVERTISED = expression(
    r" ?\(adsbygoogle = window\.adsbygoogle \|\| \[\]\)\.push\(\{[^{}\n]{0,200}\}\);"
    r"| ?googletag\.cmd\.push\(function ?\(\) ?\{ ?googletag\.display\([^()\n]{0,80}\); ?\}\);"
)
"""The calls that load an advertisement, as its networks give them to pages."""

_WORD = expression(r"\S+")
_REACH = 40
_MIN_TITLE, _MAX_TITLE = 3, 16
_PAIR = 2
_MAX_LINK = 300
_MAX_BUTTON = 80


def inset(document: Document, tables: FurnitureTables) -> Iterator[Addition]:
    """What is within paragraphs."""
    text, shown = document.text, document.once(signs)
    if "AA" in shown and _LABEL_GAP.search(shown):
        for match in _LABEL.finditer(text):
            kind = tables.lines.get(plain(match[1]))
            if kind == "advertisement-label" and len(match[1]) > 3:
                yield Addition(kind, match.start() + 1, match.end(1))
    for pattern in _announcing(text, shown):
        for match in pattern.finditer(text):
            said = match[0].removeprefix(" ")
            if tables.lines.get(plain(said)) == "advertisement-label":
                yield Addition("advertisement-label", match.end() - len(said) - 1, match.end())
    if _LINK_GAP.search(shown):
        yield from _links(text, tables)
    if "(" in shown and "pens in " in text:
        yield from _buttons(text)
    if "(" in shown and ".push(" in text:
        yield from (
            Addition("script-notice", *match.span())
            for match in _ADVERTISED.finditer(text)
            if match.start() and text[match.start() - 1] != "\n"
        )


def _announcing(text: str, shown: str) -> Iterator[re.Pattern[str]]:
    """The expressions of labels of advertisements that a text may have; `shown` is what its gaps show."""
    if "[" in shown:
        yield _BRACKETED
    if "ontinues " in text:
        yield _CONTINUED


def _buttons(text: str) -> Iterator[Addition]:
    """Buttons that share a page and say that they open a window, after a sentence."""
    for window in _WINDOW.finditer(text):
        button = _BUTTON.search(text, max(0, window.start() - _MAX_BUTTON), window.start())
        if button:
            yield Addition("share-prompt", button.start("said"), window.end())


def _links(text: str, tables: FurnitureTables) -> Iterator[Addition]:
    """Labels that lead away, and the titles after them, between two sentences: "… mill. Read also: Ten mills The …"."""
    for colon in _LINK.finditer(text):
        label = _BEFORE.search(text, max(0, colon.start() - _REACH), colon.start())
        if label is None or f"{label['label'].lower()}:".replace("’", "'") not in tables.links:
            continue
        if " " not in label["label"] and label["label"].lower() not in ("related", "recommended"):
            continue
        end = _title_end(text, colon.end(), tables)
        if end:
            yield Addition("read-more", label.start() + 1, end)


def _title_end(text: str, start: int, tables: FurnitureTables) -> int:
    """Where a title without a stop ends: before a sentence that begins with a small word; 0 where that is not plain."""
    line_end = text.find("\n", start, start + _MAX_LINK)
    end = min(len(text), start + _MAX_LINK) if line_end < 0 else line_end
    words = list(islice(_WORD.finditer(text, start, end), _MAX_TITLE + _PAIR))
    for number in range(_MIN_TITLE, len(words) - 1):
        last, word, following = words[number - 1][0], words[number][0], words[number + 1][0]
        if last[-1] in ".,;:":
            return 0
        opens = word[0].isupper() and word.lower() in tables.spoken and following[0].islower()
        if opens and word not in ("I", "A") and last.lower() not in tables.spoken:
            return words[number - 1].end()
    return 0
