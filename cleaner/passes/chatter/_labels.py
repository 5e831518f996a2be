"""The label of a language at the head of a text, or of all its lines, as a form of a prompt has it: "EN: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.additions import Addition
from cleaner.expressions import expression
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import both, words_of

_LABEL = expression(
    r"(?P<mark>[*_\[(]{0,3})(?P<name>[^\W\d_]{2,12}(?: [^\W\d_]{4,12})?)"
    r"(?:[\])*_]{1,3} ?(?:[:：]|[-–—|>] ?)?[*_]{0,2}|[:：][*_]{0,2}|[ ]?(?:[-–—|]|->|→) )[ \t]*(?=\S)"
)
_ROLE = expression(
    r"(?:#{2,4} ?(?:Assistant|ASSISTANT|Response|RESPONSE|Output)|(?:\*\*)?(?:AI )?(?:Assistant|ASSISTANT|ChatGPT))"
    r"(?:\*\*)?:(?:\*\*)?\s+(?=\S)"
)
_OTHER = expression(r"^[ \t]*[^\W\d_][\w ]{0,24}[:：](?=\s)", re.MULTILINE)
_END = expression(r"[.!?…][\"'”’)\]]*\s*\Z")
_CODES = frozenset(("en", "eng"))
_MIN_LINES = 2
_MIN_WORDS = 5
_MIN_ROLE = 3


def take_language(peeling: Peeling) -> bool:
    """The name of the text's language and a colon before a text that is sentences and has no other label."""
    text, low, high = peeling.text, peeling.low, peeling.high
    label = _LABEL.match(text, low, high)
    if label is None or text[label.end() - 1] == "\n" or not _names_language(label["name"], peeling):
        return False
    body = text[label.end() : high]
    name = label["name"].lower()
    if ":" not in label[0] or not body[0].isupper() or not _END.search(body) or len(body.split()) < _MIN_WORDS:
        return False
    if _OTHER.search(body) or name in words_of(body.lower()):
        return False
    return peeling.head("label", label.end())


def take_role(peeling: Peeling) -> bool:
    """The name that a log of a chat has for a model, where nobody else is named: "### Assistant: …"."""
    text, low, high = peeling.text, peeling.low, peeling.high
    role = _ROLE.match(text, low, high)
    if role is None or _OTHER.search(text, role.end(), high) or len(text[role.end() : high].split()) < _MIN_ROLE:
        return False
    return peeling.head("label", role.end())


def labels_throughout(peeling: Peeling) -> Iterator[Addition]:
    """The same label before every line of what is left."""
    text, low, high = peeling.text, peeling.low, peeling.high
    label = _LABEL.match(text, low, high)
    if label is None or not _names_language(label["name"], peeling, or_translation=True):
        return
    head = label[0].rstrip()
    found: list[Addition] = []
    at = low
    while at < high:
        if not text.startswith(head, at, high):
            return
        end = at + len(head)
        while end < high and text[end] in " \t":
            end += 1
        found.append(Addition("label", at, end))
        at = peeling.past_whitespace(peeling.line_end(at))
    if len(found) >= _MIN_LINES:
        yield from found


def _names_language(name: str, peeling: Peeling, *, or_translation: bool = False) -> bool:
    """Whether a label is the name or the code of a language that prompts ask for, or of a translation."""
    words = name.lower().split()
    if "_".join(words) not in both(peeling.lexicon, "answer-tags") or not name[0].isupper():
        return False
    if len(words) == 1 and words[0] in _CODES:
        return name.isupper()
    named = both(peeling.lexicon, "language-names")
    wanted = named | both(peeling.lexicon, "translation-words") if or_translation else named
    return not wanted.isdisjoint(words)
