"""Pairs of marks on lines of their own around all of a text: `<text>`, `---`, a quotation mark, "Translation begins".

Such a line holds nothing but the mark; what is between the two holds neither. Both go or none. Where nothing is known
of a text, its marks must say of themselves that they enclose a translation or an answer; a tag of a page, a line drawn
of signs and a lone quotation mark are enough where the text is known to be machine translation.
"""

from __future__ import annotations

import re

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.chatter._containers import DOCSTRING, PROSE, is_code
from cleaner.passes.chatter._opening import FRONT_MATTER
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import RULE_LINE, both, words_of

PAIR_LISTS = ("answer-keys", "answer-names", "answer-tags", "begin-words", "end-words", "language-names", "mark-words")
"""Every list that is read here."""

_MAX_MARK = 60
_MAX_HEAD, _MAX_TAIL = 400, 300
_MAX_MARK_WORDS = 6
_MIN_WORDS = 3
_LETTER = expression(r"[^\W\d_]")
_TAG = expression(r"<([A-Za-z][\w:.-]{0,30})(?:\s+[\w:-]{1,20}\s*=\s*[\"'][^\"'<>\n]{0,40}[\"'])*\s*>")
_ENVIRONMENT = expression(r"\\begin\{([a-z*]{1,20})\}")
_FENCE = expression(r"(`{3,}|~{3,})([\w+-]*)")
_SIGNS = expression(r"[\W_]+")
_SIGNED = "[<({*_=#~$%|-—–▼►▲◄"
_TWINS = frozenset(('"""', "'''", '"', "“", "'", "|||", "%%%", "$$", "@@@", "+++", "~~~~", "###", "####", "…"))
_CLOSING = {
    "“": "”",
    "«": "»",
    "„": "“",
    "「": "」",
    "『": "』",
    "‘": "’",
    "<<<": ">>>",
    "<<": ">>",
    "[[": "]]",
    "{{": "}}",
}
_OF_PROMPTS = frozenset(('"""', "'''", "<<<", "[[", "{{", "|||"))
"""Marks that nobody but a prompt asks for."""

_KEY = r"\"([A-Za-z_ -]{2,30})\"\s*:\s*"
_VALUE = r"(?:\"[^\"\n]{0,80}\"|-?[\d.]+|true|false|null|\[[^\[\]{}\n]{0,80}\])"
_NEST = r"(?:[\[{]\s*(?:\"(?:segments|translations?|results?|data|output|response|choices|items)\"\s*:\s*)?){1,4}"
_OBJECT_HEAD = expression(
    rf"(?P<nest>{_NEST})(?P<others>(?:{_KEY}{_VALUE}\s*,\s*){{0,6}})\"(?P<name>[\w -]{{2,30}})\"\s*:\s*\""
)
_OBJECT_TAIL = expression(rf"\"\s*(?P<others>(?:,\s*{_KEY}{_VALUE}\s*){{0,6}}),?\s*[\]}}][\]}}\s]{{0,8}}\Z")
_NUMBERING = frozenset(("id", "index", "segment", "segment_id", "number"))
_OTHERS = expression(_KEY)
_ASSIGNED = expression(r"([A-Za-z_]{2,30})\s*=\s*(\"\"\"|'''|f?\")\s*\n")
_DESCRIBES = expression(
    r"(?:source|target|detected|src|tgt)?[_ ]?lang(?:uage)?(?:[_ ]code)?s?|confidence|score|quality|model"
    r"|engine|notes?|comments?|tone|register|style|formality|status|provider|needs[_ ]review|reviewed"
    r"|success|error|warnings?"
)


def take_pair(peeling: Peeling) -> bool:
    """One pair around all that is left."""
    text, low, high = peeling.text, peeling.low, peeling.high
    first, last = peeling.line_end(low), text.rfind("\n", low, high) + 1
    if first - low > _MAX_MARK and text[low] not in "{[":
        return False
    if not low < first < last:
        return False
    opening, closing, inner = text[low:first].strip(), text[last:high].strip(), text[first:last]
    if len(inner.split()) < _MIN_WORDS:
        return False
    known = peeling.told or peeling.document.origin == "machine"
    if (
        _are_twins(opening, closing, inner, known=known)
        or _are_tags(opening, closing, inner, peeling.lexicon, known=known)
        or _are_named(opening, closing, peeling.lexicon)
    ) and not FRONT_MATTER.match(text, low, high):
        return peeling.both("answer-wrapper", first, last)
    return _take_object(peeling) or _take_assigned(peeling, closing) or _take_up_to(peeling, opening, known=known)


def _take_up_to(peeling: Peeling, opening: str, *, known: bool) -> bool:
    """A tag of prompts, or a fence, that is closed before the end: what follows it is a little talk of the model."""
    text, low, high = peeling.text, peeling.low, peeling.high
    tag = _TAG.fullmatch(opening)
    fence = _FENCE.fullmatch(opening)
    if tag and tag[1].lower() in both(peeling.lexicon, "answer-tags"):
        mark = f"</{tag[1]}>"
    elif fence and known and fence[2].lower() in PROSE:
        mark = fence[1]
    else:
        return False
    first = peeling.line_end(low)
    start = text.rfind(f"\n{mark}", first, high) + 1
    again = text.count(mark, first, high) > 1 or (tag is not None and text.count(f"<{tag[1]}", first, high) > 0)
    if start <= first or again or high - start > _MAX_TAIL + len(mark) or text[peeling.line_end(start) - 1] != mark[-1]:
        return False
    if fence and is_code(text[first:start]):
        return False
    return peeling.both("answer-wrapper" if tag else "code-fence", first, start)


def _are_twins(opening: str, closing: str, inner: str, *, known: bool) -> bool:
    """Whether the two are the same mark, or one and its other half, and the text between has none."""
    if _LETTER.search(opening) or len(opening) > _MAX_MARK:
        return False
    drawn = RULE_LINE.fullmatch(opening) is not None
    if not (known or opening in _OF_PROMPTS) or (opening[0] == '"' and DOCSTRING.match(inner)):
        return False
    same = closing == opening and (drawn or opening in _TWINS)
    half = closing == _CLOSING.get(opening)
    return (same or half) and not any(line.strip() in (opening, closing) for line in inner.splitlines())


def _are_tags(opening: str, closing: str, inner: str, lexicon: Lexicon, *, known: bool) -> bool:
    """Whether the two are a tag and its end, or a pair of LaTeX."""
    if tag := _TAG.fullmatch(opening):
        name, end, again = tag[1], f"</{tag[1]}>", f"<{tag[1]}"
    elif environment := _ENVIRONMENT.fullmatch(opening):
        name, end, again = environment[1], f"\\end{{{environment[1]}}}", opening
    else:
        return False
    own = name.lower() in both(lexicon, "answer-tags")
    return closing == end and (own or known) and end not in inner and again not in inner


def _are_named(opening: str, closing: str, lexicon: Lexicon) -> bool:
    """Whether the one says that something begins, or what it is, and the other that the same ends."""
    if max(len(opening), len(closing)) > _MAX_MARK:
        return False
    signed = opening[0] in _SIGNED and closing[0] in _SIGNED + "/"
    begins, ends = _mark_words(opening), _mark_words(closing)
    if not 0 < len(ends) <= _MAX_MARK_WORDS or not 0 < len(begins) <= _MAX_MARK_WORDS:
        return False
    starting, ending = both(lexicon, "begin-words"), both(lexicon, "end-words")
    begun, ended = not starting.isdisjoint(begins), not ending.isdisjoint(ends)
    small = starting | ending | both(lexicon, "mark-words")
    name, other = (" ".join(word for word in words if word not in small) for words in (begins, ends))
    mirrored = opening[0] in "[<" and (closing[1:2] == "/" or opening.startswith("<<<"))
    drawn = opening[0] in "▼►" and closing[0] in "▲◄"
    if not ((begun and ended) or (ended and signed) or mirrored or drawn):
        return False
    names = both(lexicon, "answer-names") | both(lexicon, "answer-tags") | both(lexicon, "language-names")
    if not name and not other:
        return begun and ended and signed
    return name == other and (name in names or all(word in names for word in name.split()))


def _mark_words(line: str) -> list[str]:
    """The words of a mark without its signs: `TRANSLATION_END`."""
    return words_of(_SIGNS.sub(" ", line).lower())


def _take_object(peeling: Peeling) -> bool:
    """An object as JSON has it around a text with line ends, which JSON does not allow: nothing in it is decoded."""
    text, low, high = peeling.text, peeling.low, peeling.high
    if text[low] not in "{[":
        return False
    head = _OBJECT_HEAD.match(text, low, min(high, low + _MAX_HEAD))
    tail = _OBJECT_TAIL.search(text, max(low, high - _MAX_TAIL), high)
    if not head or not tail or head.end() >= tail.start():
        return False
    names = [match[1] for part in (head, tail) for match in _OTHERS.finditer(part["others"])]
    inner, name = text[head.end() : tail.start()], head["name"].lower()
    broken = inner[:1] == "\n" and inner[-1:] == "\n"
    if "[" in head["nest"]:
        names = [other for other in names if other.lower() not in _NUMBERING]
    own = name in both(peeling.lexicon, "answer-keys") or (broken and name in both(peeling.lexicon, "answer-tags"))
    if (
        not own
        or not all(_DESCRIBES.fullmatch(other.lower()) for other in names)
        or re.search(r"\\n|\\\"|\",\s*\"", inner)
    ):
        return False
    return peeling.both("answer-wrapper", head.end(), tail.start())


def _take_assigned(peeling: Peeling, closing: str) -> bool:
    """A text given to a name as programs write it: three quotation marks after an equals sign."""
    head = _ASSIGNED.match(peeling.text, peeling.low, peeling.high)
    if head is None or closing != head[2].lstrip("f"):
        return False
    named = head[1].lower() in both(peeling.lexicon, "answer-keys") | both(peeling.lexicon, "answer-tags")
    return named and peeling.both("answer-wrapper", head.end(), peeling.text.rfind("\n", 0, peeling.high) + 1)
