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
_STOPS = ".!?"
_MARKS = ",;:!?("
_SHORTENED = ("n't", "'re", "'ll", "'ve", "'m", "'d")
_NO_GENITIVES = frozenset({"it's", "that's", "he's", "she's", "there's", "what's", "let's"})
_STARTS = {
    "article": ("the", "a"),
    "conjunction": ("but", "and", "so", "or"),
    "pronoun": ("it", "he", "she", "they", "we", "i", "this", "there"),
}
_FRESH = 150
"""The share of different words is taken of so many, since it falls with the length of a text."""

_FRESH_RARE = 80

BUILD = (
    "different rare words",
    "different words",
    "length of sentences",
    "length of words",
    "repeated pairs",
    "small words",
    "small words together",
)
"""The statistics that every text has, whatever it is about: by them a text is like or unlike others."""

Pairs = Counter[tuple[str, str]]


def measure(text: str, lexicon: Lexicon) -> dict[str, float]:
    """The statistics of the first `LENGTH` characters by name; what is missing is zero.

    {} where there is nothing to count, or the language has no list of words to count.
    """
    if "style-words" not in lexicon.lists:
        return {}
    tokens = _TOKEN.findall(text[:LENGTH].replace("’", "'").lower())
    counts = Counter(tokens)
    words = [token for token in tokens if token >= "a"]
    if not words:
        return {}
    pairs = Counter(pairwise(tokens))
    small = lexicon.words("style-words")
    size = len(words)
    values = {f"word {word}": count / size for word, count in counts.items() if word in small}
    values |= {name: pairs[pair] / size for name, pair in _phrases(lexicon) if pair in pairs}
    values |= {f"mark {mark}": counts[mark] / size for mark in _MARKS if mark in counts}
    values |= _choices(counts, pairs, size)
    values |= _texture(tokens, words, pairs, small)
    values |= _sentences(tokens, pairs)
    return values


@functools.lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> tuple[tuple[str, tuple[str, str]], ...]:
    """The pairs of words that are counted, each with the name of its statistic."""
    entries = (entry.partition(" ") for entry in lexicon.entries("style-phrases"))
    return tuple((f"phrase {first} {second}", (first, second)) for first, _, second in entries)


def _choices(counts: Counter[str], pairs: Pairs, size: int) -> dict[str, float]:
    """How the writer chooses where the language leaves a choice; these depend little on what a text is about."""
    apostrophes = [(word, count) for word, count in counts.items() if "'" in word]
    genitives = sum(count for word, count in apostrophes if word.endswith("'s") and word not in _NO_GENITIVES)
    articles = counts["a"] + counts["an"] + counts["the"]
    return {
        "contractions": sum(count for word, count in apostrophes if word.endswith(_SHORTENED)) / size,
        "genitives": genitives / size,
        "of for genitive": counts["of"] / (counts["of"] + genitives + 1),
        "definite articles": counts["the"] / (articles + 1),
        "which for that": counts["which"] / (counts["which"] + counts["that"] + 1),
        "comma before and": (pairs[",", "and"] + pairs[",", "or"]) / (counts["and"] + counts["or"] + 1),
        "comma before which": (pairs[",", "which"] + pairs[",", "who"]) / (counts["which"] + counts["who"] + 1),
        "comma before that": pairs[",", "that"] / (counts["that"] + 1),
    }


def _texture(tokens: list[str], words: list[str], pairs: Pairs, small: frozenset[str]) -> dict[str, float]:
    """How words repeat and combine."""
    is_small = list(map(small.__contains__, tokens))
    fresh = words[:_FRESH]
    rare = [word for word in words if word not in small][:_FRESH_RARE]
    return {
        "small words": sum(is_small) / len(tokens),
        "small words together": sum(map(and_, is_small, is_small[1:])) / len(tokens),
        "different words": len(set(fresh)) / len(fresh),
        "different rare words": len(set(rare)) / max(1, len(rare)),
        "the … of": sum(tokens[place - 2] == "the" for place in _places(tokens, "of")) / len(tokens),
        "repeated pairs": 1 - len(pairs) / len(tokens),
        "length of words": sum(map(len, words)) / len(words),
    }


def _places(tokens: list[str], wanted: str) -> list[int]:
    return [place for place, token in enumerate(tokens) if token == wanted and place > 1]


def _sentences(tokens: list[str], pairs: Pairs) -> dict[str, float]:
    """How long sentences are, how much that varies, and how they begin."""
    stops = [place for place, token in enumerate(tokens) if token in _STOPS]
    lengths = [after - before for before, after in pairwise([-1, *stops]) if after - before > 2] or [len(tokens)]
    mean = sum(lengths) / len(lengths)
    variance = sum(length * length for length in lengths) / len(lengths) - mean * mean
    spread = max(0.0, variance) ** 0.5
    values = {"length of sentences": mean, "spread of sentences": spread, "relative spread": spread / mean}
    for name, openings in _STARTS.items():
        values[f"begins with {name}"] = sum(pairs[".", opening] for opening in openings) / len(lengths)
    return values
