"""Sentences that ask a reader for what pages ask for: to subscribe, to download, to sign up."""

from __future__ import annotations

from cleaner.expressions import expression
from cleaner.passes.boilerplate._buttons import asks_to_follow
from cleaner.passes.boilerplate._lists import KINDS
from cleaner.passes.boilerplate._tables import FurnitureTables, plain, words_of

SPOKEN_TO = frozenset(("you", "your", "our", "us"))
TELLING = frozenset(("he", "she", "they", "said"))
MIN_NOUNS = 2
MAX_LINKED = 8
_MAX_SENTENCE_WORDS = 26
_FEW_OWN, _FEWER_OWN = 3, 6
"""One word in so many may be the page's own, where it begins like a prompt and names things of pages; and elsewhere."""

_THANKS = ("thanks for reading", "thank you for reading")
_ADVERBIAL = ("to", "if", "by")
_SENTENCES = expression(r"(?<=[.!?])\s+(?=\S)")


def asked_in_sentences(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of one or two sentences that ask the reader to do what pages ask for: subscribe, download, sign up."""
    first = bare[: bare.find(" ")].lower().rstrip(",").replace("’", "'")
    if bare[-1:] not in ".!" or not bare[0].isupper():
        return None
    if first not in tables.verbs and first not in tables.asks and "?" not in bare and not _thanks(bare):
        return None
    if not TELLING.isdisjoint(words_of(bare)):
        return None
    sentences = _SENTENCES.split(bare)
    questioned = len(sentences) == 2 and (_thanks(sentences[0]) or _is_question(sentences[0], tables))
    if len(sentences) > 3 or not (first in tables.verbs or first in tables.asks or questioned):
        return None
    kinds = [
        asked_for(sentence, tables, first=number == 0 and not questioned)
        for number, sentence in enumerate(sentences[questioned:])
    ]
    return kinds[0] if all(kinds) else None


def _thanks(said: str) -> bool:
    return said.lower().startswith(_THANKS)


def _is_question(sentence: str, tables: FurnitureTables) -> bool:
    """Whether a short question is about the page: "Liked this post?"."""
    words = words_of(sentence)
    known = tables.known(words)
    return (
        sentence[-1] == "?"
        and 1 < len(words) <= MAX_LINKED
        and known == len(words)
        and (not tables.nouns.isdisjoint(words) or not SPOKEN_TO.isdisjoint(words))
    )


def asked_for(sentence: str, tables: FurnitureTables, *, first: bool) -> str | None:
    """The kind of a sentence that asks in the imperative, names a thing of pages, and has few words of its own."""
    if asks_to_follow(sentence, tables):
        return "share-prompt"
    own = words_of(" ".join(without_names(sentence)))
    if not 3 <= len(own) <= _MAX_SENTENCE_WORDS:
        return None
    if not _asks(sentence, own, tables):
        return None
    said = plain(sentence)
    spoken_to = said.startswith(tables.prompts) or not SPOKEN_TO.isdisjoint(own)
    strong = [word for word in own if word in tables.words and word not in tables.soft]
    prompted = said.replace(",", "").startswith(tables.prompts)
    paged = strong or sum(word in tables.nouns for word in own) >= MIN_NOUNS
    share = _FEW_OWN if prompted and paged else _FEWER_OWN
    if tables.strangers(own) > (len(own) // share if spoken_to else 0):
        return None
    if first and not paged and not prompted:
        return None
    return min((tables.words[word] for word in strong), key=KINDS.index) if strong else "subscribe-prompt"


def _asks(sentence: str, own: list[str], tables: FurnitureTables) -> bool:
    """Whether a sentence is a request: begins with its verb, or has it after an adverbial: "To read on, subscribe"."""
    if own[0] in tables.verbs:
        return True
    if own[0] not in tables.asks:
        return False
    main = words_of(sentence.rpartition(", ")[2]) if own[0] in _ADVERBIAL else own[1:4] if own[0] != "for" else own
    return any(word in tables.verbs for word in (main if own[0] == "for" else main[:3]))


def without_names(sentence: str) -> list[str]:
    """The words of a sentence but for names: capitals within it, with what is glued to them."""
    words = sentence.split()
    return [word for number, word in enumerate(words) if number == 0 or not (word[:1].isupper() or "@" in word)]
