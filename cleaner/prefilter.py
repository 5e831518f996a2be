"""One look at a text for all rules: what is between its small letters decides which rules are asked.

Most rules act on marks, whitespace, digits and capitals: on what shows in the gaps of a text (`cleaner.gaps`). A rule
says with an expression over a gap where it could act (`Rule.acts_on`). Each gap is shown to the expressions once in the
life of the process, and what they say is remembered as a set of bits. A document then costs one translation, one split
and a few look-ups, however many rules there are. What no gap shows, words of a list may (`Rule.words`): those of all
rules are looked for at once.

The prefilter errs to one side only: a rule that is not picked has nothing to do.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from cleaner.document import Document
from cleaner.familiar import familiar_among, unfamiliar
from cleaner.gaps import gaps, shown
from cleaner.lexicon import Lexicon
from cleaner.rules import Rule
from cleaner.tokens import tokens

MAX_REMEMBERED = 1 << 16
"""Gaps that are remembered, at most; what comes after is shown to the expressions every time."""

MAX_NEW = 400
"""Gaps of one text that are shown to the expressions, at most: beyond it every rule is picked."""

MAX_GAP = 120
"""Bytes of a gap that is looked at; where one is longer (text in another script) every rule is picked."""


class Prefilter:
    """Picks, for a text, those of its rules that could act on it. Make one with `prefilter`."""

    def __init__(self, expressions: Sequence[str | None], vocabularies: Sequence[frozenset[bytes] | None] = ()) -> None:
        """`expressions` are over gaps, `vocabularies` are keys of words."""
        different = dict.fromkeys(expression for expression in expressions if expression is not None)
        self._bits = {expression: 1 << number for number, expression in enumerate(different)}
        self._patterns = [(re.compile(expression), bit) for expression, bit in self._bits.items()]
        self._all = (1 << len(self._bits)) - 1
        self._known: dict[bytes, int] = {}
        spoken = dict.fromkeys(words for words in vocabularies if words is not None)
        self._word_bits = {words: 1 << number for number, words in enumerate(spoken, len(self._bits))}
        self._words = frozenset().union(*spoken)

    def signals(self, text: str, found: Iterable[bytes] | None = None) -> int:
        """What the gaps of a text say, as a set of bits; all of them where it would cost too much to tell. `found` are
        its gaps, where they are cut already."""
        known = self._known
        bits = new = 0
        for gap in gaps(text) if found is None else found:
            seen = known.get(gap)
            if seen is None:
                new += 1
                if new > MAX_NEW or len(gap) > MAX_GAP:
                    return self._all
                seen = self._read(gap)
            bits |= seen
        return bits

    def of_words(self, document: Document) -> int:
        """What the words of a text say, as a set of bits."""
        found = self._words.intersection(document.once(unfamiliar))
        if common := _familiar_words(self._words, document.lexicon):
            found |= common.intersection(document.once(tokens).keys)
        return sum(bit for words, bit in self._word_bits.items() if not found.isdisjoint(words)) if found else 0

    @property
    def asks_for_words(self) -> bool:
        """Whether any rule acts on words."""
        return bool(self._words)

    def picks(self, rule: Rule, signals: int, lang: str = "en") -> bool:
        """Whether a rule is picked by what was said of a text; a rule that declares nothing always is."""
        bits = self.bits(rule, lang)
        return bits is None or bool(bits & signals)

    def bits(self, rule: Rule, lang: str = "en") -> int | None:
        """The signals of which one picks a rule; None where it declares nothing."""
        words = rule.words(lang)
        if rule.acts_on is None and words is None:
            return None
        bits = 0 if rule.acts_on is None else self._bits[rule.acts_on]
        return bits if words is None else bits | self._word_bits[words]

    def _read(self, gap: bytes) -> int:
        text = shown(gap)
        bits = sum(bit for pattern, bit in self._patterns if pattern.search(text))
        if len(self._known) < MAX_REMEMBERED:
            self._known[gap] = bits
        return bits


@functools.lru_cache(maxsize=64)
def _familiar_words(words: frozenset[bytes], lexicon: Lexicon) -> frozenset[bytes]:
    """Those of some words that `unfamiliar` may leave out."""
    return familiar_among(words, lexicon)


@functools.lru_cache(maxsize=64)
def _prefilter(expressions: tuple[str | None, ...], vocabularies: tuple[frozenset[bytes] | None, ...]) -> Prefilter:
    return Prefilter(expressions, vocabularies)


def prefilter(rules: Sequence[Rule], lang: str = "en") -> Prefilter:
    """The prefilter of these rules for texts in a language; one for all pipelines of the process that ask the same."""
    return _prefilter(
        tuple(dict.fromkeys(rule.acts_on for rule in rules)), tuple(dict.fromkeys(rule.words(lang) for rule in rules))
    )
