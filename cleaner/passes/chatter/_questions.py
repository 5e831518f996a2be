"""How each sign of talk about a translation is told, at the start of a text and at its end."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from types import MappingProxyType

from cleaner.expressions import expression
from cleaner.lexicon import known_languages
from cleaner.passes.chatter._deeds import (
    DEED_LISTS,
    handles,
    is_cautious,
    is_public,
    is_requested,
    is_strange,
    names_more,
)
from cleaner.passes.chatter._facts import FACT_LISTS, Facts, names_others
from cleaner.passes.chatter._leave_alone import tells_story
from cleaner.passes.chatter._signs import Sign
from cleaner.passes.chatter._turns import (
    TURN_LISTS,
    asks_for_next,
    counts_portions,
    heads_language,
    is_form,
    is_graded,
    is_turn,
    promises,
    takes_role,
)
from cleaner.passes.chatter._words import EMPTY_LINE, both

SIGN_LISTS = (
    *FACT_LISTS,
    *DEED_LISTS,
    *TURN_LISTS,
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
_DASHES = "-–—"
_MAX_EXCLAMATION = 8
_TAIL = " *_)]"
_QUESTION_MARKS = tuple("?？؟;")
_MAX_TERM = 6
_MAX_FAREWELL = 14
_MAX_BARE_FAREWELL = 2
_NOTE_HEAD = 30
_FEW, _SOME, _MANY = 0.2, 0.3, 0.45
_NAME = expression(r"(?<=[a-z,;] )[A-Z][a-z]{2,}|\d[\d.,]*\d")
_CODES = expression(r"\b(?:[A-Za-z]{2,3}\s*(?:→|⇒|->|=>)\s*[A-Za-z]{2,3}|[A-Z]{2} ?> ?[A-Z]{2})\b")
_CODE_LABEL = expression(r"[*_#\s]*([A-Z]{2,3})[*_\s]*[:：]")
_SYMBOLS = expression(r"[\u2190-\u21ff\u2600-\u27bf\U0001f1e6-\U0001f9ff]")
_SAID = expression(r"\b(?:said|says|told|added|asked|wrote)\b")
_RULES = r"[*_\s\ufe0f]*(?:[-=_*]{3,}\s*)?\Z"
_OPEN_END = expression(rf"[:：—–👇⬇]{_RULES}")
_TRAILING = expression(rf"(?:…|\.\.\.){_RULES}")
_NO_STOP = expression(rf"[^\W\d_][)\]]?{_RULES}")
_HEADING = expression(r"\s*(?:#{1,6}\s|\*\*|__|[-=*_]{3,}\s|[\[(【<>»])")
_ASSENT_MARK = expression(r"[\w' ]{1,40}?[,.!;—–-]")
_SOURCE = expression(
    r"\b(?:the|in|from) (?:original|source)(?=\s*(?:[.,;:)]|\Z)| (?:text|article|version|paragraph|passage|wording"
    r"|sentence|is|was|has|had|uses|used|says|said|reads|contains|ends|mentions|where|which|but|and|so|itself|here|too)\b)"
)
_SENTENCE_END = expression(r"[.!?,]+\s*")
_END_MARK = expression(
    r"[\[(*_—–\s-]*end of (?:the )?(?:translation|translated text|text|output|article)[\])*_.!—–\s-]*"
    r"|[\[(*~—–-]{1,3}\s*(?:end|fin|fine|ende|konec|koniec|конец|终|完|終わり|끝)\s*[\])*~—–-]{1,3}",
    re.IGNORECASE,
)
_YOURS = expression(
    r"\byour (?:\w+ )?(?:text|message|article|input|file|document|request|paragraph|passage|project|task|translation"
    r"|version|submission|excerpt|studies|work|language|translator|assistant)\b"
)
_LEAD = expression(r"[\w' -]{2,40}(?=\s*[:：])")
_ASKER = expression(r"\b(?:the|dear) user(?:'s)?\b")
_TRANSLATED, _TRANSLATOR = ("translat", "retranslat", "mistranslat"), "translator"
_SPOKEN = expression(r"\b[Tt]ranslat(?:e|es|ed|ion|ions|ing|or|ors)\b")
_WRITES = expression(r"\bin this (?:article|post|tutorial|chapter|book|paper|video|blog|essay|section|guide)\b")
_LISTED = expression(r"\s*(?:[-*•–+] |\d+[.)] |[a-z|])")
_SPEAKER = expression(r"(?:[A-Z][\w'.-]*\s?){1,4}(?:#\d+)?:\s")
_CREDIT = expression(r"\bby (?:[A-Z][\w.-]*\s?){2}")
_STOPS = tuple(".!?\"”»'’)…")
_LABELLED_CODE = expression(r"(?:[(\[]|\b(?:lang|language|locale|target|tgt)\w*\s*[=:]\s*\"?)([A-Za-z]{2,3})\b")
_TABLE = expression(r"^\|.*\|[ \t]*\r?\n\|[-:| ]+\|", re.MULTILINE)
_PERSONAL = expression(r"\b(?:my|our) (?:\w+ )?(?:translation|rendering|version|rendition|attempt)s?\b")
_PLURAL = frozenset(("we", "we've", "we'll", "let's"))


def _translates(facts: Facts) -> bool:
    if facts.foreign:
        return facts.has_piece("translation-stems")
    if any(word.startswith(_TRANSLATED) and not word.startswith(_TRANSLATOR) for word in facts.words):
        return True
    return facts.has("translation-words") and facts.has("language-names")


def _names_language(facts: Facts) -> bool:
    if facts.foreign:
        return facts.names_language
    return facts.has("language-names") or _is_coded(facts)


def _names_model(facts: Facts) -> bool:
    """Whether a model is named, with its number or without: "gpt-4"."""
    names = facts.listed("model-words")
    return any(word in names or word.partition("-")[0] in names for word in facts.words)


def _is_coded(facts: Facts) -> bool:
    """Whether codes of languages stand in it: "ES → EN", "EN:", "Result (en):", "lang=en-US"."""
    label = _CODE_LABEL.match(facts.raw)
    if _CODES.search(facts.raw) or (label is not None and label[1].lower() in known_languages()):
        return True
    short = len(facts.words) <= _MAX_LABEL
    return short and any(match[1].lower() in known_languages() for match in _LABELLED_CODE.finditer(facts.raw))


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
    if facts.foreign or _SPEAKER.match(facts.raw) is None or is_turn(facts) or is_form(facts):
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
    if len(facts.words) == 1 and facts.raw[-1] in _DASHES:
        return False
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


def _offers_more(facts: Facts) -> bool:
    """Whether it asks or offers in person, and names more that could be done with a text."""
    asks = facts.raw.rstrip(_TAIL)[-1:] in _QUESTION_MARKS or _offers(facts) or facts.opens("talk-openers")
    return asks and names_more(facts)


def _takes_leave(facts: Facts) -> bool:
    names = ("agreements", "assents") if facts.foreign else ("farewells",)
    if facts.raw[-1] in ",;":
        return False
    known = facts.strangers <= _MANY or len(facts.words) <= _MAX_BARE_FAREWELL
    return facts.opens(*names) and len(facts.words) <= _MAX_FAREWELL and known


def _labelled(facts: Facts, name: str) -> bool:
    """Whether it begins with an entry of the list and a colon."""
    lead = _LEAD.match(facts.said)
    return lead is not None and len(facts.words) > len(lead[0].split()) and lead[0].strip() in both(facts.lexicon, name)


def _grades(facts: Facts) -> bool:
    lead = _LEAD.match(facts.said)
    graded = lead is not None and len(lead[0].split()) == 1 and facts.words[0] in facts.listed("hedges")
    return graded or (_labelled(facts, "meta-labels") and len(facts.words) <= _NEAR + 1)


def _is_table(facts: Facts) -> bool:
    """Whether it is a table of words in two languages, with a heading or without."""
    return _TABLE.search(facts.raw) is not None and (_names_language(facts) or _translates(facts))


def _is_marked_note(facts: Facts) -> bool:
    """Whether it begins as a note with a mark, "Note:", or is in brackets."""
    marked = (
        facts.raw[0] in "([（【*"
        or any(mark in facts.said[:_NOTE_HEAD] for mark in ":：–—")
        or " - " in facts.said[:_NOTE_HEAD]
    )
    return marked and facts.opens("note-openers", "note-leads")


def _is_named(facts: Facts) -> bool:
    """Whether it has names or numbers, those of languages aside; in other languages capitals show none."""
    if facts.foreign:
        return any(map(str.isdigit, facts.bare))
    return names_others(_NAME.finditer(facts.bare), facts.lexicon)


def _is_beside_prose(facts: Facts) -> bool:
    """Whether the paragraph next to it is one of whole sentences."""
    beside = EMPTY_LINE.split(facts.body.strip())
    prose = beside[0 if facts.at_start else -1].rstrip()
    return prose[-1:] in _STOPS and len(prose.split()) > _NEAR and not _LISTED.match(prose)


Question = Callable[[Facts], bool]


def _words(*names: str) -> Question:
    return lambda facts: facts.has(*names)


_ANYWHERE: dict[Sign, Question] = {
    Sign.TRANSLATION: _translates,
    Sign.LANGUAGE: _names_language,
    Sign.TEXT: _words("text-words", "source-words"),
    Sign.WORDING: _speaks_of_wording,
    Sign.MUCH_WORDING: functools.partial(_speaks_of_wording, least=2),
    Sign.MODEL: _names_model,
    Sign.FOREIGN: lambda facts: facts.foreign,
    Sign.FOREIGN_MATTER: lambda facts: facts.foreign and (_translates(facts) or _names_language(facts)),
    Sign.ACT: _tells_act,
    Sign.PAIRS: lambda facts: sum(len(term.split()) <= _MAX_TERM for term in facts.terms) > 1,
    Sign.OWN_WORDS: lambda facts: facts.strangers <= _FEW and not facts.foreign,
    Sign.OTHER_WORDS: lambda facts: facts.strangers > _SOME and not facts.foreign,
    Sign.SPEECH: lambda facts: _SAID.search(facts.said) is not None,
    Sign.ANCHORED: _is_anchored,
    Sign.SPOKEN: lambda facts: _translates(facts) and _SPOKEN.search(facts.body) is not None,
    Sign.SPEAKER: _has_speaker,
    Sign.CREDIT: lambda facts: _CREDIT.search(facts.raw) is not None and not facts.foreign,
    Sign.NAMED: _is_named,
    Sign.HANDLES: handles,
    Sign.REQUESTED: is_requested,
    Sign.CAUTIOUS: is_cautious,
    Sign.STRANGE: lambda facts: is_strange(facts) and not heads_language(facts),
    Sign.PUBLIC: is_public,
    Sign.NARRATES: lambda facts: not facts.foreign and tells_story(facts.said),
    Sign.SHARED: lambda facts: facts.shared > 0,
    Sign.MUCH_SHARED: lambda facts: facts.shared > 1,
    Sign.PROSE: _is_beside_prose,
    Sign.SOURCE: lambda facts: _SOURCE.search(facts.said) is not None,
    Sign.NOTE: lambda facts: facts.opens("note-openers", "note-leads"),
    Sign.PIECE: _is_piece,
    Sign.FORM: is_form,
}
AT_START = MappingProxyType(
    {
        **_ANYWHERE,
        Sign.TURN: is_turn,
        Sign.PROMISES: promises,
        Sign.ROLE: takes_role,
        Sign.PORTION: counts_portions,
        Sign.LANGUAGES: lambda facts: not facts.foreign and (facts.has("language-names", least=2) or _is_coded(facts)),
        Sign.ASKER: lambda facts: _ASKER.search(facts.said) is not None,
        Sign.ADDRESS: lambda facts: facts.has("address-words", *(("talk-persons",) if facts.foreign else ())),
        Sign.SYMBOLS: lambda facts: _SYMBOLS.search(facts.raw) is not None,
        Sign.MANY_OTHER_WORDS: lambda facts: facts.strangers > _MANY and not facts.foreign,
        Sign.PIECE: lambda facts: _is_piece(facts) and _OPEN_END.search(facts.raw) is None,
        Sign.FORWARD: _words("forward-words"),
        Sign.ANNOUNCES: lambda facts: _OPEN_END.search(facts.raw) is not None,
        Sign.TRAILS: lambda facts: _TRAILING.search(facts.raw) is not None,
        Sign.NO_STOP: lambda facts: len(facts.words) <= _SHORT and _NO_STOP.search(facts.raw) is not None,
        Sign.ANSWERS: _answers,
        Sign.GREETS: lambda facts: facts.opens("greetings"),
        Sign.THINKS: lambda facts: sum(piece in facts.said for piece in both(facts.lexicon, "thinking-pieces")) > 1,
        Sign.WRITES: lambda facts: _WRITES.search(facts.said) is not None,
        Sign.ASKS: lambda facts: "?" in facts.bare,
        Sign.LISTED: lambda facts: _LISTED.match(facts.body) is not None,
        Sign.PRESENTS: lambda facts: facts.opens("presenters"),
        Sign.LABEL: _is_label,
        Sign.ONLY_ANSWERS: _only_answers,
        Sign.PERSONAL: lambda facts: _PERSONAL.search(facts.said) is not None,
        Sign.CHANGE: lambda facts: (facts.speaks or _answers(facts)) and not facts.body_speaks,
    }
)
AT_END = MappingProxyType(
    {
        **_ANYWHERE,
        Sign.GRADED: is_graded,
        Sign.NEXT_PART: asks_for_next,
        Sign.DETAIL: _words("detail-words"),
        Sign.MARKED_NOTE: _is_marked_note,
        Sign.EXCLAIMS: _exclaims,
        Sign.ASKS_FOR: _asks_for,
        Sign.UNSPOKEN: _is_unspoken,
        Sign.OFFERS: _offers,
        Sign.LEAVES: _takes_leave,
        Sign.MORE: _offers_more,
        Sign.GRADES: _grades,
        Sign.TABLE: _is_table,
        Sign.NOTE_LABEL: lambda facts: _labelled(facts, "note-labels"),
        Sign.DOUBT: _words("hedges"),
        Sign.QUOTES: _quotes_others,
        Sign.HEADS: lambda facts: facts.raw.rstrip("*_ ")[-1] in ":：",
        Sign.END_MARK: lambda facts: _END_MARK.fullmatch(facts.raw) is not None,
        Sign.YOURS: lambda facts: _YOURS.search(facts.said) is not None,
        Sign.CHANGE: lambda facts: (facts.speaks or _takes_leave(facts)) and not facts.body_speaks,
    }
)
"""Every sign that is asked for at either end of a text."""
