"""The announcement at the start of what is left: a line of its own, or the words before a colon."""

from __future__ import annotations

import re

from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.passes.chatter._announcement import Announcement, read
from cleaner.passes.chatter._facts import REACH, EdgePassage
from cleaner.passes.chatter._leave_alone import AT_END, AT_START, IN_TEXT, VERSE, TalkPassage, is_no_talk, tells_story
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._signs import Sign
from cleaner.passes.chatter._suspected import may_open
from cleaner.passes.chatter._weighing import Weighed, are_company, weigh
from cleaner.passes.chatter._words import EMPTY_LINE, RULE_LINE, both, plain, words_of

FRONT_MATTER = expression(
    r"(-{3}|\+{3})[ \t]*\r?\n(?=[\w\"'-]+[ \t]*[:=])(?:(?!\1)[^\n]*\n){1,80}?\1[ \t]*(?:\r?\n|\Z)"
)
"""The block of settings at the head of a Markdown file."""

_COLONS = (":", "：")
_MAX_PARAGRAPH = 800
_DEFINITION = expression(r"^[^\W\d_][\w ]{1,30}: +\S", re.MULTILINE)
_MAX_LINE = 300
_MAX_INLINE = 200
_BRACKETS = frozenset((("[", "]"), ("(", ")"), ("【", "】")))
_TITLE = expression(r"#{1,6}[ \t]")
_BOLD = ("**", "__")


def take_announcement(peeling: Peeling) -> bool:
    """An announcement on the first line of what is left."""
    text, low = peeling.text, peeling.low
    if is_no_talk(TalkPassage(text, low, peeling.high), AT_START):
        return False
    end = peeling.line_end(low)
    if end < peeling.high and end - low <= _MAX_LINE:
        line = text[low:end].strip()
        bare = line[1:-1] if (line[0], line[-1]) in _BRACKETS else line
        what = read(
            bare, peeling.lexicon, heading=bare is not line or line.isupper() or line.startswith(("#", "**", "__"))
        )
        if what is Announcement.ASSENT and not (line.endswith((":", "：")) or _announces_next(peeling, end)):
            what = None
        if what is Announcement.LABEL and line[-1] not in _COLONS and _heads_notes(peeling, line):
            what = None
        if what is not None and _is_lonely_language(peeling, what, line):
            if _speaks_of_verse(peeling):
                return False
            kind = "label" if what is Announcement.LABEL else "preamble"
            spoken_of = not both(peeling.lexicon, "translation-words").isdisjoint(words_of(plain(line)))
            is_title = _TITLE.match(line) or ((line.startswith(_BOLD) or line.isupper()) and not spoken_of)
            doubtful = (
                what in (Announcement.PERSONAL, Announcement.ANSWER)
                or (what is Announcement.LABEL and is_title and line.rstrip("*_")[-1:] not in ":：")
                or (not peeling.told and tells_story(line))
            )
            if doubtful and peeling.document.origin == "machine" and not peeling.told:
                own = what is Announcement.PERSONAL or tells_story(line)
                subject = bool(is_title) and _speaks_of_translations(peeling, end)
                doubtful = subject or (
                    own and not weigh(EdgePassage(text, low, end, low, peeling.high, peeling.lexicon)).opens_machine
                )
            peeling.headed = peeling.headed or what is not Announcement.PERSONAL
            return _taken(peeling, kind, _over_rule_line(peeling, end), doubtful=bool(doubtful))
    return _announced_inline(peeling, min(end, low + _MAX_INLINE)) or _weighed(peeling)


def _heads_notes(peeling: Peeling, line: str) -> bool:
    """Whether a line is the heading of notes: they are the text, and not what was translated."""
    return plain(line).strip("*_# ") in both(peeling.lexicon, "breakdown-headings")


def _weighed(peeling: Peeling) -> bool:
    """A first paragraph, or a first line, that many signs together show to be talk."""
    text, low = peeling.text, peeling.low
    line = peeling.line_end(low)
    gap = EMPTY_LINE.search(text, low, min(peeling.high, low + _MAX_PARAGRAPH))
    ends = [gap.start()] if gap else []
    if line < peeling.high and line not in ends and text[low:line].rstrip("*_ ")[-1:] in _COLONS:
        ends.append(line)
    machine = peeling.document.origin == "machine"
    for end in ends:
        may = may_open(text[low:end], peeling.lexicon) or (machine and end - low <= _MAX_LINE)
        if not may or _speaks_of_verse(peeling):
            continue
        if not peeling.told and is_no_talk(TalkPassage(text[end : peeling.high], 0, 0), IN_TEXT):
            return False
        found = weigh(EdgePassage(text, low, end, low, peeling.high, peeling.lexicon))
        known = peeling.told or machine
        enough = (found.opens_machine and known) or (found.opens and not tells_story(text[low:end]))
        enough = enough or (known and found.opens_in_company and _announces_after(peeling, end))
        enough = enough or _is_in_company(peeling, found, end)
        if _is_one_of_labels(peeling, found, low, end) or not (enough or found.likely_opens):
            continue
        return peeling.head("preamble", end, Safety.SAFE if enough else Safety.REPORT, why=found.why)
    return False


def _speaks_of_verse(peeling: Peeling) -> bool:
    return is_no_talk(TalkPassage(peeling.text, peeling.low, peeling.high), VERSE)


def _is_in_company(peeling: Peeling, found: Weighed, end: int) -> bool:
    """Whether what may be an announcement, up to `end`, opens a text that what may be a closing note ends; `found` is
    what it shows with the whole text beside it."""
    text, low, high = peeling.text, peeling.low, peeling.high
    past, machine = peeling.past_whitespace(end), peeling.document.origin == "machine"
    for start in peeling.last_blocks():
        if start <= past or is_no_talk(TalkPassage(text, start, high), (*AT_END, *VERSE)):
            continue
        is_far = start >= end + REACH
        if is_far and not found.may_open_company(machine=machine):
            continue
        closing = weigh(EdgePassage(text, start, high, past, high, peeling.lexicon))
        if closing.may_have_company(machine=machine):
            opening = found if is_far else weigh(EdgePassage(text, low, end, low, start, peeling.lexicon))
            if are_company(opening, closing, machine=machine):
                return True
    return False


def _announces_after(peeling: Peeling, end: int) -> bool:
    """Whether the paragraph after `end` announces a translation: "I can do that." before "Here it is:"."""
    text, high = peeling.text, peeling.high
    start = peeling.past_whitespace(end)
    gap = EMPTY_LINE.search(text, start, min(high, start + _MAX_PARAGRAPH))
    if gap is None:
        return False
    line = text[start : gap.start()].strip()
    if "\n" not in line and read(line, peeling.lexicon) in (
        Announcement.PREAMBLE,
        Announcement.LABEL,
        Announcement.ANSWER,
    ):
        return True
    return weigh(EdgePassage(text, start, gap.start(), start, high, peeling.lexicon)).opens_machine


def _speaks_of_translations(peeling: Peeling, end: int) -> bool:
    """Whether the first lines after a heading speak of translations: then it is the subject of the text."""
    beside = plain(peeling.text[end : min(peeling.high, end + _MAX_PARAGRAPH)])
    return not both(peeling.lexicon, "translation-words").isdisjoint(words_of(beside))


def _is_one_of_labels(peeling: Peeling, found: Weighed, low: int, end: int) -> bool:
    """Whether a label that names a language is one of several in the text."""
    return Sign.LABEL in found.signs and not _is_lonely_language(peeling, Announcement.LABEL, peeling.text[low:end])


def _taken(peeling: Peeling, kind: str, end: int, *, doubtful: bool) -> bool:
    """Take it; what a writer may have said is only reported, and becomes safe where something else tells of a model."""
    return peeling.head(kind, end, Safety.REPORT if doubtful else Safety.SAFE)


def _announces_next(peeling: Peeling, end: int) -> bool:
    start = peeling.past_whitespace(end)
    line = peeling.text[start : peeling.line_end(start)]
    return read(line, peeling.lexicon) in (Announcement.PREAMBLE, Announcement.LABEL)


def _is_lonely_language(peeling: Peeling, what: Announcement, line: str) -> bool:
    """Whether a label that only names a language is the only one: several head the parts of a bilingual text."""
    languages = both(peeling.lexicon, "language-names")
    words = words_of(plain(line))
    strong = both(peeling.lexicon, "translation-words")
    if what is not Announcement.LABEL or languages.isdisjoint(words) or not strong.isdisjoint(words):
        return True
    labels = [
        other
        for other in peeling.text.splitlines()
        if len(other) < 40 and (other.rstrip(" *").endswith((":", "：")) or other.startswith(("#", *_BOLD)))
    ]
    return sum(any(word in languages for word in words_of(plain(label))) for label in labels) <= 1


def _announced_inline(peeling: Peeling, end: int) -> bool:
    """An announcement that the text follows on the same line."""
    text, low = peeling.text, peeling.low
    offset = min((at for at in (text.find(mark, low, end) for mark in ":：") if at >= 0), default=-1)
    if offset < 0 or text[offset + 1 : offset + 2].strip(" *_\n"):
        return False
    what = read(text[low : offset + 1], peeling.lexicon, inline=True)
    if what is None or what is Announcement.ASSENT or _speaks_of_verse(peeling):
        return False
    words = words_of(plain(text[low:offset]))
    if both(peeling.lexicon, "translation-words").isdisjoint(words) and len(words) < 3:
        return False
    offset += 1
    while text[offset : offset + 1] in ("*", "_"):
        offset += 1
    if what is Announcement.LABEL and len(words) == 1 and _is_glossary(peeling, offset):
        return False
    kind = "label" if what is Announcement.LABEL else "preamble"
    doubtful = what is Announcement.PERSONAL and peeling.document.origin != "machine"
    return _taken(peeling, kind, offset, doubtful=doubtful)


def _is_glossary(peeling: Peeling, offset: int) -> bool:
    """Whether a word and a colon head a definition: in lower case, or one of several."""
    start = peeling.past_whitespace(offset)
    return (
        peeling.text[start : start + 1].islower() or _DEFINITION.search(peeling.text, start, peeling.high) is not None
    )


def _over_rule_line(peeling: Peeling, end: int) -> int:
    """The end of a line drawn under an announcement that ends at `end`, or `end`."""
    start = peeling.past_whitespace(end)
    if FRONT_MATTER.match(peeling.text, start, peeling.high):
        return end
    line = RULE_LINE.match(peeling.text, start)
    return line.end() if line else end


def skip_front_matter(peeling: Peeling) -> bool:
    """Leave the settings at the head of a Markdown file: the text begins after them."""
    match = FRONT_MATTER.match(peeling.text, peeling.low, peeling.high)
    if match is None or peeling.past_whitespace(match.end()) >= peeling.high:
        return False
    peeling.low = peeling.past_whitespace(match.end())
    return True
