"""Character references in files with markup: how rules see them, and how new text is written among them."""

from __future__ import annotations

import html

from cleaner.entities import numbered


def seen(reference: str) -> tuple[str, bool, bool]:
    """What a character reference shows, that it closes nothing, and whether an edit may take it.

    Not one of a character that cannot be seen, which is spelled so that it can.
    """
    text = numbered(reference[1:]) if reference.startswith("&#") else html.unescape(reference)
    return text, False, len(text) == 1 and text.isprintable() and not text.isspace()


def escaped(text: str) -> str:
    """Text as HTML and XML have it between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
