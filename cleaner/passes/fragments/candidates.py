"""Where a fragment may stand: the one finder of the pass.

A candidate is a stretch behind the end of a sentence that does not begin like a sentence: in lower case, or with a
capital but without a subject ("Have agreed."). What clearly is no sentence end (an abbreviation, an ellipsis, a bracket
within the sentence, a name with a mark) gives no candidate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner import sentences
from cleaner.document import Document
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments.grammar import classes, has_finite_verb, tokens, word_class

_STOP = (
    rf"(?<![{sentences.STOPS}])(?P<stop>[{sentences.STOPS}]++)(?P<closers>[{re.escape(sentences.CLOSERS)}]*+)"
    r"(?P<gap>[ \t]++)"
)
_FEW_WORDS = r"[A-Z][a-z'’]*+(?:[ ][a-z'’\-]++)"
_BEHIND_STOP = re.compile(
    rf"{_STOP}(?P<first>[a-z][\w.\-]*+"
    rf"|(?={_FEW_WORDS}{{0,3}}\.(?!\S)|{_FEW_WORDS}{{1,4}}[ \t]*+(?![^\r\n]))[A-Z][a-z]*+)"
)
"""A stop, a gap, and a word in lower case or the first of a few words that end with a stop or with their line."""

_PLAIN_WORD = re.compile(r"a|[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_LONE_LETTER = re.compile(r"[a-z]\.[ \t]*(?:\r?\n|\Z)")
_NUMBER_NEXT = re.compile(r"[ \t]?\d")
_SIGN_OFF = re.compile(r"[b-df-hj-np-tv-z]{2,4}|[a-z]{2,3}/[a-z]{2,3}")
_MENTION = re.compile(r"[\"“‘'](?:[^\W_]+[ ]?){1,3}[.?!]+[\"”’'][ \t]+\Z")
_AND_QUOTED = re.compile(r"(?:and|or|to|nor|but)[ \t][\"“‘']")
_ALIGNED = re.compile(r"[^\s.!?…\"'”’)](?:\t|[ ]{2,})\S|\S[ ]{3,}\S")
_CHAT_LINE = re.compile(r"\s*(?:<\w+>|[\[(]?\d\d?[:.]\d\d|[^\s:(]+ [\[(]?\d\d?[:.]\d\d|\d{4}-\d\d-\d\d )")
_MIN_SPEAKER_LINES = 3
_PARAGRAPH_END = re.compile(r"[ \t]*(?:\Z|\r?\n[ \t]*(?:\r?\n|\Z))")
_WRAPPED = re.compile(r"[ \t]*\r?\n[ \t]*[a-z0-9(\[&/]")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+•·‣◦]|\(?\w{1,3}[.)])[ \t]")
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_MAX_CAPITALISED = 4
"""Words of a capitalised remain with a stop of its own, at most; longer ones are sentences of some kind."""

_MANY = 40
_APART = 60
"""More than so many stops with a lower-case word behind them, each less than so many characters from the next."""

_MAX_NAME = 4
"""Words before a stop that may be no more than a name with a dot."""

_MAX_UNSTOPPED = 5
"""Words of a capitalised remain that breaks off at the end of its line, at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch behind a sentence end.

    Offsets are of the document's text: the sentence before is `sentence..stop_start`, its stop marks end at `stop_end`,
    closing marks at `gap_start`; the tail is `start..end` with its own stop, if it has one.
    """

    text: str
    sentence: int
    stop_start: int
    stop_end: int
    gap_start: int
    start: int
    end: int
    capital: bool

    @property
    def tail(self) -> str:
        """The words in question, with their own stop."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The sentence before, without its stop."""
        return self.text[self.sentence : self.stop_start]

    @property
    def stop(self) -> str:
        """The stop marks before the tail."""
        return self.text[self.stop_start : self.stop_end]

    @property
    def closers(self) -> str:
        """The quotation marks and brackets between the stop and the blank."""
        return self.text[self.stop_end : self.gap_start]

    @property
    def ends_line(self) -> bool:
        """Whether nothing follows the tail on its line."""
        return bool(_LINE_END.match(self.text, self.end))


def find(document: Document) -> tuple[Candidate, ...]:
    """All candidates of a document, in order; none where its writer's habits explain what would look like one."""
    found = []
    matches = list(_BEHIND_STOP.finditer(document.text))
    small = sum(match["first"][0].islower() for match in matches)
    if small > _MANY and small * _APART > len(document.text):
        return ()  # whoever writes like this means it
    for match in matches:
        if match["first"][0].islower():
            if not _goes_on(document.text, match, document.lexicon):
                candidate = _candidate(document, match, capital=False)
                if not _is_elsewhere(candidate, document.lexicon):
                    found.append(candidate)
        elif _opens_without_subject(match["first"].rstrip(".").lower(), document.lexicon):
            candidate = _candidate(document, match, capital=True)
            if _is_remain(candidate, document.lexicon):
                found.append(candidate)
    return () if found and _by_habit(document) else tuple(found)


def _opens_without_subject(word: str, lexicon: Lexicon) -> bool:
    return any(word in lexicon.words(name) for name in ("auxiliaries", "prepositions", "conjunctions"))


def _is_remain(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a capitalised stretch is too short and too broken to be a sentence."""
    words = tokens(candidate.tail)
    if any(word[0].isupper() for word in words[1:]):
        return False  # a title, a name
    if candidate.tail.endswith(".") and not candidate.tail.endswith(".."):
        return len(words) <= _MAX_CAPITALISED and _lost_its_subject(words, lexicon)
    if not 1 < len(words) <= _MAX_UNSTOPPED or not candidate.tail[-1].isalnum():
        return False
    return _PARAGRAPH_END.match(candidate.text, candidate.end) is not None  # else its line was wrapped there


def _lost_its_subject(words: list[str], lexicon: Lexicon) -> bool:
    """Whether verb forms stand alone; "Do tell.", "Have fun." and "Did not look back." are how people speak."""
    first, second = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    if first not in lexicon.words("auxiliaries") or second == "not":
        return False
    if first not in lexicon.words("imperatives") or word_class(words[-1].lower(), lexicon) == "preposition":
        return True
    return word_class(second, lexicon) in ("participle", "past verb")


def _by_habit(document: Document) -> bool:
    """Whether the writer leaves capitals out, takes notes, or writes down speech by speaker."""
    habits = document.habits
    if not habits.capitalises or habits.terse or habits.speaker_lines >= _MIN_SPEAKER_LINES:
        return True
    return sum(bool(_CHAT_LINE.match(document.text, *span)) for span in document.lines) >= _MIN_SPEAKER_LINES


def _goes_on(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the mark is certainly not the end of a sentence."""
    stop, closers = match["stop"], match["closers"]
    if "…" in stop or stop.startswith(".."):
        return True  # an ellipsis pauses
    if ")" in closers or "]" in closers or "}" in closers:
        return True  # a stop inside a bracket ends what the bracket holds
    if not _is_plain_word(text, match, lexicon):
        return True
    if "!" in stop:
        return True  # exclamations run on, and names carry the mark
    if stop[-1] == "?" and (closers or _in_quotation(text, match.start())):
        return True  # a quotation within its sentence; speech, where questions run on
    if sentences.token_before(text, match.start()) + stop in lexicon.words("marked-names"):
        return True
    return stop == "." and sentences.is_abbreviation(text, match.start(), lexicon)


def _is_bare_name(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether what stands before the stop is too little for a sentence: the subject of the verb behind it."""
    before = tokens(candidate.before)
    return len(before) <= _MAX_NAME and not has_finite_verb(classes(before, lexicon))


def _is_plain_word(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the tail begins with a word: no address, formula, abbreviation or name with a capital inside."""
    first = match["first"].rstrip(".")
    if _LONE_LETTER.match(text, match.start("first")):
        return True
    if text[match.end("first") : match.end("first") + 1] in (":", "/", "@") or not first.islower():
        return False
    if match["first"] != first and (
        len(first) == 1 or first in lexicon.words("abbreviations") or _NUMBER_NEXT.match(text, match.end("first"))
    ):
        return False
    return _PLAIN_WORD.fullmatch(first) is not None


def _is_elsewhere(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether the tail is no fragment for a reason of its own: a table, another language, a sign-off, a title."""
    text = candidate.text
    line = text[text.rfind("\n", 0, candidate.start) + 1 : candidate.end]
    if _LIST_ITEM.match(line) or _ALIGNED.search(line[-_REACH:]):
        return True
    if _WRAPPED.match(text, candidate.end) and candidate.tail[-1] not in sentences.STOPS + sentences.CLOSERS:
        return True  # the sentence goes on in the next line
    found = classes(tokens(candidate.tail), lexicon)
    if found.count("unknown word") * 2 > len(found) > 2:
        return True  # another language
    if found[:1] == ["auxiliary"] and _is_bare_name(candidate, lexicon):
        return True
    quoted = text[candidate.sentence : candidate.start]
    if candidate.closers and (_MENTION.search(quoted) or _AND_QUOTED.match(text, candidate.start)):
        return True  # words that are quoted as words
    if _SIGN_OFF.fullmatch(candidate.tail) and candidate.tail not in lexicon.words("units"):
        return True  # an agency, a writer's initials
    if candidate.stop[-1] != "?":
        return False
    said = not lexicon.words("speech-verbs").isdisjoint(candidate.tail.lower().split()[:6])
    return said or (found[:1] == ["conjunction"] and candidate.tail[-1] not in "!?")


def _in_quotation(text: str, place: int) -> bool:
    """Whether a quotation is open at `place`, counted from the start of its paragraph."""
    start = max(text.rfind("\n\n", 0, place), place - _REACH, 0)
    return text.count("“", start, place) > text.count("”", start, place) or text.count('"', start, place) % 2 == 1


def _candidate(document: Document, match: re.Match[str], *, capital: bool) -> Candidate:
    text = document.text
    begin = _sentence_start(document, match.start())
    return Candidate(
        text,
        begin,
        match.start("stop"),
        match.end("stop"),
        match.end("closers"),
        match.end("gap"),
        _tail_end(document, match.end("gap")),
        capital,
    )


def _sentence_start(document: Document, stop: int) -> int:
    """Where the sentence that ends at `stop` begins: behind the sentence end or line break before it."""
    text = document.text
    low = max(text.rfind("\n", 0, stop) + 1, stop - _REACH)
    begin = low
    for match in _SENTENCE_END.finditer(text, low, stop):
        if sentences.stop_ends_sentence(text, match.start(), match.end(), document.lexicon):
            begin = match.end()
    return begin


def _tail_end(document: Document, start: int) -> int:
    """Where the tail that begins at `start` ends: behind its own stop, or at the end of its line."""
    text = document.text
    high = text.find("\n", start, start + _REACH)
    high = min(len(text), start + _REACH) if high < 0 else high
    for match in _SENTENCE_END.finditer(text, start, high):
        if match.end() >= high or _ends_tail(document, match):
            return match.end()
    return start + len(text[start:high].rstrip())


def _ends_tail(document: Document, match: re.Match[str]) -> bool:
    text = document.text
    if match[0][0] == "." and sentences.is_abbreviation(text, match.start(), document.lexicon):
        return False
    return "…" not in match[0] and not match[0].startswith("..")


_SENTENCE_END = re.compile(rf"(?<![{sentences.STOPS}])[{sentences.STOPS}]++[{re.escape(sentences.CLOSERS)}]*+(?=\s|\Z)")
_REACH = 600
"""How far a sentence is followed, in characters; what is longer is cut there."""
