"""What looks like a fragment and is none: two tables of reasons to leave it alone.

`MARKS` holds reasons why a mark does not end a sentence, asked of the match of the finder; `TAILS` reasons why what
comes after a sentence end belongs there, asked of the candidate. Each is a reason and the question whether it holds;
the first that does settles it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner import sentences
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import VERB_FORMS, WordClass, classes, has_finite_verb, tokens, word_class

_REACH = 600
"""How far around an offset its line is read, in characters."""

_NOTE = 200
"""Characters of a note in square brackets."""

_DAY_AND_MONTH = expression(r"[0-3]?\d\.[01]?\d")
_PLAIN_WORD = expression(r"a|[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_PAGE = expression(r"[\w.-]+\(\d\w{0,8}\)\W*")
_LONE_LETTER = expression(r"[a-z]\.[ \t]*(?:\r?\n|\Z)")
_NUMBER_NEXT = expression(r"[ \t]?\d")
_LAST_WORDS = expression(r"[a-z][a-z'’\-]*+(?:[ ][a-z][a-z'’\-]*+)?\.?[ \t]*(?:\Z|\r?\n[ \t]*(?:\r?\n|\Z))")
_ANSWERS = frozenset({WordClass.ADVERB, WordClass.SUBJECT_PRONOUN, WordClass.CONJUNCTION, WordClass.CLAUSE_OPENER})
_PRONOUNS = frozenset({WordClass.SUBJECT_PRONOUN, WordClass.OBJECT_PRONOUN})
_SET_OFF_REACH = 40
_WHOLE = 4
"""Words before an exclamation mark from which it can end a sentence that more was said of."""

_FIRST_WORDS = expression(r"\S+(?:[ \t]+\S+){0,4}")
_MENTION = expression(r"[\"“‘'](?:[^\W_]+[ ]?){1,3}[.?!]+[\"”’'][ \t]+\Z")
_AND_QUOTED = expression(r"(?:and|or|to|nor|but)[ \t][\"“‘']")
_SIGN_OFF = expression(r"[b-df-hj-np-tv-z]{2,4}|[a-z]{2,3}/[a-z]{2,3}")
_ALIGNED = expression(r"[^\s.!?…\"'”’)](?:\t|[ ]{2,})\S|\S[ ]{3,}\S")
_WRAPPED = expression(r"[ \t]*\r?\n[ \t]*[a-z0-9(\[&/]")
_LIST_ITEM = expression(r"[ \t]*(?:[-*+•·‣◦]|\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,4}|[IVX]{1,4})[.)])[ \t]")
_NUMBER_AT_END = expression(r"(?<!\S)\d{1,2}\Z")
_NUMBERED = expression(r"(?<!\S)\d{1,2}\.[ ][a-z]")
_DIGITS = 3
_CRY = expression(r"(?<![\s!])![ ][a-z]")
_SET_OFF = expression(r"(?<!\w)([^\W\d_]{1,7})[ \t]+\Z")
_REACH_BACK = 16
_SECTION = expression(r"(?:^|\n)[ \t]*[^\W\d_]{0,4}\d{1,3}(?:\.\d{1,3})+\Z")
_SHORT = 5
"""Characters of a shortened word, at most."""

_PHRASE = frozenset({WordClass.DETERMINER, WordClass.ADJECTIVE, WordClass.NOUN, WordClass.UNKNOWN})
_MIN_NAMED = 4
_MAX_NAME = 4
"""Words before a stop that may be no more than a name with a dot."""


def is_no_end(text: str, match: re.Match[str], lexicon: Lexicon, *, bold: bool) -> bool:
    """Whether the mark is certainly not the end of a sentence."""
    return any(holds(text, match, lexicon) for reason, holds in MARKS if not (bold and reason in PEOPLE_ONLY))


def is_elsewhere(candidate: Candidate, lexicon: Lexicon, *, bold: bool) -> bool:
    """Whether the tail is no fragment for a reason of its own."""
    return any(holds(candidate, lexicon) for reason, holds in TAILS if not (bold and reason in PEOPLE_ONLY))


def _is_ellipsis(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    if "…" in match["stop"] or match["stop"].startswith(".."):
        return True
    return text[max(0, match.start() - 2) : match.start()] in (". ", "! ", "? ")


def _closes_bracket(_text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    return not set(")]}").isdisjoint(match["closers"])


def _is_noted(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    before = text[max(0, match.start() - _NOTE) : match.start()]
    return before.rfind("[") > max(before.rfind("]"), before.rfind("\n\n"))


def _opens_oddly(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """An address, a formula, an abbreviation, the last word of a quotation, a name with a capital inside."""
    first = match["first"].rstrip(".")
    if _LONE_LETTER.match(text, match.start("first")):
        return False
    after = match.end("first")
    if (
        text[after : after + 1] in (":", "/", "@", "(", '"', "”")
        or not first.islower()
        or text[after : after + 2] == " @"
    ):
        return True
    if match["first"] != first and (
        len(first) == 1 or first in lexicon.words("abbreviations") or _NUMBER_NEXT.match(text, match.end("first"))
    ):
        return True
    return _PLAIN_WORD.fullmatch(first) is None


def _marks_name(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    return sentences.token_before(text, match.start()) + match["stop"] in lexicon.words("marked-names")


def _is_named(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    before = _SET_OFF.search(text, max(0, match.start() - _REACH_BACK), match.start())
    return before is not None and before[1].lower() in lexicon.words("determiners")


def _is_quoted_mark(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    return text[match.start() - 1 : match.start()] in ("'", '"', "‘", "“", "`") and match["closers"] != ""


def _is_section(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    return (
        match["stop"] == "." and _SECTION.search(text, max(0, match.start() - _REACH_BACK), match.start()) is not None
    )


def _follows_quotation(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    return match["stop"] in ("!", "?") and text.endswith(('"', "”", '" ', "” "), 0, match.start())


def _cries(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    return "!" in match["stop"] and not _is_left_at_end(text, match, lexicon)


def _cries_aloud(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    if "!" not in match["stop"] or _is_left_at_end(text, match, lexicon):
        return False
    if match["closers"] or _in_quotation(text, match.start()):
        return True
    if sentences.token_before(text, match.start())[:1].isupper():
        return True
    start = match.start("first")
    return not lexicon.words("speech-verbs").isdisjoint(_FIRST_WORDS.match(text, start)[0].split())  # type: ignore[index]


def _asks_within(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    if "!" in match["stop"] or match["stop"][-1] != "?":
        return False
    return bool(match["closers"]) or _in_quotation(text, match.start())


def _dates(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    return _DAY_AND_MONTH.fullmatch(sentences.token_before(text, match.start())) is not None


def _is_of_address(text: str, match: re.Match[str], _lexicon: Lexicon) -> bool:
    return match["stop"] == "." and "@" in text[max(0, match.start() - _SET_OFF_REACH) : match.start()]


def _abbreviates(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    start = match.start()
    if match["stop"] != ".":
        return False
    before = text[max(0, start - _SET_OFF_REACH) : start]
    if not before.endswith(" "):
        return sentences.is_abbreviation(text, start, lexicon)
    before = before.rstrip()  # as tokenizers leave it: "etc . for"
    return sentences.is_abbreviation(f"{before}. ", len(before), lexicon)


def _is_left_at_end(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether one or two words after a whole sentence close a paragraph: no answer, no cry, no speech."""
    if match["closers"] or _in_quotation(text, match.start()) or not _LAST_WORDS.match(text, match.start("first")):
        return False
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return len(tokens(line[-_REACH:])) >= _WHOLE and word_class(match["first"].rstrip("."), lexicon) not in _ANSWERS


def _in_quotation(text: str, offset: int) -> bool:
    """Whether a quotation is open at `offset`, counted from the start of its paragraph."""
    start = max(text.rfind("\n\n", 0, offset), offset - _REACH, 0)
    return text.count("“", start, offset) > text.count("”", start, offset) or text.count('"', start, offset) % 2 == 1


def _is_laid_out(candidate: Candidate, _lexicon: Lexicon) -> bool:
    line = candidate.text[candidate.text.rfind("\n", 0, candidate.start) + 1 : candidate.end]
    return _ALIGNED.search(line[-_REACH:]) is not None


def _is_numbered(candidate: Candidate, _lexicon: Lexicon) -> bool:
    start = candidate.text.rfind("\n", 0, candidate.start) + 1
    marker = _LIST_ITEM.match(candidate.text, start)
    return marker is not None and marker.end() >= candidate.start


def _is_in_run(candidate: Candidate, _lexicon: Lexicon) -> bool:
    """Whether the stop belongs to a number of a run of numbers, "7. two boats 8. a net", or is one of two such stops:
    "see 6. for the dose, 9. for the rest"."""
    number = _NUMBER_AT_END.search(candidate.before[-_DIGITS:])
    if number is None:
        return False
    text, value = candidate.text, int(number[0])
    before = text[max(0, candidate.stop_start - _REACH) : candidate.stop_start]
    after = text[candidate.end - 1 - _DIGITS : candidate.end + _REACH]
    if _NUMBERED.search(before) or _NUMBERED.search(after):
        return True
    return bool(re.search(rf"(?<!\d){value - 1}\.\s", before) or re.search(rf"(?<!\d){value + 1}\.\s", after))


def _is_in_list(candidate: Candidate, _lexicon: Lexicon) -> bool:
    return _LIST_ITEM.match(candidate.text, candidate.text.rfind("\n", 0, candidate.start) + 1) is not None


def _is_wrapped(candidate: Candidate, _lexicon: Lexicon) -> bool:
    open_ended = candidate.tail[-1] not in sentences.STOPS + sentences.CLOSERS
    return open_ended and _WRAPPED.match(candidate.text, candidate.end) is not None


def _is_lowered(candidate: Candidate, _lexicon: Lexicon) -> bool:
    text, start = candidate.text, candidate.start
    low = max(start - _REACH, text.rfind("\n", 0, start) + 1)
    high = text.find("\n", start, start + _REACH)
    high = start + _REACH if high < 0 else high
    return bool(_CRY.search(text, low, candidate.stop_start) or _CRY.search(text, start, high))


def _is_one_word_note(candidate: Candidate, _lexicon: Lexicon) -> bool:
    return candidate.before.strip().isalpha()


def _is_foreign(candidate: Candidate, lexicon: Lexicon) -> bool:
    found = classes(tokens(candidate.tail), lexicon)
    words = len(found) - found.count(WordClass.NUMBER) - found.count(WordClass.NAME)
    return found.count(WordClass.UNKNOWN) * 2 > words > 2


def _has_its_subject(candidate: Candidate, lexicon: Lexicon) -> bool:
    before = tokens(candidate.before)
    if classes(tokens(candidate.tail)[:1], lexicon) != [WordClass.AUXILIARY] or len(before) > _MAX_NAME:
        return False
    found = classes(before, lexicon, opening=True)
    return not has_finite_verb(found) and _PRONOUNS.isdisjoint(found)


def _is_shortened(candidate: Candidate, lexicon: Lexicon) -> bool:
    before = tokens(candidate.before)
    if candidate.stop != "." or candidate.closers or not 1 < len(before) <= _MAX_NAME or len(before[-1]) > _SHORT:
        return False
    if not before[-1].islower() or not has_finite_verb(classes(tokens(candidate.tail), lexicon)):
        return False
    return all(name in _PHRASE for name in classes(before, lexicon, opening=True))


def _is_capital_shortened(candidate: Candidate, lexicon: Lexicon) -> bool:
    before = tokens(candidate.before)
    if candidate.stop != "." or candidate.closers or len(before) < _MIN_NAMED or len(before[-1]) > _SHORT:
        return False
    if not (before[-1].istitle() and before[-1].isalpha()) or not VERB_FORMS.isdisjoint(
        classes(before[:-1], lexicon, opening=True)
    ):
        return False
    return not candidate.capital and has_finite_verb(classes(tokens(candidate.tail), lexicon))


def _is_mentioned(candidate: Candidate, _lexicon: Lexicon) -> bool:
    quoted = candidate.text[candidate.sentence : candidate.start]
    if not candidate.closers:
        return False
    return bool(_MENTION.search(quoted) or _AND_QUOTED.match(candidate.text, candidate.start))


def _is_sign_off(candidate: Candidate, lexicon: Lexicon) -> bool:
    if candidate.tail.split()[0].rstrip(".") in lexicon.words("agencies"):
        return True
    return candidate.tail not in lexicon.words("units") and _SIGN_OFF.fullmatch(candidate.tail) is not None


def _names_page(candidate: Candidate, _lexicon: Lexicon) -> bool:
    return _PAGE.fullmatch(candidate.tail) is not None


def _ends_domain(candidate: Candidate, lexicon: Lexicon) -> bool:
    return candidate.before[-1:].isalpha() and candidate.tail.rstrip(".") in lexicon.optional("domain-endings")


def _is_chat(candidate: Candidate, lexicon: Lexicon) -> bool:
    return candidate.tail.rstrip(".!?") in lexicon.words("chat-words")


def _answers(candidate: Candidate, lexicon: Lexicon) -> bool:
    if candidate.stop[-1] != "?":
        return False
    if not lexicon.words("speech-verbs").isdisjoint(candidate.tail.lower().split()[:6]):
        return True
    return classes(tokens(candidate.tail)[:1], lexicon) == [WordClass.CONJUNCTION] and candidate.tail[-1] not in "!?"


CRY = "exclamations run on; only a word or two at the end of a paragraph are left there"
IN_LIST = "the entry of a list"
PEOPLE_ONLY = frozenset({CRY, IN_LIST})
"""Reasons that hold for what people write; in machine translation the decision weighs such tails, too."""

MARKS: tuple[tuple[str, Callable[[str, re.Match[str], Lexicon], bool]], ...] = (
    ("an ellipsis pauses, with and without spaces", _is_ellipsis),
    ("a stop inside a bracket ends what the bracket holds", _closes_bracket),
    ("a stop between square brackets: notes are short of words", _is_noted),
    ("what follows does not begin with a plain word", _opens_oddly),
    ("a name carries the mark", _marks_name),
    ("the mark is alone in quotation marks", _is_quoted_mark),
    ("the mark of whoever cries out, after what is quoted", _follows_quotation),
    ("the number of a section at the start of its line, with its title: 6.5.1. grind", _is_section),
    ("the mark itself is spoken of, after an article: the . operator", _is_named),
    ("exclamations in a quotation, after a name or with a verb of saying", _cries_aloud),
    (CRY, _cries),
    ("a question within its sentence, or speech, where questions run on", _asks_within),
    ("a day and a month with dots, as in 25.9.", _dates),
    ("the stop of a mail address, whole or taken apart", _is_of_address),
    ("an abbreviation, an initial, a dotted acronym", _abbreviates),
)

TAILS: tuple[tuple[str, Callable[[Candidate, Lexicon], bool]], ...] = (
    ("a table", _is_laid_out),
    ("the number of a list", _is_numbered),
    ("the number of an entry in a run of them", _is_in_run),
    (IN_LIST, _is_in_list),
    ("the sentence goes on in the next line", _is_wrapped),
    ("whoever goes on in lower case after a cry does so after a stop", _is_lowered),
    ("notes of one word", _is_one_word_note),
    ("another language", _is_foreign),
    ("what comes before is a name with a dot, the subject of what follows", _has_its_subject),
    ("what comes before is no more than a word that may be shortened, and its article", _is_shortened),
    ("a short word with a capital ends what has no verb: it may be shortened", _is_capital_shortened),
    ("words that are quoted as words", _is_mentioned),
    ("an agency, a writer's initials", _is_sign_off),
    ("the ending of a domain that was cut off", _ends_domain),
    ("a page of a manual: grind(1)", _names_page),
    ("what people write in chats", _is_chat),
    ("speech and answers after a question", _answers),
)
