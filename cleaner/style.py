"""Surface statistics of a text: how often small words, pairs of them and marks come, how long sentences are and how
much they vary. They are cheap, need no parser, and say little each; a model weighs them together."""

from __future__ import annotations

import functools
import re
from collections import Counter
from itertools import pairwise
from operator import and_

from cleaner.lexicon import Lexicon

LENGTH = 2000
"""So many characters of a text are looked at."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[.,;:!?(]|\d+")
_STOPS = frozenset(".!?")
_MARKS = ",;:!?("
_SHORTENED = ("n't ", "'re ", "'ll ", "'ve ", "'m ", "'d ")
_NO_GENITIVES = ("it's ", "that's ", "he's ", "there's ", "what's ", "let's ")
_STARTS = {
    "article": ("The ", "A "),
    "conjunction": ("But ", "And ", "So ", "Or "),
    "pronoun": ("It ", "He ", "She ", "They ", "We ", "I ", "This ", "There "),
}
_FRESH = 150
"""The share of different words is taken of so many, since it falls with the length of a text."""


def measure(text: str, lexicon: Lexicon) -> dict[str, float]:
    """The statistics of the first `LENGTH` characters by name, those that are zero left out or not.

    {} where there is nothing to count, or the language has no list of words to count.
    """
    if "style-words" not in lexicon.lists:
        return {}
    head = text[:LENGTH]
    low = head.replace("’", "'").lower()
    tokens = _TOKEN.findall(low)
    counts = Counter(tokens)
    size = sum(map(str.isalpha, tokens)) + low.count("'")
    if not size:
        return {}
    small = lexicon.words("style-words")
    values = {f"word {word}": count / size for word, count in counts.items() if word in small}
    values |= {f"phrase {phrase}": low.count(padded) / size for phrase, padded in _phrases(lexicon)}
    values |= {f"mark {mark}": counts[mark] / size for mark in _MARKS}
    values |= _choices(low, counts, size)
    values |= _texture(tokens, small)
    values |= _sentences(head, tokens)
    return values


@functools.lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    return tuple((phrase, f" {phrase} ") for phrase in lexicon.entries("style-phrases"))


def _choices(low: str, counts: Counter[str], size: int) -> dict[str, float]:
    """How the writer chooses where the language leaves a choice; these depend little on what a text is about."""
    genitives = max(0, low.count("'s ") - sum(map(low.count, _NO_GENITIVES)))
    articles = counts["a"] + counts["an"] + counts["the"]
    return {
        "contractions": sum(map(low.count, _SHORTENED)) / size,
        "genitives": genitives / size,
        "of for genitive": counts["of"] / (counts["of"] + genitives + 1),
        "definite articles": counts["the"] / (articles + 1),
        "which for that": counts["which"] / (counts["which"] + counts["that"] + 1),
        "comma before and": (low.count(", and ") + low.count(", or ")) / (counts["and"] + counts["or"] + 1),
        "comma before which": (low.count(", which ") + low.count(", who ")) / (counts["which"] + counts["who"] + 1),
        "comma before that": low.count(", that ") / (counts["that"] + 1),
    }


def _texture(tokens: list[str], small: frozenset[str]) -> dict[str, float]:
    """How words repeat and combine."""
    is_small = list(map(small.__contains__, tokens))
    words = [token for token in tokens if token >= "a"]
    fresh = words[:_FRESH]
    rare = [word for word in words if word not in small]
    return {
        "small words": sum(is_small) / len(tokens),
        "small words together": sum(map(and_, is_small, is_small[1:])) / len(tokens),
        "different words": len(set(fresh)) / max(1, len(fresh)),
        "different rare words": len(set(rare[:80])) / max(1, len(rare[:80])),
        "repeated pairs": 1 - len(set(pairwise(tokens))) / len(tokens),
        "length of words": sum(map(len, words)) / max(1, len(words)),
    }


def _sentences(head: str, tokens: list[str]) -> dict[str, float]:
    """How long sentences are, how much that varies, and how they begin."""
    stops = [place for place, token in enumerate(tokens) if token in _STOPS]
    lengths = [after - before for before, after in zip([-1, *stops], stops, strict=False) if after - before > 2]
    if not lengths:
        lengths = [len(tokens)]
    mean = sum(lengths) / len(lengths)
    spread = (sum(length * length for length in lengths) / len(lengths) - mean * mean) ** 0.5
    values = {"length of sentences": mean, "spread of sentences": spread, "relative spread": spread / mean}
    for name, openings in _STARTS.items():
        begun = sum(head.count(f". {opening}") + head.count(f"\n{opening}") for opening in openings)
        values[f"begins with {name}"] = begun / len(lengths)
    return values
