"""A space inside a word."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import compress

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.familiar import UNFAMILIAR_ONLY, word_signs
from cleaner.known_words import WORD_LISTS, is_known
from cleaner.language import function_words, vocabulary
from cleaner.lexicon import Lexicon
from cleaner.rules import Measured, Rule, fix, keep
from cleaner.tokens import tokens

_PREFIX_LISTS = ("hyphen-prefixes", "word-prefixes")
_SMALL_LISTS = ("prepositions", "auxiliaries", "determiners", "conjunctions", "particles", *_PREFIX_LISTS)
"""Lists of words that are no piece of another: what is beside them is a word by itself, or a name."""

_MIN_WHOLE = 5
"""Letters of a word of which two pieces, neither of them a word, are no accident."""

_MIN_HALF_KNOWN = 7
"""The same where one piece is a word, or made like one."""

_MIN_REST = 4
"""Letters of what is no word, from which it may be the rest of one that a small word or a prefix seems to begin."""

_WRITTEN_APART = ("et", "cetera")
_MIN_STEM = 4
_PIECES = expression(r"(?:[A-Z][a-z]+|[a-z]{2,}) [a-z]{2,}")
_OF_COMPOUNDS = "o"
"""What the first parts of learned compounds end with: some write hydro carbon."""


class SpaceInsideWord(Rule):
    """Join a word that a space took apart: `informa tion`, `govern ments`, `whi ch`.

    Why: text taken out of PDF files and scans loses track of which letters are close, and engines copy it.

    Not touched: pieces that are both words, what is beside a small word, a word beside a prefix or a name, words of
    other languages.

    Safety: safe. The pieces make a common word together, and one of them at least is none in any list.
    """

    name = "spacing/space-inside-word"
    measured = Measured(
        right=24,
        judged=24,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in human text, most of it speeches that were scanned, and in machine translations, read",
    )
    lists = ("parts-of-speech", "function-words")
    optional_lists = ("style-words", *WORD_LISTS, *_SMALL_LISTS)
    examples = (
        fix("No informa tion came.", "No information came.", at="informa tion"),
        fix("Two govern ments fell.", "Two governments fell.", at="govern ments"),
        fix("It is the mill whi ch burnt.", "It is the mill which burnt.", at="whi ch"),
        keep("Ten per cent of Israel is sand, et cetera."),
        keep("An infra red lamp, a hydro carbon, and a cause be cause."),
        keep("Why no te callas? They sang che la morte."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        words, text, done = document.once(tokens), document.text, 0
        for first in _candidates(document):
            if not _is_one(words.word(first), words.word(first + 1), document.lexicon):
                continue
            start, (low, end) = words.span(first)[0], words.span(first + 1)
            if start >= done and _PIECES.fullmatch(text, start, end) and _stands_free(text, start, end):
                done = end
                yield self.edit(start, end, "word split by a space", [Change(low - 1, low, "")])


def _candidates(document: Document) -> list[int]:
    """Where two words in a row, of which one is in no list, are a word of the vocabulary together.

    Written for speed: every text comes here, and most words that are in no list are names. So what two words are
    together is asked first.
    """
    keys, small, lexicon = document.once(tokens).keys, _no_pieces(document.lexicon), document.lexicon
    strange = int.from_bytes(document.once(word_signs).translate(UNFAMILIAR_ONLY), "little")
    beside = (strange | strange >> 8).to_bytes(len(keys), "little")  # of two words in a row, the first or the second
    pairs = zip(compress(keys, beside), compress(keys[1:], beside), strict=False)
    together = [first + after for first, after in pairs if first not in small and after not in small]
    wholes = vocabulary(lexicon).intersection(map(bytes.decode, filter(bytes.isalpha, together)))
    if not wholes:
        return []
    found = frozenset(map(str.encode, wholes))
    joined = [at for at in compress(range(len(keys) - 1), beside) if keys[at] + keys[at + 1] in found]
    return [at for at in joined if not all(_is_listed(key, lexicon) for key in keys[at : at + 2])]


def _is_listed(key: bytes, lexicon: Lexicon) -> bool:
    word = key.decode()
    return is_known(word, lexicon) or word in _small_words(lexicon)


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether neither piece is a part of something longer: an address, a contraction, an entity."""
    before, after = text[start - 1 : start] if start else " ", text[end : end + 1] or " "
    return (before.isspace() or before in "\"“‘('") and (after.isspace() or after in '.,;:!?)"”’')


@functools.lru_cache(maxsize=4096)
def _is_one(first: str, after: str, lexicon: Lexicon) -> bool:
    """Whether two pieces are one word: neither is one, or one is that is neither small nor a name."""
    words = (_is_word(first, lexicon), _is_word(after, lexicon))
    if all(words) or _is_small(after, lexicon) or (words[1] and first.endswith(_OF_COMPOUNDS)):
        return False
    if _is_small(first, lexicon):
        return (
            not _is_own(first, lexicon)
            and not words[1]
            and len(after) >= _MIN_REST
            and (first, after) != _WRITTEN_APART
        )
    return len(first + after) >= (_MIN_HALF_KNOWN if any(words) else _MIN_WHOLE)


def _is_small(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a small one of any language, or a prefix."""
    return word in function_words() or word in _small_words(lexicon)


def _is_own(word: str, lexicon: Lexicon) -> bool:
    """Whether a small word is one of the language: an unknown word after it may well be one that no list has."""
    own = lexicon.lang in function_words().get(word, ())
    return own or any(word in lexicon.optional(name) for name in _SMALL_LISTS if name not in _PREFIX_LISTS)


def _is_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is in a list, or is made of one by an ending."""
    stems = (word.removesuffix(ending) for ending in lexicon.optional("word-endings") if word.endswith(ending))
    return is_known(word, lexicon) or any(len(stem) >= _MIN_STEM and is_known(stem, lexicon) for stem in stems)


@functools.cache
def _no_pieces(lexicon: Lexicon) -> frozenset[bytes]:
    """The keys of small words of the language, of which `_is_one` takes none for a piece, whatever is beside it."""
    small = (word for word, langs in function_words().items() if lexicon.lang in langs)
    return frozenset(word.encode() for word in (*small, *_small_words(lexicon)) if _is_own(word, lexicon))


@functools.cache
def _small_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*(lexicon.optional(name) for name in _SMALL_LISTS))
