"""The signs that a paragraph at one end of a text is talk about a translation: each with its points and its question.

No sign decides alone; `_weighing` says which together do.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable
from types import MappingProxyType

from cleaner.lexicon import known_languages
from cleaner.passes.chatter._facts import FACT_LISTS, Facts
from cleaner.passes.chatter._words import both

SIGN_LISTS = (
    *FACT_LISTS,
    "agreements",
    "answer-labels",
    "assents",
    "breakdown-headings",
    "farewells",
    "detail-words",
    "forward-words",
    "greetings",
    "hesitations",
    "meta-labels",
    "note-labels",
    "note-leads",
    "note-openers",
    "offer-openers",
    "personal-words",
    "presenters",
    "speaker-words",
    "talk-openers",
    "thinking-pieces",
)
"""Every list that is read for signs."""

_NEAR = 5
_SHORT = 14
_MAX_LABEL = 6
_MAX_EXCLAMATION = 8
_TAIL = " *_)]"
_MAX_TERM = 6
_MAX_FAREWELL = 14
_LONG, _LONGER = 25, 45
_FEW, _SOME, _MANY = 0.2, 0.3, 0.45
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}|\d[\d.,]*\d")
_CODES = re.compile(r"\b(?:[A-Za-z]{2,3}\s*(?:→|⇒|->|=>)\s*[A-Za-z]{2,3}|[A-Z]{2} ?> ?[A-Z]{2})\b")
_CODE_LABEL = re.compile(r"[*_#\s]*([A-Z]{2,3})[*_\s]*[:：]")
_SYMBOLS = re.compile(r"[\u2190-\u21ff\u2600-\u27bf\U0001f1e6-\U0001f9ff]")
_SAID = re.compile(r"\b(?:said|says|told|added|asked|wrote)\b")
_RULES = r"[*_\s\ufe0f]*(?:[-=_*]{3,}\s*)?\Z"
_OPEN_END = re.compile(rf"[:：—–👇⬇]{_RULES}")
_TRAILING = re.compile(rf"(?:…|\.\.\.){_RULES}")
_NO_STOP = re.compile(rf"[^\W\d_][)\]]?{_RULES}")
_HEADING = re.compile(r"\s*(?:#{1,6}\s|\*\*|__|[-=*_]{3,}\s|[\[(【<>»])")
_ASSENT_MARK = re.compile(r"[\w' ]{1,40}?[,.!;—–-]")
_SOURCE = re.compile(
    r"\b(?:the|in|from) (?:original|source)(?=\s*(?:[.,;:)]|\Z)| (?:text|article|version|paragraph|passage|wording"
    r"|sentence|is|was|has|had|uses|used|says|said|reads|contains|ends|mentions|where|which|but|and|so|itself|here|too)\b)"
)
_SENTENCE_END = re.compile(r"[.!?,]+\s*")
_END_MARK = re.compile(
    r"[\[(*_—–\s-]*end of (?:the )?(?:translation|translated text|text|output|article)[\])*_.!—–\s-]*"
    r"|[\[(*—–-]{1,3}\s*(?:end|fin|fine|ende|konec|koniec|конец|终|完|終わり|끝)\s*[\])*—–-]{1,3}",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\byour (?:\w+ )?(?:text|message|article|input|file|document|request|paragraph|passage|project|task|translation"
    r"|version|submission|excerpt|studies|work|language|translator|assistant)\b"
)
_EQUATION = re.compile(r"[\w\"”»]\s*[=≈]\s*[\w\"“«$€£]")
_LEAD = re.compile(r"[\w' -]{2,40}(?=\s*[:：])")
_ASKER = re.compile(r"\b(?:the|dear) user(?:'s)?\b")
_TRANSLATED = ("translat", "retranslat", "mistranslat")
_TRANSLATOR = "translator"
_SPOKEN = re.compile(r"\b[Tt]ranslat(?:e|es|ed|ion|ions|ing|or|ors)\b")
_PROMISES = re.compile(
    r"\b(?:i'll|i will|i'm going to|i am going to|let me|let's|we need to|i need to|i have to|i can|we have to) "
    r"(?:\w+ )?(?:translate|render|put|write|produce|provide|give|keep)\b"
)
_WRITES = re.compile(r"\bin this (?:article|post|tutorial|chapter|book|paper|video|blog|essay|section|guide)\b")
_LISTED = re.compile(r"\s*(?:[-*•–+] |\d+[.)] |[a-z|])")
_SPEAKER = re.compile(r"(?:[A-Z][\w'.-]*\s?){1,4}(?:#\d+)?:\s")
_CREDIT = re.compile(r"\bby (?:[A-Z][\w.-]*\s?){2}")
_PLURAL = frozenset(("we", "we've", "we'll", "let's"))


class Sign(enum.Enum):
    """What a paragraph shows, as messages say it."""

    TRANSLATION = "it speaks of a translation"
    UNSPOKEN = "the text speaks of none"
    LANGUAGE = "it names a language"
    LANGUAGES = "it names two languages"
    TEXT = "it names the text or its source"
    REQUEST = "it speaks of a request"
    ASKER = "it speaks of a user"
    WORDING = "it speaks of wording"
    MUCH_WORDING = "it speaks much of wording"
    MODEL = "it names a model"
    FOREIGN = "it is in another language"
    ACT = "it says what was done"
    ADDRESS = "it addresses somebody"
    SYMBOLS = "it has symbols"
    DOUBT = "it doubts its work"
    QUOTES = "it quotes what the text does not have"
    PAIRS = "it quotes several words"
    OWN_WORDS = "all its words are those of talk"
    OTHER_WORDS = "it has other words"
    MANY_OTHER_WORDS = "it has many other words"
    LONG = "it is long"
    LONGER = "it is longer than talk is"
    SPEECH = "it reports speech"
    ANCHORED = "the text has its names"
    DETAIL = "it speaks of details of a text"
    THINKS = "it thinks aloud"
    EXCLAIMS = "it exclaims, and the text does not"
    ASKS_FOR = "it asks for something, and the text does not"
    SPOKEN = "the text speaks of translations too"
    OTHERS = "it does not call the translation its own"
    PROMISES = "it says what will be done"
    SPEAKER = "a speaker is named before it"
    CREDIT = "it names who did it"
    PIECE = "it is no whole sentence"
    CHANGE = "the text says neither I nor you"
    FIRST = "it says I"
    FORWARD = "it points at what follows"
    ANNOUNCES = "it ends as an announcement"
    TRAILS = "it trails off"
    NO_STOP = "it ends without a stop"
    ANSWERS = "it answers somebody"
    GREETS = "it greets somebody"
    WRITES = "it introduces what its writer writes"
    ASKS = "it asks a question"
    LISTED = "a list follows"
    PRESENTS = "it presents something"
    LABEL = "it is a label"
    NOTE = "it begins as a note"
    OFFERS = "it offers something"
    LEAVES = "it takes leave"
    GRADES = "it grades the work"
    TABLE = "it is a table of words"
    SOURCE = "it speaks of the original"
    ONLY_ANSWERS = "it says no more than yes"
    END_MARK = "it marks the end"
    HEADS = "it heads what follows"
    YOURS = "it speaks of somebody's text"
    EQUATES = "it explains a word by another"
    NOTE_LABEL = "its label is one of notes"


def _translates(facts: Facts) -> bool:
    if facts.foreign:
        return facts.has_piece("translation-stems")
    if any(word.startswith(_TRANSLATED) and not word.startswith(_TRANSLATOR) for word in facts.words):
        return True
    return facts.has("translation-words") and facts.has("language-names")


def _names_language(facts: Facts) -> bool:
    if facts.foreign:
        return facts.has_piece("language-stems")
    return facts.has("language-names") or _is_coded(facts)


def _names_model(facts: Facts) -> bool:
    """Whether a model is named, with its number or without: "gpt-4"."""
    names = facts.listed("model-words")
    return any(word in names or word.partition("-")[0] in names for word in facts.words)


def _is_coded(facts: Facts) -> bool:
    """Whether codes of languages stand in it: "ES → EN", "EN:"."""
    label = _CODE_LABEL.match(facts.raw)
    return bool(_CODES.search(facts.raw)) or (label is not None and label[1].lower() in known_languages())


def _is_unspoken(facts: Facts) -> bool:
    spoken = facts.word_set & facts.listed("translation-words")
    return bool(spoken) and facts.body_words.isdisjoint(spoken)


def _speaks_of_wording(facts: Facts, least: int = 1) -> bool:
    names = ("note-evidence", "talk-matter") if facts.foreign else ("wording-words",)
    return facts.has(*names, least=least)


def _tells_act(facts: Facts) -> bool:
    """Whether somebody says what he does or did: "I kept", "let me put", "we need to translate"."""
    acts = facts.listed("talk-acts", "translation-words")
    if facts.foreign:
        return not acts.isdisjoint(facts.words)
    speakers = facts.listed("speaker-words") | _PLURAL
    return any(
        word in speakers and not acts.isdisjoint(facts.words[index + 1 : index + 1 + _NEAR])
        for index, word in enumerate(facts.words)
    )


def _quotes_others(facts: Facts) -> bool:
    """Whether a quoted term is in foreign letters, or is none of the text beside it."""
    return any(
        len(term.split()) <= _MAX_TERM and (not term.isascii() or term not in facts.body) for term in facts.terms
    )


def _is_anchored(facts: Facts) -> bool:
    languages = both(facts.lexicon, "language-names")
    return any(match[0] in facts.body and match[0].lower() not in languages for match in _NAME.finditer(facts.bare))


def _has_speaker(facts: Facts) -> bool:
    """Whether it begins as a line of a play does: a name, which is no label, and a colon."""
    if facts.foreign or _SPEAKER.match(facts.raw) is None:
        return False
    names = ("note-labels", "meta-labels", "answer-labels", "breakdown-headings")
    labelled = facts.opens("note-openers", "note-leads", "presenters", "agreements", "assents") or any(
        _labelled(facts, name) for name in names
    )
    return not (labelled or _translates(facts) or _names_language(facts) or facts.has("model-words"))


def _is_piece(facts: Facts) -> bool:
    """Whether it begins in the middle of a sentence."""
    first = next(filter(str.isalpha, facts.raw), "")
    return first.islower() and first.isascii() and facts.raw[0] == first and len(facts.words) > 1


def _answers(facts: Facts) -> bool:
    if not facts.opens("agreements", "assents", "hesitations") or facts.opens("greetings") or facts.raw[-1] == ",":
        return False
    return facts.foreign or _ASSENT_MARK.match(facts.said) is not None or len(facts.words) <= _NEAR


def _is_label(facts: Facts) -> bool:
    """Whether it is a heading of words for languages, translations and texts alone: "### 🇬🇧 English"."""
    if len(facts.words) > _MAX_LABEL or any(word.startswith(_TRANSLATOR) for word in facts.words):
        return False
    if not (_names_language(facts) or _translates(facts)):
        return False
    short = _NO_STOP.search(facts.raw) and (_translates(facts) or facts.has("text-words"))
    marked = short or _HEADING.match(facts.raw) or ":" in facts.raw or "：" in facts.raw or _SYMBOLS.search(facts.raw)
    if facts.foreign:
        return bool(marked or _translates(facts))
    known = _labelling(facts)
    return bool(marked) and all(word in known or word.isdigit() for word in facts.words)


def _labelling(facts: Facts) -> frozenset[str]:
    names = ("label-words", "language-names", "source-words", "text-words", "translation-words")
    return facts.listed(*names) | frozenset(known_languages())


def _only_answers(facts: Facts) -> bool:
    """Whether all its sentences say yes to a request, and the text beside it does not go on in that voice."""
    known = (both(facts.lexicon, "assents") | both(facts.lexicon, "agreements")) - both(facts.lexicon, "greetings")
    sentences = [sentence for sentence in _SENTENCE_END.split(facts.said) if sentence]
    return all(sentence in known for sentence in sentences) and not facts.body_speaks


def _exclaims(facts: Facts) -> bool:
    """Whether it is one short exclamation without names, beside a text that has none and speaks to nobody."""
    if (
        facts.foreign
        or facts.words[0].startswith("thank")
        or not facts.raw.rstrip(_TAIL).endswith("!")
        or len(facts.words) > _MAX_EXCLAMATION
    ):
        return False
    body = facts.unquoted_body
    return "!" not in body and not facts.body_speaks and _NAME.search(facts.bare) is None


def _asks_for(facts: Facts) -> bool:
    """Whether it begins with "please", beside a text that speaks to nobody."""
    return facts.words[0] in ("please", "kindly") and not facts.body_speaks and "lease" not in facts.unquoted_body


def _offers(facts: Facts) -> bool:
    return facts.opens("offer-openers", "talk-openers") if facts.foreign else facts.opens("offer-openers")


def _takes_leave(facts: Facts) -> bool:
    names = ("agreements", "assents") if facts.foreign else ("farewells",)
    if facts.raw[-1] in ",;":
        return False
    return facts.opens(*names) and len(facts.words) <= _MAX_FAREWELL and facts.strangers <= _MANY


def _labelled(facts: Facts, name: str) -> bool:
    """Whether it begins with an entry of the list and a colon."""
    lead = _LEAD.match(facts.said)
    return lead is not None and len(facts.words) > len(lead[0].split()) and lead[0].strip() in both(facts.lexicon, name)


def _grades(facts: Facts) -> bool:
    lead = _LEAD.match(facts.said)
    graded = lead is not None and len(lead[0].split()) == 1 and facts.words[0] in facts.listed("hedges")
    return graded or (_labelled(facts, "meta-labels") and len(facts.words) <= _NEAR + 1)


def _is_table(facts: Facts) -> bool:
    return facts.raw.startswith("|") and "\n" in facts.raw and (_names_language(facts) or _translates(facts))


Signs = MappingProxyType[Sign, tuple[int, Callable[[Facts], bool]]]


def _words(*names: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.has(*names)


_COMMON: dict[Sign, tuple[int, Callable[[Facts], bool]]] = {
    Sign.TRANSLATION: (2, _translates),
    Sign.LANGUAGE: (1, _names_language),
    Sign.LANGUAGES: (1, lambda facts: not facts.foreign and (facts.has("language-names", least=2) or _is_coded(facts))),
    Sign.TEXT: (1, _words("text-words", "source-words")),
    Sign.REQUEST: (1, _words("asker-words")),
    Sign.ASKER: (2, lambda facts: _ASKER.search(facts.said) is not None),
    Sign.WORDING: (1, _speaks_of_wording),
    Sign.MUCH_WORDING: (1, functools.partial(_speaks_of_wording, least=2)),
    Sign.MODEL: (3, _names_model),
    Sign.YOURS: (2, lambda facts: _YOURS.search(facts.said) is not None),
    Sign.FOREIGN: (3, lambda facts: facts.foreign),
    Sign.ACT: (1, _tells_act),
    Sign.ADDRESS: (1, lambda facts: facts.has("address-words", *(("talk-persons",) if facts.foreign else ()))),
    Sign.SYMBOLS: (1, lambda facts: _SYMBOLS.search(facts.raw) is not None),
    Sign.DOUBT: (1, _words("hedges")),
    Sign.QUOTES: (1, _quotes_others),
    Sign.PAIRS: (1, lambda facts: sum(len(term.split()) <= _MAX_TERM for term in facts.terms) > 1),
    Sign.OWN_WORDS: (1, lambda facts: facts.strangers <= _FEW and not facts.foreign),
    Sign.OTHER_WORDS: (-1, lambda facts: facts.strangers > _SOME and not facts.foreign),
    Sign.MANY_OTHER_WORDS: (-1, lambda facts: facts.strangers > _MANY and not facts.foreign),
    Sign.LONG: (-1, lambda facts: len(facts.words) > _LONG),
    Sign.LONGER: (-1, lambda facts: len(facts.words) > _LONGER),
    Sign.SPEECH: (-2, lambda facts: _SAID.search(facts.said) is not None),
    Sign.ANCHORED: (-2, _is_anchored),
    Sign.SPOKEN: (-3, lambda facts: _translates(facts) and _SPOKEN.search(facts.body) is not None),
    Sign.SPEAKER: (-3, _has_speaker),
    Sign.CREDIT: (-3, lambda facts: _CREDIT.search(facts.raw) is not None and not facts.foreign),
}
AT_START: Signs = MappingProxyType(
    {
        **_COMMON,
        Sign.FORWARD: (1, _words("forward-words")),
        Sign.ANNOUNCES: (2, lambda facts: _OPEN_END.search(facts.raw) is not None),
        Sign.TRAILS: (1, lambda facts: _TRAILING.search(facts.raw) is not None),
        Sign.NO_STOP: (1, lambda facts: len(facts.words) <= _SHORT and _NO_STOP.search(facts.raw) is not None),
        Sign.ANSWERS: (2, _answers),
        Sign.GREETS: (1, lambda facts: facts.opens("greetings")),
        Sign.OTHERS: (0, lambda facts: not _translates(facts) or not facts.has("personal-words")),
        Sign.PROMISES: (1, lambda facts: _PROMISES.search(facts.said) is not None),
        Sign.THINKS: (
            2,
            lambda facts: sum(piece in facts.said for piece in both(facts.lexicon, "thinking-pieces")) > 1,
        ),
        Sign.PIECE: (-2, lambda facts: _is_piece(facts) and _OPEN_END.search(facts.raw) is None),
        Sign.WRITES: (-3, lambda facts: _WRITES.search(facts.said) is not None),
        Sign.ASKS: (-3, lambda facts: "?" in facts.bare),
        Sign.LISTED: (-3, lambda facts: _LISTED.match(facts.body) is not None),
        Sign.PRESENTS: (1, lambda facts: facts.opens("presenters")),
        Sign.LABEL: (2, _is_label),
        Sign.FIRST: (0, lambda facts: not facts.listed("speaker-words").isdisjoint(facts.words)),
        Sign.ONLY_ANSWERS: (3, _only_answers),
        Sign.CHANGE: (1, lambda facts: (facts.speaks or _answers(facts)) and not facts.body_speaks),
    }
)
CORE_AT_START = (
    Sign.ANSWERS,
    Sign.PRESENTS,
    Sign.FOREIGN,
    Sign.TRANSLATION,
    Sign.LANGUAGE,
    Sign.MODEL,
    Sign.ACT,
    Sign.ANNOUNCES,
)
"""Without one of these nothing at the start of a text is talk; they are cheap to ask."""

AT_END: Signs = MappingProxyType(
    {
        **_COMMON,
        Sign.PIECE: (-3, _is_piece),
        Sign.DETAIL: (1, _words("detail-words")),
        Sign.EXCLAIMS: (2, _exclaims),
        Sign.ASKS_FOR: (2, _asks_for),
        Sign.UNSPOKEN: (1, _is_unspoken),
        Sign.NOTE: (2, lambda facts: facts.opens("note-openers", "note-leads")),
        Sign.OFFERS: (2, _offers),
        Sign.LEAVES: (2, _takes_leave),
        Sign.GRADES: (2, _grades),
        Sign.TABLE: (3, _is_table),
        Sign.EQUATES: (1, lambda facts: _EQUATION.search(facts.raw) is not None),
        Sign.NOTE_LABEL: (3, lambda facts: _labelled(facts, "note-labels")),
        Sign.SOURCE: (1, lambda facts: _SOURCE.search(facts.said) is not None),
        Sign.FIRST: (0, lambda facts: not facts.listed("speaker-words").isdisjoint(facts.words)),
        Sign.HEADS: (0, lambda facts: facts.raw.rstrip("*_ ")[-1] in ":："),
        Sign.END_MARK: (3, lambda facts: _END_MARK.fullmatch(facts.raw) is not None),
        Sign.CHANGE: (2, lambda facts: (facts.speaks or _takes_leave(facts)) and not facts.body_speaks),
    }
)
"""The signs at either end of a text, with their points."""
