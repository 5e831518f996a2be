"""What a program asked a model to put around its answer: a fence, tags, an object in JSON, marks of begin and end."""

from __future__ import annotations

import re

from cleaner.expressions import expression
from cleaner.passes.chatter._objects import decoded_between, object_of_text
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._segments import take_segments
from cleaner.passes.chatter._words import both

_FENCE = expression(r"(`{3,}|~{3,})([\w+-]*)[ \t]*\r?\n")
_CODE = expression(r"[{}=\\]|;[ \t]*$|\(\)|->|::|^\s*(?:\$ |#|//|def |import |return |<)", re.MULTILINE)
_HEADING = expression(r"#{1,6} +\S")
_ANSWER = expression(r"<([\w]+)>|\[([A-Za-z_]+)\]|(\N{INPUT SYMBOL FOR LATIN LETTERS})|(\"\"\")")
PROSE = frozenset("text txt markdown md plaintext plain wiki html english en translation output".split()) | {""}
"""What may stand after the mark of a fence that has no code in it."""

_OF_DATA = ("json", "python", "")
"""What may stand after the mark of a fence that has an object in it."""

_BYTES_HEAD = expression(r"b(['\"])(?=\S)")
_BYTES_ESCAPES = expression(r"(?:\\(?:x[0-9a-f]{2}|[nt'\"\\]))+")
_BEGIN = expression(
    r"[-=*<\[# ]{2,8}(?:BEGIN|START)(?: OF)?[ _]([A-Z]{4,12}(?:[ _][A-Z]{4,12})?)[-=*>\]# ]{0,8}[ \t]*\r?\n"
)
_END_MARK = expression(
    r"\s*(?:[\[<]/?(?:END[ _]OF[ _](?:TRANSLATION|TEXT|OUTPUT)|(?:TRANSLATION|TEXT|OUTPUT)[ _]END)[\]>])\Z"
)
_START_MARK = expression(
    r"[\[<](?:(?:START|BEGIN)[ _]OF[ _](?:TRANSLATION|TEXT|OUTPUT)|(?:TRANSLATION|TEXT|OUTPUT)[ _](?:START|BEGIN))[\]>]"
)
_HALF_OPEN = expression(r"(?:(?:`{3}|~{3})(\w*)|<(\w+)(?:[ ]+\w+=[\"'][^\"'<>\n]{0,20}[\"'])*>)[ \t]*\r?\n")
_HALF_CLOSED = expression(r"\n\s*(?:`{3}|~{3}|</(\w+)>)\Z")
_TRIPLE, _DOUBLED = '"""', '""'
"""Three marks at both ends, and two within, are the quotation marks of a field in a table."""

DOCSTRING = expression(r"[^\s\"].*\n[ \t]*\Z|[ \t]*\r?\n[ \t]+\S", re.DOTALL)
"""What is between three marks where they begin with it and stand alone at the end, or where all is set in, as in the
docstring of a program; a model sets both marks off or none."""

_ELEMENTS = expression(r"\s*<[\w?!](?:.*\S)?>\s*", re.DOTALL)
"""What is between tags where it is a document of elements, and they are its root."""

_HALF = "half of the marks that a prompt asked for"
_MIN_WORDS = 3


def take_containers(peeling: Peeling) -> bool:
    """One container around all that is left: both ends go or none."""
    first = peeling.text[peeling.low]
    if first in "`~":
        return _take_fence(peeling)
    if first in "{[" and _take_object(peeling):
        return True
    if first == "b":
        return _take_bytes(peeling)
    return (
        _take_answer(peeling)
        or take_segments(peeling)
        or (first in "-=*<[#" and _take_begin_and_end(peeling))
        or _take_end_mark(peeling)
    )


def take_half(peeling: Peeling) -> bool:
    """An opening mark alone on the first line, or a closing one on the last, where the other was never printed; where a
    model has shown itself, or may have written."""
    text, low, high = peeling.text, peeling.low, peeling.high
    if text[low] in "<`~" and (opening := _HALF_OPEN.match(text, low, high)):
        tag = opening[2]
        partner = f"</{tag}" if tag else opening[0][:3]
        names = both(peeling.lexicon, "answer-tags") if tag else PROSE
        if partner not in text[opening.end() :] and (tag or opening[1]).lower() in names:
            return peeling.head("preamble", opening.end(), why=_HALF)
    if text[high - 1] in ">`~" and (closing := _HALF_CLOSED.search(text, max(low, high - 40), high)):
        tag = closing[1]
        partner = f"<{tag}" if tag else closing[0].strip()
        if partner not in text[: closing.start()] and (not tag or tag.lower() in both(peeling.lexicon, "answer-tags")):
            return peeling.tail("closing-note", closing.start(), why=_HALF)
    return False


def _take_fence(peeling: Peeling) -> bool:
    opening = _FENCE.match(peeling.text, peeling.low, peeling.high)
    if not opening:
        return False
    mark = opening[1]
    inner = peeling.text[opening.end() : peeling.high - len(mark)]
    body = inner.strip()
    if (
        opening[2].lower() in _OF_DATA
        and body[:1] in ("{", "[")
        and object_of_text(body, 0, len(body), peeling.lexicon)
    ):
        whole = peeling.text.endswith(mark, opening.end(), peeling.high)
        return whole and peeling.both("code-fence", opening.end(), peeling.high - len(mark))
    if opening[2].lower() not in PROSE:
        return False
    if not peeling.text.endswith(mark, opening.end(), peeling.high) or not inner.strip():
        return False
    inside = inner.count("\n" + mark)
    if inside != inner.count(mark) or inside % 2 or (inside and opening[2].lower() not in ("markdown", "md")):
        return False
    if is_code("".join(inner.split("\n" + mark)[::2])):
        return False
    return peeling.both("code-fence", opening.end(), peeling.high - len(mark))


def is_code(text: str) -> bool:
    """Whether what is in a fence is code: many lines look so, or none is a sentence."""
    lines = [line for line in text.splitlines() if line.strip()]
    coded = sum(_CODE.search(line) is not None and not _HEADING.match(line) for line in lines)
    return coded * 5 > len(lines) or not any(len(line.split()) >= 4 and not _HEADING.match(line) for line in lines)


def _take_answer(peeling: Peeling) -> bool:
    text = peeling.text
    opening = _ANSWER.match(text, peeling.low, peeling.high)
    if not opening:
        return False
    name = opening[1] or opening[2]
    if name and name.lower() not in peeling.lexicon.optional("answer-tags"):
        return False
    closing = f"</{name}>" if opening[1] else f"[/{name}]" if opening[2] else opening[0]
    inner = text[opening.end() : peeling.high - len(closing)]
    if not text.endswith(closing, opening.end(), peeling.high) or closing in inner or not inner.strip():
        return False
    if closing == _TRIPLE and (_DOUBLED in inner or DOCSTRING.match(inner)):
        return False
    if opening[1] and (_ELEMENTS.fullmatch(inner) or not any(map(str.isalpha, inner))):
        return False
    return peeling.both("answer-wrapper", opening.end(), peeling.high - len(closing))


def _take_object(peeling: Peeling) -> bool:
    """An object with one text in it under a name that prompts ask for, or with the parts of one."""
    found = object_of_text(peeling.text, peeling.low, peeling.high, peeling.lexicon)
    if found is None:
        return False
    (start, end), inner = found
    return peeling.both("answer-wrapper", start, end, inner)


def _take_bytes(peeling: Peeling) -> bool:
    """A text as Python prints bytes: `b'…'`."""
    text, low, high = peeling.text, peeling.low, peeling.high
    head = _BYTES_HEAD.match(text, low, high)
    if not head or not text.endswith(head[1], head.end(), high):
        return False
    start, end = head.end(), high - 1
    body = text[start:end]
    if not body.isascii() or re.search(rf"(?<!\\){head[1]}", body) or len(body.split()) < _MIN_WORDS:
        return False
    inner = decoded_between(text, start, end, _BYTES_ESCAPES, _bytes_decoded)
    return inner is not None and peeling.both("answer-wrapper", start, end, inner)


def _bytes_decoded(escapes: str) -> str:
    return escapes.encode("ascii").decode("unicode_escape").encode("latin-1").decode("utf-8")


def _take_begin_and_end(peeling: Peeling) -> bool:
    """Lines such as `---BEGIN TEXT---` and `---END TEXT---`."""
    text = peeling.text
    begin = _BEGIN.match(text, peeling.low, peeling.high)
    if not begin or begin[1].replace("_", " ").lower() not in peeling.lexicon.optional("answer-names"):
        return False
    start = text.rfind("\n", begin.end(), peeling.high) + 1
    last = text[start : peeling.high].strip()
    if start <= begin.end() or last != begin[0].strip().replace("BEGIN", "END").replace("START", "END"):
        return False
    return peeling.both("answer-wrapper", begin.end(), start)


def _take_end_mark(peeling: Peeling) -> bool:
    """A mark that a prompt asked for at the end, with its like at the start: `[TRANSLATION_END]`."""
    if peeling.text[peeling.high - 1] not in "]>":
        return False
    mark = _END_MARK.search(peeling.text, max(peeling.low, peeling.high - 40), peeling.high)
    begin = _START_MARK.match(peeling.text, peeling.low, peeling.high)
    if begin and mark and begin.end() < mark.start():
        return peeling.both("answer-wrapper", begin.end(), mark.start())
    return mark is not None and peeling.tail("closing-note", mark.start())
