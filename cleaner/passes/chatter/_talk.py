"""Whether a paragraph is a model's talk about its work, told by its form and not by its wording.

Talk has a person and a mood (an offer to "you", a statement of "I", a passive of which the translation is the subject),
a matter (the translation, its tone, its words), and no anchor: neither its names and numbers nor its matter are spoken
of in the text before it. It is built of the words of such talk, with few others among them.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.language import LAST_SPACED
from cleaner.lexicon import FALLBACK, Lexicon, load
from cleaner.passes.chatter._leave_alone import IN_TEXT, TalkPassage, is_no_talk
from cleaner.passes.chatter._words import PROMPTS, both, openers, plain, words_of

TALK_LISTS = (
    "address-words",
    "chunk-words",
    "function-words",
    "language-names",
    "note-evidence",
    "note-evidence-pieces",
    "note-openers",
    "note-verbs",
    "offer-openers",
    "preamble-words",
    "speaker-words",
    "talk-acts",
    "talk-matter",
    "talk-openers",
    "talk-persons",
    "talk-pieces",
    "text-words",
    "translation-words",
)
"""Every list that is read here."""

_MAX_WORDS = 70
_MAX_LENGTH = 450
_MAX_PIECED = 120
_MAX_SPOKEN = 4
_MAX_FAREWELL = 8
_MAX_SENTENCES = 2
_MAX_STRAY = 1
_MAX_QUESTION = 12
_MAX_MARK = 6
_MAX_EMPTY = 25
_OPENING = 60
_REACH = 1500
"""So many characters before a paragraph are searched for its anchors."""

_OWN_SHARE = 0.2
_MIN_SHARE, _SURE_SHARE = 0.5, 0.75
"""Where so many words are function words of English and so many words of talk in English, the paragraph is in English;
and where more than the last are words of talk."""

_MAX_STRANGERS = 0.3
_MAX_STRANGERS_PASSIVE = 0.15
_MAX_STRANGERS_ELSEWHERE = 0.75
_QUOTED = expression(r"[\"“„«「『][^\"“”„«»「」『』\n]{1,80}[\"”“»」』]|'[^'\n]{1,40}'(?!\w)")
_NAME = expression(r"(?<=[a-z,;] )[A-Z][a-z]{2,}|\d[\d.,]*\d|\d")
_SENTENCE = expression(r"(?<=[.!?])\s+")
_ENUMERATED = expression(r"^\s*\d{1,2}[.)]\s", re.MULTILINE)
_SPEECH = expression(r"\"[^\"\n]*\"|[“„«「][^”»」\n]*[”»」]")
_ADDRESS = expression(r"\byou(?:r|rs|'re|'ll|'ve|'d)?\b")
_MARKS = "([（【「 -–—*_#>"


@dataclass(frozen=True)
class _Talk:
    """The words of talk in one language or in several: of whom, of what, what is done, and all words that it has."""

    persons: frozenset[str]
    speakers: frozenset[str]
    matter: frozenset[str]
    acts: frozenset[str]
    known: frozenset[str]
    max_strangers: float
    free: bool
    """Whether a verb may be without its pronoun."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a paragraph of talk shows: how many matters of translations it names, whether one is the translation itself,
    and whether it is an offer."""

    matters: int
    of_translation: bool
    offers: bool

    @property
    def of_matter(self) -> bool:
        """Whether it names any matter."""
        return self.matters > 0

    @property
    def is_clear(self) -> bool:
        """Whether it is talk about a translation even where nothing else shows a model; a person may say it as well."""
        return self.of_translation or self.matters > self.offers


@functools.cache
def _talk_of(lang: str) -> _Talk:
    lexicon = load(lang)
    names = ("note-evidence", "talk-matter", "translation-words", "text-words")
    acts = lexicon.optional("talk-acts")
    matter = frozenset().union(*(lexicon.optional(name) for name in names)) - acts | lexicon.optional(
        "translation-words"
    )
    persons = frozenset().union(
        *(lexicon.optional(name) for name in ("speaker-words", "address-words", "talk-persons"))
    )
    small = lexicon.optional("function-words") | lexicon.optional("preamble-words")
    limit = _MAX_STRANGERS if lang == PROMPTS else _MAX_STRANGERS_ELSEWHERE
    speakers = lexicon.optional("speaker-words") if lang == PROMPTS else persons
    return _Talk(
        persons,
        speakers,
        matter,
        acts,
        small | matter | acts | persons | lexicon.optional("language-names"),
        limit,
        lang != PROMPTS,
    )


def spoken(text: str, start: int, end: int, low: int, lexicon: Lexicon) -> Spoken | None:
    """What the paragraph `start..end` says of a translation, None where it is text; the text before it begins at `low`.

    It must follow an announcement, or something else that shows a model: a writer, too, speaks of tone and names.
    """
    paragraph = text[start:end]
    body = text[max(low, start - _REACH) : start].replace(paragraph, " ")
    said = plain(_QUOTED.sub(" ", paragraph)).lstrip(_MARKS)
    words = [word for word in words_of(said) if word.strip("-'")]
    if not words or len(words) > _MAX_WORDS or len(paragraph) > _MAX_LENGTH or not _is_whole(paragraph):
        return None
    offers = openers(lexicon, "offer-openers", "talk-openers").match(said) or any(
        openers(lexicon, "offer-openers").match(sentence) for sentence in _SENTENCE.split(said)[1:_MAX_SENTENCES]
    )
    if max(said) > LAST_SPACED:
        return _of_pieces(paragraph, body, lexicon, offers=offers)
    if _is_anchored(paragraph, body, both(lexicon, "language-names")):
        return None
    english, known = load(PROMPTS).optional("function-words"), _talk_of(PROMPTS).known
    small, own = (sum(word in some for word in words) / len(words) for some in (english, known))
    is_english = own > _SURE_SHARE or (small >= _OWN_SHARE and own > _MIN_SHARE)
    talk = _talk_of(PROMPTS if is_english else FALLBACK)
    asked = said.endswith("?") and len(words) <= _MAX_QUESTION
    return _of_words(
        words, body, talk, lexicon, offers=offers, asked=asked, noted=openers(lexicon, "note-openers").match(said)
    )


def _is_whole(paragraph: str) -> bool:
    """Whether a paragraph begins and ends as a sentence or a list does, and is no line of one that was wrapped."""
    first = next(filter(str.isalpha, paragraph), "")
    bare = paragraph.strip("-–—* _") if paragraph[:1] in "-–—*_" else paragraph
    return not first.islower() and bare[-1:] not in ",;-–—"


def _of_words(
    words: list[str], body: str, talk: _Talk, lexicon: Lexicon, *, offers: bool, asked: bool, noted: bool
) -> Spoken | None:
    strangers = sum(word not in talk.known for word in words)
    asks = not talk.persons.isdisjoint(words) and (asked or words[0] in talk.acts)
    if talk.free and len(words) <= _MAX_EMPTY and (asks or (offers and not talk.acts.isdisjoint(words))):
        return Spoken(2, not both(lexicon, "translation-words").isdisjoint(words), offers)
    if strangers > talk.max_strangers * len(words):
        return None
    before = frozenset(words_of(body.lower().replace("’", "'")))
    named = talk.matter | both(lexicon, "chunk-words") if offers else talk.matter
    matter = {word for word in words if word in named and word not in before}
    of_translation = not both(lexicon, "translation-words").isdisjoint(matter)
    found = Spoken(len(matter) + talk.free, of_translation, offers)
    if offers and not matter:
        return found if _is_farewell(words, strangers, talk) else None
    if offers or (of_translation and len(words) <= _MAX_MARK and not strangers):
        return found
    if not both(lexicon, "note-verbs").isdisjoint(words):
        return Spoken(max(1, len(matter)), of_translation, offers)
    if not matter:
        return None
    shows = of_translation and words[0] in both(lexicon, "pointers")
    shows = shows or (len(words) > _MAX_SPOKEN and strangers <= _MAX_STRAY and (of_translation or len(matter) > 1))
    shows = shows or (words[0] in talk.speakers and len(matter) > 1)
    worded = strangers <= _MAX_STRANGERS_PASSIVE * len(words) or len(matter.union(talk.acts.intersection(words))) > 2
    passive = worded and _is_passive(words, matter, talk)
    told = shows or passive or _tells(words, talk)
    return found if told or (noted and not talk.acts.isdisjoint(words)) or (noted and len(matter) > 1) else None


def _is_farewell(words: list[str], strangers: int, talk: _Talk) -> bool:
    """Whether an offer that names no matter is as short and as empty as a farewell."""
    known = not talk.persons.isdisjoint(words) and (len(words) <= _MAX_FAREWELL or not talk.acts.isdisjoint(words))
    return (
        strangers <= (len(words) // 2 if talk.free else 1)
        and len(words) <= _MAX_EMPTY
        and (known or len(words) <= _MAX_SPOKEN)
    )


def _tells(words: list[str], talk: _Talk) -> bool:
    """Whether somebody says what he has done: "I kept", "as requested, I have left"."""
    reach = _MAX_QUESTION if talk.free else _MAX_SPOKEN  # a verb may be the last word of its sentence
    for index, word in enumerate(words[:_MAX_FAREWELL]):
        if word in talk.speakers and not talk.acts.isdisjoint(words[index + 1 : index + 1 + reach]):
            return True
    return talk.free and not talk.acts.isdisjoint(words[:_MAX_SPOKEN])


def _is_passive(words: list[str], matter: set[str], talk: _Talk) -> bool:
    """Whether the first words name a matter, and others say what was done to it: "All names have been kept"."""
    at = next((index for index, word in enumerate(words[:_MAX_SPOKEN]) if word in matter), -1)
    acts = talk.acts.intersection(words[at : at + 1 + _MAX_FAREWELL]) if at >= 0 else set()
    return bool(acts) and len(matter | acts) > 1


def _of_pieces(paragraph: str, body: str, lexicon: Lexicon, *, offers: bool) -> Spoken | None:
    """Talk in a script without spaces, or in a language that glues its words; not one that the text is in."""
    said = paragraph.lower()
    pieces = [piece for piece in both(lexicon, "talk-pieces") if piece in said and piece not in body]
    matter = [piece for piece in both(lexicon, "note-evidence-pieces") if piece in said and piece not in body]
    if len(said) > _MAX_PIECED:
        return None
    elsewhere = not body.isascii() and any(character in body for character in set(said) if ord(character) > 0x2FF)
    if not (pieces or matter or offers) or (elsewhere and len(pieces) + len(matter) < 2):
        return None
    return Spoken(len(matter) + 2 * (not elsewhere), bool(matter), offers or bool(pieces))


def _is_anchored(paragraph: str, body: str, languages: frozenset[str]) -> bool:
    """Whether a name or a number of the paragraph, quotations and languages aside, is in the text before it."""
    own = _ENUMERATED.sub(" ", _QUOTED.sub(" ", paragraph))
    return any(match[0] in body and match[0].lower() not in languages for match in _NAME.finditer(own))


def speaks_to_somebody(text: str, low: int, high: int, lexicon: Lexicon) -> bool:
    """Whether the text between the offsets is a letter, or says "you" outside quotation marks; offers aside."""
    if is_no_talk(TalkPassage(text, low, high), IN_TEXT):
        return True
    paragraphs = text[low:high].split("\n\n")
    offers = openers(lexicon, "offer-openers", "talk-openers", "assents", "presenters")
    body = "\n\n".join(part for part in paragraphs if not offers.match(plain(part[:_OPENING]).lstrip(_MARKS)))
    return _ADDRESS.search(_SPEECH.sub(" ", body).lower()) is not None
