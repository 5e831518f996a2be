"""What a model says after its translation: notes on it, offers, farewells, and lists that explain its words."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.passes.chatter._announcement import count_strangers, read
from cleaner.passes.chatter._facts import EdgePassage, Facts
from cleaner.passes.chatter._leave_alone import AT_END, IN_TEXT, VERSE, TalkPassage, is_no_talk
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._talk import Spoken, speaks_to_somebody, spoken
from cleaner.passes.chatter._weighing import weigh
from cleaner.passes.chatter._words import RULE_LINE, both, openers, plain, words_of

_ITEM = expression(r"\s*(?:[-*•–]\s|\d+[.)]\s|\*\*|[\"“「]|[^\n]{1,60}?(?:[:：=–—]|\s-\s))")
_BULLET = expression(r"[-*•–]\s|\d{1,2}[.)]\s")
_ITEM_HEAD = 64
"""Characters of an item among which its sign is."""

_ITEM_SIGNS = frozenset('-*•–—:：="“「)0123456789')
_TERM = expression(r"[\"“„«「][^\"“”„«»「」\n]{0,40}[^\"“”„«»「」\n,.!?…—–-][\"”“»」]\s*[^\W\d_(=–—]")
"""A term in quotation marks of which more is said on the line: speech is longer, or followed by a comma."""
_MAX_NOTE = 150
_MAX_OFFER = 45
_MAX_STATEMENT = 40
_OPENING = 60
_MAX_ITEM = 250
_MAX_ITEMS = 60
_BRACKETS = "([（【 -"
_MAX_MARK = 6
_MAX_HEADING = 10
_MAX_REMARK = 20
_CONDITION = ("if ", "should ")


def take_farewell(peeling: Peeling) -> bool:
    """The last paragraph or line, where a model speaks in it."""
    return _breakdown(peeling) or any(_closing(peeling, start) for start in peeling.last_blocks())


def _closing(peeling: Peeling, start: int) -> bool:
    text, lexicon = peeling.text, peeling.lexicon
    said = plain(text[start : start + _OPENING]).lstrip(_BRACKETS)
    opened = openers(lexicon, "offer-openers", "note-openers", "closing-openers", "talk-openers").match(said)
    known = peeling.told or peeling.headed
    if not (opened or known or peeling.document.origin == "machine"):
        return False
    passage = TalkPassage(text, start, peeling.high)
    if is_no_talk(passage, AT_END):
        return _explains_term(peeling, start)
    if RULE_LINE.fullmatch(text, start, peeling.high):
        return peeling.told and peeling.tail("closing-note", start)
    if is_no_talk(passage, VERSE):
        return _explains_term(peeling, start)
    if not opened and not known:
        return _weighed(peeling, start)
    return _opened(peeling, start, opened=opened, known=known) or _weighed(peeling, start)


def _explains_term(peeling: Peeling, start: int) -> bool:
    """What begins with a term in quotation marks, where a model has shown itself or may have written."""
    term = _TERM.match(peeling.text, start, peeling.high) is not None
    known = peeling.told or peeling.document.origin == "machine"
    return term and known and _weighed(peeling, start)


def _weighed(peeling: Peeling, start: int) -> bool:
    """A last paragraph that many signs together show to be talk, where a model has shown itself or may have written."""
    text, low = peeling.text, peeling.low
    machine = peeling.document.origin == "machine"
    if not (peeling.told or peeling.headed or machine) or is_no_talk(TalkPassage(text[low:start], 0, 0), IN_TEXT):
        return False
    found = weigh(EdgePassage(text, start, peeling.high, low, peeling.high, peeling.lexicon))
    enough = found.closes_told if peeling.told else (peeling.headed and found.closes_in_company)
    enough = enough or (found.closes_elsewhere and _opened_elsewhere(peeling))
    return (enough or (machine and found.closes_machine)) and peeling.tail("closing-note", start, why=found.why)


def _opened_elsewhere(peeling: Peeling) -> bool:
    """Whether an announcement that was taken is in another language than the text."""
    text, high = peeling.text, peeling.high
    layer = next((each for each in peeling.layers if each.kind == "preamble" and each.end <= peeling.low), None)
    if layer is None or layer.safety is not Safety.SAFE:
        return False
    end = layer.start + len(text[layer.start : layer.end].rstrip())
    return Facts(EdgePassage(text, layer.start, end, layer.start, high, peeling.lexicon)).foreign


def _opened(peeling: Peeling, start: int, *, opened: bool, known: bool) -> bool:
    """Talk that says in usual words what it is."""
    text, lexicon = peeling.text, peeling.lexicon
    if known and (found := spoken(text, start, peeling.high, peeling.low, lexicon)):
        return _taken(peeling, start, found)
    said = plain(text[start : peeling.high]).lstrip(_BRACKETS)
    words = words_of(said)
    if opened and openers(lexicon, "offer-openers").match(said):
        spoken_of = not both(lexicon, "translation-words").isdisjoint(words)
        sure = spoken_of or (peeling.told and not _may_be_the_writers(peeling, start))
        if sure and len(words) <= _MAX_OFFER:
            return peeling.tail("closing-note", start)
    if opened and openers(lexicon, "closing-openers").match(said) and _is_statement(words, peeling.document):
        return peeling.tail("closing-note", start)
    is_note = opened and openers(lexicon, "note-openers").match(said)
    bracketed = text[start] in "([（" and text[peeling.high - 1] in ")]）"
    if known and not (bracketed or any(mark in said[:_OPENING] for mark in ":：-–—")):
        is_note = False
    if is_note and (_is_about_translation(said, peeling.document) or (bracketed and peeling.told)):
        return peeling.tail("closing-note", start, Safety.SAFE if peeling.told else Safety.REPORT)
    if known:
        return peeling.told and _is_offer(said, words, peeling.document) and peeling.tail("closing-note", start)
    found = spoken(text, start, peeling.high, peeling.low, lexicon)
    if found is None or not found.is_clear:
        return False
    edge = EdgePassage(text, start, peeling.high, peeling.low, peeling.high, lexicon)
    sure = found.of_translation and peeling.document.origin == "machine" and weigh(edge).may_close
    return peeling.tail("closing-note", start, Safety.SAFE if sure else Safety.REPORT)


def _taken(peeling: Peeling, start: int, found: Spoken) -> bool:
    """Take talk after what shows a model; an offer of no matter only where the text does not speak to somebody too."""
    doubtful = not peeling.told or _may_be_the_writers(peeling, start)
    if not found.of_matter and doubtful:
        return peeling.tail("closing-note", start, Safety.REPORT)
    return peeling.tail("closing-note", start)


def _may_be_the_writers(peeling: Peeling, start: int) -> bool:
    """Whether an offer may be the text's own: a letter, or one that says "you" and is not known to be a translation."""
    text, low = peeling.text, peeling.low
    if peeling.document.origin == "machine":
        return is_no_talk(TalkPassage(text, low, start), IN_TEXT)
    return speaks_to_somebody(text, low, start, peeling.lexicon)


def _is_statement(words: list[str], document: Document) -> bool:
    """Whether a model says no more than that this is a translation, in the words that models have for it."""
    spoken_of = not both(document.lexicon, "translation-words").isdisjoint(words)
    return spoken_of and 3 < len(words) <= _MAX_STATEMENT and count_strangers(words, document.lexicon) == 0


def _is_offer(said: str, words: list[str], document: Document) -> bool:
    """Whether a condition ends in an offer: "If the tone is wrong, tell me."."""
    endings = tuple(both(document.lexicon, "offer-endings"))
    return len(words) <= _MAX_OFFER and said.startswith(_CONDITION) and said.rstrip(" .!").endswith(endings)


def _is_about_translation(said: str, document: Document) -> bool:
    words = words_of(said)
    if len(words) > _MAX_NOTE:
        return False
    lexicon = document.lexicon
    evidence = both(lexicon, "note-evidence") | both(lexicon, "translation-words")
    return not evidence.isdisjoint(words) or any(piece in said for piece in both(lexicon, "note-evidence-pieces"))


def _heads_notes(line: str, peeling: Peeling) -> bool:
    """Whether a line, after a model has spoken, heads notes on its work: "A few notes on the translation:"."""
    said = plain(line)
    if (
        not peeling.told
        or read(line, peeling.lexicon) is not None
        or not (said.endswith((":", "：")) or line.startswith(("#", "**")))
    ):
        return False
    if read(line, peeling.lexicon) is not None and not openers(peeling.lexicon, "note-openers").match(said):
        return False
    words = words_of(said)
    names = ("note-evidence", "talk-acts", "talk-matter", "translation-words")
    worded = any(not both(peeling.lexicon, name).isdisjoint(words) for name in names)
    return worded and len(words) <= _MAX_HEADING and count_strangers(words, peeling.lexicon) == 0


def _are_notes(peeling: Peeling, heading: str, start: int) -> bool:
    """Whether a heading speaks of the translation, and every item under it says what was done to the text."""
    text, lexicon = peeling.text, peeling.lexicon
    if both(lexicon, "translation-words").isdisjoint(words_of(plain(heading))):
        return False
    while start < peeling.high:
        start = peeling.past_whitespace(start)
        end = peeling.line_end(start)
        if not _BULLET.match(text, start, end) or spoken(text, start, end, peeling.low, lexicon) is None:
            return False
        start = end
    return True


def _breakdown(peeling: Peeling) -> bool:
    """A heading near the end, and under it nothing but a list."""
    text = peeling.text
    headings = both(peeling.lexicon, "breakdown-headings")
    end, items, listed = peeling.high, 0, True
    while end > peeling.low and items < _MAX_ITEMS:
        start = max(text.rfind("\n", peeling.low, end) + 1, peeling.low)
        line = text[start:end].strip()
        if len(line) > _MAX_ITEM:
            return False
        if line and items and (plain(line).strip(" .:：-") in headings or (listed and _heads_notes(line, peeling))):
            if start == peeling.low:
                return False
            sure = peeling.told or _are_notes(peeling, line, text.find("\n", start, peeling.high))
            return peeling.tail("breakdown", start, Safety.SAFE if sure else Safety.REPORT)
        if line and (_ITEM_SIGNS.isdisjoint(line[:_ITEM_HEAD]) or not _ITEM.match(line)):
            return False
        listed = listed and (not line or _BULLET.match(line) is not None)
        items += bool(line)
        end = start - 1
    return False
