"""Stretches in the target's own script that belong to another language: told word by word.

Function words of other languages and letters that the target does not use speak for a foreign stretch, function words
of the target against it; of sequences of letters that the target does not have, several must come together. The
stretch is the run of words with the highest sum.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner import language, sentences
from cleaner.document import Document
from cleaner.lexicon import Lexicon, known_languages, load
from cleaner.passes.untranslated.found import Extent, Found, Tongue, is_cued, is_enclosed, name_language
from cleaner.spans import Span

MARKED = re.compile(r"[À-ÖØ-öø-ɏḀ-ỿ]")
"""Latin letters outside the basic alphabet."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APOSTROPHES = frozenset("'’")
_LISTS = ("function-words", "lookalikes", "loanwords", "letter-trigrams", "name-particles")

_UNSURE = ("lookalikes", "loanwords")

_FOREIGN = 2.0  # a function word of another language only, or a letter that the target does not use
_SHORT = 1.0  # the same of two letters
_ODD = 0.8  # a sequence of letters that the target does not have
_PLAIN = -0.9  # any other word
_NAME = -0.3  # a word with a capital
_SHARED = -0.3  # a function word of others that is spelled like a word of the target
_SHARED_OWN = -0.5  # a function word of the target and of others
_OWN = -2.5  # a function word of the target alone
_UNKNOWN = 0.4  # a word in small letters that is not in the vocabulary of the target
_LIKELY = 0.8  # a function word of the language that the sentence hints at, spelled like a word of the target
_PART = 0.5  # the same, where it is also a part of names
_ENOUGH = 3.0  # what a stretch of several words must sum up to
_NAME_WORDS = 3  # so many words before a run are looked at for the name that it belongs to
_GENITIVES = ("'s", "’s", "s'", "s’")  # before the title of what somebody made
_SENTENCE = 4  # a sentence of so many words, none of them known, is in another language
_WITNESSES = 3  # so many different function words of one language are no chance


_ACRONYM = re.compile(r" \([A-Z][A-Za-z]+\)")
_MARKS = re.compile('["“”„«»()\\[\\]]')
_IN_ADDRESS = re.compile(r"(?<=\w)[@./_](?=\w)")
_CLOSED = re.compile("[\"'”’»] ")

_QUOTATION = 8
"""So many words around a run are looked at for quotation marks."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with what it says: above zero for another language, below for the target."""

    start: int
    end: int
    text: str
    points: float
    address: bool = False

    @property
    def capital(self) -> bool:
        return not self.text[0].islower()


def find_latin(document: Document, detector: str) -> Iterator[Found]:
    """The stretches of `document` that are in its script and not in its language."""
    lexicon = document.lexicon
    if not document.once(worth_a_look) or not _has_lists(lexicon):
        return
    for start, end in document.paragraphs:
        if _suspicious(document.text, start, end, lexicon):
            yield from _in_paragraph(document, start, end, detector)


def tokens(document: Document) -> list[str]:
    """The text split at blanks."""
    return document.text.split()


def worth_a_look(document: Document) -> bool:
    """Whether there is a telling function word or a telling letter anywhere."""
    return not _telling(document.lang).isdisjoint(document.once(tokens)) or _has_foreign_letter(
        document.text, 0, len(document.text), document.lexicon
    )


def _has_foreign_letter(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a lower-case word has a letter that the target does not use, or a name a foreign case ending."""
    if text.isascii():
        return False
    loans = lexicon.lists.get("loanwords", ())
    done = start
    for match in MARKED.finditer(text, start, end):
        if match.start() >= done:
            low, done = _word_around(text, match.start())
            word = text[low:done]
            lower = word.lower()
            if _has_case(lower) if not word[0].islower() else not loans or lower not in lexicon.words("loanwords"):
                return True
    return False


def _word_around(text: str, place: int) -> Span:
    start, end = place, place + 1
    while start > 0 and (text[start - 1].isalpha() or text[start - 1] in _APOSTROPHES):
        start -= 1
    while end < len(text) and (text[end].isalpha() or text[end] in _APOSTROPHES):
        end += 1
    while text[start] in _APOSTROPHES:
        start += 1
    while text[end - 1] in _APOSTROPHES:
        end -= 1
    return start, end


def _has_lists(lexicon: Lexicon) -> bool:
    return all(name in lexicon.lists for name in _LISTS)


def _suspicious(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a stretch has a telling function word or a telling letter."""
    return not _telling(lexicon.lang).isdisjoint(text[start:end].split()) or _has_foreign_letter(
        text, start, end, lexicon
    )


@functools.cache
def _telling(lang: str) -> frozenset[str]:
    """Function words of three letters and more that are words of other languages only, also with a capital."""
    lexicon = load(lang)
    unsure = {word for name in _UNSURE for word in lexicon.lists.get(name, ())}
    telling = {
        word
        for word, langs in language.function_words().items()
        if len(word) > 2
        and lang not in langs
        and word not in unsure
        and any(load(known).script == lexicon.script for known in langs)
    }
    return frozenset(telling | {word.capitalize() for word in telling})


def _in_paragraph(document: Document, start: int, end: int, detector: str) -> Iterator[Found]:
    """The findings of one paragraph: the whole of it, else sentences, else stretches."""
    text, lexicon = document.text, document.lexicon
    spans = list(sentences.split(text, start, end, lexicon))
    foreign = len(spans) > 1 and language.is_foreign(text[start:end], lexicon)
    if foreign and not any(_is_own(text[low:high], lexicon) for low, high in spans):
        low, high = spans[0][0], spans[-1][1]
        yield Found(low, high, Extent.PARAGRAPH, name_language(text[low:high], detector), False, 0.95)
        return
    for low, high in spans:
        if _suspicious(text, low, high, lexicon):
            yield from _in_sentence(document, low, high, detector)


def _is_own(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence has a function word that is the target's alone."""
    return any(_points(word, False, lexicon) == _OWN for word in _WORD.findall(sentence))


def _in_sentence(document: Document, start: int, end: int, detector: str) -> Iterator[Found]:
    """The sentence as a whole, else the stretches in it."""
    text = document.text
    if language.is_foreign(text[start:end], document.lexicon) or _is_unknown(text[start:end], document.lexicon):
        yield Found(start, end, Extent.SENTENCE, name_language(text[start:end], detector), False, 0.95)
        return
    words = _weighed(text, start, end, document.lexicon)
    hint = _hint(words)
    words = [dataclasses.replace(word, points=_points_beside(word, hint, document.lexicon)) for word in words]
    for run in best_runs([word.points for word in words]):
        low, high = _trimmed(document, words, *run)
        confidence = _confidence(words[low:high], hint)
        if not confidence or _stays(document, words, low, high):
            continue
        tongue = name_language(text[words[low].start : words[high - 1].end], detector)
        if tongue.lang != document.lang:
            first, last = _widened(text, words, low, high, tongue)
            if high - low >= _SENTENCE or not is_cued(document, first):
                yield Found(first, last, Extent.SPAN, tongue, False, confidence)


def _trimmed(document: Document, words: Sequence[_Word], low: int, high: int) -> Span:
    """A run without the weak words at its ends that a quotation mark, a bracket or a function word of the target parts
    from the rest."""
    table = language.function_words()
    first, last = low, high
    for place in range(low, high - 1):
        own = document.lang in table.get(words[place].text.lower(), ())
        if own or _MARKS.search(document.text, words[place].end, words[place + 1].start):
            if all(word.points < _SHORT for word in words[first : place + 1]):
                first = place + 1
            elif all(word.points < _SHORT for word in words[place + 1 : high]):
                last = place + (not own)
                break
    return first, last


def _is_unknown(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence has a telling word or letter, and no word that the vocabulary of the target has."""
    known = language.vocabulary(lexicon)
    words = _WORD.findall(sentence)
    small = [word for word in words if word.islower()]
    return (
        bool(known)
        and len(words) >= _SENTENCE
        and len(small) * 2 > len(words)
        and not any(_is_known(word.lower(), lexicon) for word in words)
        and any(_points(word, place == 0, lexicon) >= _FOREIGN for place, word in enumerate(words))
    )


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether a word is part of an address, a path or a file name."""
    return bool(_IN_ADDRESS.match(text, end) or (start and _IN_ADDRESS.match(text, start - 1)))


def _is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is in the vocabulary of the target, and no function word elsewhere."""
    langs = language.function_words().get(word, ())
    return word in language.vocabulary(lexicon) and (not langs or langs == (lexicon.lang,))


def _weighed(text: str, start: int, end: int, lexicon: Lexicon) -> list[_Word]:
    """The words of a sentence, each with what it says by itself."""
    words = [
        _Word(match.start(), match.end(), match[0], _PLAIN, address=True)
        if _in_address(text, *match.span())
        else _Word(match.start(), match.end(), match[0], _points(match[0], match.start() == start, lexicon))
        for match in _WORD.finditer(text, start, end)
    ]
    particles, known = lexicon.words("name-particles"), language.vocabulary(lexicon)
    for place in range(1, len(words) - 1):
        word = words[place]
        if word.text in particles and not word.points and len(word.text) > 2:
            beside = words[place - 1].text, words[place + 1].text
            if known and all(each.islower() and each not in known for each in beside):  # in no name
                words[place] = dataclasses.replace(word, points=_FOREIGN)
    return words


def _hint(words: Sequence[_Word]) -> str | None:
    """The language that most of the telling function words of a sentence belong to."""
    table = language.function_words()
    votes: Counter[str] = Counter()
    for word in words:
        if word.points >= _SHORT:
            votes.update(table.get(word.text.lower(), ()))
    for lang in votes:
        votes[lang] += sum(lang in table.get(word.text.lower(), ()) for word in words if word.points < _SHORT)
    return max(votes, key=lambda lang: (votes[lang], lang), default=None)


def _points_beside(word: _Word, hint: str | None, lexicon: Lexicon) -> float:
    """What a word says in a sentence in which a telling word hints at a language."""
    lower = word.text.lower()
    langs = language.function_words().get(lower, ())
    if hint is None or word.points >= _SHORT or (word.capital and hint not in langs):
        return word.points
    if hint in langs:
        if lexicon.lang in langs:
            return 0.0
        return _PART if lower in lexicon.words("name-particles") else _LIKELY
    known = language.vocabulary(lexicon)
    if known and not langs and word.points in (_PLAIN, _ODD) and not word.address and lower not in known:
        return max(word.points, _UNKNOWN)
    return word.points


def _widened(text: str, words: Sequence[_Word], low: int, high: int, tongue: Tongue) -> Span:
    """A run with the function words of its language beside it that could also be something else."""

    def joins(word: _Word) -> bool:
        return word.points > _SHARED_OWN and tongue.lang in language.function_words().get(word.text.lower(), ())

    while low > 0 and joins(words[low - 1]) and _touch(text, words[low - 1].end, words[low].start):
        low -= 1
    while high < len(words) and joins(words[high]) and _touch(text, words[high - 1].end, words[high].start):
        high += 1
    return words[low].start, words[high - 1].end


def _points(word: str, begins: bool, lexicon: Lexicon) -> float:
    """What a word says; `begins` where it is the first of its sentence, and its capital says nothing."""
    lower = word.lower()
    langs = language.function_words().get(lower, ())
    if lexicon.lang in langs:
        return _SHARED_OWN if len(langs) > 1 else _OWN
    if lower in lexicon.words("lookalikes"):
        return _SHARED if langs else _PLAIN
    if word[0].islower() or begins:
        if langs and lower not in lexicon.words("name-particles"):
            return _FOREIGN if len(word) > 2 or MARKED.search(word) else _SHORT
        if MARKED.search(word) and not begins:
            return _NAME if lower in lexicon.words("loanwords") else _FOREIGN
        if langs:
            return 0.0
        if begins:
            return _NAME
        return _ODD if _is_odd(lower, lexicon) else _PLAIN
    return _FOREIGN if _has_case(lower) else _NAME


def _has_case(word: str) -> bool:
    """Whether a name has a case ending of another language behind an apostrophe: “İş'e”."""
    stem, apostrophe, ending = word.replace("’", "'").rpartition("'")
    return bool(apostrophe) and any(
        ending in endings and not language.letters_of(lang).isdisjoint(stem) for lang, endings in _case_endings()
    )


@functools.cache
def _case_endings() -> tuple[tuple[str, frozenset[str]], ...]:
    lists = ((lang, load(lang).lists.get("name-endings", ())) for lang in known_languages())
    return tuple((lang, frozenset(endings)) for lang, endings in lists if endings)


@functools.lru_cache(maxsize=8192)
def _is_odd(word: str, lexicon: Lexicon) -> bool:
    """Whether a word has a sequence of letters that words of the target do not have."""
    known = lexicon.words("letter-trigrams")
    if not word.isascii() or len(word) < 4 or not word.isalpha():
        return False
    padded = f"^{word}$"
    return any(padded[place : place + 3] not in known for place in range(len(padded) - 2))


def _confidence(run: Sequence[_Word], hint: str | None) -> float:
    """How much to trust a run; 0 where it says too little."""
    strong = {word.text.lower() for word in run if word.points >= _FOREIGN}
    total = sum(word.points for word in run)
    if len(strong) >= 2 and total >= _ENOUGH:
        return 0.95
    if strong and total >= _ENOUGH and any(MARKED.search(word) for word in strong):
        return 0.9
    if strong and total >= _ENOUGH and len({word.text.lower() for word in run if _speaks(word, hint)}) >= _WITNESSES:
        return 0.9
    if strong and total >= _ENOUGH and len(run) >= _SENTENCE and all(word.points > _PLAIN for word in run):
        return 0.85
    return 0.8 if any(MARKED.search(word) and len(word) > 3 for word in strong) else 0.0


def _speaks(word: _Word, hint: str | None) -> bool:
    """Whether a word is a function word of the language that the sentence hints at, and not of the target alone."""
    return word.points > 0 and hint in language.function_words().get(word.text.lower(), ())


def _stays(document: Document, words: Sequence[_Word], low: int, high: int) -> bool:
    """Whether a run is a word spoken of, a title, or part of a name."""
    text, run = document.text, words[low:high]
    if _quoted(text, words, low, high):
        return not (len(run) == 1 and high < len(words) and _is_attribute(text, run[0], words[high]))
    if any(word.capital and word.points >= _FOREIGN for word in run):
        return False
    if low and run[0].capital and run[0].text.lower() in language.function_words():  # a title begins so
        return True
    if _ACRONYM.match(text, run[-1].end):
        return True
    head = _head(text, words, low, document.lexicon)
    before = head > 0 and words[head].capital
    if before and words[head - 1].text.endswith(_GENITIVES) and _touch(text, words[head - 1].end, words[head].start):
        return True
    after = high < len(words) and words[high].capital and _touch(text, run[-1].end, words[high].start)
    small = sum(not word.capital for word in run)
    return (small <= 3 and before) or (small == 1 and len(run) == 1 and after)


def _head(text: str, words: Sequence[_Word], low: int, lexicon: Lexicon) -> int:
    """The word that the run at `low` goes on from: the nearest name before it with unknown words between, if any."""
    known = language.vocabulary(lexicon)
    place = low - 1
    for _ in range(_NAME_WORDS):
        if place < 1 or not _touch(text, words[place].end, words[place + 1].start):
            return 0
        if words[place].capital:
            return place
        if not known or words[place].text in known:
            return 0
        place -= 1
    return 0


def _quoted(text: str, words: Sequence[_Word], low: int, high: int) -> bool:
    """Whether quotation marks or brackets stand around a run, and no function word of the target in them."""
    for _ in range(_QUOTATION):
        if is_enclosed(text, words[low].start, words[high - 1].end):
            return True
        if low > 0 and words[low - 1].points > _OWN and _touch(text, words[low - 1].end, words[low].start):
            low -= 1
        elif high < len(words) and words[high].points > _OWN and _touch(text, words[high - 1].end, words[high].start):
            high += 1
        else:
            return False
    return False


def _is_attribute(text: str, word: _Word, following: _Word) -> bool:
    """Whether a word in quotation marks is used and not named: “in the "sözde" ranking”."""
    return bool(_CLOSED.fullmatch(text, word.end, following.start)) and following.points == _PLAIN


def _touch(text: str, end: int, start: int) -> bool:
    return text[end:start] in (" ", "-", "\N{NO-BREAK SPACE}")


def best_runs(points: Sequence[float]) -> list[Span]:
    """All maximal runs with a positive sum (Ruzzo and Tompa 1999), from left to right; linear."""
    runs: list[_Run] = []
    total = 0.0
    for place, value in enumerate(points):
        if value > 0:
            run = _Run(place, place + 1, total, total + value)
            while True:
                index = len(runs) - 1
                while index >= 0 and runs[index].before >= run.before:
                    index = runs[index].link
                run.link = index
                if index < 0 or runs[index].after >= run.after:
                    break
                run.start, run.before = runs[index].start, runs[index].before
                del runs[index:]
            runs.append(run)
        total += value
    return [(run.start, run.end) for run in runs]


@dataclass(slots=True)
class _Run:
    """A run of places, the sums before and after it, and the nearest run before it with a smaller sum before it."""

    start: int
    end: int
    before: float
    after: float
    link: int = -1
