"""What the first or last paragraph of a text shows of itself and of the text beside it; `_signs` asks here."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.language import function_words
from cleaner.lexicon import FALLBACK, Lexicon, known_languages, load
from cleaner.passes.chatter._words import PROMPTS, both, openers, plain, words_of

FACT_LISTS = (
    "address-words",
    "asker-words",
    "chunk-words",
    "function-words",
    "hedges",
    "label-words",
    "language-adverbs",
    "language-stems",
    "language-names",
    "model-words",
    "note-evidence",
    "preamble-words",
    "source-words",
    "talk-acts",
    "talk-matter",
    "talk-persons",
    "text-words",
    "translation-stems",
    "translation-words",
    "wording-words",
)
"""Every list that is read here."""

_ENGLISH_TALK = tuple(
    name
    for name in FACT_LISTS
    if name not in ("language-adverbs", "language-stems", "talk-persons", "translation-stems")
)
_OTHER_TALK = ("address-words", "preamble-words", "talk-acts", "talk-matter", "talk-persons", "text-words")
_WISHES = ("talk-openers", "offer-openers", "note-openers")
_MAX_WISH = 6
_FEW_WORDS = 5
_FEW_OWN = 2
REACH = 1500
"""Characters of the text beside a paragraph that are read."""

_NEAR = 400
_SMALL = 3
_OWN_SHARE = 0.2
_OTHER_SHARE = 0.15
_LAST_LATIN = "\u036f"
MARKS = "([（【「 -–—*_#>✅"
"""What may stand before the first word of talk."""

_QUOTED = expression(
    r"[\"“„«「『‹]([^\"“”„«»「」『』\n]{1,80})[\"”“»」』›]|(?<!\w)['‘]([^'’\n]{1,40})['’](?!\w)|(?<![*\w])\*(?![*\s])([^*\n]{2,50})\*(?!\*)"
)
_SPEECH = expression(r"\"[^\"\n]*\"|[“„«「][^”»」\n]*[”»」]")
_CODES = expression(r"\b[A-Z]{2,3} ?(?:→|⇒|->|=>|>) ?[A-Z]{2,3}\b")
_PERSON = expression(r"\b(?:i|i'm|i've|i'll|i'd|me|my|we|we've|we'll|our|you|your|yours|you're|you've|you'll|you'd)\b")


@dataclass(frozen=True, slots=True)
class EdgePassage:
    """A paragraph, `start..end`, at one end of what is left of a text, `low..high`."""

    text: str
    start: int
    end: int
    low: int
    high: int
    lexicon: Lexicon

    @property
    def at_start(self) -> bool:
        """Whether the text follows it."""
        return self.start == self.low

    @property
    def beside(self) -> str:
        """The text beside it, as far as it is read."""
        if self.at_start:
            return self.text[self.end : min(self.high, self.end + REACH)]
        return self.text[max(self.low, self.start - REACH) : self.start]


class Facts:
    """The words of a paragraph, without what it quotes, and questions about them."""

    def __init__(self, passage: EdgePassage) -> None:
        self.lexicon = passage.lexicon
        self.raw = passage.text[passage.start : passage.end].strip()
        self.body = passage.beside
        self.at_start = passage.at_start
        self.terms = [match[1] or match[2] or match[3] for match in _QUOTED.finditer(self.raw)]
        self.bare = _QUOTED.sub(" ", self.raw)
        self.said = plain(self.bare).lstrip(MARKS)
        self.words = [bare for word in words_of(self.said) if any(map(str.isalnum, bare := word.strip("'’-")))]
        self.word_set = frozenset(self.words)
        self.foreign = self._is_foreign()

    def has(self, *names: str, least: int = 1) -> bool:
        """Whether so many of its words are in the lists of the language that it is in."""
        return len(self.word_set & self.listed(*names)) >= least

    def has_piece(self, name: str) -> bool:
        """Whether a piece of the list is in it."""
        return any(piece in self.said for piece in both(self.lexicon, name))

    def opens(self, *names: str) -> bool:
        """Whether it begins with an entry of the lists."""
        return openers(self.lexicon, *names).match(self.said)

    def listed(self, *names: str) -> frozenset[str]:
        """The lists in the language that it is in: English and the pipeline's, or all others."""
        return united(FALLBACK if self.foreign else self.lexicon.lang, names)

    @property
    def names_language(self) -> bool:
        """Whether a language is named in it by a word of another language than English."""
        return self.has_piece("language-stems") or self.has_piece("language-adverbs")

    @functools.cached_property
    def strangers(self) -> float:
        """The share of words that talk in English does not have."""
        known = united(self.lexicon.lang, _ENGLISH_TALK)
        strange = [word for word in self.words if word not in known and not self._is_code(word)]
        return len(strange) / max(1, len(self.words))

    @functools.cached_property
    def body_speaks(self) -> bool:
        """Whether the text beside it says "I" or "you" outside quotation marks."""
        return _PERSON.search(self.unquoted_body.lower()) is not None

    @functools.cached_property
    def unquoted_body(self) -> str:
        """The text beside it without what is in quotation marks."""
        return _SPEECH.sub(" ", self.body)

    @functools.cached_property
    def shared(self) -> int:
        """How many words of matter, none of talk, it has in common with the text beside it."""
        common = (self.word_set & self.body_words) - united(PROMPTS, _ENGLISH_TALK)
        return sum(len(word) > _SMALL for word in common)

    @property
    def speaks(self) -> bool:
        """Whether it says "I" or "you" itself."""
        return _PERSON.search(self.said) is not None

    @functools.cached_property
    def body_words(self) -> frozenset[str]:
        """The words of the text beside it."""
        return frozenset(words_of(self.body.lower()))

    def _is_code(self, word: str) -> bool:
        """Whether a word is the code of a language, in capitals."""
        return word in known_languages() and re.search(rf"\b{word.upper()}\b", self.raw) is not None

    def _is_foreign(self) -> bool:
        """Whether it is in another language than the text beside it, as far as a short line tells."""
        if not self.words or self.raw[0] == "<" or _CODES.search(self.raw):
            return False
        if not self.raw.isascii() and _of_other_script(self.bare):
            return not _of_other_script(self.body[:_NEAR])
        small = load(PROMPTS).optional("function-words")
        own = sum(word in small for word in self.words)
        if not self._is_not_english(own):
            return False
        beside = words_of(self.body[:_NEAR].lower())
        return sum(word in small for word in beside) >= _OWN_SHARE * len(beside)

    def _is_not_english(self, own: int) -> bool:
        """Whether its words, of which so many are function words of English, are those of another language."""
        elsewhere = words_elsewhere()
        other = sum(word in elsewhere for word in self.words)
        if own == 0 and len(self.words) <= _MAX_WISH and openers(load(FALLBACK), *_WISHES).match(self.said):
            return True
        many = own > _OWN_SHARE * len(self.words)
        told = other > 1 and other > own * (1 + many) and other > _OTHER_SHARE * len(self.words)
        alone = len({word for word in self.words if word in load(PROMPTS).optional("function-words")}) < _FEW_OWN
        return told or (alone and self._is_stemmed()) or (own == 0 and self._is_accented())

    def _is_accented(self) -> bool:
        """Whether several of its words have letters that English does not have."""
        accented = sum(not word.isascii() and word.islower() for word in words_of(self.bare.replace("’", "'")))
        return accented > 1 or (accented == 1 and len(self.words) <= _FEW_WORDS)

    def _is_stemmed(self) -> bool:
        """Whether it speaks of a translation, and not in English."""
        english = united(PROMPTS, ("translation-words", "language-names"))
        if not self.word_set.isdisjoint(english):
            return False
        return self.has_piece("translation-stems") or (self.raw.rstrip("*_ ")[-1] in ":：" and self.names_language)


def names_others(found: Iterable[re.Match[str]], lexicon: Lexicon) -> bool:
    """Whether one of the names and numbers that were found is no language."""
    languages = both(lexicon, "language-names")
    return any(match[0].lower() not in languages for match in found)


def _of_other_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters)


@functools.cache
def united(lang: str, names: tuple[str, ...]) -> frozenset[str]:
    """The lists of a language and of English together, or those of all other languages."""
    languages = {FALLBACK} if lang == FALLBACK else {lang, PROMPTS}
    return frozenset().union(*(load(each).optional(name) for each in languages for name in names))


@functools.cache
def words_elsewhere() -> frozenset[str]:
    """The function words and the words of talk in other languages, without those that are English too."""
    small = frozenset(word for word, languages in function_words().items() if PROMPTS not in languages)
    return small | (united(FALLBACK, _OTHER_TALK) - united(PROMPTS, _ENGLISH_TALK))
