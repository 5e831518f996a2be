"""What a model wrapped around a translation, layer by layer, from the edges of a text inwards.

All rules of this pass ask here, for a layer shows only when the one outside it is known: thoughts, then an
announcement, then a fence, and at the end notes and a farewell. What is left inside is the text; there must be some.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.passes.chatter import _announcement as announcement
from cleaner.passes.chatter._announcement import Announcement
from cleaner.passes.chatter._words import both, openers, plain, words_of

ENVELOPE_LISTS = (
    "answer-tags",
    "breakdown-headings",
    "note-evidence",
    "note-evidence-pieces",
    "note-openers",
    "offer-openers",
    "thinking-tags",
)
"""Every list that is read here, beside those of announcements."""

_LAYERS = 12
"""More layers than this no model makes."""

_OPENING_QUOTE = "\"'“‘«„「"
_RULE_LINE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}(?=\r?\n|\Z)")
_NO_THINK_HEAD = re.compile(r"/(?:no_?think|think)\b[ \t]*")
_NO_THINK_TAIL = re.compile(r"(?:\A|\s)/(?:no_?think|think)\s*\Z")
_TAG = re.compile(r"<([a-z_]+)>", re.IGNORECASE)
_CLOSE_ALONE = re.compile(r"^[ \t]*</think(?:ing)?>[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_EMPTY_THOUGHT = re.compile(r"^<think>\s*</think>[ \t]*(?:\r?\n\s*|\Z)", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r"(`{3,}|~{3,})([\w+-]*)[ \t]*\r?\n")
_CODE = re.compile(r"[{}=;\\]|\(\)|->|::|^\s*(?:\$ |#|//|def |import |return |<)", re.MULTILINE)
_ANSWER = re.compile(r"<([\w]+)>|\[([A-Za-z_]+)\](?=\s)|(\N{INPUT SYMBOL FOR LATIN LETTERS})|(\"\"\")")
_ITEM = re.compile(r"\s*(?:[-*•–]\s|\d+[.)]\s|\*\*|[\"“「]|[^\n]{1,60}?(?:[:：=–—]|\s-\s))")
_ITEM_SIGNS = frozenset('-*•–—:：="“「)0123456789')
_PROSE = frozenset(
    ("", "text", "txt", "markdown", "md", "plaintext", "plain", "wiki", "english", "translation", "html")
)
_LONGEST_NOTE = 150
_LONGEST_OFFER = 45
_OPENING = 60
_LONGEST_ITEM = 250
_BRACKETS = "([（【 -"


@dataclass
class Peeling:
    """The text between `low` and `high` is what is left."""

    document: Document
    low: int
    high: int
    layers: list[Addition] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def told(self) -> bool:
        """Whether something has shown by now that a model speaks."""
        return any(layer.safety is Safety.SAFE for layer in self.layers)

    def head(self, kind: str, end: int, safety: Safety = Safety.SAFE) -> bool:
        """Take everything up to `end`, with the whitespace after it; not where nothing would be left."""
        while end < self.high and self.text[end].isspace():
            end += 1
        if end >= self.high:
            return False
        self.layers.append(Addition(kind, self.low, end, safety))
        self.low = end
        return True

    def tail(self, kind: str, start: int, safety: Safety = Safety.SAFE) -> bool:
        """Take everything from `start` on, with the whitespace before it; not where nothing would be left."""
        while start > self.low and self.text[start - 1].isspace():
            start -= 1
        if start <= self.low:
            return False
        layer = Addition(kind, start, self.high, safety)
        if layer not in self.layers:
            self.layers.append(layer)
        if safety is Safety.SAFE:
            self.high = start
        return safety is Safety.SAFE


def envelope(document: Document) -> tuple[Addition, ...]:
    """The layers around the text of `document`, outermost first; to be asked for through `document.once`."""
    text = document.text
    peeling = Peeling(document, len(text) - len(text.lstrip()), len(text.rstrip()))
    if peeling.low >= peeling.high:
        return ()
    steps: tuple[Callable[[Peeling], bool], ...] = (_thoughts, _announcement, _both_ends, _no_think, _farewell)
    for _ in range(_LAYERS):
        if not any(step(peeling) for step in steps):
            break
    return (*peeling.layers, *_empty_thoughts(peeling), *_announcements_within(peeling))


def _line_end(peeling: Peeling, start: int) -> int:
    end = peeling.text.find("\n", start, peeling.high)
    return peeling.high if end < 0 else end


def _thoughts(peeling: Peeling) -> bool:
    text, low = peeling.text, peeling.low
    if "think" not in text and "<" not in text[low : low + 1]:
        return False
    opening = _TAG.match(text, low)
    if opening and opening[1].lower() in peeling.document.lexicon.optional("thinking-tags"):
        closing = re.compile(rf"</{opening[1]}>", re.IGNORECASE).search(text, opening.end(), peeling.high)
        if closing:
            return peeling.head("thinking-block", closing.end())
        alone = text[opening.end() : _line_end(peeling, low)].strip() == ""
        return alone and opening[1].lower() == "think" and peeling.head("thinking-block", opening.end())
    mode = _NO_THINK_HEAD.match(text, low)
    if mode:
        return peeling.head("thinking-block", mode.end())
    closing = _CLOSE_ALONE.search(text, low, peeling.high)
    if closing and "<think" not in text[low : closing.start()].lower():
        return peeling.head("thinking-block", closing.end())
    return False


def _no_think(peeling: Peeling) -> bool:
    if "think" not in peeling.text[-12:]:
        return False
    match = _NO_THINK_TAIL.search(peeling.text, max(peeling.low, peeling.high - 12), peeling.high)
    return match is not None and peeling.tail("thinking-block", match.start())


def _announcement(peeling: Peeling) -> bool:
    text, low = peeling.text, peeling.low
    if text[low] in _OPENING_QUOTE:
        return False
    end = _line_end(peeling, low)
    if end < peeling.high and end - low <= 300:
        line = text[low:end].strip()
        what = announcement.read(line, peeling.document.lexicon, heading=line.startswith(("#", "**", "__")))
        if what is Announcement.ASSENT and not (line.endswith((":", "：")) or _announces_next(peeling, end)):
            what = None
        if what is not None and _lonely_language(peeling, what, line):
            kind = "label" if what is Announcement.LABEL else "preamble"
            return peeling.head(kind, _over_rule_line(text, end))
    return _announced_inline(peeling, min(end, low + 160))


def _announces_next(peeling: Peeling, end: int) -> bool:
    while end < peeling.high and peeling.text[end].isspace():
        end += 1
    line = peeling.text[end : _line_end(peeling, end)]
    return announcement.read(line, peeling.document.lexicon) in (Announcement.PREAMBLE, Announcement.LABEL)


def _lonely_language(peeling: Peeling, what: Announcement, line: str) -> bool:
    """Whether a label that only names a language is the only one: several head the parts of a bilingual text."""
    words = words_of(plain(line))
    languages = both(peeling.document.lexicon, "language-names")
    if what is not Announcement.LABEL or len(words) != 1 or words[0] not in languages:
        return True
    labels = [
        other for other in peeling.text.splitlines() if len(other) < 40 and other.rstrip(" *").endswith((":", "："))
    ]
    return sum(any(word in languages for word in words_of(plain(label))) for label in labels) == 1


def _announced_inline(peeling: Peeling, end: int) -> bool:
    """An announcement that the text follows on the same line."""
    text, low = peeling.text, peeling.low
    offset = min((at for at in (text.find(mark, low, end) for mark in ":：") if at >= 0), default=-1)
    if offset < 0 or text[offset + 1 : offset + 2].strip(" *_\n"):
        return False
    what = announcement.read(text[low : offset + 1], peeling.document.lexicon)
    if what is None or what is Announcement.ASSENT:
        return False
    words = words_of(plain(text[low:offset]))
    if both(peeling.document.lexicon, "translation-words").isdisjoint(words) and len(words) < 3:
        return False
    offset += 1
    while text[offset : offset + 1] in ("*", "_"):
        offset += 1
    return peeling.head("label" if what is Announcement.LABEL else "preamble", offset)


def _over_rule_line(text: str, end: int) -> int:
    """The end of a line drawn under an announcement that ends at `end`, or `end`."""
    start = end
    while start < len(text) and text[start].isspace():
        start += 1
    line = _RULE_LINE.match(text, start)
    return line.end() if line else end


def _both_ends(peeling: Peeling) -> bool:
    return _fence(peeling) or _answer(peeling)


def _fence(peeling: Peeling) -> bool:
    opening = _FENCE.match(peeling.text, peeling.low, peeling.high)
    if not opening or opening[2].lower() not in _PROSE:
        return False
    inner = peeling.text[opening.end() : peeling.high - len(opening[1])]
    if not peeling.text.endswith(opening[1], opening.end(), peeling.high) or opening[1] in inner or not inner.strip():
        return False
    lines = [line for line in inner.splitlines() if line.strip()]
    coded = sum(_CODE.search(line) is not None for line in lines)
    if coded * 5 > len(lines) or not any(len(line.split()) >= 4 for line in lines):
        return False
    return peeling.head("code-fence", opening.end()) and peeling.tail("code-fence", peeling.high - len(opening[1]))


def _answer(peeling: Peeling) -> bool:
    text = peeling.text
    opening = _ANSWER.match(text, peeling.low, peeling.high)
    if not opening:
        return False
    name = opening[1] or opening[2]
    if name and name.lower() not in peeling.document.lexicon.optional("answer-tags"):
        return False
    closing = f"</{name}>" if opening[1] else f"[/{name}]" if opening[2] else opening[0]
    inner = text[opening.end() : peeling.high - len(closing)]
    if not text.endswith(closing, opening.end(), peeling.high) or closing in inner or not inner.strip():
        return False
    return peeling.head("answer-wrapper", opening.end()) and peeling.tail("answer-wrapper", peeling.high - len(closing))


def _farewell(peeling: Peeling) -> bool:
    return _breakdown(peeling) or any(_closing(peeling, start) for start in _last_blocks(peeling))


def _last_blocks(peeling: Peeling) -> Iterator[int]:
    """Where the last paragraph begins, and the last line."""
    text, low, high = peeling.text, peeling.low, peeling.high
    line = text.rfind("\n", low, high) + 1
    if line:
        paragraph = max(text.rfind("\n\n", low, high) + 2, text.rfind("\n\r\n", low, high) + 3)
        if paragraph > 2:
            yield paragraph
        if line != paragraph:
            yield line


def _closing(peeling: Peeling, start: int) -> bool:
    text, lexicon = peeling.text, peeling.document.lexicon
    if peeling.high - start > 1500:
        return False
    if _RULE_LINE.fullmatch(text, start, peeling.high):
        return peeling.told and peeling.tail("closing-note", start)
    said = plain(text[start : start + _OPENING]).lstrip(_BRACKETS)
    if not openers(lexicon, "offer-openers", "note-openers").match(said):
        return False
    said = plain(text[start : peeling.high]).lstrip(_BRACKETS)
    if openers(lexicon, "offer-openers").match(said):
        words = words_of(said)
        sure = peeling.told or not both(lexicon, "translation-words").isdisjoint(words)
        return sure and len(words) <= _LONGEST_OFFER and peeling.tail("closing-note", start)
    if openers(lexicon, "note-openers").match(said) and _about_translation(said, peeling.document):
        return peeling.tail("closing-note", start, Safety.SAFE if peeling.told else Safety.REPORT)
    return False


def _about_translation(said: str, document: Document) -> bool:
    words = words_of(said)
    if len(words) > _LONGEST_NOTE:
        return False
    lexicon = document.lexicon
    evidence = both(lexicon, "note-evidence") | both(lexicon, "translation-words")
    return not evidence.isdisjoint(words) or any(piece in said for piece in lexicon.optional("note-evidence-pieces"))


def _breakdown(peeling: Peeling) -> bool:
    """A heading near the end, and under it nothing but a list."""
    text = peeling.text
    headings = both(peeling.document.lexicon, "breakdown-headings")
    end, items = peeling.high, 0
    while end > peeling.low and items < 60:
        start = max(text.rfind("\n", peeling.low, end) + 1, peeling.low)
        line = text[start:end].strip()
        if len(line) > _LONGEST_ITEM:
            return False
        if line and items and plain(line).strip(" .:：-") in headings:
            if start == peeling.low:
                return False
            return peeling.tail("breakdown", start, Safety.SAFE if peeling.told else Safety.REPORT)
        if line and (_ITEM_SIGNS.isdisjoint(line) or not _ITEM.match(line)):
            return False
        items += bool(line)
        end = start - 1
    return False


def _empty_thoughts(peeling: Peeling) -> Iterator[Addition]:
    """Empty pairs of thought tags at the start of a line within the text."""
    if "<think>" in peeling.text:
        for match in _EMPTY_THOUGHT.finditer(peeling.text, peeling.low, peeling.high):
            yield Addition("thinking-block", *match.span())


def _announcements_within(peeling: Peeling) -> Iterator[Addition]:
    """Announcements between paragraphs, where one precedes the first: each was translated alone."""
    if not any(layer.kind == "preamble" for layer in peeling.layers):
        return
    text, paragraphs = peeling.text, peeling.document.paragraphs
    for (start, end), (following, _) in pairwise(paragraphs):
        line = text[start:end]
        alone = peeling.low < start and end < peeling.high and len(line) < 300 and "\n" not in line
        if alone and announcement.read(line, peeling.document.lexicon) is Announcement.PREAMBLE:
            yield Addition("preamble", start, following)
