"""Passages in the target's own script that belong to another language: told word by word.

Function words of other languages and letters that the target does not use are evidence for a foreign passage, function
words of the target against it; of sequences of letters that the target does not have, several must come together. The
passage is the run of words with the highest sum.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cleaner import language, sentences
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.untranslated._found import Extent, PassageLanguage, Untranslated, is_cued, name_language
from cleaner.passes.untranslated._runs import best_runs
from cleaner.passes.untranslated._suspects import may_hold_foreign_words, suspects_in
from cleaner.passes.untranslated._weights import (
    FOREIGN,
    LISTS,
    MARKED,
    OWN,
    PLAIN,
    SHARED_OWN,
    SHORT,
    WORD,
    WeighedWord,
    hinted_language,
    is_known,
    points_beside,
    points_of,
    weighed,
)
from cleaner.quotation import is_set_apart
from cleaner.spans import Span

_ENOUGH = 3.0  # what a passage of several words must sum up to
_NAME_WORDS = 3  # so many words before a run are searched for the name that it belongs to
_GENITIVES = ("'s", "’s", "s'", "s’")  # before the title of what somebody made
_SENTENCE = 4  # a sentence of so many words, none of them known, is in another language
_WITNESSES = 3  # so many different function words of one language are no chance

_ACRONYM = expression(r" \([A-Z][A-Za-z]+\)")
_MARKS = expression('["“”„«»()\\[\\]]')
_CLOSED = expression("[\"'”’»] ")

_QUOTATION = 8
"""So many words around a run are searched for quotation marks."""


def find_latin(document: Document, detector: str) -> Iterator[Untranslated]:
    """The passages of `document` that are in its script and not in its language."""
    lexicon = document.lexicon
    if not document.once(may_hold_foreign_words) or lexicon.lacking(LISTS):
        return
    for start, end in document.paragraphs:
        if suspects := suspects_in(document, start, end):
            yield from _in_paragraph(document, start, end, suspects, detector)


def _in_paragraph(
    document: Document, start: int, end: int, suspects: Sequence[int], detector: str
) -> Iterator[Untranslated]:
    """The findings of one paragraph: the whole of it, else sentences, else passages."""
    text, lexicon = document.text, document.lexicon
    if language.is_foreign(text[start:end], lexicon):
        spans = list(sentences.split(text, start, end, lexicon))
        if len(spans) > 1 and not any(_is_own(text[low:high], lexicon) for low, high in spans):
            low, high = spans[0][0], spans[-1][1]
            yield Untranslated(low, high, Extent.PARAGRAPH, name_language(text[low:high], detector), False)
            return
    for low, high in sentences.holding(text, start, end, suspects, lexicon):
        yield from _in_sentence(document, low, high, detector)


def _is_own(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence has a function word that is the target's alone."""
    return any(points_of(word, False, lexicon) == OWN for word in WORD.findall(sentence))


def _in_sentence(document: Document, start: int, end: int, detector: str) -> Iterator[Untranslated]:
    """The sentence as a whole, else the passages in it."""
    text = document.text
    if language.is_foreign(text[start:end], document.lexicon) or _is_unknown(text[start:end], document.lexicon):
        yield Untranslated(start, end, Extent.SENTENCE, name_language(text[start:end], detector), False)
        return
    words = weighed(text, start, end, document.lexicon)
    if all(word.points < FOREIGN for word in words):
        return  # as mostly: without a telling word no passage says enough
    hint = hinted_language(words)
    words = [_beside(word, hint, document.lexicon) for word in words]
    for run in best_runs([word.points for word in words]):
        low, high = _trimmed(document, words, *run)
        shape = _shape(words[low:high], hint)
        if shape == "" or _stays(document, words, low, high):
            continue
        named = name_language(text[words[low].start : words[high - 1].end], detector)
        if named.lang != document.lang:
            first, last = _widened(text, words, low, high, named)
            if high - low >= _SENTENCE or not is_cued(document, first):
                yield Untranslated(first, last, Extent.SPAN, named, False, shape)


def _beside(word: WeighedWord, hint: str | None, lexicon: Lexicon) -> WeighedWord:
    points = points_beside(word, hint, lexicon)
    return word if points == word.points else word._replace(points=points)


def _trimmed(document: Document, words: Sequence[WeighedWord], low: int, high: int) -> Span:
    """A run without the weak words at its ends that a quotation mark, a bracket or a function word of the target parts
    from the rest."""
    table = language.function_words()
    first, last = low, high
    last_strong = max((index for index in range(low, high) if words[index].points >= SHORT), default=-1)
    strong = False
    for index in range(low, high - 1):
        strong = strong or words[index].points >= SHORT
        own = document.lang in table.get(words[index].text.lower(), ())
        if own or _MARKS.search(document.text, words[index].end, words[index + 1].start):
            if not strong:
                first = index + 1
            elif index >= last_strong:
                last = index + (not own)
                break
    return first, last


def _is_unknown(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence has a telling word or letter, and no word that the vocabulary of the target has."""
    known = language.vocabulary(lexicon)
    words = WORD.findall(sentence)
    small = [word for word in words if word.islower()]
    return (
        bool(known)
        and len(words) >= _SENTENCE
        and len(small) * 2 > len(words)
        and not any(is_known(word.lower(), lexicon) for word in words)
        and any(points_of(word, index == 0, lexicon) >= FOREIGN for index, word in enumerate(words))
    )


def _widened(text: str, words: Sequence[WeighedWord], low: int, high: int, named: PassageLanguage) -> Span:
    """A run with the function words of its language beside it that could also be something else."""

    def joins(word: WeighedWord) -> bool:
        return word.points > SHARED_OWN and named.lang in language.function_words().get(word.text.lower(), ())

    while low > 0 and joins(words[low - 1]) and _touch(text, words[low - 1].end, words[low].start):
        low -= 1
    while high < len(words) and joins(words[high]) and _touch(text, words[high - 1].end, words[high].start):
        high += 1
    return words[low].start, words[high - 1].end


def _shape(run: Sequence[WeighedWord], hint: str | None) -> str | None:
    """What a run consists of: a shape of the rule's edits, None for the most certain, "" where it says too little."""
    strong = {word.text.lower() for word in run if word.points >= FOREIGN}
    if strong and math.fsum(word.points for word in run) >= _ENOUGH:
        if len(strong) >= 2:
            return None
        if any(MARKED.search(word) for word in strong):
            return "letters"
        if len({word.text.lower() for word in run if _speaks(word, hint)}) >= _WITNESSES:
            return "function words"
        if len(run) >= _SENTENCE and all(word.points > PLAIN for word in run):
            return "unknown words"
    return "one word" if any(MARKED.search(word) and len(word) > 3 for word in strong) else ""


def _speaks(word: WeighedWord, hint: str | None) -> bool:
    """Whether a word is a function word of the language that the sentence hints at, and not of the target alone."""
    return word.points > 0 and hint in language.function_words().get(word.text.lower(), ())


def _stays(document: Document, words: Sequence[WeighedWord], low: int, high: int) -> bool:
    """Whether a run is a word spoken of, a title, or part of a name."""
    text, run = document.text, words[low:high]
    if _quoted(text, words, low, high):
        return not (len(run) == 1 and high < len(words) and _is_attribute(text, run[0], words[high]))
    if any(word.capital and word.points >= FOREIGN for word in run):
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


def _head(text: str, words: Sequence[WeighedWord], low: int, lexicon: Lexicon) -> int:
    """The word that the run at `low` goes on from: the nearest name before it with unknown words between, if any."""
    known = language.vocabulary(lexicon)
    index = low - 1
    for _ in range(_NAME_WORDS):
        if index < 1 or not _touch(text, words[index].end, words[index + 1].start):
            return 0
        if words[index].capital:
            return index
        if not known or words[index].text in known:
            return 0
        index -= 1
    return 0


def _quoted(text: str, words: Sequence[WeighedWord], low: int, high: int) -> bool:
    """Whether quotation marks or brackets stand around a run, and no function word of the target in them."""
    for _ in range(_QUOTATION):
        if is_set_apart(text, words[low].start, words[high - 1].end):
            return True
        if low > 0 and words[low - 1].points > OWN and _touch(text, words[low - 1].end, words[low].start):
            low -= 1
        elif high < len(words) and words[high].points > OWN and _touch(text, words[high - 1].end, words[high].start):
            high += 1
        else:
            return False
    return False


def _is_attribute(text: str, word: WeighedWord, following: WeighedWord) -> bool:
    """Whether a word in quotation marks is used and not named: “in the "sözde" ranking”."""
    return bool(_CLOSED.fullmatch(text, word.end, following.start)) and following.points == PLAIN


def _touch(text: str, end: int, start: int) -> bool:
    return text[end:start] in (" ", "-", "\N{NO-BREAK SPACE}")
