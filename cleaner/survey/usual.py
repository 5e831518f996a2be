"""What language does by itself: how often something is expected, and what recurs without a source that repeats it."""

from __future__ import annotations

import math
import re

from cleaner.lexicon import Lexicon
from cleaner.survey.units import UnitForm
from cleaner.survey.words import WORD, Words

_RARE = 1e-6
"""The frequency of a word that the survey did not count."""

_CODES_BY_CHANCE = 0.15
"""In how many texts names end in a code by chance, for each with a name that has another rare end of a consonant.
Counted over news, reports, web, books and five engines that leave no codes, it is 0.02 to 0.17."""

_EVERYWHERE = frozenset({UnitForm.SENTENCE, UnitForm.AFTER_STOP, UnitForm.TOKEN, UnitForm.LINE})
_POSITIONS = 20
"""Sentences, lines and odd tokens of a document, about: so many positions a unit of theirs may stand at."""

_FEW_WORDS = 4
_FEW_MARKS = 3
_USUAL_TOKEN = re.compile(
    r"[&+*#%°=/@~<>|{}\[\]]|[*()]+"  # a mark alone; stars of a rating, a note or a pause
    r"|(?:…|\w{1,4})[&+](?:…|\w{1,3})|…[+*]|[#@]…|…/…|\[…\]"  # R&D, UTC+1, C++, #…, what an editor put in brackets
)
_TURN = re.compile(r"[A-Z][^:\n]{0,30}: (?:\w[\w'’]*[ ,]*){1,3}[.?!…]+")
"""What somebody says in a conversation that is written down."""

_WRAPPED = re.compile(r"[a-z][\w'’]*[.,;:!?]*[\"'”’]*")
"""The last word of a paragraph whose lines were broken."""


class Language:
    """What is expected of words: their frequencies in the texts read, and which of them speech and grammar repeat."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self._words = words
        self._total = max(1, words.counts.total())
        self._abbreviations = lexicon.optional("abbreviations")
        self._common = (
            lexicon.optional("function-words")
            | lexicon.optional("auxiliaries")
            | lexicon.optional("speech-verbs")
            | lexicon.optional("speech-tags")
            | lexicon.optional("subject-pronouns")
        )

    def expected(self, form: UnitForm, text: str, documents: int) -> float:
        """In how many documents this would be found, by the frequencies of its words, or of the ends of words."""
        if form is UnitForm.WORD_END:
            return max(1.0, _CODES_BY_CHANCE * self._words.chance_ends)
        counts = self._words.counts
        chance = math.exp(sum(math.log(max(counts[word] / self._total, _RARE)) for word in WORD.findall(text)))
        return documents * (_POSITIONS if form in _EVERYWHERE else 1) * chance

    def is_usual(self, form: UnitForm, text: str) -> bool:
        """Whether language alone makes this recur there: a speech tag after a quotation, "In the" at a text's start."""
        words = [word for word in WORD.findall(text) if word[0].isalpha()]
        if form is UnitForm.TOKEN:
            return _USUAL_TOKEN.fullmatch(text) is not None
        if not words:
            return len(text) <= _FEW_MARKS or _USUAL_TOKEN.fullmatch("".join(text.split())) is not None
        common = all(word.lower() in self._common for word in words)
        known = all(self._words.is_usual(word) for word in words)
        few = len(words) < _FEW_WORDS
        match form:
            case UnitForm.LINE:
                return (known and _TURN.fullmatch(text) is not None) or _WRAPPED.fullmatch(text) is not None
            case UnitForm.TEXT_START:
                opening = known and (text[-1].isalnum() or text[-1] == ",") and len(words) <= _FEW_WORDS
                return common or opening or len(words) < _FEW_MARKS
            case UnitForm.TEXT_END:
                return (common and few) or len(text.strip()) < _FEW_MARKS
            case UnitForm.SENTENCE if words[-1] in self._abbreviations or len(words[-1]) == 1:
                return True  # it goes on
            case UnitForm.SENTENCE if few and known:
                return text[0].isupper() or words[0] in self._common
            case UnitForm.AFTER_STOP:
                return (common and few) or known
            case UnitForm.AFTER_QUOTE if text in self._abbreviations:
                return True
        return common and few
