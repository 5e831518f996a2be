"""Surface statistics of a text: how often small words, pairs of them and marks come, how usual its pairs of words are,
how long sentences are and how much they vary. They are cheap, need no parser, and say little each; a model weighs them
together.

The counting is done in ASCII bytes, where Python is fastest; what is outside ASCII is neither a small word nor a mark
that is counted.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Set
from itertools import pairwise

from cleaner.lexicon import Lexicon

LENGTH = 2000
"""So many characters of a text are looked at."""

_STOPS = (b".", b"!", b"?")
_MARKS = (b".", b",", b";", b":", b"!", b"?", b"(")
_KEPT = b"abcdefghijklmnopqrstuvwxyz'" + b"".join(_MARKS)
_TO_TOKENS = bytes(code if code in _KEPT else code + 32 if 65 <= code <= 90 else 32 for code in range(256))
_SHORTENED = (b"n't", b"'re", b"'ll", b"'ve", b"'m", b"'d")
_NO_GENITIVES = frozenset({b"it's", b"that's", b"he's", b"she's", b"there's", b"what's", b"let's"})
_STARTS = {
    "article": (b"the", b"a"),
    "conjunction": (b"but", b"and", b"so", b"or"),
    "pronoun": (b"it", b"he", b"she", b"they", b"we", b"i", b"this", b"there"),
}
_FRESH = 150
"""The share of different words is taken of so many, since it falls with the length of a text."""

USUAL = (1_000, 3_000, 10_000)
"""Pairs of words are counted that are among so many most usual ones."""

_SMALL, _OTHER, _MARK = "som"
_KINDS = {
    _SMALL + _SMALL: "small small",
    _SMALL + _OTHER: "small other",
    _OTHER + _SMALL: "other small",
    _OTHER + _OTHER: "other other",
}
"""Pairs of words by whether each of them is a small one."""

_UNUSUAL = "-"

BUILD = (
    "different rare words",
    "different words",
    "length of sentences",
    "length of words",
    "repeated pairs",
    "small words",
)
"""The statistics that every text has, whatever it is about: by them a text is like or unlike others."""

Counts = Mapping[bytes, int]
Pairs = Mapping[tuple[bytes, bytes], int]


def measure(text: str, lexicon: Lexicon) -> dict[str, float]:
    """The statistics of the first `LENGTH` characters by name; what is missing is zero.

    {} where there is nothing to count, or the language has no list of words to count.
    """
    if not lexicon.has("style-words"):
        return {}
    tokens = _tokens(text[:LENGTH])
    counts = Counter(tokens)
    marks = {mark: counts.pop(mark) for mark in _MARKS if mark in counts}
    size = sum(counts.values())
    if not size:
        return {}
    pairs = Counter(pairwise(tokens))
    names = _names(lexicon)
    values = {names[word]: count / size for word, count in counts.items() if word in names}
    values |= {name: pairs[pair] / size for pair, name in _phrases(lexicon) if pair in pairs}
    values |= {f"mark {mark.decode()}": count / size for mark, count in marks.items() if mark != b"."}
    values |= _choices(counts, pairs, size)
    values |= _texture(tokens, counts, pairs, size, names.keys())
    values |= _usual(tokens, lexicon)
    values |= _sentences(tokens, pairs)
    return values


def _tokens(text: str) -> list[bytes]:
    """The words in lower case, and the marks."""
    if not text.isascii():
        text = text.replace("’", "'").replace("—", " ").replace("–", " ")
    spaced = text.encode("ascii", "ignore").translate(_TO_TOKENS)
    for mark in _MARKS:
        if mark in spaced:
            spaced = spaced.replace(mark, b" " + mark + b" ")
    return spaced.split()


@functools.lru_cache(maxsize=8)
def _names(lexicon: Lexicon) -> dict[bytes, str]:
    """The small words that are counted, each with the name of its statistic."""
    return {word.encode(): f"word {word}" for word in lexicon.entries("style-words")}


@functools.lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> tuple[tuple[tuple[bytes, bytes], str], ...]:
    """The pairs of words that are counted, each with the name of its statistic."""
    entries = (entry.partition(" ") for entry in lexicon.entries("style-phrases"))
    return tuple(((first.encode(), second.encode()), f"phrase {first} {second}") for first, _, second in entries)


def _choices(counts: Counts, pairs: Pairs, size: int) -> dict[str, float]:
    """How the writer chooses where the language leaves a choice; these depend little on what a text is about."""
    apostrophes = [(word, count) for word, count in counts.items() if b"'" in word]
    genitives = sum(count for word, count in apostrophes if word.endswith(b"'s") and word not in _NO_GENITIVES)
    times, together = counts.get, pairs.get
    a, an, the, of = times(b"a", 0), times(b"an", 0), times(b"the", 0), times(b"of", 0)
    which, that, who = times(b"which", 0), times(b"that", 0), times(b"who", 0)
    lists = together((b",", b"and"), 0) + together((b",", b"or"), 0)
    clauses = together((b",", b"which"), 0) + together((b",", b"who"), 0)
    return {
        "contractions": sum(count for word, count in apostrophes if word.endswith(_SHORTENED)) / size,
        "genitives": genitives / size,
        "of for genitive": of / (of + genitives + 1),
        "definite articles": the / (a + an + the + 1),
        "which for that": which / (which + that + 1),
        "comma before and": lists / (times(b"and", 0) + times(b"or", 0) + 1),
        "comma before which": clauses / (which + who + 1),
        "comma before that": together((b",", b"that"), 0) / (that + 1),
    }


def _texture(tokens: list[bytes], counts: Counts, pairs: Pairs, size: int, small: Set[bytes]) -> dict[str, float]:
    """How words repeat and combine."""
    fresh = Counter(tokens[:_FRESH])
    rare = [count for word, count in fresh.items() if word not in small]
    return {
        "small words": sum(map(counts.__getitem__, counts.keys() & small)) / size,
        "different words": len(fresh) / min(_FRESH, len(tokens)),
        "different rare words": len(rare) / max(1, sum(rare)),
        "the … of": sum(tokens[place - 2] == b"the" for place in _places(tokens, b"of")) / size,
        "repeated pairs": 1 - len(pairs) / len(tokens),
        "length of words": (len(b"".join(tokens)) - len(tokens) + size) / size,
    }


def _usual(tokens: list[bytes], lexicon: Lexicon) -> dict[str, float]:
    """The shares of pairs of words that are usual in the language, by kind and in all: a translation takes the beaten
    track more often than a person does, whatever it is about."""
    classes, cells = _classes(lexicon), _cells(lexicon)
    row = "".join([classes.get(token, _OTHER) for token in tokens])
    found = "".join([cells.get(pair, _UNUSUAL) for pair in pairwise(tokens)])
    values, total, usual = {}, 0, [0] * len(USUAL)
    for kind, name in _KINDS.items():
        size, so_far = _adjacent(row, kind), 0
        for place, tier in enumerate(USUAL):
            so_far += found.count(_cell(kind, place))
            usual[place] += so_far
            values[f"usual {tier} {name}"] = so_far / (size + 1)
        total += size
    return values | {f"usual {tier}": count / (total + 1) for tier, count in zip(USUAL, usual, strict=True)}


def _adjacent(row: str, pair: str) -> int:
    """How often a pair of classes stands in a row of them; pairs may overlap."""
    first = pair[0]
    if first != pair[1]:
        return row.count(pair)
    others = sum(row.count(first + other) for other in (_SMALL, _OTHER, _MARK) if other != first)
    return row.count(first) - others - row.endswith(first)


@functools.lru_cache(maxsize=8)
def _classes(lexicon: Lexicon) -> dict[bytes, str]:
    """What is a small word and what a mark; anything else is another word."""
    return dict.fromkeys(_names(lexicon), _SMALL) | dict.fromkeys(_MARKS, _MARK)


@functools.lru_cache(maxsize=8)
def _cells(lexicon: Lexicon) -> dict[tuple[bytes, bytes], str]:
    """The usual pairs, each with the character that stands for its kind and how usual it is."""
    classes = _classes(lexicon)
    cells = {}
    for rank, entry in enumerate(lexicon.entries("usual-pairs")[: USUAL[-1]]):
        first, _, second = entry.encode().partition(b" ")
        kind = classes.get(first, _OTHER) + classes.get(second, _OTHER)
        cells[first, second] = _cell(kind, next(place for place, tier in enumerate(USUAL) if rank < tier))
    return cells


def _cell(kind: str, place: int) -> str:
    return chr(ord("a") + list(_KINDS).index(kind) * len(USUAL) + place)


def _places(tokens: list[bytes], wanted: bytes) -> list[int]:
    return [place for place, token in enumerate(tokens) if token == wanted and place > 1]


def _sentences(tokens: list[bytes], pairs: Pairs) -> dict[str, float]:
    """How long sentences are, how much that varies, and how they begin."""
    stops = [place for place, token in enumerate(tokens) if token in _STOPS]
    lengths = [after - before for before, after in pairwise([-1, *stops]) if after - before > 2] or [len(tokens)]
    mean = sum(lengths) / len(lengths)
    variance = sum(length * length for length in lengths) / len(lengths) - mean * mean
    spread = max(0.0, variance) ** 0.5
    values = {"length of sentences": mean, "spread of sentences": spread, "relative spread": spread / mean}
    for name, openings in _STARTS.items():
        values[f"begins with {name}"] = sum(pairs.get((b".", opening), 0) for opening in openings) / len(lengths)
    return values
