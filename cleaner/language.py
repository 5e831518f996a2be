"""Which language a text is in, as far as letters and function words tell: cheap, and in doubt it does not say.

Text in another script is told by its letters, text in a shared one by the function words of the languages in `data/`
and by the letters that only some of them use. `is_foreign` reads three short windows of a text, whatever its length,
and in doubt says no; `identify` names the language of a span that is known to be foreign.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass

import regex

from cleaner.expressions import expression
from cleaner.lexicon import Lexicon, known_languages, load, own_words

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u102b-\u103e"
"""Vowel signs and points that are no letters for `re`, and yet stand inside words."""

WORD = expression(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*(?:['’ʼ\u200c][^\W\d_](?:[^\W\d_]|[{_MARKS}])*)*")
"""A word; the zero-width non-joiner is part of Persian ones."""

LAST_SPACED = "\u0dff"
"""The last character of the scripts that have spaces between words, and their small words."""

_WINDOW = 250
_OWN_SHARE = 5
"""Where one word in so many is a function word of the pipeline's language, nothing else need be asked."""

_MIN_WORDS = 4
"""Fewer words of a shared script say nothing about a language."""

_MARGIN = 2.0
"""How many times the evidence for its own language the evidence for another one must be."""

_SURE_MARGIN = 1.25
"""How far the best language must be ahead of the second to be named without asking a detector."""


_MINOR = 0.85
"""What the evidence for a language counts that looks like a greater one: it must lead to be named."""


_OWN_VOCABULARY = 0.4
"""Where so many of the words in small letters are in the vocabulary of a language, the text is not in another one: of
sentences in five languages of the same script, fewer than one in a hundred have so many English words, of English
sentences fewer than one in two hundred have so few (2026-11)."""


_FRAME = 3
"""A text of which so many words at an end are all of a language is framed by it, and at most in part in another one."""


_SENTENCE = 40
"""So many words are a sentence or two, of which the first word tells something."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A language and how it was come by: `evidence` counts words, `sure` is false where a second one is close."""

    lang: str
    evidence: float
    sure: bool


def is_foreign(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` is clearly not in the language of `lexicon`."""
    sample = _sample(text)
    tokens = sample.split()
    small = lexicon.optional("function-words")
    if small and sum(map(small.__contains__, tokens)) * _OWN_SHARE > len(tokens):
        return False
    if not sample.isascii():
        own_letters, other_letters = _letter_counts(sample, lexicon.script)
        if own_letters + other_letters >= 2 and own_letters < other_letters:
            return True
    words = WORD.findall(sample)
    if len(words) < _MIN_WORDS:
        return False
    evidence = _evidence(words, lexicon.script)
    evidence.pop(lexicon.lang, None)
    rival = max(evidence, key=lambda lang: (evidence[lang], lang), default=None)
    if rival is None:
        return False
    own, other = _exclusive(words, lexicon, rival)
    return (
        other >= max(2.0, len(words) / 10)
        and other >= _MARGIN * own
        and _known_share(words, lexicon, rival) < _OWN_VOCABULARY
        and not _is_framed(words, lexicon, rival)
    )


def _known_share(words: list[str], lexicon: Lexicon, rival: str) -> float:
    """The share of words, unknown names aside, that are in the vocabulary and are no function words of `rival`."""
    own, table = vocabulary(lexicon), function_words()
    known = sum(word in own and rival not in table.get(word, ()) for word in map(str.lower, words))
    unknown = sum(word.islower() and word not in own for word in words)
    return known / max(1, known + unknown)


def _is_framed(words: list[str], lexicon: Lexicon, rival: str) -> bool:
    """Whether the words at an end are all of the language of `lexicon`, or the first is a function word of it alone."""
    own, table = vocabulary(lexicon), function_words()
    if not own:
        return False
    lower = [word.lower() for word in words]
    first = table.get(lower[0], ())
    if lexicon.lang in first and rival not in first and len(words) <= _SENTENCE:
        return True
    ends = (lower[:_FRAME], lower[-_FRAME:])
    return any(all(word in own and rival not in table.get(word, ()) for word in end) for end in ends)


@functools.lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon) -> frozenset[str]:
    """The words of a language that its lists know, in lower case; empty where it has no list of parts of speech."""
    if not lexicon.has("parts-of-speech"):
        return frozenset()
    return frozenset(parts_of_speech(lexicon)) | lexicon.optional("function-words") | lexicon.optional("style-words")


@functools.lru_cache(maxsize=8)
def parts_of_speech(lexicon: Lexicon) -> dict[str, str]:
    """Word to its parts of speech, the commonest first, one character each; empty where the language has no list."""
    if not lexicon.has("parts-of-speech"):
        return {}
    words_and_codes = " ".join(lexicon.read("parts-of-speech")).split(" ")
    return dict(zip(words_and_codes[::2], words_and_codes[1::2], strict=True))


def _exclusive(words: list[str], lexicon: Lexicon, rival: str) -> tuple[float, float]:
    """The evidence for the language of `lexicon` and not for `rival`, and the other way round."""
    table = function_words()
    ambiguous = lexicon.optional("shared-spellings")
    own, other = 0.0, 0.0
    letters = letters_of(rival) - letters_of(lexicon.lang)
    for word in words:
        lower = word.lower()
        langs = table.get(lower, ())
        if lexicon.lang in langs:
            own += rival not in langs
        elif rival in langs:
            other += 0.0 if lower in ambiguous else 1.0 if len(lower) > 1 else 0.3
        elif word == lower and not letters.isdisjoint(lower):
            other += 0.6
    return own, other


def identify(text: str) -> Guess | None:
    """The language of `text` by its own testimony; None where neither letters nor function words say anything."""
    script = dominant_script(text)
    if script is None:
        return None
    if script == "Han":
        return Guess(_east_asian(text), float(len(text)), sure=True)
    languages = _by_script().get(script, ())
    if len(languages) == 1:
        return Guess(languages[0], float(len(text)), sure=True)
    evidence = _evidence(WORD.findall(text), script)
    ranked = sorted(evidence.items(), key=lambda item: (-round(item[1], 6), -_speakers(item[0]), item[0]))
    if not ranked or ranked[0][1] <= 0:
        return None
    first, best = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return Guess(first, best, sure=best >= 2 and best >= _SURE_MARGIN * second)


def dominant_script(text: str) -> str | None:
    """The script of most letters of `text`, None where it has none of a known script; kana and Han count as Han."""
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        script = _script_of(letter)
        if script:
            counts[script] += count
    return max(counts, key=lambda script: (counts[script], script)) if counts else None


def name_of(lang: str) -> str:
    """The English name of a language in `data/`."""
    return load(lang).name


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = len(text) // 2
    return " ".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _letter_counts(sample: str, script: str) -> tuple[int, int]:
    """How many letters are of the script, and how much foreign script there is.

    A letter of Han or Hangul says as much as two or three of an alphabet.
    """
    letters = len(_letters().findall(sample))
    own = len(_script_letters(script).findall(sample))
    dense = 0 if script in ("Han", "Hangul") else len(_dense().findall(sample))
    return own, letters - own + dense


def _evidence(words: list[str], script: str) -> dict[str, float]:
    """Points for each language: one a function word, shared by the languages that have it, and one a lower-case word
    with a letter of its own; half a point off where a word has a letter that the language does not use."""
    table = function_words()
    own_letters, all_letters = _letter_table(script)
    points = dict.fromkeys(_by_script().get(script, ()), 0.0)
    for word, count in Counter(words).items():
        lower = word.lower()
        weight = float(min(count, 3))
        for lang in table.get(lower, ()):
            if lang in points:
                points[lang] += weight
        special = all_letters.intersection(lower)
        if special and word == lower:
            for lang in points:
                points[lang] += 0.6 * weight if special <= own_letters[lang] else -0.6 * weight
    for lang in points:
        if load(lang).settings.get("minor"):
            points[lang] *= _MINOR
    return points


def _east_asian(text: str) -> str:
    kana = len(_script_letters("Hiragana").findall(text)) + len(_script_letters("Katakana").findall(text))
    return "ja" if kana * 12 >= len(text) or (kana and len(text) < 12) else "zh"


@functools.cache
def _speakers(lang: str) -> int:
    """Millions of speakers, roughly: where nothing else decides, the language of more people is the likelier."""
    speakers = load(lang).settings.get("speakers", 0)
    return speakers if isinstance(speakers, int) else 0


@functools.cache
def function_words() -> dict[str, tuple[str, ...]]:
    """Word to the languages it is a function word of."""
    table: dict[str, tuple[str, ...]] = {}
    for lang in known_languages():
        for word in own_words(lang, "function-words"):
            table[word] = (*table.get(word, ()), lang)
    return table


@functools.cache
def _by_script() -> dict[str, tuple[str, ...]]:
    """Script to the languages that are written in it first."""
    table: dict[str, tuple[str, ...]] = {}
    for lang in known_languages():
        table[load(lang).script] = (*table.get(load(lang).script, ()), lang)
    return table


@functools.cache
def letters_of(lang: str) -> frozenset[str]:
    """The letters of a language that not all of its script use."""
    return frozenset(str(load(lang).settings.get("letters", "")))


@functools.cache
def _letter_table(script: str) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    own = {lang: letters_of(lang) for lang in _by_script().get(script, ())}
    return own, frozenset().union(*own.values())


@functools.cache
def _scripts() -> tuple[str, ...]:
    return tuple(sorted(_by_script()))


@functools.lru_cache(maxsize=4096)
def _script_of(letter: str) -> str | None:
    """The script of a letter among those of the languages in `data/`; kana count as Han."""
    match = _letter_of_a_script().match(letter)
    return _scripts()[match.lastindex - 1] if match and match.lastindex else None


@functools.cache
def _letter_of_a_script() -> regex.Pattern[str]:
    """A letter of one of `_scripts`, with a group for each."""
    return regex.compile("|".join(f"({_script_letters(script).pattern})" for script in _scripts()))


@functools.cache
def _letters() -> regex.Pattern[str]:
    return regex.compile(r"\p{L}")


@functools.cache
def _dense() -> regex.Pattern[str]:
    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")


@functools.cache
def _script_letters(script: str) -> regex.Pattern[str]:
    if script == "Han":
        return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
    return regex.compile(rf"\p{{Script={script}}}")
