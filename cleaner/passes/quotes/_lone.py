"""Marks without their partner, and where the partner or the mark itself belongs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from cleaner import quotation
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon
from cleaner.quotation import Role

_TAG_LIMIT = 90

_LONGEST_GAP = 80
"""How many line ends and spaces may stand before a mark that is alone on its line."""

SPEAKER_LISTS = ("determiners", "conjunctions", "subordinators", "subject-pronouns", "relatives", "parts-of-speech")
"""The lists that tell who speaks, for the rules that look for speech tags."""

_OPENERS = ("conjunctions", "subordinators", "subject-pronouns", "relatives")
"""Lists of words that open a clause, where they have a capital, and are no name."""

_INFINITIVE = expression(r"[ \t]to[ \t]([a-z]+)")

_CLOSERS = ('"', "”", '""')


def _any_of(words: Iterable[str]) -> str:
    """An expression for any of the words; for none of them one that matches nothing."""
    return "|".join(map(re.escape, sorted(words))) or r"(?!)"


@functools.lru_cache(maxsize=8)
def _speech_tag(lexicon: Lexicon) -> re.Pattern[str]:
    """A speech tag that ends a paragraph: `, he said.`, `, said the miller on Monday.`

    Who speaks is a determiner and what it belongs to, or names; no clause that goes on.
    """
    verbs, articles = _any_of(lexicon.optional("speech-tags")), lexicon.optional("determiners")
    openers = [word.capitalize() for name in _OPENERS for word in lexicon.optional(name)]
    article = f"(?:{_any_of(articles | {word.capitalize() for word in articles})})"
    names = r"[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){0,3}"
    early = rf"(?:{article}(?:[ \t][^\W\d_][\w.'’-]*){{1,4}}|(?!(?:{_any_of(openers)})\b){names})"
    clauses = lexicon.optional("subordinators") | lexicon.optional("relatives")
    late = rf"(?:(?:{_any_of(articles - clauses)})[ \t]\w[\w'’-]*|{names})"
    return re.compile(
        rf"[,?!](?=[ \t]+(?:(?:he|she|they|{early})[ \t](?:{verbs})|(?:{verbs})[ \t]{late})"
        rf"(?P<rest>[ \t][^,.!?:;\"“”\n]{{0,60}})?\.[ \t]*\Z)"
    )


def _acts(tag: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the verb of a tag says what somebody does, not that he says it: "she continues to learn"."""
    infinitive = _INFINITIVE.match(tag["rest"] or "")
    return infinitive is not None and "v" in parts_of_speech(lexicon).get(infinitive[1], "")[:1]


@functools.lru_cache(maxsize=8)
def _other_tag(lexicon: Lexicon) -> re.Pattern[str]:
    """What may be a speech tag too, anywhere: `, he said`."""
    return re.compile(rf"[,?!][ \t]+(?:\w+[ \t])?(?:{_any_of(lexicon.optional('speech-tags'))})\b")


def missing_closings(document: Document) -> dict[int, int]:
    """Opening marks without their closing one, each with the position where the speech tag says it belongs."""
    positions = {}
    for unit in document.once(quotation.irregular_units):
        lone = unit.lone
        if (
            len(lone) != 1
            or lone[0].context is not Role.OPEN
            or lone[0].shape not in '"“'
            or unit.marks[-1] is not lone[0]
        ):
            continue
        if document.text[unit.start : lone[0].start].rstrip()[-1:] not in ("", ".", "!", "?", ":"):
            continue
        start = max(lone[0].end + 1, unit.end - _TAG_LIMIT)
        tags = list(_speech_tag(document.lexicon).finditer(document.text, start, unit.end))
        if (
            len(tags) == 1
            and not _acts(tags[0], document.lexicon)
            and not _other_tag(document.lexicon).search(document.text, start, tags[0].start())
        ):
            positions[lone[0].start] = tags[0].end()
    return positions


def stray_marks(document: Document) -> dict[int, int]:
    """Marks left after a quotation that is closed already, each with the start of the spaces before it."""
    positions = {}
    open_speech = False
    for unit in document.once(quotation.irregular_units):
        lone = unit.lone
        mark = unit.marks[-1]
        before = document.text[unit.start : mark.start].rstrip()
        if (
            len(lone) == 1
            and lone[0] is mark
            and mark.shape in _CLOSERS
            and not open_speech
            and len(unit.marks) > 2
            and before.endswith(_CLOSERS)
            and before[:-1].endswith((".", "!", "?", ","))
            and mark.start > unit.start + len(before)
            and not document.text[mark.end : unit.end].strip()
        ):
            positions[mark.start] = unit.start + len(before)
        open_speech = any(m.continued or (m.role is Role.OPEN and m.partner is None) for m in unit.marks)
    return positions


def orphaned_marks(document: Document) -> dict[int, int | None]:
    """Marks alone on their line, each with the position in the line before where it belongs, if that is certain."""
    text = document.text
    positions: dict[int, int | None] = {}
    found = document.once(quotation.irregular_units)
    for before, unit in zip([None, *found], found, strict=False):
        for mark in unit.marks:
            line_start = document.line_at(mark.start)[0]
            after = text[mark.end : mark.end + 80].partition("\n")[0]
            if not line_start or text[line_start : mark.start].strip() or after.strip() or len(mark.shape) > 1:
                continue
            if document.protected.overlaps(mark.start, mark.end):
                continue
            closes = mark.partner is not None and mark.partner.start < mark.start
            if mark.partner is None and before is not None and not text[before.end : unit.start].strip():
                closes = [lone.role for lone in before.lone] == [Role.OPEN]
            stopped = text[max(0, line_start - _LONGEST_GAP) : line_start].rstrip()
            certain = closes and stopped.endswith((".", "!", "?", "…", ","))
            positions[mark.start] = max(0, line_start - _LONGEST_GAP) + len(stopped) if certain else None
    return positions
