"""Where formulas of models are taken: at either end of a text, and as paragraphs between others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.passes.chatter._formulas import formula
from cleaner.passes.chatter._leave_alone import IN_TEXT, TOLD, VERSE, TalkPassage, is_no_talk
from cleaner.passes.chatter._lines import TalkLine, lines_of_talk
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._talk import speaks_to_somebody
from cleaner.passes.chatter._words import openers, plain
from cleaner.spans import after_whitespace

_MAX_LINE = 500
_MAX_ASKED = 200
"""Lines of a text that are asked about, at most."""

_LAST = 260
_STOP = expression(r"(?<=[.!?])[\"”’)]* +(?=[A-Z])")
_BLANK_BEFORE = expression(r"\n[ \t\r]*\n[ \t]*\Z")
_BLANK_AFTER = expression(r"[ \t\r]*\n[ \t\r]*\n")
_REACH = 40


def formula_lines(document: Document) -> tuple[Addition, ...]:
    """The paragraphs of one line that are formulas, where something else is left of the text; for `document.once`."""
    lines = [line for line in islice(document.once(lines_of_talk), _MAX_ASKED) if _is_paragraph(document.text, line)]
    found = [addition for line in lines if (addition := _addition(document, line))]
    if not found or is_no_talk(TalkPassage(document.text, 0, len(document.text)), IN_TEXT):
        return ()
    return tuple(found) if _leaves_text(document, found) else ()


def _is_paragraph(text: str, line: TalkLine) -> bool:
    if line.end - line.start > _MAX_LINE:
        return False
    opens = line.before < 0 or _BLANK_BEFORE.search(text, max(0, line.start - _REACH), line.start) is not None
    return opens and (_BLANK_AFTER.match(text, line.end) is not None or after_whitespace(text, line.end) == len(text))


def _addition(document: Document, line: TalkLine) -> Addition | None:
    text = document.text
    said = text[line.start : line.end]
    if is_no_talk(
        TalkPassage(text, line.start + len(said) - len(said.lstrip()), line.end, line.before), (*TOLD, *VERSE)
    ):
        return None
    found = formula(said.strip())
    if found is None:
        return None
    kind, to_you = found
    if to_you and document.origin != "machine" and _speaks(document, line):
        return None
    return Addition(kind, line.start, line.end)


def _speaks(document: Document, line: TalkLine) -> bool:
    """Whether the text beside a line says "you" to somebody."""
    text, lexicon = document.text, document.lexicon
    return speaks_to_somebody(text, 0, line.start, lexicon) or speaks_to_somebody(text, line.end, len(text), lexicon)


def _leaves_text(document: Document, found: list[Addition]) -> bool:
    """Whether a paragraph is left that is no talk by its first words."""
    talk = openers(document.lexicon, "refusals", "offer-openers", "assents")
    taken = {addition.start for addition in found}
    return any(
        start not in taken and not talk.match(plain(document.text[start : start + _REACH]))
        for start, _ in document.paragraphs
    )


def take_formula(peeling: Peeling) -> bool:
    """A formula as the first or the last paragraph of what is left, or as the last sentence."""
    for addition in peeling.document.once(formula_lines):
        if addition.start <= peeling.low < addition.end:
            return peeling.head(addition.kind, addition.end)
        if addition.start < peeling.high <= addition.end and addition.start > peeling.low:
            return peeling.tail(addition.kind, addition.start)
    return _last_sentence(peeling)


def _last_sentence(peeling: Peeling) -> bool:
    """An offer to translate more, at the end of the last paragraph."""
    text, high = peeling.text, peeling.high
    reach = max(peeling.low, high - _LAST)
    if text.find("translat", reach, high) < 0:
        return False
    stops = [stop.end() for stop in _STOP.finditer(text, reach, high)]
    if not stops or formula(text[stops[-1] : high]) != ("closing-note", True):
        return False
    low, last = peeling.low, stops[-1]
    letter = is_no_talk(TalkPassage(text, low, high), IN_TEXT)
    refuses = openers(peeling.lexicon, "refusals").match(plain(text[low : low + _REACH]))
    return (
        not (letter or refuses)
        and not speaks_to_somebody(text, low, last, peeling.lexicon)
        and peeling.tail("closing-note", last)
    )


def formulas_within(peeling: Peeling) -> Iterator[Addition]:
    """Formulas between the paragraphs of what is left."""
    for addition in peeling.document.once(formula_lines):
        if peeling.low < addition.start and addition.end < peeling.high:
            yield Addition(addition.kind, addition.start, peeling.past_whitespace(addition.end))
