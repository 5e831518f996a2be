"""Where a fragment may be: the one finder of the pass.

A candidate is a passage after the end of a sentence that does not begin like a sentence: in lower case, or with a
capital but without a subject ("Have agreed."). What clearly is no sentence end (an abbreviation, an ellipsis, a bracket
within the sentence, a name with a mark) gives no candidate; in text known to be machine translation the finder is
bolder (`bold`), and more is left to the decision.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from cleaner import sentences
from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments import _leave_alone
from cleaner.passes.fragments._broken import broken_starts
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import WordClass, classes, has_finite_verb, tokens, word_class

_STOPS, _CLOSERS = f"[{sentences.STOPS}]", f"[{re.escape(sentences.CLOSERS)}]"
_AFTER = rf"(?<!{_STOPS}{{2}}){_STOPS}*+)(?P<closers>{_CLOSERS}*+)(?P<gap>[ \t]++)"
_FEW_WORDS = r"[A-Z][a-z'’]*+(?:[ ][a-z'’\-]++)"
_FIRST = (
    r"(?P<first>[a-z][\w.\-]*+"
    rf"|(?={_FEW_WORDS}{{0,5}}+\.(?!\S)|{_FEW_WORDS}{{1,4}}+[ \t]*+(?![^\r\n]))[A-Z][a-z]*+)"
)


@functools.cache
def _after(stops: str) -> re.Pattern[str]:
    """One of the stops, a gap, and a word in lower case or the first of a few words that end with a stop or with their
    line. For a single stop the engine can scan."""
    return re.compile(rf"(?P<stop>[{stops}]{_AFTER}{_FIRST}")


_CHAT_LINE = expression(r"\s*(?:<\w+>|[\[(]?\d\d?[:.]\d\d|[^\s:(]+ [\[(]?\d\d?[:.]\d\d|\d{4}-\d\d-\d\d )")
_MIN_SPEAKER_LINES = 3
_PARAGRAPH_END = expression(r"[ \t]*(?:\Z|\r?\n[ \t]*(?:\r?\n|\Z))")
_MAX_CAPITALISED = 4
"""Words of a capitalised remain with a stop of its own, at most; longer ones are sentences of some kind."""

_MAX_CAPITALISED_BOLD = 6
"""The same where the text is machine translation."""

_NEEDED = (WordClass.PREPOSITION, WordClass.SUBJECT_PRONOUN)
"""The classes of words that go with an imperative: "Come in"."""

_MANY = 40
_APART = 60
"""More than so many such stops, each less than so many characters from the next, are a habit."""

_MOST = 2000
"""A document with more is no prose; it is left as it is, which bounds the work."""


_MAX_UNSTOPPED = 5
"""Words of a capitalised remain that breaks off at the end of its line, at most."""


def find(document: Document, *, bold: bool = False) -> tuple[Candidate, ...]:
    """All candidates of a document, in order; none where its writer's habits explain what would look like one."""
    matches = [match for match in _after_stops(document.text) if _may_open(match["first"], document.lexicon)]
    if len(matches) > _MANY and (len(matches) * _APART > len(document.text) or len(matches) > _MOST):
        return ()  # whoever writes like this means it
    found = []
    broken = {start for start, _ in document.once(broken_starts)}
    for match in matches:
        if match.end("closers") in broken:
            continue
        if match["first"][0].islower():
            if not _leave_alone.is_no_end(document.text, match, document.lexicon, bold=bold):
                candidate = _candidate(document, match, capital=False)
                if not _leave_alone.is_elsewhere(candidate, document.lexicon, bold=bold):
                    found.append(candidate)
        else:
            candidate = _candidate(document, match, capital=True)
            if _is_remain(candidate, document.lexicon, bold=bold):
                found.append(candidate)
    return () if found and _by_habit(document, alone=bold and len(found) == 1) else tuple(found)


def _after_stops(text: str) -> list[re.Match[str]]:
    """What is found after any stop: in most texts, with each stop by itself."""
    found = [match for stop in sentences.STOPS if stop in text for match in _after(stop).finditer(text)]
    found.sort(key=re.Match.start)
    if any(match.end() > after.start() for match, after in pairwise(found)):
        return list(_after(sentences.STOPS).finditer(text))
    return found


def _may_open(first: str, lexicon: Lexicon) -> bool:
    """Whether a tail may begin with the word: in lower case, or with a capital where a sentence has its subject."""
    word = first.rstrip(".").lower()
    return first[0].islower() or any(
        word in lexicon.words(name) for name in ("auxiliaries", "prepositions", "conjunctions", "hanging-verbs")
    )


def _is_remain(candidate: Candidate, lexicon: Lexicon, *, bold: bool) -> bool:
    """Whether a capitalised passage is too short and too broken to be a sentence."""
    words = tokens(candidate.tail)
    if any(word[0].isupper() for word in words[1:]):
        return False  # a title, a name
    if candidate.tail.endswith(".") and not candidate.tail.endswith(".."):
        if bold and len(words) <= _MAX_CAPITALISED_BOLD and _lost_its_sentence(candidate, lexicon):
            return True
        return len(words) <= _MAX_CAPITALISED and _lost_its_subject(words, lexicon)
    if not 1 < len(words) <= _MAX_UNSTOPPED or not candidate.tail[-1].isalnum():
        return False
    return _PARAGRAPH_END.match(candidate.text, candidate.end) is not None  # else its line was wrapped there


def _lost_its_subject(words: list[str], lexicon: Lexicon) -> bool:
    """Whether verb forms stand alone; "Do tell.", "Have fun." and "Did not look back." are how people speak."""
    first, second = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    if first in lexicon.words("hanging-verbs"):
        return len(words) <= 2 and word_class(second or first, lexicon) not in _NEEDED
    if first not in lexicon.words("auxiliaries") or second == "not":
        return False
    if first not in lexicon.words("imperatives") or word_class(words[-1].lower(), lexicon) == WordClass.PREPOSITION:
        return True
    return word_class(second, lexicon) in (WordClass.PARTICIPLE, WordClass.PAST_VERB)


def _lost_its_sentence(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a phrase with its preposition is alone, and is none that people use so: "Of course." """
    found = classes(tokens(candidate.tail), lexicon, opening=True)
    if found[0] is not WordClass.PREPOSITION or len(found) <= 2 or has_finite_verb(found):
        return False
    return candidate.tail.rstrip(".").lower() not in lexicon.optional("stock-phrases")


def _by_habit(document: Document, *, alone: bool) -> bool:
    """Whether the writer leaves capitals out, takes notes, or writes down speech by speaker; a candidate that is alone
    among short sentences is no note."""
    habits = document.habits
    if not habits.capitalises or (habits.terse and not alone) or habits.speaker_lines >= _MIN_SPEAKER_LINES:
        return True
    return sum(bool(_CHAT_LINE.match(document.text, *span)) for span in document.lines) >= _MIN_SPEAKER_LINES


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
    """Where the sentence that ends at `stop` begins: after the sentence end or line break before it."""
    text = document.text
    low = max(text.rfind("\n", 0, stop) + 1, stop - _REACH)
    begin = low
    for match in _SENTENCE_END.finditer(text, low, stop):
        if sentences.stop_ends_sentence(text, match.start(), match.end(), document.lexicon):
            begin = match.end()
    return begin


def _tail_end(document: Document, start: int) -> int:
    """Where the tail that begins at `start` ends: after its own stop, or at the end of its line."""
    text = document.text
    high = text.find("\n", start, start + _REACH)
    high = min(len(text), start + _REACH) if high < 0 else high
    for match in _SENTENCE_END.finditer(text, start, high):
        if match.end() >= high or _ends_tail(document, match):
            return match.end()
    return start + len(text[start:high].rstrip())


def _ends_tail(document: Document, match: re.Match[str]) -> bool:
    text = document.text
    if _LONE_ARTICLE.search(text, max(0, match.start() - _ARTICLE), match.start()):
        return text[match.end() : match.end() + 2].strip()[:1].isupper()
    if match[0][0] == "." and sentences.is_abbreviation(text, match.start(), document.lexicon):
        return False
    return "…" not in match[0] and not match[0].startswith("..")


_LONE_ARTICLE = expression(r"[a-z] a\Z")
_ARTICLE = 3
_SENTENCE_END = expression(rf"(?<![{sentences.STOPS}])[{sentences.STOPS}]++[{re.escape(sentences.CLOSERS)}]*+(?=\s|\Z)")
_REACH = 600
"""How far a sentence is followed, in characters; what is longer is cut there."""
